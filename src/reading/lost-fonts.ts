import { clean, fold } from '../vietnamese/fold.ts'
import {
  fromTcvn3,
  fromVni,
  isUnicodeVietnamese,
  type LegacyEncoding,
  legacyEncodingOf,
} from '../vietnamese/legacy.ts'
import type { Block, Line, Token, Transcript } from './transcript.ts'

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

/** True when the text is plainly this form: the test that a guess at its encoding must pass. */
export const holdsTheForm = (text: string): boolean => {
  const key = fold(text)
  return anchors.filter((anchor) => key.includes(anchor)).length >= leastAnchors
}

function linesOf(blocks: readonly Block[]): Line[] {
  return blocks.flatMap((block) =>
    block.kind === 'line'
      ? [block]
      : block.rows.flatMap(({ cells }) => cells.flatMap((cell) => linesOf(cell.blocks))),
  )
}

const textOf = (line: Line): string => {
  let text = ''
  for (const token of line.tokens) if (token.kind === 'word') text += (token.glued ? '' : ' ') + token.text
  return text.trim()
}

/** All words of a transcript, line by line. */
export const textOfTranscript = (transcript: Transcript): string =>
  transcript.pages
    .flatMap(({ blocks }) => linesOf(blocks))
    .map(textOf)
    .join('\n')

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
      blocks: page.blocks.map((block) => decodedBlock(block, encoding)),
    })),
    notes: encoding ? [...new Set([...transcript.notes, 'legacy-encoding' as const])] : transcript.notes,
  }
}

const withoutUnicode = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !isUnicodeVietnamese(line))
    .join('\n')

function decodedBlock(block: Block, encoding: LegacyEncoding | null): Block {
  if (block.kind === 'line') return decodedLine(block, encoding)
  const rows = block.rows.map(({ cells }) => ({
    cells: cells.map((cell) => ({
      ...cell,
      blocks: cell.blocks.map((one) => decodedBlock(one, encoding)),
    })),
  }))
  return { ...block, rows }
}

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
