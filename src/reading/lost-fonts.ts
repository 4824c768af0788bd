import { clean, fold } from '../vietnamese/fold.ts'
import {
  fromTcvn3,
  fromVni,
  isUnicodeVietnamese,
  type LegacyEncoding,
  legacyEncodingOf,
} from '../vietnamese/legacy.ts'
import { linesIn, withLines } from './layout/blocks.ts'
import type { Line, Token, Transcript } from './transcript.ts'

/** Words printed on the form that no other text holds together. */
const anchors = [
  'phieu khao sat',
  'thong tin chung',
  'ten co quan',
  'dia chi',
  'ho va ten',
  'so dien thoai',
  'ky so van ban dien tu',
  'phan mem quan ly van ban',
  've chu ky so',
  'co quan lap bao cao',
]
/** The form has all; a page of it at least so many. */
const leastAnchors = 3

/** Of a form so many letters mostly tell, and the rest need not be folded. */
const headLength = 600

/** True when the text is plainly this form: the test that a guess at its encoding must pass. */
export const holdsTheForm = (text: string): boolean =>
  holdsAnchors(text.slice(0, headLength)) || (text.length > headLength && holdsAnchors(text))

const holdsAnchors = (text: string): boolean => {
  const key = fold(text)
  let found = 0
  // Those at the head of the form come first, and the rest need not be looked for.
  return anchors.some((anchor) => key.includes(anchor) && ++found >= leastAnchors)
}

/** Words that every Vietnamese letter and form is full of, with their tones. */
const commonWords = new Set(
  'của và các có được không số văn bản công cơ quan ngày tháng năm phòng tỉnh về theo trong cho với'.split(
    ' ',
  ),
)
/** A Vietnamese text has one in four of these; a text whose letters were mixed up one in fifty. */
const leastCommon = 0.04
/** Fewer letters are a stamp or a page number. */
const leastLetters = 200

/**
 * True for text that stands for other letters than are drawn: a font's table of meanings was lost or spoilt when the
 * file was made. It is neither the form nor any Vietnamese text, nor one of the old encodings.
 */
export function isWrongText(transcript: Pick<Transcript, 'pages'>): boolean {
  if (holdsAnchors(textOfTranscript(transcript, headLength))) return false
  const text = textOfTranscript(transcript)
  if (text.length < leastLetters || holdsTheForm(text)) return false
  const words = text.toLowerCase().match(/\S+/g) ?? []
  const common = words.filter((word) => commonWords.has(word.replace(/[.,:;()]/g, ''))).length
  if (common > leastCommon * words.length) return false
  return legacyEncodingOf(withoutUnicode(text), holdsTheForm) === null
}

const textOf = (line: Line): string => {
  let text = ''
  for (const token of line.tokens) if (token.kind === 'word') text += (token.glued ? '' : ' ') + token.text
  return text.trim()
}

/** All words of a transcript, line by line; of a long one the first so many letters, where they are enough. */
export function textOfTranscript({ pages }: Pick<Transcript, 'pages'>, length = Infinity): string {
  const lines: string[] = []
  let reached = 0
  for (const block of pages.flatMap(({ blocks }) => blocks)) {
    if (reached > length) break
    for (const line of linesIn([block])) {
      const text = textOf(line)
      lines.push(text)
      reached += text.length + 1
    }
  }
  return lines.join('\n').slice(0, length)
}

/**
 * Decodes the text of a document that was written in TCVN3 or VNI and lost its fonts ("select all, Times New Roman"):
 * it then reads as garbage, whatever program shows it. Only when the form's own words appear by decoding, and only
 * lines without Vietnamese letters of Unicode. Soft hyphens, a letter of TCVN3, are dropped from all other documents.
 */
export function repairLostFonts(transcript: Transcript): Transcript {
  const text = textOfTranscript(transcript)
  if (!/[\u00a1-\u00fe]/.test(text)) return transcript
  const suspect = holdsTheForm(text) ? '' : withoutUnicode(text)
  const encoding = legacyEncodingOf(suspect, holdsTheForm)
  if (!encoding && !text.includes('\u00ad')) return transcript
  return {
    ...transcript,
    pages: transcript.pages.map((page) => ({
      ...page,
      blocks: page.blocks.map((block) => withLines(block, (line) => decodedLine(line, encoding))),
    })),
    notes: encoding ? [...new Set([...transcript.notes, 'legacy-encoding' as const])] : transcript.notes,
  }
}

const withoutUnicode = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !isUnicodeVietnamese(line))
    .join('\n')

/** Decodes a line as a whole, since only a line tells whether its words are in capitals. */
function decodedLine(line: Line, encoding: LegacyEncoding | null): Line {
  const legacy = isUnicodeVietnamese(textOf(line)) ? null : encoding
  const texts = line.tokens.map((token) => (token.kind === 'word' ? token.text : ''))
  const whole = texts.join(' ')
  const decoded = legacy === null ? whole : legacy === 'tcvn3' ? fromTcvn3(whole) : fromVni(whole)
  const words = clean(decoded.replace(/\u00ad/g, '')).split(' ')
  return {
    ...line,
    tokens: line.tokens.flatMap((token, index): Token[] => {
      if (token.kind === 'box') return [token]
      const text = words[index] ?? token.text
      return text === '' && !token.handwritten ? [] : [{ ...token, text }]
    }),
  }
}
