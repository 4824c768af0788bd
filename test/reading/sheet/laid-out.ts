import { type HeadingId, headings, type QuestionId, questionOf, questions } from '../../../src/survey/form.ts'
import type { CellOf, Sheet, Style } from './sheet-file.ts'

/** What is written on the form; a count may be a number or text ("1.200"), a date a text or the number of a day. */
export interface Written {
  readonly agency: string
  readonly address: string
  readonly phone: string
  readonly person: string
  readonly personPhone: string
  readonly email: string
  readonly ticks: readonly boolean[]
  readonly sent: string | number
  readonly received: string | number
  readonly needs: readonly ('yes' | 'no' | null)[]
  readonly suggestions: string
  readonly place: string
  readonly day: number
  readonly title: string
  readonly signer: string
}

export const example: Written = {
  agency: 'Văn phòng UBND tỉnh Bắc Giang',
  address: '82 Hùng Vương, thành phố Bắc Giang',
  phone: '0204.3854.123',
  person: 'Nguyễn Văn Bình',
  personPhone: '0912 345 678',
  email: 'nvbinh.vp@bacgiang.example',
  ticks: [true, false, true, false, false, true, false, true],
  sent: 320,
  received: 1540,
  needs: ['yes', 'no', 'yes', 'no'],
  suggestions: 'Đề nghị hỗ trợ đào tạo cán bộ.',
  place: 'Bắc Giang',
  day: 20,
  title: 'CHÁNH VĂN PHÒNG',
  signer: 'Trần Thị Hoa',
}

const figure = (written: string | number): number => Number(String(written).replace(/\D/g, ''))

/** The answers that a reading of it must give. */
export const truthOf = (written: Written): Partial<Record<QuestionId, unknown>> => ({
  'agency.name': written.agency,
  'agency.address': written.address,
  'agency.phone': written.phone,
  'contact.name': written.person,
  'contact.phone': written.personPhone,
  'contact.email': written.email,
  ...Object.fromEntries(statements.map((id, index) => [id, written.ticks[index]])),
  'frequency.sentPerMonth': figure(written.sent),
  'frequency.receivedPerMonth': figure(written.received),
  ...Object.fromEntries(needs.map((id, index) => [id, written.needs[index]])),
  suggestions: written.suggestions,
  'signed.place': written.place,
  'signed.date': `2017-04-${written.day}`,
  'signed.title': written.title,
  'signed.name': written.signer,
})

export const statements = questions.filter(({ kind }) => kind === 'tick').map(({ id }) => id)
export const needs = questions.filter(({ kind }) => kind === 'yesno').map(({ id }) => id)
export const label = (id: QuestionId): string => questionOf(id).label
export const heading = (id: HeadingId): string => headings.find((one) => one.id === id)?.label ?? ''
/** 20/4/2017 as a spreadsheet counts days. */
const serialOf = (day: number): number => 42_825 + day

const bold = (is: CellOf & (string | number)): CellOf => ({ is, bold: true })
export const ruled = (is: string | number | null, style: Style = {}): CellOf => ({
  is,
  ruled: true,
  ...style,
})

/** The form as one sheet, row by row; each block can be laid out in another way. */
export interface Layout {
  fields(written: Written): Sheet['rows']
  ticks(written: Written): Sheet['rows']
  counts(written: Written): Sheet['rows']
  needs(written: Written): Sheet['rows']
  signature(written: Written): Sheet['rows']
  head?(cells: string): readonly CellOf[]
}

const plainHead = (text: string): readonly CellOf[] => [bold(text)]

export function sheetOf(written: Written, layout: Layout): Sheet {
  const head = layout.head ?? plainHead
  return {
    rows: [
      head('PHIẾU KHẢO SÁT'),
      null,
      head(`1. ${heading('section1')}`),
      ...layout.fields(written),
      null,
      head(`2. ${heading('section2')}`),
      head(`a. ${heading('section2a')}`),
      ...layout.ticks(written).slice(0, 2),
      head(`b. ${heading('section2b')}`),
      ...layout.ticks(written).slice(2),
      ...layout.counts(written),
      null,
      head(`3. ${heading('section3')}`),
      ...layout.needs(written),
      null,
      head(`4. ${heading('section4')}`),
      written.suggestions === '' ? null : [written.suggestions],
      null,
      ...layout.signature(written),
    ],
  }
}

