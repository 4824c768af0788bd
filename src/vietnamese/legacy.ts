import tcvn3 from './tcvn3.json' with { type: 'json' }
import vni from './vni.json' with { type: 'json' }

/** The two 8-bit encodings still met in documents of 2017, known by the font they were typed in. */
export type LegacyEncoding = 'tcvn3' | 'vni'

const tcvn3Letters = new Map(Object.entries(tcvn3.map))
const vniLetters = new Map([...Object.entries(vni.tolerant.map), ...Object.entries(vni.map)])

/**
 * The encoding that a font stands for, or null for a Unicode font. `capitals` is true for the TCVN3 fonts that draw
 * lower-case codes as capitals (.VnTimeH). PDF subset prefixes (ABCDEF+) are ignored.
 */
export function legacyFont(name: string): { encoding: LegacyEncoding; capitals: boolean } | null {
  const font = name.replace(/^[A-Z]{6}\+/, '').trim()
  if (/^\.?Vn[A-Z]/.test(font) || /^\.vn/i.test(font)) {
    return { encoding: 'tcvn3', capitals: /H(?:[,\s-].*)?$/.test(font) }
  }
  return /^VNI[-\s_]/i.test(font) ? { encoding: 'vni', capitals: false } : null
}

/**
 * TCVN3 to Unicode; letters that are no code of it stay. `capitals`: the font draws lower-case codes as capitals.
 * Without it, lines and words that are plainly in capitals are raised, since accented capitals have the lower-case code.
 */
export function fromTcvn3(text: string, capitals = false): string {
  let decoded = ''
  for (const letter of text) decoded += tcvn3Letters.get(letter) ?? letter
  return capitals ? decoded.toLocaleUpperCase('vi') : raiseCapitals(text, decoded)
}

/** VNI to Unicode: base letter and mark letter together first, then single codes. */
export function fromVni(text: string): string {
  let decoded = ''
  for (let at = 0; at < text.length; at++) {
    const pair = vniLetters.get(text.slice(at, at + 2))
    if (pair !== undefined && at + 1 < text.length) {
      decoded += pair
      at++
    } else {
      decoded += vniLetters.get(text[at] as string) ?? text[at]
    }
  }
  return decoded
}

/**
 * Capitals of TCVN3 text whose font does not make them: accented capitals carry the lower-case code. A line with four
 * plain capitals and no plain lower-case letter is in capitals, and so is a word with two ("Tù" is "Tự": one is not
 * enough).
 */
function raiseCapitals(raw: string, decoded: string): string {
  const inCapitals = (source: string, least: number) =>
    (source.match(/[A-Z]/g)?.length ?? 0) >= least && !/[a-z]/.test(source)
  const rawLines = raw.split('\n')
  return decoded
    .split('\n')
    .map((line, index) => {
      const rawLine = rawLines[index] ?? ''
      if (inCapitals(rawLine, 4)) return line.toLocaleUpperCase('vi')
      const rawWords = rawLine.split(/(\s+)/)
      return line
        .split(/(\s+)/)
        .map((word, at) => (inCapitals(rawWords[at] ?? '', 2) ? word.toLocaleUpperCase('vi') : word))
        .join('')
    })
    .join('\n')
}

const unicodeVietnamese =
  /[ăĂđĐơƠưƯ\u0128\u0129\u0168\u0169\u1ea0-\u1ef9]|\u0300|\u0301|\u0303|\u0309|\u031b|\u0323/
/** Letters that stand inside words of TCVN3 read as Latin-1 and in no Vietnamese word. */
const tcvn3Signs = /[®§\u00ad¬¨ª«µ¸¹¶·»¼½¾]/

/** True for text that holds Vietnamese letters of Unicode that no 8-bit encoding read as Latin-1 gives. */
export const isUnicodeVietnamese = (text: string): boolean => unicodeVietnamese.test(text)

/**
 * The encoding of text of which the fonts are lost (an old .doc, a file name, a mail), or null: a legacy encoding only
 * when the text has letters of one, and decoded passes `reads` (the caller's test: the form's anchors, known words).
 * Text with Vietnamese letters of Unicode is never of a legacy encoding.
 */
export function legacyEncodingOf(text: string, reads: (decoded: string) => boolean): LegacyEncoding | null {
  if (isUnicodeVietnamese(text) || !/[\u00a1-\u00fe]/.test(text)) return null
  const looksTcvn3 = text.search(tcvn3Signs) >= 0
  if (looksTcvn3 && reads(fromTcvn3(text))) return 'tcvn3'
  if (reads(fromVni(text))) return 'vni'
  return !looksTcvn3 && reads(fromTcvn3(text)) ? 'tcvn3' : null
}
