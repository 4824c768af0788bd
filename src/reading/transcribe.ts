import { type FileKind, sniff } from '../files/sniff.ts'
import { formatIfLocked } from './office/locked.ts'
import { unreadable } from './problems.ts'
import type { SheetKind } from './sheet/read-sheet.ts'
import type { Transcription } from './transcript.ts'
import type { WordKind } from './word/read-word.ts'

export interface TranscribeOptions {
  /** Also make pictures of the pages, for showing them to a person later. */
  readonly pictures?: boolean
  /** Path of LibreOffice's soffice, or null where it is not installed. */
  readonly office?: string | null
  /** To try on a document that asks for one. */
  readonly passwords?: readonly string[]
}

type Reader = (
  bytes: Uint8Array,
  options: Required<TranscribeOptions>,
  kind: FileKind,
) => Promise<Transcription>

/**
 * Loads a reader when the first document of its kind comes, and only then: Node looks a module up anew at every
 * `import()`, which was 3 % of the time of reading a form.
 */
function loadedOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => {
    loaded ??= load()
    return loaded
  }
}

const wordReader = loadedOnce(() => import('./word/read-word.ts'))
const sheetReader = loadedOnce(() => import('./sheet/read-sheet.ts'))
const pdfReader = loadedOnce(() => import('./pdf/transcribe-pdf.ts'))
const scanReader = loadedOnce(() => import('./scan/read-scan.ts'))
const imageReader = loadedOnce(() => import('./scan/transcribe-image.ts'))
const textReader = loadedOnce(() => import('./transcribe-plain.ts'))

/** One entry a format. A new format is a new entry. */
const readers: readonly { readonly kinds: readonly FileKind[]; readonly transcribe: Reader }[] = [
  {
    kinds: ['docx', 'doc', 'rtf', 'odt', 'html', 'word-xml'],
    transcribe: async (bytes, { pictures, office }, kind) => {
      const { readWord } = await wordReader()
      return await readWord(bytes, kind as WordKind, {
        office,
        readPicture: async (picture) => {
          const { transcribeImage } = await imageReader()
          return await transcribeImage(picture, { pictures })
        },
      })
    },
  },
  {
    kinds: ['xlsx', 'xls', 'ods'],
    transcribe: async (bytes, { office }, kind) => {
      const { readSheet } = await sheetReader()
      return await readSheet(bytes, kind as SheetKind, { office })
    },
  },
  {
    kinds: ['pdf'],
    transcribe: async (bytes, { pictures, passwords }) => {
      const { transcribePdf } = await pdfReader()
      const { readScan } = await scanReader()
      return await transcribePdf(bytes, { pictures, passwords, readScan })
    },
  },
  {
    kinds: ['jpeg', 'png', 'tiff', 'gif', 'bmp', 'webp'],
    transcribe: async (bytes, { pictures }) => {
      const { transcribeImage } = await imageReader()
      return await transcribeImage(bytes, { pictures })
    },
  },
  {
    kinds: ['text'],
    transcribe: async (bytes) => (await textReader()).transcribePlain(bytes),
  },
]

/** Kinds that are told apart but not read, with why. */
const refusals: Partial<Record<FileKind, Parameters<typeof unreadable>[1]>> = {
  empty: 'empty',
  program: 'not-a-document',
  recording: 'not-a-document',
}

/**
 * Turns the bytes of a document into a transcript, by what they are and not by what they are called. Never throws for
 * anything a file may be: what cannot be read is a `problem` in words.
 */
export async function transcribe(bytes: Uint8Array, options: TranscribeOptions = {}): Promise<Transcription> {
  const kind = sniff(bytes)
  const locked = formatIfLocked(bytes, kind)
  if (locked) {
    const { unlocked } = await import('./office/unlock.ts')
    const open = await unlocked(bytes, kind, options.passwords ?? [])
    return open ? await transcribe(open, { ...options, passwords: [] }) : unreadable(locked, 'password')
  }
  const reader = readers.find(({ kinds }) => kinds.includes(kind))
  if (!reader) {
    const refusal = refusals[kind]
    return refusal
      ? unreadable('unknown', refusal)
      : unreadable('unknown', 'unsupported', kind === 'unknown' ? undefined : kind)
  }
  return await reader.transcribe(
    bytes,
    {
      pictures: options.pictures ?? false,
      office: options.office ?? null,
      passwords: options.passwords ?? [],
    },
    kind,
  )
}
