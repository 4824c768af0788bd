import type { Answer, Answers } from '../survey/answers.ts'
import { type QuestionId, questionIds, questionOf } from '../survey/form.ts'
import { fold } from '../vietnamese/fold.ts'

/** An answer with the document it was read in; null where the question was found nowhere. */
export type SourcedAnswer = Answer & { readonly documentId: number | null }
export type SourcedAnswers = Readonly<Record<QuestionId, SourcedAnswer>>

export function sourced(answers: Answers, documentId: number): SourcedAnswers {
  return Object.fromEntries(
    questionIds.map((id) => [id, { ...answers[id], documentId }]),
  ) as unknown as SourcedAnswers
}

const isSure = (answer: Answer): boolean => !answer.review && answer.value !== null && answer.value !== ''

/** A page that is not there says nothing: its answers are the finder's placeholders. */
const isAbsent = (answer: Answer): boolean =>
  answer.reason === 'page-missing' || answer.reason === 'statement-missing'

/** Text is the same when it reads the same; spelling of phones and dots does not matter. */
function sameValue(id: QuestionId, a: Answer, b: Answer): boolean {
  const { kind } = questionOf(id)
  if (kind === 'phone') return String(a.value).replace(/\D/g, '') === String(b.value).replace(/\D/g, '')
  if (typeof a.value === 'string' && typeof b.value === 'string') return fold(a.value) === fold(b.value)
  return a.value === b.value
}

/** Who signed and when differs from copy to copy and is no answer. */
const isAnswer = (id: QuestionId): boolean => !id.startsWith('signed.')

/** The signer's own words; whether there is a stamp, the signed copy tells. */
const isSigner = (id: QuestionId): boolean => !isAnswer(id) && id !== 'signed.stamp'

/** Says something, though a person must choose between two copies that were both read surely. */
const isSaid = (answer: Answer): boolean =>
  isSure(answer) || (answer.reason === 'copies-differ' && answer.value !== null)

/** The questions on which two sure readings say different things. */
export function differences(a: SourcedAnswers, b: SourcedAnswers): QuestionId[] {
  return questionIds.filter(
    (id) => isAnswer(id) && isSaid(a[id]) && isSaid(b[id]) && !sameValue(id, a[id], b[id]),
  )
}

/** Readings in doubt that still say something else: a figure read without certainty, and marks that a pen changed. */
const isSaidInDoubt = ({ review, reason, value }: Answer): boolean =>
  review && (saysAll.includes(reason) || (saysValue.includes(reason) && value !== null))
const saysValue: readonly (string | null)[] = ['low-confidence', 'not-exact', 'other-period', 'implausible']
const saysAll: readonly (string | null)[] = ['both-marked', 'struck-out']

/** Words as a scan shows them: half of their pairs of letters are enough to be the same ones. */
function isAlike(id: QuestionId, a: Answer, b: Answer): boolean {
  if (typeof a.value !== 'string' || typeof b.value !== 'string' || questionOf(id).kind === 'yesno')
    return sameValue(id, a, b)
  const pairsOf = (text: string) => {
    const letters = fold(text).replaceAll(' ', '')
    return new Set([...letters].slice(1).map((letter, at) => `${letters[at]}${letter}`))
  }
  const [one, other] = [pairsOf(a.value), pairsOf(b.value)]
  const common = [...one].filter((pair) => other.has(pair)).length
  return sameValue(id, a, b) || common * 2 >= (one.size + other.size) / 2
}

/** The questions that one copy answers surely, and the other, read in doubt, in a way that cannot be the same. */
function doubtfulDifferences(a: SourcedAnswers, b: SourcedAnswers): QuestionId[] {
  const contradicts = (sure: Answer, doubted: Answer, id: QuestionId) =>
    isSure(sure) && isSaidInDoubt(doubted) && !isAlike(id, sure, doubted)
  return questionIds.filter(
    (id) => isAnswer(id) && (contradicts(a[id], b[id], id) || contradicts(b[id], a[id], id)),
  )
}

/** The questions of which `second` has something else or more to say, that only a person can read. */
export function doubts(first: SourcedAnswers, second: SourcedAnswers): QuestionId[] {
  return questionIds.filter(
    (id) =>
      isAnswer(id) &&
      isSure(first[id]) &&
      second[id].review &&
      !isAbsent(second[id]) &&
      !sameValue(id, first[id], second[id]),
  )
}

/**
 * Lays one reading over another that says the same where both are sure: what the first lacks or doubts comes from the
 * second, whose doubts are kept where the first has nothing.
 */
function completed(first: SourcedAnswers, second: SourcedAnswers): SourcedAnswers {
  return Object.fromEntries(
    questionIds.map((id) => {
      const [a, b] = [first[id], second[id]]
      if (isAbsent(a)) return [id, b]
      if (isAbsent(b)) return [id, a]
      if (id === 'signed.stamp')
        return [id, a.value === 'present' ? a : b.value === 'present' ? b : a.value === 'unknown' ? a : b]
      if (isSure(a)) return [id, a]
      if (isSure(b)) return [id, b]
      return [id, a.value === null && !a.review ? b : a]
    }),
  ) as unknown as SourcedAnswers
}

/** What `second` adds to `first`: answers that were missing or in doubt, or a signature. */
export function additions(first: SourcedAnswers, second: SourcedAnswers): QuestionId[] {
  const merged = completed(first, second)
  return questionIds.filter(
    (id) =>
      merged[id] !== first[id] &&
      !(first[id].value === merged[id].value && first[id].review === merged[id].review),
  )
}

/**
 * A digital copy and its signed scan: the digital text is read more surely, the signed one has legal weight. Where they
 * differ, the signed value stands and a person must look, also where one of the two was read in doubt: "150" typed and
 * "510" on a stamped scan is not settled by the typed one being easier to read.
 */
export function withSignedCopy(
  digital: SourcedAnswers,
  signed: SourcedAnswers,
): { answers: SourcedAnswers; differ: QuestionId[] } {
  const differ = [...differences(digital, signed), ...doubtfulDifferences(digital, signed)]
  const merged = completed(digital, signed)
  // Copies that answer differently may be two offices' forms: then another signer is a difference like any other.
  const doubted = (id: QuestionId): boolean =>
    differ.includes(id) ||
    (differ.length > 0 && isSigner(id) && isSure(signed[id]) && !sameValue(id, merged[id], signed[id]))
  const answers = Object.fromEntries(
    questionIds.map((id) => [
      id,
      doubted(id) ? { ...signed[id], review: true, reason: 'copies-differ' } : merged[id],
    ]),
  ) as unknown as SourcedAnswers
  return { answers, differ }
}
