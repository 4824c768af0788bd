import type { Answer } from '../answers.ts'
import {
  exchanged,
  type Finding,
  isBlank,
  isTicked,
  needs,
  type Rule,
  received,
  rowsOf,
  section2Ticks,
  sent,
  tools,
} from './rule.ts'

type Found = Omit<Finding, 'rule'>

const one = (found: Found | false): readonly Found[] => (found ? [found] : [])

/** What is missing on a form, in the order of the office's list. Section 2 left unticked means "not (yet)". */
export const incompleteRules: readonly Rule[] = [
  {
    id: 'I1',
    check: ({ answers, agencyKnown }) =>
      one(
        !agencyKnown && {
          // A name that nobody knows is no reason to ask before a person has looked at it.
          level: isBlank(answers['agency.name']) ? 'E' : 'W',
          category: isBlank(answers['agency.name']) ? 'incomplete' : 'unknown-agency',
          questions: ['agency.name'],
          vi: 'Chưa xác định được tên cơ quan lập phiếu',
          en: 'The body that filled in the form is not known',
        },
      ),
  },
  {
    id: 'I2',
    check: ({ answers, agencyKnown }) =>
      one(
        agencyKnown &&
          isBlank(answers['agency.name']) && {
            level: 'W',
            category: 'incomplete',
            questions: ['agency.name'],
            vi: 'Chưa ghi "Tên cơ quan" (mục 1)',
            en: '"Tên cơ quan" is empty (section 1)',
          },
      ),
  },
  {
    id: 'I3',
    check: ({ answers }) =>
      one(
        isBlank(answers['contact.name']) && {
          level: 'E',
          category: 'incomplete',
          questions: ['contact.name'],
          vi: 'Chưa ghi họ và tên người cung cấp thông tin (mục 1)',
          en: 'The name of the person giving the information is missing (section 1)',
        },
      ),
  },
  {
    id: 'I4',
    check: ({ answers }) =>
      one(
        isBlank(answers['contact.phone']) &&
          isBlank(answers['contact.email']) && {
            level: 'E',
            category: 'incomplete',
            questions: ['contact.phone', 'contact.email'],
            vi: 'Chưa có số điện thoại hoặc email của người cung cấp thông tin (mục 1)',
            en: 'Neither telephone nor e-mail of the person giving the information (section 1)',
          },
      ),
  },
  {
    id: 'I5',
    check: ({ answers }) => {
      const both = isBlank(answers['contact.phone']) && isBlank(answers['contact.email'])
      const blank = (['agency.address', 'agency.phone', 'contact.phone', 'contact.email'] as const).filter(
        (id) => isBlank(answers[id]) && !(both && id.startsWith('contact.')),
      )
      return one(
        blank.length > 0 && {
          level: 'N',
          category: 'incomplete',
          questions: blank,
          vi: 'Thiếu thông tin liên hệ bổ sung (mục 1)',
          en: 'Further contact details are missing (section 1)',
        },
      )
    },
  },
  {
    id: 'I6',
    check: (facts) =>
      one(
        isEmptyForm(facts) && {
          level: 'E',
          category: 'incomplete',
          questions: [...section2Ticks, sent, received, ...needs],
          vi: 'Phiếu chưa được điền nội dung (mục 2, 3)',
          en: 'The form was not filled in (sections 2, 3)',
        },
      ),
  },
  {
    id: 'I7',
    check: (facts) =>
      one(
        noTick(facts) &&
          isBlank(facts.answers[sent]) &&
          isBlank(facts.answers[received]) &&
          needs.some((id) => !isBlank(facts.answers[id])) && {
            level: 'N',
            category: 'note',
            questions: section2Ticks,
            vi: 'Mục 2 chưa đánh dấu nội dung nào; đề nghị xác nhận đơn vị chưa triển khai',
            en: 'Nothing is ticked in section 2; ask to confirm that nothing is in use yet',
          },
      ),
  },
  {
    id: 'I8',
    check: (facts) => {
      if (!isBlank(facts.answers[sent]) || !isBlank(facts.answers[received])) return []
      const inUse = isTicked(facts, exchanged) || tools.slice(0, 3).some((id) => isTicked(facts, id))
      const planned = tools.slice(3).some((id) => isTicked(facts, id))
      return one(
        (inUse || planned) && {
          // "Đã/đang": integrating or building may mean not in use yet.
          level: inUse ? 'E' : 'W',
          category: 'incomplete',
          questions: [sent, received],
          vi: 'Chưa ghi tần suất gửi/nhận văn bản điện tử có ký số (mục 2.b)',
          en: 'How many signed documents are sent and received is missing (section 2.b)',
        },
      )
    },
  },
  {
    id: 'I9',
    check: (facts) => {
      const blank = [sent, received].filter((id) => isBlank(facts.answers[id]))
      return one(
        blank.length === 1 && {
          level: isTicked(facts, exchanged) ? 'E' : 'W',
          category: 'incomplete',
          questions: blank,
          vi: `Chưa ghi số văn bản ${blank[0] === sent ? 'gửi' : 'nhận'} hàng tháng (mục 2.b)`,
          en: `How many documents are ${blank[0] === sent ? 'sent' : 'received'} a month is missing (section 2.b)`,
        },
      )
    },
  },
  {
    id: 'I11',
    check: ({ answers }) => {
      // "khoảng 300" and "200 - 300" are figures, counted apart from exact ones; two figures in one blank are none.
      const isFigure = ({ value, quantity }: Answer) =>
        value !== null || (quantity?.min ?? quantity?.max ?? null) !== null
      const unclear = [sent, received].filter((id) => {
        const { reason } = answers[id]
        return (
          /^(in-words|other-period|unreadable)$/.test(reason ?? '') ||
          (reason === 'not-exact' && !isFigure(answers[id]))
        )
      })
      return one(
        unclear.length > 0 && {
          level: 'W',
          category: 'review',
          questions: unclear,
          vi: 'Đề nghị ghi rõ số lượng văn bản/tháng (mục 2.b)',
          en: 'Ask for the exact number of documents a month (section 2.b)',
        },
      )
    },
  },
  {
    id: 'I12',
    check: (facts) => {
      const empty = needs.filter((id) => isBlank(facts.answers[id]))
      const rows = rowsOf(empty)
      return one(
        empty.length > 0 &&
          !isEmptyForm(facts) && {
            level: 'E',
            category: 'incomplete',
            questions: empty,
            vi: `Chưa chọn "Có" hoặc "Không" tại ${rows.vi} (mục 3)`,
            en: `Neither "Có" nor "Không" is chosen in ${rows.en} (section 3)`,
          },
      )
    },
  },
  {
    id: 'I14',
    check: ({ signed }) =>
      one(
        signed === 'absent' && {
          level: 'W',
          category: 'unsigned',
          questions: ['signed.stamp'],
          vi: 'Chưa có bản ký, đóng dấu (hoặc ký số) của cơ quan',
          en: 'No signed and sealed (or digitally signed) copy has come',
        },
      ),
  },
  {
    id: 'I15',
    check: ({ answers }) => {
      const blank = (['signed.date', 'signed.title', 'signed.name'] as const).filter((id) =>
        isBlank(answers[id]),
      )
      return one(
        blank.length > 0 && {
          level: 'N',
          category: 'note',
          questions: blank,
          vi: 'Chưa ghi ngày/chức vụ, họ tên người ký',
          en: "Date, or the signer's title or name, is missing",
        },
      )
    },
  },
  {
    id: 'I16',
    check: ({ answers, fromPicture }) => {
      const doubtful = fromPicture
        ? (Object.keys(answers) as (keyof typeof answers)[]).filter((id) => answers[id].review)
        : []
      return one(
        doubtful.length > 0 && {
          level: 'N',
          category: 'review',
          questions: doubtful,
          vi: 'Bản chụp có nội dung cần người xem trước khi đề nghị bổ sung',
          en: 'The scan has answers that a person must look at before anything is asked',
        },
      )
    },
  },
  {
    id: 'I17',
    check: ({ pageMissing, missingSections }) =>
      one(
        pageMissing && {
          level: 'E',
          category: 'missing-page',
          questions: [],
          vi: `Bản gửi thiếu trang${missingSections.length > 0 ? ` (không thấy mục ${missingSections.join(', ')})` : ''}`,
          en: `A page is missing${missingSections.length > 0 ? ` (sections ${missingSections.join(', ')} not found)` : ''}`,
        },
      ),
  },
  {
    id: 'I18',
    check: ({ unopened }) =>
      unopened.map(({ name, why }) => ({
        level: 'E',
        category: 'unreadable',
        questions: [],
        vi: `Không mở được tệp đính kèm ${name}: ${why.vi}`,
        en: `The attached file ${name} cannot be opened: ${why.en}`,
      })),
  },
]

type FactsOf = Parameters<Rule['check']>[0]

const noTick = ({ answers }: FactsOf): boolean =>
  section2Ticks.every((id) => answers[id].value !== true && !answers[id].review)

/** Nothing in sections 2 and 3: the blank form, or one where only the contact was written. */
function isEmptyForm(facts: FactsOf): boolean {
  return (
    noTick(facts) &&
    [sent, received, ...needs].every((id) => isBlank(facts.answers[id])) &&
    !facts.pageMissing
  )
}
