import type { DocumentFacts, MailFacts } from '../../src/assessing/facts.ts'
import type { FormReading } from '../../src/reading/document-reading.ts'
import type { Answer, AnswerValue } from '../../src/survey/answers.ts'
import { parseDeadline } from '../../src/survey/deadline.ts'
import type { QuestionId } from '../../src/survey/form.ts'
import { answers } from '../helpers/answers.ts'

export const config = { deadline: parseDeadline('2017-04-25'), volumeLimit: 20_000 }

type Own = Partial<Record<QuestionId, AnswerValue | Answer>>

export function form(own: Own = {}, more: Partial<FormReading> = {}): FormReading {
  return {
    pages: [1, 2],
    anchors: { found: 25, of: 25 },
    answers: answers(own),
    missingSections: [],
    changedWording: [],
    section3Remark: null,
    blank: false,
    fromPicture: false,
    ...more,
  }
}

let documents = 0

/** A document that was read; without forms it is a dispatch, a table, anything else. */
export function document(
  forms: readonly FormReading[],
  more: Partial<DocumentFacts> & { header?: string[]; stampOf?: string } = {},
): DocumentFacts {
  const { header = [], stampOf, ...rest } = more
  documents++
  return {
    id: documents,
    name: `tep-${documents}.docx`,
    sha256: String(documents).padStart(64, '0'),
    format: 'docx',
    problem: null,
    reading: {
      format: 'docx',
      forms,
      evidence: {
        header,
        signature: [],
        digitalSignatures: stampOf
          ? [{ signer: 'Văn phòng', organisation: stampOf, email: null, signedAt: null, source: 'stamp' }]
          : [],
      },
    },
    ...rest,
  }
}

export function mail(id: number, arrived: string, own: Partial<MailFacts> = {}): MailFacts {
  return {
    id,
    receivedAt: new Date(`${arrived.replace(' ', 'T')}+07:00`),
    subject: 'Gửi phiếu khảo sát',
    from: { name: 'Văn thư', address: 'vanthu@hopthu-mienphi.example' },
    originalSender: null,
    body: '',
    kind: 'submission',
    kindReason: 'documents',
    signers: [],
    documents: [],
    ...own,
  }
}
