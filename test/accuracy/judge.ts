import type { FormAnswers } from '../../src/demo/forms/answers.ts'
import type { DocumentReading } from '../../src/reading/document-reading.ts'
import { type QuestionId, questions } from '../../src/survey/form.ts'

/** One answer against the truth. */
export interface Judged {
  readonly id: QuestionId
  readonly group: 'mark' | 'typed' | 'handwritten' | 'empty'
  readonly right: boolean
  readonly review: boolean
  readonly confidence: number
  readonly reason: string | null
  readonly expected: unknown
  readonly read: unknown
}

const plain = (value: unknown): unknown =>
  typeof value === 'string' ? value.normalize('NFC').replace(/\s+/g, ' ').trim() : (value ?? null)

/** Compares every answer but the seal's with what was put on the document. Without a form all are for a person. */
export function judge(
  reading: DocumentReading,
  answers: FormAnswers,
  handwritten: ReadonlySet<QuestionId>,
): Judged[] {
  const form = reading.forms[0]
  return questions
    .filter(({ kind }) => kind !== 'presence')
    .map(({ id, kind }) => {
      const mark = kind === 'tick' || kind === 'yesno'
      const expected = kind === 'tick' ? answers[id] === true : plain(answers[id])
      const answer = form?.answers[id]
      const read = answer ? plain(answer.value) : null
      const group = mark
        ? 'mark'
        : handwritten.has(id) && expected !== null
          ? 'handwritten'
          : expected === null
            ? 'empty'
            : 'typed'
      return {
        id,
        group,
        right: answer !== undefined && read === expected,
        review: answer?.review ?? true,
        confidence: answer?.confidence ?? 0,
        reason: answer?.reason ?? (answer ? null : 'no form'),
        expected,
        read,
      }
    })
}
