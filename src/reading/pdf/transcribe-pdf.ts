import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  getDocument,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import { withLines } from '../layout/blocks.ts'
import { isWrongText } from '../lost-fonts.ts'
import { problem, unreadable } from '../problems.ts'
import type {
  Block,
  DigitalSignature,
  Page,
  PagePicture,
  Token,
  Transcription,
  TranscriptNote,
} from '../transcript.ts'
import { lookAtBox } from './look.ts'
import { type ReadPage, readPage } from './page.ts'
import { worker } from './port.ts'
import { type Bitmap, openForRendering, turned } from './render.ts'
import { certificateSigners } from './signatures.ts'

const pdfjs = dirname(dirname(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')))))
const [standardFontDataUrl, cMapUrl, wasmUrl] = ['standard_fonts', 'cmaps', 'wasm'].map(
  (folder) => `${join(pdfjs, folder)}/`,
)

/** A form has two pages, a mail of twelve units in one file 40; a book is not read to its end. */
const maxPages = 60
/** Of a file whose text is wrong so many pages are read as pictures: it may be anything. */
const maxWrongPages = 8

/** A page that is a picture, its number counted from 1; `render` gives it at a resolution in dots per inch. */
export interface Scan {
  readonly number: number
  render(dpi: number): Promise<Bitmap>
}

/** Reads the pages that are pictures. */
export type ScanReader = (
  pages: readonly Scan[],
  pictures: boolean,
) => Promise<{ pages: Page[]; pictures: PagePicture[]; notes: TranscriptNote[] }>

/** The document that takes the fonts of pdf.js; see browser-parts.ts. */
const ownerDocument = { fonts: new Set() }

const load = (bytes: Uint8Array, password = ''): PDFDocumentLoadingTask =>
  getDocument({
    worker,
    password,
    // pdf.js takes the buffer for its own.
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    disableFontFace: false,
    ownerDocument,
    isImageDecoderSupported: true,
    useSystemFonts: false,
    standardFontDataUrl,
    cMapUrl,
    cMapPacked: true,
    wasmUrl,
    stopAtErrors: false,
  })

interface Opened {
  readonly document: PDFDocumentProxy
  /** The one it needed; undefined where anybody may open it. */
  readonly password: string | undefined
}

/** Opens a PDF, with the first of the passwords that fits where it asks for one. */
async function openWith(bytes: Uint8Array, passwords: readonly string[]): Promise<Opened> {
  let refused: unknown
  for (const password of [undefined, ...passwords]) {
    const task = load(bytes, password)
    try {
      return { document: await task.promise, password }
    } catch (error) {
      await task.destroy()
      if ((error as Error).name !== 'PasswordException') throw error
      refused = error
    }
  }
  throw refused
}

/**
 * Reads a PDF: pages with text by the coordinates of what they draw, pages that are pictures through `readScan`.
 * Never throws for what the file is: a password, damage and the like are problems.
 */
export async function transcribePdf(
  bytes: Uint8Array,
  options: { pictures: boolean; passwords: readonly string[]; readScan: ScanReader },
): Promise<Transcription> {
  let opened: Opened
  try {
    opened = await openWith(bytes, options.passwords)
  } catch (error) {
    const name = (error as Error).name
    if (name === 'PasswordException') return unreadable('pdf', 'password')
    return unreadable('pdf', 'damaged')
  }
  const { document, password } = opened
  let drawing: Awaited<ReturnType<typeof openForRendering>> | null = null
  try {
    const notes = new Set<TranscriptNote>()
    const read: ReadPage[] = []
    const layers = await document.getOptionalContentConfig({ intent: 'display' })
    const isVisible = (layer: unknown) => layers.isVisible(layer)
    for (let number = 1; number <= Math.min(document.numPages, maxPages); number++) {
      const page = await document.getPage(number)
      read.push(await readPage(page, number, isVisible))
      page.cleanup()
    }
    if (document.numPages > maxPages) notes.add('too-many-pages')
    if (read.length === 0) return { format: 'pdf', problem: problem('damaged') }
    if (password === undefined && (await document.getPermissions()) !== null) notes.add('owner-password')

    const wrong = isWrongText({ pages: read.map(({ page }) => page) })
    const scans = read.filter(({ isScan, page }) => isScan || (wrong && page.number <= maxWrongPages))
    const looks = read.filter((one) => one.toLookAt.length > 0 && !scans.includes(one))
    if (scans.length > 0 || looks.length > 0 || options.pictures)
      drawing = await openForRendering(bytes, password).catch(() => null)

    const stamps: DigitalSignature[] = []
    const pages: Page[] = []
    for (const one of read) {
      stamps.push(...one.stamps)
      const { blocks } = one.page
      const looked = drawing && looks.includes(one) ? await look(one, blocks, drawing) : blocks
      pages.push({ ...one.page, blocks: looked })
      if (one.turned !== 0 && !scans.includes(one)) notes.add('rotated')
    }

    const pictures: PagePicture[] = []
    if (scans.length > 0 && drawing) {
      const { render } = drawing
      if (wrong || scans.some(({ hiddenText }) => hiddenText)) notes.add('text-layer-ignored')
      const scanned = await options.readScan(
        scans.map(({ page }) => ({ number: page.number, render: (dpi: number) => render(page.number, dpi) })),
        options.pictures,
      )
      for (const page of scanned.pages) pages[page.number - 1] = page
      for (const note of scanned.notes) notes.add(note)
      pictures.push(...scanned.pictures)
    }
    if (options.pictures && drawing) {
      const { pictureOf } = await import('../picture.ts')
      for (const one of read) {
        if (scans.includes(one)) continue
        const { number } = one.page
        pictures.push(await pictureOf(turned(await drawing.render(number, 110), one.turned), number))
      }
    }
    const hasFields = read.some((page) => page.hasFields)
    return {
      transcript: {
        format: scans.length > 0 ? 'pdf-scan' : hasFields ? 'pdf-form' : 'pdf',
        pages,
        signatures: [...stamps, ...certificateSigners(bytes)],
        notes: [...notes],
      },
      pictures: pictures.sort((a, b) => a.page - b.page),
    }
  } finally {
    drawing?.close()
    await document.loadingTask.destroy()
  }
}

/** Settles the boxes of a page that only its picture can tell. */
async function look(
  page: ReadPage,
  blocks: readonly Block[],
  drawing: { render(page: number, dpi: number): Promise<Bitmap> },
): Promise<Block[]> {
  const dpi = 216
  const bitmap = turned(await drawing.render(page.page.number, dpi), page.turned)
  const scale = dpi / 72
  const settled = (token: Token): Token => {
    if (token.kind !== 'box' || token.state !== 'unclear' || !token.place) return token
    const { x, y, width, height } = token.place
    if (!page.toLookAt.some((place) => place.x === x && place.y === y)) return token
    const { reason, ...rest } = token
    const scaled = { x: x * scale, y: y * scale, width: width * scale, height: height * scale }
    return { ...rest, ...lookAtBox(bitmap, scaled) }
  }
  return blocks.map((block) => withLines(block, (line) => ({ ...line, tokens: line.tokens.map(settled) })))
}
