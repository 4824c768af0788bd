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
 * Without it, words that are plainly in capitals are raised, since accented capitals have the lower-case code.
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
 * Capitals of TCVN3 text whose font does not make them: accented capitals carry the lower-case code, so a word with two
 * plain capitals and no plain lower-case letter is a word in capitals ("Tù" is "Tự": one capital is not enough).
 */
function raiseCapitals(raw: string, decoded: string): string {
  const rawWords = raw.split(/(\s+)/)
  return decoded
    .split(/(\s+)/)
    .map((word, index) => {
      const source = rawWords[index] ?? ''
      const capitals = source.match(/[A-Z]/g)?.length ?? 0
      return capitals >= 2 && !/[a-z]/.test(source) ? word.toLocaleUpperCase('vi') : word
    })
    .join('')
}

const unicodeVietnamese = /[ăĂđĐơƠưƯ\u0128\u0129\u0168\u0169\u1ea0-\u1ef9]/
/** Letters that stand inside words of TCVN3 read as Latin-1 and in no Vietnamese word. */
const tcvn3Signs = /[®§\u00ad¬¨ª«µ¸¹¶·»¼½¾]/g

/**
 * Text of which the fonts are lost (an old .doc, a file name, a mail): decoded when it has the signs of a legacy
 * encoding, holds no Vietnamese Unicode letter, and the decoded text passes `reads` (the caller's test: the form's
 * anchors, a known word). Otherwise the text comes back as it is.
 */
export function repairLegacy(text: string, reads: (decoded: string) => boolean): string {
  if (unicodeVietnamese.test(text) || !/[\u00a1-\u00fe]/.test(text)) return text
  const tcvn3Text = fromTcvn3(text)
  if ((text.match(tcvn3Signs)?.length ?? 0) > 0 && reads(tcvn3Text)) return tcvn3Text
  const vniText = fromVni(text)
  if (reads(vniText)) return vniText
  return reads(tcvn3Text) ? tcvn3Text : text
}
