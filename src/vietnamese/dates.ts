import { clean } from './fold.ts'

/** A date as written, day before month, always. Parts that were left blank are null. */
export interface DateReading {
  /** ISO date when day, month and year are there and such a day exists. */
  readonly iso: string | null
  readonly day: number | null
  readonly month: number | null
  readonly year: number | null
}

/** Any vowel: on paper a stroke makes "thúng" of "tháng". */
const wordy = /ng\p{L}y\s*([^\p{L}]{0,30}?)\s*th\p{L}ng\s*([^\p{L}]{0,30}?)\s*n\p{L}m\s*([^\p{L}]{0,12})/iu
const short = /(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)/u

/**
 * Finds the first date in a text: "ngày 25 tháng 4 năm 2017", "ngày … tháng … năm 2017", "25/4/2017", "25-4-17".
 * Null when there is none; a preprinted year with blank day or month gives a reading whose `iso` is null.
 */
export function readDate(text: string): DateReading | null {
  const source = clean(text)
  const numeric = short.exec(source)
  const words = wordy.exec(source)
  if (words && (!numeric || words.index <= numeric.index + 6)) {
    return reading(partOf(words[1]), partOf(words[2]), yearOf(words[3]))
  }
  if (numeric) return reading(Number(numeric[1]), Number(numeric[2]), yearOf(numeric[3]))
  return null
}

/** The digits of one blank of the date; null when it is blank or holds more than one number. */
function partOf(blank: string | undefined): number | null {
  const numbers = (blank ?? '').match(/\d+/g) ?? []
  return numbers.length === 1 && (numbers[0] as string).length <= 2 ? Number(numbers[0]) : null
}

function yearOf(blank: string | undefined): number | null {
  const digits = (blank ?? '').replace(/[\s.…_]/g, '').match(/^\d+/)?.[0] ?? ''
  if (digits.length === 4) return Number(digits)
  return digits.length === 2 ? 2000 + Number(digits) : null
}

function reading(day: number | null, month: number | null, year: number | null): DateReading {
  const complete = day !== null && month !== null && year !== null
  return { iso: complete ? isoDate(year, month, day) : null, day, month, year }
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : null
}
