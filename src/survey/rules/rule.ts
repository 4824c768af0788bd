import type { Answer, Answers } from '../answers.ts'
import { type QuestionId, questions } from '../form.ts'

/** E: incomplete, ask the sender. W: ask only together with an E, or after a person looked. N: a note. */
type Level = 'E' | 'W' | 'N'

/** The kinds of finding, as the reading contract and the worklist name them. */
type Category =
  | 'incomplete'
  | 'contradictory'
  | 'implausible'
  | 'unsigned'
  | 'missing-page'
  | 'unreadable'
  | 'review'
  | 'agency-mismatch'
  | 'differs'
  | 'late'
  | 'unknown-agency'
  | 'member-unit'
  | 'blank'
  | 'no-form'
  | 'note'

/** All that the rules may look at: one submission, or one document where that is all there is. */
export interface Facts {
  readonly answers: Answers
  /** The body was found, by whatever evidence. */
  readonly agencyKnown: boolean
  /** Evidence names different bodies: what each says. */
  readonly disagreement: readonly string[]
  /** A signature, seal or digital signature anywhere in the submission. Null: a single document cannot tell. */
  readonly signed: 'present' | 'absent' | 'unknown' | null
  readonly fromPicture: boolean
  /** Addresses in the visible stamps of digital signatures on scans: "Email:" stands there as on the form. */
  readonly stampEmails: readonly string[]
  readonly missingSections: readonly string[]
  readonly pageMissing: boolean
  readonly unopened: readonly {
    readonly name: string
    readonly why: { readonly vi: string; readonly en: string }
  }[]
  readonly changedWording: readonly { readonly question: string | null; readonly text: string }[]
  readonly section3Remark: string | null
  /** Questions on which a digital copy and its signed scan differ. */
  readonly copiesDiffer: readonly QuestionId[]
  /** Questions on which versions from one body differ, none of them an explicit correction. */
  readonly versionsDiffer: readonly QuestionId[]
  readonly receivedAt: Date | null
  /** Documents a month above which a figure is doubted. */
  readonly volumeLimit: number
}

export interface Finding {
  readonly rule: string
  readonly level: Level
  readonly category: Category
  readonly questions: readonly QuestionId[]
  readonly vi: string
  readonly en: string
}

export interface Rule {
  readonly id: string
  /** Findings of this rule; mostly none or one. */
  check(facts: Facts): readonly Omit<Finding, 'rule'>[]
}

/** Why an answer has no value though it is not empty: also after a person confirmed that it stands so. */
const noBlank = /^(both-marked|in-words|other-period|not-exact|page-missing)$/

/** Something stands there, be it only that a person must read it: no reason to ask the sender. */
const isGiven = (answer: Answer): boolean =>
  (answer.value !== null && answer.value !== '') ||
  answer.review ||
  answer.quantity !== undefined ||
  noBlank.test(answer.reason ?? '')

export const isBlank = (answer: Answer): boolean => !isGiven(answer)

export const isTicked = ({ answers }: Facts, id: QuestionId): boolean => answers[id].value === true

/** The figure of a number question, where one exact figure stands. */
export function figure({ answers }: Facts, id: QuestionId): number | null {
  const { value } = answers[id]
  return typeof value === 'number' ? value : null
}

/** Whether a number is above zero, also where only "trên 500" or "200-300" stands there. */
export function isAboveZero({ answers }: Facts, id: QuestionId): boolean {
  const { value, quantity } = answers[id]
  return typeof value === 'number' ? value > 0 : (quantity?.min ?? 0) > 0
}

export const section2Ticks = questions
  .filter(({ kind }) => kind === 'tick')
  .map(({ id }) => id) as readonly QuestionId[]
export const tools: readonly QuestionId[] = [
  'signing.vsignPdf',
  'signing.adobePdf',
  'signing.microsoftWord',
  'signing.integrated',
  'signing.centralized',
]
export const needs = questions
  .filter(({ kind }) => kind === 'yesno')
  .map(({ id }) => id) as readonly QuestionId[]
export const sent: QuestionId = 'frequency.sentPerMonth'
export const received: QuestionId = 'frequency.receivedPerMonth'
export const exchanged: QuestionId = 'frequency.exchanged'

/** "dòng 2 và dòng 4" for rows of section 3. */
export function rowsOf(ids: readonly QuestionId[]): { vi: string; en: string } {
  const numbers = ids.map((id) => needs.indexOf(id) + 1)
  return {
    vi: numbers
      .map((number) => `dòng ${number}`)
      .join(', ')
      .replace(/, ([^,]*)$/, ' và $1'),
    en: `row${numbers.length > 1 ? 's' : ''} ${numbers.join(', ')}`,
  }
}
