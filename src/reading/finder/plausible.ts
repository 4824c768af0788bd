import { fold } from '../../vietnamese/fold.ts'
import { isPhone, phoneDigits } from '../../vietnamese/phones.ts'
import { hasOddEnd, isAddress } from './email.ts'
import type { FieldId } from './field-choice.ts'

/** Words that stand in a telephone field. */
const phoneWords = new Set([
  'may',
  'hoac',
  'fax',
  'tel',
  'ext',
  'dong',
  'co',
  'dinh',
  'phong',
  'van',
  'thu',
  'truc',
  'ban',
  'le',
  'so',
  'dt',
  'dd',
  'cq',
  'nr',
])

/** Letters of a value and dots of its leader drawn over one another and read as one row. */
export function interleaved(written: string): boolean {
  const words = written.split(/[\s.]+/)
  return words.length >= 4 && words.filter((word) => word.length === 1).length * 2 >= words.length
}

/**
 * How likely what was read is a value of its kind, 0 to 1. `sure` below 1 tells that it was recognised on paper, where a
 * letter in a number is a misreading.
 */
export function plausibility(id: FieldId, value: string, sure: number): number {
  if (/[»«¦›‹|¬§]/.test(value)) return 0.6
  if (id === 'contact.email')
    return isAddress(value) && !(sure < 1 && hasOddEnd(value)) ? 1 : sure < 1 ? 0.6 : 0.85
  if (id.endsWith('phone')) {
    const digits = phoneDigits(value)
    const shortest = sure < 1 ? 1 : 3
    const words = fold(value)
      .split(' ')
      .filter((word) => !phoneWords.has(word) && /\p{L}/u.test(word))
      .filter((word) => word.length >= shortest && (sure < 1 || /^\p{L}+$/u.test(word)))
    if (words.length > 0 || digits.length === 0) return 0.6
    return digits.every(isPhone) ? 1 : sure < 1 ? 0.7 : 0.9
  }
  return 1
}
