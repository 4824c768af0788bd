import { fold } from '../../vietnamese/fold.ts'
import type { Answer } from '../answers.ts'
import { dayInVietnam } from '../deadline.ts'
import type { QuestionId } from '../form.ts'
import {
  exchanged,
  type Facts,
  type Finding,
  figure,
  isAboveZero,
  isTicked,
  needs,
  type Rule,
  received,
  rowsOf,
  sent,
  tools,
} from './rule.ts'

type Found = Omit<Finding, 'rule'>

const one = (found: Found | false): readonly Found[] => (found ? [found] : [])

const connections: readonly QuestionId[] = ['connection.internal', 'connection.government']

const noTool = (facts: Facts): boolean =>
  tools.every((id) => facts.answers[id].value !== true && !facts.answers[id].review)
const noConnection = (facts: Facts): boolean =>
  connections.every((id) => facts.answers[id].value !== true && !facts.answers[id].review)

/** Five digits of the body's own telephone numbers and more: the reader ran into the line beside. */
function isPhonePiece(value: number, { answers }: Facts): boolean {
  const phones = [answers['agency.phone'], answers['contact.phone']]
  return (
    value >= 10_000 && phones.some((phone) => String(phone.value).replace(/\D/g, '').includes(String(value)))
  )
}

/** The letter went out in the first days of April. */
const letterDay = '2017-04-01'

const isNo = (answer: Answer): boolean => answer.value === 'no'

