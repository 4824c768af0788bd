import { questionIds } from '../survey/form.ts'
import type { Correction } from './facts.ts'
import type { SourcedAnswer, SourcedAnswers } from './merge.ts'

/**
 * Answers as people left them: nothing they settled is in doubt any more. Of a value they confirmed the rest stays as it
 * was read: that both boxes are marked is then a fact, and still a question to the sender.
 */
export function corrected(
  answers: SourcedAnswers,
  settled: Readonly<Record<string, Correction>>,
): SourcedAnswers {
  return Object.fromEntries(
    questionIds.map((id) => [id, withWord(answers[id], settled[id])]),
  ) as unknown as SourcedAnswers
}

function withWord(answer: SourcedAnswer, word: Correction | undefined): SourcedAnswer {
  if (!word) return answer
  if (word.action === 'accepted') return { ...answer, review: false }
  const { quantity: _, ...rest } = answer
  return { ...rest, value: word.value, review: false, reason: null }
}
