/**
 * Text brought to one form at the point of entry: NFC, no invisible characters, plain spaces and hyphens.
 * U+00AD is left alone: in TCVN3 it is the letter ư, so only a reader that knows the font may drop it.
 */
export function clean(text: string): string {
  if (alreadyClean.test(text)) return text
  return text
    .replace(/[\u00a0\u2007\u202f\u2000-\u200a\u3000]/g, ' ')
    .replace(/[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\uff0f/g, '/')
    .replace(/\uff1a/g, ':')
    .normalize('NFC')
}

/** Plain and Vietnamese letters, usual signs, and the "…" of leaders: nearly every word, and nothing to change. */
const alreadyClean = /^[\t\n\r -~\xa1-\u02ff\u1ea0-\u1ef9\u2026]*$/

/**
 * The accent-insensitive key: lower case, no tones or hats, đ as d, everything but letters and digits one space.
 * For anchors, agency names, subjects and search; never for storage or display.
 */
export function fold(text: string): string {
  let key = ''
  let gap = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((code >= foldedCodes && code !== objectSign) || (code >= 0x370 && code < 0x1e00))
      return foldedAtOnce(text)
    const folded = code === objectSign ? ' ' : (foldedLetters[code] ?? foldedLetter(code))
    if (folded === ' ') gap = key !== ''
    else if (folded !== '') {
      key += gap ? ` ${folded}` : folded
      gap = false
    }
  }
  return key
}

/**
 * What each letter folds to, filled as letters are met: "" for a mark that falls away, " " for what parts words. Letter
 * by letter is five times as fast as five passes over the text; reading a form folds some 2,000 words and lines. Only
 * Latin and general signs: a Greek sigma or an Arabic letter folds by what stands beside it.
 */
const foldedCodes = 0x2100
/** Stands in a text for what is no letter: before every statement of a form for its box. */
const objectSign = 0xfffc
const foldedLetters: (string | undefined)[] = new Array(foldedCodes)

function foldedLetter(code: number): string {
  // Between two other letters, since spaces at the ends are trimmed.
  const folded = foldedAtOnce(`a${String.fromCharCode(code)}a`).slice(1, -1)
  foldedLetters[code] = folded
  return folded
}

function foldedAtOnce(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đðĐÐƉ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
