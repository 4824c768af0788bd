import type { DocumentFormat } from '../../reading/transcript.ts'
import type { Answer } from '../../survey/answers.ts'
import type { Finding } from '../../survey/rules/rule.ts'

/** One object a file, as printed by `homphieu read --json`. Fields may be added, none renamed. */
export interface FileResult {
  /** The path as given. */
  readonly source: string
  readonly format: DocumentFormat
  readonly isForm: boolean
  /** Id from the roster, or null. */
  readonly agency: string | null
  /** By question; empty when there is no form. */
  readonly answers: Readonly<Record<string, Answer>>
  readonly flags: readonly string[]
  readonly findings: readonly FindingResult[]
  /** Why it could not be read, in a sentence. */
  readonly problem: string | null
  /** Near the name on the form, which is no agency's own; or the probable sender of a mail without a form. For a person. */
  readonly suggestedAgency?: string | null
  /** Forms after the first, where one file holds several. */
  readonly otherForms?: readonly Pick<FileResult, 'agency' | 'answers' | 'flags' | 'findings'>[]
  // The rest only for mails.
  readonly kind?: string
  readonly receivedAt?: string | null
  /** What `receivedAt` was taken from. */
  readonly receivedBy?: 'received' | 'date' | null
  readonly late?: boolean
  readonly submissions?: readonly SubmissionResult[]
  readonly documents?: readonly { path: string; format: DocumentFormat; problem: string | null }[]
}

export interface SubmissionResult {
  readonly agency: string | null
  readonly answers: Readonly<Record<string, Answer>>
  readonly flags: readonly string[]
  readonly findings: readonly FindingResult[]
  /** Paths of the documents inside the mail that it rests on. */
  readonly documents: readonly string[]
}

export interface FindingResult {
  readonly rule: string
  readonly level: 'E' | 'W' | 'N'
  readonly questions: readonly string[]
  readonly message: string
}

export const findingResult = (
  { rule, level, questions, vi, en }: Finding,
  lang: 'vi' | 'en',
): FindingResult => ({
  rule,
  level,
  questions,
  message: lang === 'vi' ? vi : en,
})

/** A file that gave nothing, with why. */
export const failed = (source: string, format: DocumentFormat, problem: string): FileResult => ({
  source,
  format,
  isForm: false,
  agency: null,
  answers: {},
  flags: ['unreadable'],
  findings: [],
  problem,
})
