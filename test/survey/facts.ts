import type { Answer, AnswerValue } from '../../src/survey/answers.ts'
import type { QuestionId } from '../../src/survey/form.ts'
import { checkRules } from '../../src/survey/rules/check.ts'
import type { Facts } from '../../src/survey/rules/rule.ts'
import { answers } from '../helpers/answers.ts'

export type Own = Partial<Record<QuestionId, AnswerValue | Answer>>

/** What the rules look at: a complete signed form, with these differences. */
export function facts(own: Own = {}, more: Partial<Facts> = {}): Facts {
  return {
    answers: answers(own),
    agencyKnown: true,
    disagreement: [],
    signed: 'present',
    fromPicture: false,
    stampEmails: [],
    missingSections: [],
    pageMissing: false,
    unopened: [],
    changedWording: [],
    section3Remark: null,
    copiesDiffer: [],
    versionsDiffer: [],
    receivedAt: new Date('2017-04-20T03:00:00Z'),
    volumeLimit: 20_000,
    ...more,
  }
}

/** The rules that fire, with their levels. */
export const rules = (own: Own = {}, more: Partial<Facts> = {}): string[] =>
  checkRules(facts(own, more)).map(({ rule, level }) => `${rule} ${level}`)
