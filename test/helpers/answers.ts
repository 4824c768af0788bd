import type { Answer, Answers, AnswerValue } from '../../src/survey/answers.ts'
import { type QuestionId, questionIds, questionOf } from '../../src/survey/form.ts'

/** An answer as a sure reader gives it. */
export function sure(value: AnswerValue, own: Partial<Answer> = {}): Answer {
  return {
    value,
    confidence: 0.99,
    review: false,
    reason: null,
    raw: value === null ? null : String(value),
    evidence: [],
    ...own,
  }
}

/** A complete form without contradictions, with these answers instead of its own. */
export function answers(own: Partial<Record<QuestionId, AnswerValue | Answer>> = {}): Answers {
  const complete: Partial<Record<QuestionId, AnswerValue>> = {
    'agency.name': 'Văn phòng UBND tỉnh Nghệ An',
    'agency.address': 'Số 3 đường Trường Thi, Vinh',
    'agency.phone': '0238.3840418',
    'contact.name': 'Nguyễn Văn A',
    'contact.phone': '0912345678',
    'contact.email': 'cntt@nghean.gov.vn',
    'connection.internal': true,
    'connection.government': true,
    'signing.vsignPdf': true,
    'frequency.exchanged': true,
    'frequency.sentPerMonth': 320,
    'frequency.receivedPerMonth': 540,
    'needs.mobile': 'yes',
    'needs.crossAuthentication': 'yes',
    'needs.signatureTraining': 'no',
    'needs.securityTraining': 'yes',
    'signed.place': 'Nghệ An',
    'signed.date': '2017-04-19',
    'signed.title': 'CHÁNH VĂN PHÒNG',
    'signed.name': 'Trần Văn B',
    'signed.stamp': 'present',
  }
  return Object.fromEntries(
    questionIds.map((id) => {
      const value = id in own ? own[id] : (complete[id] ?? (questionOf(id).kind === 'tick' ? false : null))
      return [id, typeof value === 'object' && value !== null ? value : sure(value as AnswerValue)]
    }),
  ) as unknown as Answers
}
