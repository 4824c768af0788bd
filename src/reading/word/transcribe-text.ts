import WordExtractor from 'word-extractor'
import { clean } from '../../vietnamese/fold.ts'
import { repairLostFonts } from '../lost-fonts.ts'
import type { Line, Transcript } from '../transcript.ts'
import { odtText } from './odt-text.ts'
import { rtfText } from './rtf-text.ts'

/** How the text of a format is had without LibreOffice. Each throws an Error when the file cannot be opened. */
const texts: Readonly<Record<string, (bytes: Uint8Array) => string | Promise<string>>> = {
  doc: async (bytes) => (await new WordExtractor().extract(Buffer.from(bytes))).getBody(),
  odt: odtText,
  rtf: rtfText,
}

/**
 * Reads the mere text of a word processor's file where there is no LibreOffice: `marks-lost` sends every mark to a
 * person. Null for a format of which not even the text can be had; throws when the file cannot be opened.
 */
export async function transcribeText(bytes: Uint8Array, kind: string): Promise<Transcript | null> {
  const text = await texts[kind]?.(bytes)
  if (text === undefined) return null
  const lines = text.split(/[\r\n\v\f]+/).map(
    (line): Line => ({
      kind: 'line',
      place: null,
      tokens: clean(line)
        .split(/\s+/)
        .filter((word) => word !== '')
        .map((word) => ({ kind: 'word', text: word, place: null, confidence: 1 })),
    }),
  )
  const blocks = lines.filter(({ tokens }) => tokens.length > 0)
  return repairLostFonts({
    format: 'doc',
    pages: [{ number: 1, width: null, height: null, blocks, marks: [] }],
    signatures: [],
    notes: ['marks-lost'],
  })
}
