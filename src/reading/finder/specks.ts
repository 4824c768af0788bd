import type { Word } from '../transcript.ts'
import { linesIn, type Reel, type ReelToken, type Span, wordTokensIn } from './reel.ts'

export interface Bare {
  /** The spans, line by line, without what was made of specks behind their words. */
  readonly spans: readonly Span[]
  /** Letters or figures were left out: perhaps they were written. */
  readonly doubtful: boolean
}

/**
 * Lines of a value without what a recogniser makes of specks, holes and strokes behind it: a sign or two of which it
 * was not sure itself. Of 60 values spoilt by them all but a few were otherwise right.
 */
export function withoutSpecks(reel: Reel, spans: readonly Span[]): Bare {
  let doubtful = false
  const bare = spans
    .flatMap((span) =>
      linesIn(reel, span).map((line) => ({
        start: Math.max(span.start, line.start),
        end: Math.min(span.end, line.end),
      })),
    )
    .map((part) => {
      const words = wordTokensIn(reel, part).filter(
        ({ start, end }) => start >= part.start && end <= part.end,
      )
      const last = words.findLastIndex((word) => !isSpeck(word))
      const specks = words.slice(last + 1)
      if (last < 0 || specks.length === 0 || specks.length > mostSpecks) return part
      doubtful ||= specks.some(({ token }) => /[\p{L}\p{N}]/u.test(token.text))
      return { ...part, end: (words[last] as ReelToken).end }
    })
  return { spans: bare, doubtful }
}

/** More than these are a badly read line. */
const mostSpecks = 3

/**
 * Figures are never taken for specks: the last of a telephone number may stand alone; nor a capital and a small letter:
 * names end in "Hà" and "Tú".
 */
const isSpeck = ({ token: { text, confidence, handwritten } }: ReelToken & { token: Word }): boolean =>
  confidence < 0.6 &&
  handwritten !== true &&
  /^[^\p{L}\p{N}….]*(?:\p{L}|\p{Ll}{2}|\p{Lu}{2})?[^\p{L}\p{N}…]*$/u.test(text)
