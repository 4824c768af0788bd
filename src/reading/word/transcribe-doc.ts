import WordExtractor from 'word-extractor'
import { clean } from '../../vietnamese/fold.ts'
import { repairLostFonts } from '../lost-fonts.ts'
import type { Line, Transcript } from '../transcript.ts'

/**
 * Reads the text of a Word 97–2003 file where LibreOffice is not installed, by a library that loses every mark:
 * `marks-lost` sends them to a person. Throws an Error when the file cannot be opened.
 */
export async function transcribeDoc(bytes: Uint8Array): Promise<Transcript> {
  const document = await new WordExtractor().extract(Buffer.from(bytes))
  const lines = document
    .getBody()
    .split(/[\r\n\v\f]+/)
    .map(
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
