import type { Reel, Span } from './reel.ts'
import { linesIn, wordTokensIn } from './reel.ts'

/** Runs of dots, underscores and ellipses that only guide the pen; a single dot is writing. */
const leaders =
  /(?:[.·•‥]\s?){3,}|…+|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|\.{2,}|(?<=\s)[.](?=\s)|_{2,}|-{3,}|\s[.]$/gu

/** The full stop of a sentence whose leader goes on behind it: "điện tử. ......". */
const stopBeforeLeader = /(?<=[\p{L}\p{N})”"])\.(?=\s+[.…_·]{2})/gu
/** Stands for such a stop while leaders are taken away. */
const keptStop = '\uE000'

/** The written words of the spans: leaders, signs of the rule and bullets at the ends taken away, lines joined. */
export function writtenIn(reel: Reel, spans: readonly Span[]): string {
  return spans
    .flatMap((span) => linesIn(reel, span).map((line) => partOf(reel, span, line)))
    .map((text) => withoutLeaders(text, true))
    .filter((text) => text !== '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:;,|]+|[\s:;,|]+$/g, '')
    .trim()
}

/** A piece of text without leaders; `keepEnds` leaves the punctuation at its end (between lines of one text). */
export function withoutLeaders(text: string, keepEnds = false): string {
  const bare = text
    .replace(/[\uFFFC\u270D]/g, ' ')
    .replace(stopBeforeLeader, keptStop)
    .replace(leaders, ' ')
    .replaceAll(keptStop, '.')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[\s:;,|.]+/, '')
  return keepEnds ? bare : bare.replace(/[\s:;,|]+$/, '')
}

/** The piece of a span in one line, without words that were struck out. */
function partOf(reel: Reel, span: Span, line: Span): string {
  const from = Math.max(span.start, line.start)
  const to = Math.min(span.end, line.end)
  let text = reel.text.slice(from, to)
  for (const { token, start, end } of wordTokensIn(reel, { start: from, end: to }).reverse()) {
    if (token.style?.struck !== true || start < from || end > to) continue
    text = text.slice(0, start - from) + text.slice(end - from)
  }
  return text
}

/** Words in the spans that were struck out. */
export const hasStruck = (reel: Reel, spans: readonly Span[]): boolean =>
  spans.some((span) =>
    wordTokensIn(reel, span).some(
      ({ token }) => token.style?.struck === true && /[\p{L}\p{N}]/u.test(token.text),
    ),
  )