const fieldsOf = (written: Written): readonly (readonly [string, string])[] => [
  ['Tên cơ quan', written.agency],
  ['Địa chỉ', written.address],
  ['Điện thoại', written.phone],
  ['Người cung cấp thông tin', ''],
  ['Họ và tên', written.person],
  ['Số điện thoại', written.personPhone],
  ['Email', written.email],
]

export const fields = {
  /** Label in column A, value in column B. */
  besides: (written: Written) =>
    fieldsOf(written).map(([name, value]) => [`${name}:`, value === '' ? null : value]),
  /** The same without colons. */
  bare: (written: Written) => fieldsOf(written).map(([name, value]) => [name, value === '' ? null : value]),
  /** "Tên cơ quan: …", label and value in one cell. */
  together: (written: Written) => fieldsOf(written).map(([name, value]) => [`${name}: ${value}`]),
  /** Several labels with their values in one wrapped cell. */
  wrapped: (written: Written) => [
    [
      fieldsOf(written)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n'),
    ],
  ],
  /** A number before each label. */
  numbered: (written: Written) =>
    fieldsOf(written).map(([name, value], index) => [index + 1, name, value === '' ? null : value]),
  /** Ruled cells. */
  ruled: (written: Written) =>
    fieldsOf(written).map(([name, value]) => [ruled(name), ruled(value === '' ? null : value)]),
  /** Values far to the right. */
  apart: (written: Written) =>
    fieldsOf(written).map(([name, value]) => [`${name}:`, null, null, value === '' ? null : value]),
}

const tickRows = (written: Written, row: (text: string, ticked: boolean) => readonly CellOf[]) =>
  statements.map((id, index) => row(label(id), written.ticks[index] ?? false))

export const ticks = {
  left:
    (mark = 'x') =>
    (written: Written) =>
      tickRows(written, (text, ticked) => [ticked ? mark : null, text]),
  right:
    (mark = 'x') =>
    (written: Written) =>
      tickRows(written, (text, ticked) => [text, ticked ? mark : null]),
  farRight:
    (mark = 'x') =>
    (written: Written) =>
      tickRows(written, (text, ticked) => [text, null, null, null, ticked ? mark : null]),
  ruledLeft:
    (mark = 'x') =>
    (written: Written) =>
      tickRows(written, (text, ticked) => [ruled(ticked ? mark : null), ruled(text)]),
  ruledRight:
    (mark = 'x') =>
    (written: Written) =>
      tickRows(written, (text, ticked) => [ruled(text), ruled(ticked ? mark : null)]),
  /** ☐ and ☒ before the words, in their cell. */
  glyphs: (written: Written) => tickRows(written, (text, ticked) => [`${ticked ? '☒' : '☐'} ${text}`]),
  /** ☐ and ☑ in a column of their own. */
  glyphColumn: (written: Written) => tickRows(written, (text, ticked) => [ticked ? '☑' : '☐', text]),
  wingdings: (written: Written) =>
    tickRows(written, (text, ticked) => [{ is: ticked ? 'þ' : '¨', font: 'Wingdings' }, text]),
  inBrackets: (written: Written) => tickRows(written, (text, ticked) => [`[${ticked ? 'x' : ' '}] ${text}`]),
  words: (written: Written) => tickRows(written, (text, ticked) => [text, ticked ? 'Có' : 'Không']),
}

const countRows = (written: Written, row: (name: string, count: string | number) => readonly CellOf[]) => [
  row('Gửi', written.sent),
  row('Nhận', written.received),
]

