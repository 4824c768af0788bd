import type { Evidence } from '../../survey/answers.ts'
import { lineAt, linesIn, placeOf, type Reel, type Span, wordTokensIn } from './reel.ts'

/** Runs of dots, underscores and ellipses that only guide the pen; a single dot is writing. */
const leaders =
  /(?:[.·•‥]\s?){3,}|…+|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|\.{2,}|(?<=\s)[.](?=\s)|_{2,}|-{3,}|\s[.]$/gu

/** The full stop of a sentence whose leader goes on behind it: "điện tử. ......"; that of "TP.", cut off by a line. */
const stopBeforeLeader =
  /(?<=[\p{L}\p{N})”"])\.(?=\s+[.…_·]{2})|(?<=(?<!\p{L})(?:TP|TX|TT|Tp|Tx|Tt))\.(?=[.…_·]{2})/gu
/** Stands for such a stop while leaders are taken away. */
const keptStop = '\uE000'

/** What is left of a leader before a value; not the dot of ".xls, .xlsx", where a line breaks before it. */
const signsBefore = /^(?:[\s:;,|]|\.(?!(?:docx?|xlsx?|pptx?|pdf|rar|zip|p7[sm])(?![\p{L}\p{N}])))+/u

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
    .replace(signsBefore, '')
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

/**
 * Where an empty blank lies: behind its label up to the next word, or to the text's right edge. Its dots may not have
 * become words, and then nothing else tells its place. Null where the document has no places.
 */
export function emptyBlank(reel: Reel, label: Span, next: Span | null): Evidence | null {
  const place = placeOf(reel, label)
  if (!place) return null
  const { page } = lineAt(reel, label.end - 1)
  const beside = next && lineAt(reel, next.start).page === page ? placeOf(reel, next) : null
  const edges = reel.lines.flatMap((line) =>
    line.page === page && line.place ? [line.place.x + line.place.width] : [],
  )
  const x = place.x + place.width
  const onLine = beside && beside.x > x && Math.abs(beside.y - place.y) < place.height
  const width = (onLine ? beside.x : Math.max(...edges)) - x
  return width < place.height
    ? null
    : { page, place: { x, y: place.y, width, height: place.height }, text: '' }
}

/** Where the empty lines for free text lie: below their heading, down to the block that follows or for two lines. */
export function emptyLines(reel: Reel, head: Span, blockStart: number | null): Evidence | null {
  const place = placeOf(reel, head)
  if (!place) return null
  const { page } = lineAt(reel, head.start)
  const block = blockStart === null ? null : lineAt(reel, blockStart)
  const top = place.y + place.height
  const bottom = block?.page === page && block.place && block.place.y > top ? block.place.y : null
  const height = bottom === null ? place.height * 2 : bottom - top
  return { page, place: { ...place, y: top, height }, text: '' }
}

/** Words in the spans that were struck out. */
export const hasStruck = (reel: Reel, spans: readonly Span[]): boolean =>
  spans.some((span) =>
    wordTokensIn(reel, span).some(
      ({ token }) => token.style?.struck === true && /[\p{L}\p{N}]/u.test(token.text),
    ),
  )
