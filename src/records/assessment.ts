import type { Answer } from '../survey/answers.ts'
import type { QuestionId } from '../survey/form.ts'

/** What assessing a submission came to, as it is to be recorded. */
export interface Assessment {
  readonly submission: AssessedSubmission
  readonly versions: readonly AssessedVersion[]
  readonly flags: readonly AssessedFlag[]
}

export interface AssessedSubmission {
  /** agency:<id>, unknown:<mail>:<n> or unit:<mail>:<n>. */
  readonly key: string
  readonly agencyId: string | null
  readonly suggestedAgencyId: string | null
  readonly memberUnit: string | null
  /** Arrival of the first usable mail. */
  readonly receivedAt: Date
  readonly late: boolean
  readonly complete: boolean
  readonly needsChoice: boolean
}

export interface AssessedVersion {
  readonly mailId: number
  readonly ordinal: number
  readonly relation: 'first' | 'completion' | 'correction' | 'same' | 'alternative'
  readonly inForce: boolean
  readonly unit: string | null
  readonly receivedAt: Date
  readonly documents: readonly {
    readonly documentId: number
    readonly formIndex: number
    readonly role: 'form' | 'signed-copy' | 'duplicate'
  }[]
  readonly answers: Readonly<Record<QuestionId, Answer & { readonly documentId: number | null }>>
}

export interface AssessedFlag {
  /** The same finding has the same key however often it is found. */
  readonly key: string
  readonly mailId: number | null
  readonly documentId: number | null
  readonly rule: string
  readonly category: string
  readonly level: 'E' | 'W' | 'N'
  readonly questions: readonly string[]
  readonly messageVi: string
  readonly messageEn: string
  /** Of a mail without a form: the body that it probably came from. */
  readonly agencyId?: string | null
}
