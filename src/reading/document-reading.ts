import type { Answers } from '../survey/answers.ts'
import type { DigitalSignature, DocumentFormat, PagePicture, Problem, Transcript } from './transcript.ts'

/** One filled form found in a document, aligned with the printed one. */
export interface FormReading {
  /** First and last page of the form in the document, counted from 1. */
  readonly pages: readonly [number, number]
  /** How many of the printed form's anchors were found, of how many: how surely this is the form. */
  readonly anchors: { readonly found: number; readonly of: number }
  readonly answers: Answers
  /** Printed sections that were not found ("3", "4", …): a page is missing, or lines were deleted. */
  readonly missingSections: readonly string[]
  /** Statements whose printed words were altered, left out or added by the sender (C14). */
  readonly changedWording: readonly { readonly question: string | null; readonly text: string }[]
  /** Words written across or beside section 3 that deny it as a whole (C15), as they stand. */
  readonly section3Remark: string | null
  /** True when every printed blank is still empty: the blank form sent back. */
  readonly blank: boolean
  /** True when answers rest on ink or OCR rather than on text the file holds. */
  readonly fromPicture: boolean
}

/** Words of the document that tell who sent it, beside the form itself. */
export interface SenderEvidence {
  /** Lines above the form: the dispatch header (issuing body, number). */
  readonly header: readonly string[]
  /** Lines of the signature block, title and seal. */
  readonly signature: readonly string[]
  readonly digitalSignatures: readonly DigitalSignature[]
}

/** All that is known of one document after reading it; stored as it is with the reader's version. */
export interface DocumentReading {
  readonly format: DocumentFormat
  /** In page order. Empty: no form in it. More than one: several agencies' forms in one file. */
  readonly forms: readonly FormReading[]
  readonly evidence: SenderEvidence
  readonly transcript: Transcript | null
  readonly pictures: readonly PagePicture[]
  readonly problem: Problem | null
}

/** Goes up with every change of what a reader or the finder answers, so that records know what `reread` would renew. */
export const readerVersion = 13
