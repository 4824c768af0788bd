import type { Answer, AnswerValue, Evidence, ReviewReason } from '../../survey/answers.ts'
import { hasOddTone, isSyllable, likelySyllable } from '../../vietnamese/syllable.ts'
import type { Word } from '../transcript.ts'
import { boxSign, boxTokensIn, lineAt, penSign, placeOf, type Reel, type Span, wordTokensIn } from './reel.ts'

/** Below this a person looks, whatever the value. */
export const surely = { text: 0.75, mark: 0.85 } as const

export interface Finding {
  readonly value: AnswerValue
  readonly confidence: number
  readonly raw?: string | null
  /** Why a person must look although the confidence is high enough. */
  readonly reason?: ReviewReason | null
  /** The place that shows it best, where that is not one of the spans: an empty blank. */
  readonly shown?: Evidence | null
  /** Where it was read, the most telling place first. */
  readonly spans?: readonly Span[]
  readonly kind?: keyof typeof surely
}

/** Makes the answer of a finding: evidence from its spans, review from its reason or its confidence. */
export function answerOf(reel: Reel, finding: Finding): Answer {
  const { value, raw = null, reason = null, spans = [], kind = 'text' } = finding
  const confidence = Math.round(Math.min(1, Math.max(0, finding.confidence)) * 1000) / 1000
  const unsure = confidence < surely[kind]
  return {
    value,
    confidence,
    review: reason !== null || unsure,
    reason: reason ?? (unsure ? 'low-confidence' : null),
    raw,
    evidence: [
      ...(finding.shown ? [finding.shown] : []),
      ...spans.filter((span) => span.end > span.start).map((span) => evidenceOf(reel, span)),
    ],
  }
}

function evidenceOf(reel: Reel, span: Span): Evidence {
  const text = reel.text.slice(span.start, span.end).replaceAll('\uFFFC', '☐').trim()
  return { page: lineAt(reel, span.start).page, place: placeOf(reel, span), text: text.slice(0, 2000) }
}

/** A sign that agencies hardly write and recognisers see in specks and strokes. */
const isStray = ({ text, confidence }: Word): boolean =>
  confidence < 1 &&
  (hasFigureInWord(text) ||
    hasForeignLetter(text, confidence) ||
    hasNoSyllable(text) ||
    /[»«¦›‹|¬§^~\\<>{}=?!*#%$„“”ˆ`´‘’€£¥©®]|^@|@$/u.test(text))

/** "zho" for "cho": Vietnamese has none of these letters, other words are surely read. */
const hasForeignLetter = (text: string, confidence: number): boolean =>
  confidence < 0.95 && !text.includes('@') && /^\p{Ll}*[fjwz]\p{Ll}*$/u.test(text)

/** "Yêri", "siá": letters that only Vietnamese has, and no syllable of it; "Quarg", which is one but for a letter. */
const hasNoSyllable = (text: string): boolean =>
  text
    .split(/[^\p{L}]+/u)
    .some(
      (part) =>
        hasOddTone(part) ||
        (part.length > 1 && /[^ -~]/.test(part) && part !== part.toUpperCase() && !isSyllable(part)) ||
        (part.length > 3 && !text.includes('@') && likelySyllable(part) !== null),
    )

/** "5óc Trăng": a figure beside letters that only Vietnamese has. */
const hasFigureInWord = (text: string): boolean =>
  text.split(/[^\p{L}\p{N}]+/u).some((part) => /\p{N}/u.test(part) && /[^ -~]/.test(part))

const doubtfulWord = 0.82

/**
 * How sure the reader was of the words in the spans: between the mean and the least sure word, because one wrong word
 * makes the value wrong. 1 where there are none.
 */
export function sureness(reel: Reel, spans: readonly Span[]): number {
  if (reel.isTyped) return 1
  const words = spans.flatMap((span) => wordTokensIn(reel, span))
  const sure = words
    // How well a dot leader was recognised says nothing about the value on it.
    .filter(({ token }) => /[\p{L}\p{N}]/u.test(token.text) || isStray(token))
    .map(({ token }) => (isStray(token) ? Math.min(token.confidence, 0.5) : token.confidence))
  if (sure.length === 0) return 1
  const mean = sure.reduce((sum, one) => sum + one, 0) / sure.length
  const least = Math.min(...sure)
  // Recognised words lie at 0.9 and above when they are right; one below this is wrong often enough to look at it.
  return least < doubtfulWord ? Math.min(0.7, (mean + least) / 2) : (mean + least) / 2
}

/** As surely as words of type are that were read alike twice. */
const surelyRead = 0.9

/** The words in the spans that nothing makes doubtful, signs around them left out. */
export const surelyReadIn = (reel: Reel, spans: readonly Span[]): ReadonlySet<string> =>
  new Set(
    spans
      .flatMap((span) => wordTokensIn(reel, span))
      .filter(({ token }) => token.confidence >= surelyRead)
      .flatMap(({ token }) => token.text.match(/\p{L}+/gu) ?? []),
  )

export const hasHandwriting = (reel: Reel, spans: readonly Span[]): boolean =>
  !reel.isTyped &&
  spans.some((span) => wordTokensIn(reel, span).some(({ token }) => token.handwritten === true))

/** Of a text a stroke that was not recognised is left open where it has so many words for each. */
const wordsForStroke = 8

/** What perhaps was typed, offered to the person who looks; null where strokes within it were not recognised. */
export function legible(reel: Reel, spans: readonly Span[], text: string): string | null {
  const written = spans.map(({ start, end }) => reel.text.slice(start, end)).join(' ')
  const strokes = written.split(penSign).length - 1
  const words = text.match(/\p{L}{2,}/gu)?.length ?? 0
  if (written.includes(boxSign) || words < strokes * wordsForStroke) return null
  return /[\p{L}\p{N}]/u.test(text) ? text.replaceAll(penSign, '…') : null
}

/** The answer that somebody wrote by pen: for a person, who is offered the `text` where all of it was made out. */
export const byHand = (
  reel: Reel,
  spans: readonly Span[],
  text: string,
  shown: Evidence | null = null,
): Answer =>
  answerOf(reel, {
    value: legible(reel, spans, text),
    confidence: 0.3,
    reason: 'handwriting',
    shown,
    spans,
  })

/** Written by hand, or ink in a table's cell that no word was made of: where a value belongs that is no tick. */
export const isWrittenIn = (reel: Reel, spans: readonly Span[]): boolean =>
  hasHandwriting(reel, spans) ||
  spans.some((span) =>
    boxTokensIn(reel, span).some(({ token }) => token.source === 'cell' && token.state !== 'empty'),
  )
