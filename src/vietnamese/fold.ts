/**
 * Text brought to one form at the point of entry: NFC, no invisible characters, plain spaces and hyphens.
 * U+00AD is left alone: in TCVN3 it is the letter ư, so only a reader that knows the font may drop it.
 */
export function clean(text: string): string {
  return text
    .replace(/[\u00a0\u2007\u202f\u2000-\u200a\u3000]/g, ' ')
    .replace(/[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\uff0f/g, '/')
    .replace(/\uff1a/g, ':')
    .normalize('NFC')
}

/**
 * The accent-insensitive key: lower case, no tones or hats, đ as d, everything but letters and digits one space.
 * For anchors, agency names, subjects and search; never for storage or display.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đðĐÐƉ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
