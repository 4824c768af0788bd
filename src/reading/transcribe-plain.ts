import { clean } from '../vietnamese/fold.ts'
import { decodeUnlabelled } from '../vietnamese/mojibake.ts'
import { holdsTheForm } from './lost-fonts.ts'
import { unreadable } from './problems.ts'
import type { Line, Transcription } from './transcript.ts'

/** The form with its answers has some 4,000 letters; a log of a machine has millions. */
const mostBytes = 500_000

/**
 * Reads plain text: a form typed into a mail, or into a text file. Marks are letters there ("[x]", "☒"), which the finder
 * reads as it does typed ones of Word. Text without the form's words is no document.
 */
export function transcribePlain(bytes: Uint8Array): Transcription {
  const text = decodeUnlabelled(bytes.subarray(0, mostBytes))
  if (!holdsTheForm(text)) return unreadable('unknown', isEncoded(text) ? 'damaged' : 'not-a-document')
  const blocks = text
    .split(/[\r\n\v\f]+/)
    .map(lineOf)
    .filter(({ tokens }) => tokens.length > 0)
  return {
    transcript: {
      format: 'eml',
      pages: [{ number: 1, width: null, height: null, blocks, marks: [] }],
      signatures: [],
      notes: [],
    },
    pictures: [],
  }
}

const lineOf = (text: string): Line => ({
  kind: 'line',
  place: null,
  tokens: clean(text)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => ({ kind: 'word', text: word, place: null, confidence: 1 })),
})

/** What is left of a file whose base64 was cut, or spoilt on the way: no words, lines as long as a mail allows. */
function isEncoded(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.filter((line) => /^[^\s]{60,}$/.test(line)).length * 2 > lines.length
}