/** What does not fit together on a form. Flagged, never corrected. */
export const contradictoryRules: readonly Rule[] = [
  {
    id: 'C1',
    check: ({ answers }) => {
      const both = needs.filter((id) => answers[id].reason === 'both-marked')
      const rows = rowsOf(both)
      return one(
        both.length > 0 && {
          level: 'E',
          category: 'contradictory',
          questions: both,
          vi: `Đánh dấu cả hai ô "Có" và "Không" tại ${rows.vi} (mục 3)`,
          en: `Both "Có" and "Không" are marked in ${rows.en} (section 3)`,
        },
      )
    },
  },
  {
    id: 'C2',
    check: (facts) =>
      one(
        isAboveZero(facts, sent) &&
          noTool(facts) && {
            level: 'W',
            category: 'contradictory',
            questions: [sent, ...tools],
            vi: 'Có gửi văn bản ký số nhưng chưa đánh dấu phần mềm ký số nào (mục 2.b)',
            en: 'Signed documents are sent but no signing software is ticked (section 2.b)',
          },
      ),
  },
  {
    id: 'C3',
    check: (facts) =>
      one(
        isAboveZero(facts, received) &&
          figure(facts, sent) === 0 &&
          noTool(facts) && {
            level: 'N',
            category: 'note',
            questions: [sent, received],
            vi: 'Chỉ nhận văn bản ký số, chưa gửi (mục 2.b)',
            en: 'Signed documents are received only, none sent (section 2.b)',
          },
      ),
  },
  {
    id: 'C4',
    check: (facts) =>
      one(
        isTicked(facts, exchanged) &&
          figure(facts, sent) === 0 &&
          figure(facts, received) === 0 && {
            level: 'W',
            category: 'contradictory',
            questions: [exchanged, sent, received],
            vi: 'Đánh dấu có gửi/nhận văn bản ký số nhưng số lượng bằng 0 (mục 2.b)',
            en: 'Exchange of signed documents is ticked but both figures are 0 (section 2.b)',
          },
      ),
  },
  {
    id: 'C5',
    check: (facts) =>
      one(
        (isAboveZero(facts, sent) || isAboveZero(facts, received)) &&
          noConnection(facts) && {
            level: 'N',
            category: 'note',
            questions: [...connections, sent, received],
            vi: 'Có số lượng văn bản gửi/nhận nhưng mục 2.a chưa đánh dấu kết nối nào',
            en: 'Documents are exchanged but no connection is ticked in section 2.a',
          },
      ),
  },
  {
    id: 'C6',
    check: (facts) =>
      one(
        tools.slice(3).some((id) => isTicked(facts, id)) &&
          noConnection(facts) && {
            level: 'N',
            category: 'note',
            questions: [...connections, ...tools.slice(3)],
            vi: 'Đã/đang tích hợp hoặc ký số tập trung nhưng mục 2.a chưa đánh dấu kết nối nào',
            en: 'Integration or central signing is ticked but no connection in section 2.a',
          },
      ),
  },
  {
    id: 'C7',
    check: (facts) => {
      const doubtful = [sent, received].filter((id) => {
        const value = figure(facts, id)
        return value !== null && (value > facts.volumeLimit || value === 2017 || isPhonePiece(value, facts))
      })
      return one(
        doubtful.length > 0 && {
          level: 'W',
          category: 'implausible',
          questions: doubtful,
          vi: 'Số lượng văn bản/tháng đáng ngờ, cần kiểm tra lại (mục 2.b)',
          en: 'The number of documents a month is implausible and must be checked (section 2.b)',
        },
      )
    },
  },
  {
    id: 'C8',
    check: ({ answers }) => {
      const wish = fold(String(answers.suggestions.value ?? ''))
      const denies = /\b(khong|chua) (co |phat sinh )?(nhu cau|de nghi|de xuat|kien nghi|can)\b/.test(wish)
      const wants = /\b(dao tao|tap huan|huan luyen|thiet bi|ky so tap trung|di dong)\b/.test(wish)
      const noneNeeded = wants && !denies && needs.every((id) => isNo(answers[id]))
      const allNeeded =
        /\b(khong|chua) co nhu cau\b/.test(wish) && needs.every((id) => answers[id].value === 'yes')
      return [
        ...one(
          noneNeeded && {
            level: 'N',
            category: 'note',
            questions: [...needs, 'suggestions'],
            vi: 'Mục 3 không có nhu cầu nào nhưng mục 4 lại đề nghị đào tạo, thiết bị hoặc ký số tập trung',
            en: 'Section 3 denies every need but section 4 asks for training, devices or central signing',
          },
        ),
        ...one(
          allNeeded && {
            level: 'N',
            category: 'note',
            questions: [...needs, 'suggestions'],
            vi: 'Mục 3 chọn "Có" ở mọi dòng nhưng mục 4 lại ghi không có nhu cầu',
            en: 'Section 3 says "Có" in every row but section 4 says that there is no need',
          },
        ),
      ]
    },
  },
  {
    id: 'C9',
    check: ({ disagreement }) =>
      one(
        disagreement.length > 0 && {
          level: 'W',
          category: 'agency-mismatch',
          questions: ['agency.name'],
          vi: `Tên cơ quan trong phiếu khác với: ${disagreement.join('; ')}`,
          en: `The body named on the form differs from: ${disagreement.join('; ')}`,
        },
      ),
  },
  {
    id: 'C10',
    check: ({ copiesDiffer }) =>
      one(
        copiesDiffer.length > 0 && {
          level: 'W',
          category: 'differs',
          questions: copiesDiffer,
          vi: 'Bản mềm và bản ký, đóng dấu khác nhau',
          en: 'The digital copy and the signed one differ',
        },
      ),
  },
  {
    id: 'C11',
    check: ({ versionsDiffer }) =>
      one(
        versionsDiffer.length > 0 && {
          level: 'W',
          category: 'differs',
          questions: versionsDiffer,
          vi: 'Các phiếu của cùng một cơ quan khác nhau, cần chọn bản dùng để tổng hợp',
          en: 'Forms of one body differ; a person must choose which counts',
        },
      ),
  },
  {
    id: 'C12',
    check: ({ answers, receivedAt }) => {
      const date = answers['signed.date'].value
      if (typeof date !== 'string') return []
      const after = receivedAt !== null && date > dayInVietnam(receivedAt)
      return one(
        (after || !date.startsWith('2017') || date < letterDay) && {
          level: 'N',
          category: 'note',
          questions: ['signed.date'],
          vi: 'Ngày ký không hợp lý (sau ngày nhận, trước ngày công văn hoặc khác năm 2017)',
          en: 'The date of signing does not fit (after arrival, before the letter, or not in 2017)',
        },
      )
    },
  },
  {
    id: 'C13',
    check: ({ answers, stampEmails }) => {
      const email = String(answers['contact.email'].value ?? '').toLowerCase()
      const ours = email.startsWith('atantt@')
      const stamped = email !== '' && stampEmails.some((one) => one.toLowerCase() === email)
      return [
        ...one(
          ours && {
            level: 'W',
            category: 'review',
            questions: ['contact.email'],
            vi: 'Email người cung cấp thông tin trùng hòm thư khảo sát, cần xem lại',
            en: 'The contact e-mail is the survey mailbox itself; look again',
          },
        ),
        ...one(
          stamped &&
            !ours && {
              level: 'W',
              category: 'review',
              questions: ['contact.email'],
              vi: 'Email người cung cấp thông tin trùng email trong dấu chữ ký số, có thể đọc nhầm, cần xem lại',
              en: "The contact e-mail is that of the digital signature's stamp, perhaps misread; look again",
            },
        ),
      ]
    },
  },
  {
    id: 'C14',
    check: ({ changedWording }) =>
      one(
        changedWording.length > 0 && {
          level: 'N',
          category: 'note',
          questions: changedWording.flatMap(({ question }) => (question ? [question as QuestionId] : [])),
          vi: `Nội dung in trong phiếu đã bị sửa: ${changedWording.map(({ text }) => `“${text}”`).join('; ')}`.slice(
            0,
            500,
          ),
          en: `The printed wording was changed: ${changedWording.map(({ text }) => `“${text}”`).join('; ')}`.slice(
            0,
            500,
          ),
        },
      ),
  },
  {
    id: 'C15',
    check: ({ answers, section3Remark }) =>
      one(
        section3Remark !== null &&
          needs.some((id) => answers[id].value === 'yes') && {
            level: 'W',
            category: 'contradictory',
            questions: needs,
            vi: `Mục 3 vừa chọn "Có" vừa ghi: “${section3Remark}”`,
            en: `Section 3 says "Có" and also: “${section3Remark}”`,
          },
      ),
  },
]
