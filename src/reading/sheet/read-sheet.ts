import { Unreadable } from '../office/archive.ts'
import { convert } from '../office/convert.ts'
import { unreadable } from '../problems.ts'
import type { Transcription } from '../transcript.ts'
import { transcribeXlsx } from './transcribe-xlsx.ts'

/** The kinds of file that a spreadsheet program makes, as the sniffer names them. */
export type SheetKind = 'xlsx' | 'xls' | 'ods'

/**
 * Reads a spreadsheet. Old and other formats go through LibreOffice and are then read as surely as an .xlsx; without it
 * they are not read. Never throws for what the bytes are.
 */
export async function readSheet(
  bytes: Uint8Array,
  kind: SheetKind,
  { office }: { readonly office: string | null },
): Promise<Transcription> {
  try {
    const xlsx = kind === 'xlsx' ? bytes : office && (await converted(bytes, kind, office))
    if (!xlsx) return unreadable('xlsx', 'unsupported', kind)
    return { transcript: transcribeXlsx(xlsx), pictures: [] }
  } catch (error) {
    if (error instanceof Unreadable) return unreadable('xlsx', error.code)
    return unreadable('xlsx', 'damaged')
  }
}

/** The same as an .xlsx; null where LibreOffice, or its part for spreadsheets, is missing or could not do it. */
const converted = (bytes: Uint8Array, kind: SheetKind, office: string): Promise<Uint8Array | null> =>
  convert(bytes, kind, 'xlsx', office).catch(() => null)
