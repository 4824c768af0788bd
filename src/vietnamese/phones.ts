import { clean } from './fold.ts'

/**
 * The numbers in a telephone field as bare digits with the leading 0, for checks only: the field itself is kept as
 * written. "(0204) 3.854.123 máy lẻ 101" gives ["02043854123"]; two numbers joined by "/", ";" or " - " give two.
 */
export function phoneDigits(raw: string): string[] {
  const withoutExtension = clean(raw).replace(
    /(?:,?\s*(?:máy lẻ|số lẻ|ext\.?|lẻ)\s*:?\s*\d{1,5})|\(\s*\d{1,4}\s*\)\s*$/giu,
    ' ',
  )
  return withoutExtension
    .split(/[;/,]|\s+-\s+|\s+hoặc\s+|(?<=\d)\s+(?=0\d{2})/u)
    .map((part) => part.replace(/\D/g, ''))
    .map((digits) => (digits.startsWith('84') && digits.length >= 10 ? `0${digits.slice(2)}` : digits))
    .map((digits) => digits.replace(/^00+/, '0'))
    .filter((digits) => digits.length >= 6)
}

/** Could these digits be a Vietnamese number of 2017: 080 network (8), landline or mobile (10 or 11), local (6 to 8). */
export function isPhone(digits: string): boolean {
  if (/^080\d{5}$/.test(digits)) return true
  if (digits.startsWith('0')) return digits.length >= 9 && digits.length <= 12
  return digits.length >= 6 && digits.length <= 8
}

/**
 * A recognised number with figures for the letters that they are taken for, old-style ones above all: "9J8" is "918",
 * "O2O5.312" is "0205.312", a 1 is seen as "]", a zero with a stroke is seen as "©", and as "09" before a mobile number. Words stay. A colon
 * between two numbers was a semicolon, one behind "Fax" the other way about, and a dash between two stands free. Only a
 * suggestion to the person who looks at it.
 */
export const withPhoneFigures = (read: string): string =>
  read
    .replace(/(?<!\d)09(?=[89]\d{8}(?!\d))/g, '0')
    .replace(/^[©®](?=0\d)/, '')
    .replace(/\S+/g, (word) => {
      const figures = word
        .replace(/[oO©®]/g, '0')
        .replace(/[lIJ|\]]/g, '1')
        .replaceAll('Z', '2')
      return /\d/.test(word) && /^[\d.,;/()+-]+$/.test(figures) ? figures : word
    })
    .replace(/(?<=\d) -(?=0\d)/g, ' - ')
    .replace(/(?<=\d):\s*\.?(?=[(\d])/g, '; ')
    .replace(/(?<=fax);/giu, ':')
