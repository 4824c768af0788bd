import type { MailKind } from '../mailbox/opened-mail.ts'
import type { FormReading, SenderEvidence } from '../reading/document-reading.ts'
import type { DocumentFormat, Problem } from '../reading/transcript.ts'
import type { AnswerValue } from '../survey/answers.ts'

/** A mail as recorded, with what reading its documents gave. */
export interface MailFacts {
  readonly id: number
  readonly receivedAt: Date
  readonly subject: string
  readonly from: { readonly name: string; readonly address: string }
  readonly originalSender: { readonly name: string; readonly address: string } | null
  /** The writer's own words, without quoted mails. */
  readonly body: string
  readonly kind: MailKind
  readonly kindReason: string
  readonly signers: readonly string[]
  readonly documents: readonly DocumentFacts[]
  /** Of a mail that only says a password: other mails of its sender hold files, and none of these is locked. */
  readonly passwordOpened?: boolean
  /** A person's word: what would be filed under this key, or the mail as a whole, belongs to this agency. */
  readonly assignments?: Readonly<Record<string, string>>
}

/** The key of a person's word on a mail as a whole; no form is filed under it. */
export const wholeMail = (mailId: number): string => `mail:${mailId}`

export interface DocumentFacts {
  readonly id: number
  readonly name: string
  /** Hex of the content's SHA-256; null where there is no content. */
  readonly sha256: string | null
  readonly format: DocumentFormat
  readonly problem: Pick<Problem, 'code' | 'vi' | 'en'> | null
  /** Null while it was not read, or could not be. */
  readonly reading: ReadingFacts | null
}

/** A document's reading without its transcript and pictures. */
interface ReadingFacts {
  readonly format: DocumentFormat
  readonly forms: readonly FormReading[]
  readonly evidence: SenderEvidence
}

/** What a person said of an answer: that the machine's value is right, or what stands there instead. */
export interface Correction {
  readonly action: 'accepted' | 'corrected' | 'cleared'
  readonly value: AnswerValue
}

/** What people said of one submission. */
export interface PersonsWord {
  /** The version they chose, by its mail. */
  readonly chosenMailId: number | null
  /** Answers they settled, by mail and question. */
  readonly corrections: Readonly<Record<number, Readonly<Record<string, Correction>>>>
}

/** What assessing goes by beside the mails. */
export interface AssessingConfig {
  /** The last instant that is on time. */
  readonly deadline: Date
  /** Documents a month above which a figure is doubted. */
  readonly volumeLimit: number
}