export const counts = {
  threeCells: (written: Written) => countRows(written, (name, count) => [null, name, count, 'Vb/tháng']),
  fromA: (written: Written) => countRows(written, (name, count) => [`${name}:`, count, 'Vb/tháng']),
  oneCell: (written: Written) => [[`Gửi ${written.sent} Vb/tháng;`], [`Nhận ${written.received} Vb/tháng`]],
  unitInLabel: (written: Written) => countRows(written, (name, count) => [`${name} (Vb/tháng)`, count]),
  grouped: (written: Written) =>
    countRows(written, (name, count) => [name, { is: count, format: '#,##0' }, 'Vb/tháng']),
  indented: (written: Written) => countRows(written, (name, count) => [null, `${name} (Vb/tháng):`, count]),
}

const needRows = (
  written: Written,
  row: (text: string, answer: 'yes' | 'no' | null, index: number) => readonly CellOf[],
) => needs.map((id, index) => row(label(id), written.needs[index] ?? null, index))

export const needTables = {
  numbered:
    (mark = 'x') =>
    (written: Written) => [
      ['STT', 'Nhu cầu', 'Có', 'Không'],
      ...needRows(written, (text, answer, index) => [
        index + 1,
        text,
        answer === 'yes' ? mark : null,
        answer === 'no' ? mark : null,
      ]),
    ],
  ruled:
    (mark = 'x') =>
    (written: Written) => [
      ['STT', 'Nhu cầu', 'Có', 'Không'].map((text) => ruled(text, { bold: true })),
      ...needRows(written, (text, answer, index) => [
        ruled(index + 1),
        ruled(text),
        ruled(answer === 'yes' ? mark : null),
        ruled(answer === 'no' ? mark : null),
      ]),
    ],
  withoutNumbers:
    (mark = 'x') =>
    (written: Written) => [
      ['Nhu cầu', 'Có', 'Không'],
      ...needRows(written, (text, answer) => [
        text,
        answer === 'yes' ? mark : null,
        answer === 'no' ? mark : null,
      ]),
    ],
  oneColumn: (written: Written) => [
    ['STT', 'Nhu cầu', 'Có/Không'],
    ...needRows(written, (text, answer, index) => [
      index + 1,
      text,
      answer === null ? null : answer === 'yes' ? 'Có' : 'Không',
    ]),
  ],
  boxed: (written: Written) => [
    ['STT', 'Nhu cầu', 'Có', 'Không'],
    ...needRows(written, (text, answer, index) => [
      index + 1,
      text,
      answer === 'yes' ? '☑' : '☐',
      answer === 'no' ? '☑' : '☐',
    ]),
  ],
}

export const signatures = {
  oneColumn: (written: Written) => [
    [null, null, `${written.place}, ngày ${written.day} tháng 4 năm 2017`],
    [null, null, 'Cơ quan lập báo cáo'],
    [null, null, '(Ký, ghi rõ họ tên, chức vụ và đóng dấu)'],
    [null, null, written.title],
    null,
    null,
    [null, null, written.signer],
  ],
  /** The words and figures of the date in cells of their own. */
  splitDate: (written: Written) => [
    [`${written.place}, ngày`, written.day, 'tháng', 4, 'năm', 2017],
    ['Cơ quan lập báo cáo'],
    [written.title],
    null,
    [written.signer],
  ],
  /** The day as a date. */
  date: (written: Written) => [
    [null, `${written.place}, ngày`, { is: serialOf(written.day), format: 'dd/mm/yyyy' }],
    [null, 'Cơ quan lập báo cáo'],
    [null, written.title],
    null,
    [null, written.signer],
  ],
  /** The day as a date drawn in words by its format. */
  dateInWords: (written: Written) => [
    [`${written.place},`, { is: serialOf(written.day), format: '"ngày" dd "tháng" mm "năm" yyyy' }],
    ['Cơ quan lập báo cáo'],
    [written.title],
    [written.signer],
  ],
  /** The list of copies to the left. */
  copies: (written: Written) => [
    [null, null, null, `${written.place}, ngày ${written.day} tháng 4 năm 2017`],
    ['Nơi nhận:', null, null, 'Cơ quan lập báo cáo'],
    ['- Như trên;', null, null, written.title],
    ['- Lưu: VT.'],
    null,
    [null, null, null, written.signer],
  ],
}
