import WordExtractor from 'word-extractor'
import { clean } from '../../vietnamese/fold.ts'
import { decodeUnlabelled } from '../../vietnamese/mojibake.ts'
import { repairLostFonts } from '../lost-fonts.ts'
import type { Line, Transcript } from '../transcript.ts'
import { odtText } from './odt-text.ts'
import { rtfText } from './rtf-text.ts'

/** How the text of a format is had without LibreOffice. Each throws an Error when the file cannot be opened. */
const texts: Readonly<Record<string, (bytes: Uint8Array) => string | Promise<string>>> = {
  doc: async (bytes) => (await new WordExtractor().extract(Buffer.from(bytes))).getBody(),
  odt: odtText,
  rtf: rtfText,
  html: htmlText,
}

const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"' }

/** Paragraphs, cells and breaks as lines. */
function htmlText(bytes: Uint8Array): string {
  return decodeUnlabelled(bytes)
    .replace(/<(style|script|head|title)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<\/?(br|p|div|tr|td|th|li|h[1-6]|table)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,8}));/gi, (whole, decimal, hex, named: string) => {
      if (named) return entities[named.toLowerCase()] ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
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
