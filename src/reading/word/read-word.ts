import { holdsTheForm, textOfTranscript } from '../lost-fonts.ts'
import { Unreadable } from '../office/archive.ts'
import { convert } from '../office/convert.ts'
import { unreadable } from '../problems.ts'
import type {
  DocumentFormat,
  Page,
  PagePicture,
  Transcript,
  Transcription,
  TranscriptNote,
} from '../transcript.ts'
import { picturesOf } from './package.ts'
import { transcribeDocx } from './transcribe-docx.ts'
import { transcribeText } from './transcribe-text.ts'

export interface ReadWordOptions {
  /** Path of LibreOffice's soffice, or null where it is not installed. */
  readonly office: string | null
  /** Reads a picture of paper, for a scan pasted into a Word file. */
  readonly readPicture: (bytes: Uint8Array) => Promise<Transcription>
}

/** The kinds of file that a word processor makes, as the sniffer names them. */
export type WordKind = 'docx' | 'doc' | 'rtf' | 'odt' | 'html' | 'word-xml'

/** More pages of one scan than any form and its dispatch have. */
const mostPictures = 12

/**
 * Reads a file of a word processor. Old formats go through LibreOffice and are then read as surely as a .docx. Without
 * it, or where it fails, the text is read and every mark is for a person. Never throws for what the bytes are.
 */
export async function readWord(
  bytes: Uint8Array,
  kind: WordKind,
  options: ReadWordOptions,
): Promise<Transcription> {
  const format: DocumentFormat = kind === 'docx' ? 'docx' : 'doc'
  try {
    const docx = kind === 'docx' ? bytes : await converted(bytes, kind, options)
    if (docx === null) {
      const transcript = await transcribeText(bytes, kind)
      return transcript ? { transcript, pictures: [] } : unreadable(format, 'unsupported', kind)
    }
    const read = transcribeDocx(docx)
    const transcript: Transcript = { ...read, format, notes: [...read.notes, ...lostMarks(bytes, kind)] }
    return (await scanInside(docx, transcript, options)) ?? { transcript, pictures: [] }
  } catch (error) {
    if (error instanceof Unreadable) return unreadable(format, error.code)
    return unreadable(format, 'damaged')
  }
}

/** The same as a .docx; null where LibreOffice is missing or could not do it. */
async function converted(
  bytes: Uint8Array,
  kind: WordKind,
  { office }: ReadWordOptions,
): Promise<Uint8Array | null> {
  if (!office) return null
  return await convert(bytes, kind === 'word-xml' ? 'xml' : kind, 'docx', office).catch(() => null)
}

/** Some programs write the checkboxes of an RTF without their states, and LibreOffice then takes all for empty. */
function lostMarks(bytes: Uint8Array, kind: WordKind): readonly TranscriptNote[] {
  if (kind !== 'rtf') return []
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  return count(/FORMCHECKBOX/g) > count(/\\formfield/g) ? ['marks-lost'] : []
}

/** A form that was scanned and pasted into Word, page by page; null when the file holds no such thing. */
async function scanInside(
  docx: Uint8Array,
  transcript: Transcript,
  { readPicture }: ReadWordOptions,
): Promise<Transcription | null> {
  if (!transcript.pages.some(({ marks }) => marks.some(({ kind }) => kind === 'picture'))) return null
  if (holdsTheForm(textOfTranscript(transcript))) return null
  const pages: Page[] = []
  const pictures: PagePicture[] = []
  for (const picture of picturesOf(docx).slice(0, mostPictures)) {
    const read = await readPicture(picture)
    if ('problem' in read) continue
    for (const page of read.transcript.pages) {
      pages.push({ ...page, number: pages.length + 1 })
      const shown = read.pictures.find(({ page: number }) => number === page.number)
      if (shown) pictures.push({ ...shown, page: pages.length })
    }
  }
  const scan: Transcript = { ...transcript, format: 'image', pages }
  return holdsTheForm(textOfTranscript(scan)) ? { transcript: scan, pictures } : null
}
