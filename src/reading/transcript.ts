import type { Rectangle } from '../survey/answers.ts'

/**
 * What a reader saw in a document, before anything is known about the survey: pages of lines and tables, words and
 * boxes, each with its place and how sure it is. Every format is turned into this; one finder reads it.
 */
export interface Transcript {
  readonly format: DocumentFormat
  readonly pages: readonly Page[]
  /** Electronic signatures of the file (PDF), and visible signature stamps taken out of the text. */
  readonly signatures: readonly DigitalSignature[]
  /** What a person should know of how the file was read, in codes of `transcriptNotes`. */
  readonly notes: readonly TranscriptNote[]
}

/** "doc" stands for every old or foreign file of a word processor, "xlsx" for every spreadsheet. */
export type DocumentFormat =
  | 'docx'
  | 'doc'
  | 'xlsx'
  | 'pdf'
  | 'pdf-form'
  | 'pdf-scan'
  | 'image'
  | 'eml'
  | 'unknown'

const transcriptNotes = {
  'tracked-changes': 'Tracked changes were read as if accepted',
  'hidden-text': 'Hidden text was left out',
  'drawings-over': 'Drawings lie over the page that have no text',
  'legacy-encoding': 'Text in a legacy encoding (TCVN3 or VNI) was decoded',
  'marks-lost': 'The format was read without its marks: every mark is for a person',
  rotated: 'The page was turned before reading',
  'text-layer-ignored': 'A hidden text layer was there and not trusted',
  'owner-password': 'The file is protected by an owner password',
  'empty-page': 'A page is empty',
  'too-many-pages': 'Pages after the limit were not read',
  'too-many-cells': 'Cells of a sheet after the limit were not read',
} as const
/** Read from pictures of paper, where marks and writing were measured in the ink. */
export const fromPaper = ({ format }: Pick<Transcript, 'format'>): boolean =>
  format === 'pdf-scan' || format === 'image'

export type TranscriptNote = keyof typeof transcriptNotes

export interface Page {
  /** Counted from 1 in the order of the file. */
  readonly number: number
  /** Size in this page's own units (points for PDF, pixels of the upright picture for scans); null for flowing text. */
  readonly width: number | null
  readonly height: number | null
  /** In reading order. */
  readonly blocks: readonly Block[]
  /** Ink and drawings that are no word and no box: strokes, seals, signatures, shapes, highlights. */
  readonly marks: readonly Mark[]
}

export type Block = Line | Table

/** A printed line; in flowing text (Word) a paragraph, or the part of it up to a manual break. */
export interface Line {
  readonly kind: 'line'
  readonly tokens: readonly Token[]
  readonly place: Rectangle | null
}

export interface Table {
  readonly kind: 'table'
  readonly rows: readonly Row[]
  readonly place: Rectangle | null
}
export interface Row {
  readonly cells: readonly Cell[]
}
export interface Cell {
  /** Grid column, from 0; a cell over several columns has `columnSpan` > 1. */
  readonly column: number
  readonly columnSpan: number
  /** True where this cell continues one from the row above (vertical merge). */
  readonly continued: boolean
  readonly blocks: readonly Block[]
  readonly place: Rectangle | null
}

export type Token = Word | Box

export interface Word {
  readonly kind: 'word'
  /** Cleaned text (NFC). Empty for handwriting that was not recognised. */
  readonly text: string
  readonly place: Rectangle | null
  /** How sure the reader is of the text, 0 to 1; 1 for text that the file itself holds. */
  readonly confidence: number
  /** Pen strokes, not print: recognised as handwriting and given to a person. */
  readonly handwritten?: boolean
  /** How the word is drawn, where that may carry an answer. */
  readonly style?: {
    readonly struck?: boolean
    readonly highlighted?: boolean
    readonly underlined?: boolean
    readonly bold?: boolean
    readonly italic?: boolean
    /** In a colour, not black or grey. */
    readonly coloured?: boolean
  }
  /** True when no space stands before the word in its line (runs of one word split by style or font). */
  readonly glued?: boolean
  /** Came from an annotation or a form field drawn over the page, not from the page's own text. */
  readonly overlay?: boolean
}

/** A place for a mark, with its state. `unclear` always goes to a person. */
export interface Box {
  readonly kind: 'box'
  readonly state: 'empty' | 'ticked' | 'unclear'
  readonly confidence: number
  readonly place: Rectangle | null
  readonly source:
    | 'content-control'
    | 'legacy-field'
    | 'symbol'
    | 'list-bullet'
    | 'form-field'
    | 'drawn'
    | 'measured'
    /** Not a box of its own: the ink measured in an otherwise empty table cell. */
    | 'cell'
  /** Code of `reviewReasons` when unclear. */
  readonly reason?: string
  /** A pen correction is seen: inked out or struck through beside another mark. */
  readonly corrected?: boolean
}

export interface Mark {
  readonly kind: 'stroke' | 'drawing' | 'seal' | 'signature' | 'highlight' | 'strike' | 'picture' | 'note'
  readonly place: Rectangle | null
  readonly confidence: number
  /** Text inside, where there is any (a comment, a stamp). */
  readonly text?: string
  /** In flowing text, which has no places: the words of the paragraph it is anchored in. */
  readonly near?: string
}

export interface DigitalSignature {
  /** "Người ký" of the visible stamp or the common name in the certificate. */
  readonly signer: string | null
  readonly organisation: string | null
  readonly email: string | null
  /** ISO date-time as the stamp or the signature states it; not verified. */
  readonly signedAt: string | null
  readonly source: 'stamp' | 'certificate'
}

/** The upright picture of a page as the reader measured it, kept so that a person can be shown the place. */
export interface PagePicture {
  readonly page: number
  readonly width: number
  readonly height: number
  readonly mediaType: 'image/webp' | 'image/png' | 'image/jpeg'
  readonly bytes: Uint8Array
}

/** What a reader gives back: what it saw, or why it could not read. */
export type Transcription =
  | { readonly transcript: Transcript; readonly pictures: readonly PagePicture[] }
  | { readonly problem: Problem; readonly format: DocumentFormat }

/** Why a document cannot be read. A result, not an error: `code` is stable, the sentences are for people. */
export interface Problem {
  readonly code:
    | 'password'
    | 'damaged'
    | 'empty'
    | 'unsupported'
    | 'not-a-document'
    | 'too-large'
    | 'timeout'
    | 'memory'
    | 'crash'
  readonly vi: string
  readonly en: string
}
