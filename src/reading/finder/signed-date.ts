import type { Answer, Rectangle } from '../../survey/answers.ts'
import { readDate } from '../../vietnamese/dates.ts'
import { answerOf, type Finding, hasHandwriting, legible, sureness } from './answer.ts'
import { withoutLeaders } from './blanks.ts'
import type { Piece } from './columns.ts'
import { boxTokensIn, lineAt, type Reel, wordTokensIn } from './reel.ts'
import { copies, dateLine, hasLetterFigure, shortDateLine, withFigures } from './signature-words.ts'
import { likelyPlace } from './spelling.ts'

/** Nothing was written, or there is no place to write it. */
export const blankAnswer = (reel: Reel, found: boolean): Answer =>
  found
    ? answerOf(reel, { value: null, confidence: 0.9 })
    : answerOf(reel, { value: null, confidence: 0, reason: 'page-missing' })

/** What stands on the line of the date, set apart from it: the place, typed wider than its blank. */
export const besideOf = (reel: Reel, date: Piece | null, pieces: readonly Piece[]): Piece | null =>
  pieces.find(
    ({ span, text }) =>
      date !== null &&
      span.end <= date.span.start &&
      lineAt(reel, span.start) === lineAt(reel, date.span.start) &&
      /\p{L}{2}/u.test(text) &&
      !copies.test(text),
  ) ?? null

export function placeAnswer(
  reel: Reel,
  own: readonly Piece[],
  date: Piece | null,
  beside: Piece | null,
  found: boolean,
  paper: boolean,
): Answer {
  if (!date && paper && found) return answerOf(reel, likelyPlaceOf(own))
  if (!date) return blankAnswer(reel, found)
  const match = dateLine.exec(date.text) ?? shortDateLine.exec(date.text)
  const value = withoutLeaders(match?.groups?.place ?? '')
    .replace(/[,\s.]+$/, '')
    .replace(/^[^\p{L}]+/u, '')
  if (!/\p{L}/u.test(value) && beside)
    return answerOf(reel, {
      value: withoutLeaders(beside.text)
        .replace(/\s*,\s*/g, ' ')
        .trim(),
      raw: beside.text,
      confidence: 0.6,
      spans: [beside.span],
    })
  if (!/\p{L}/u.test(value)) return blankAnswer(reel, found)
  // The day behind it, often written by pen, says nothing of the place; dots between its letters do: "Hà.Nội".
  const typed = match?.groups?.place ?? ''
  const dotted = paper && /\p{L}[.…]+\s?\p{L}/u.test(typed) ? 0.7 : 1
  // Where its words end: strokes taken for boxes stand before them and are no part of its text.
  const end = Math.max(reel.text.indexOf(value, date.span.start), date.span.start) + value.length
  const before = { start: date.span.start, end }
  const isScrap = paper && (value.length < 2 || boxTokensIn(reel, before).length > 0)
  const likely = paper ? likelyPlace(value) : null
  return answerOf(reel, {
    value: likely ?? value,
    raw: date.text.trim(),
    reason: likely === null ? null : 'low-confidence',
    confidence: 0.96 * dotted * (isScrap ? 0.5 : 1) * sureness(reel, [before]),
    spans: [date.span],
  })
}

/** The place before a date that a pen's figure broke: "Hà Nội, ngàyZ}2tháng 04 năm 2017". */
function likelyPlaceOf(pieces: readonly Piece[]): Finding {
  for (const { text, span } of pieces) {
    const place =
      /^(\p{Lu}[\p{L} .]{2,40}?)\s*[,.;„]+\s*ng\p{L}y(?:.*(?:th\p{L}ng|n\p{L}m|20\d\d)|.{0,12}$)/iu.exec(
        text,
      )?.[1]
    if (place) return { value: likelyPlace(place) ?? place, raw: text, confidence: 0.5, spans: [span] }
  }
  return { value: null, confidence: 0.4 }
}

/** "ngày 1 0 tháng": a wide figure was taken for two words. */
const partedFigures = /(?<=ng\p{L}y\s+)(\d) (\d)(?=\s+th\p{L}ng)/iu

/** `expected`: the line must be there; where it was not found it was badly read. */
export function dateAnswer(
  reel: Reel,
  date: Piece | null,
  found: boolean,
  paper: boolean,
  expected: boolean,
): Answer {
  if (!date && expected && found) return answerOf(reel, { value: null, confidence: 0.4 })
  if (!date) return blankAnswer(reel, found)
  const sure = sureness(reel, [date.span])
  const reading = readDate(date.text)
  const base = { raw: date.text.trim(), spans: [date.span] }
  if (hasHandwriting(reel, [date.span]))
    return answerOf(reel, {
      ...base,
      // Where all of it was made out it is offered to the person who looks.
      value: legible(reel, [date.span], date.text) ? (reading?.iso ?? null) : null,
      confidence: 0.3,
      reason: 'handwriting',
    })
  if (reading?.iso)
    return answerOf(reel, {
      ...base,
      value: reading.iso,
      confidence:
        0.97 * sure * ((paper && !hasPrintedDay(reel, date)) || hasLetterFigure(date.text) ? 0.7 : 1),
    })
  const likely = paper ? readDate(withFigures(date.text.replace(partedFigures, '$1$2')))?.iso : null
  if (likely) return answerOf(reel, { ...base, value: likely, confidence: 0.5 })
  // Something stands in a blank that is no day: "ngày 31 tháng 4" or a misread stroke.
  const odd = reading !== null && reading.day !== null && reading.month !== null
  // On paper figures written by hand may not have been seen at all.
  return answerOf(reel, {
    ...base,
    value: null,
    confidence: odd || hasLetterFigure(date.text) ? 0.5 : paper ? 0.6 : 0.92,
    reason: odd ? 'implausible' : null,
  })
}

/**
 * The day stands as a word of its own, surely read. On paper it is often the one thing written by pen, and then runs
 * into its dots or the word behind it: "1.0tháng".
 */
function hasPrintedDay(reel: Reel, { span }: Piece): boolean {
  const words = wordTokensIn(reel, span).map(({ token }) => token)
  const day = words[words.findIndex(({ text }) => /^ng\p{L}y$/iu.test(text)) + 1]
  const year = words.find(({ text }) => /^20\d\d$/.test(text))
  const own = day !== undefined && /^\d{1,2}$/.test(day.text) && day.confidence > 0.9
  return own && year !== undefined && standAlike(day.place, year.place)
}

/** Figures of one typeface on one line have their heads and feet at the same heights, within a twentieth of theirs. */
function standAlike(one: Rectangle | null, other: Rectangle | null): boolean {
  if (!one || !other) return true
  const slack = Math.max(1, other.height * 0.055)
  return Math.abs(one.y - other.y) <= slack && Math.abs(one.y + one.height - other.y - other.height) <= slack
}
