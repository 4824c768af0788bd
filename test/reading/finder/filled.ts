import { needIds, statementIds } from '../../../src/reading/finder/printed.ts'
import type { Block } from '../../../src/reading/transcript.ts'
import { type QuestionId, questionOf } from '../../../src/survey/form.ts'
import { table } from './paper.ts'

/** What an agency answers; the truth that a reading is compared with. */
export interface Filling {
  readonly agency: string
  readonly address: string
  readonly agencyPhone: string
  readonly person: string
  readonly personPhone: string
  readonly email: string
  readonly ticks: readonly boolean[]
  readonly sent: string
  readonly received: string
  readonly needs: readonly ('yes' | 'no' | null)[]
  readonly suggestions: string
  readonly place: string
  readonly date: string
  readonly title: string
  readonly signer: string
}

export const example: Filling = {
  agency: 'Văn phòng UBND tỉnh Bắc Giang',
  address: '82 Hùng Vương, thành phố Bắc Giang',
  agencyPhone: '0204.3854.123',
  person: 'Nguyễn Văn Bình',
  personPhone: '0912 345 678',
  email: 'nvbinh.vp@bacgiang.example',
  ticks: [true, true, true, false, false, true, false, true],
  sent: '320',
  received: '1.540',
  needs: ['yes', 'no', 'yes', 'yes'],
  suggestions: 'Đề nghị hỗ trợ đào tạo cán bộ.',
  place: 'Bắc Giang',
  date: 'ngày 20 tháng 4 năm 2017',
  title: 'CHÁNH VĂN PHÒNG',
  signer: 'Trần Thị Hoa',
}

export const blank: Filling = {
  agency: '',
  address: '',
  agencyPhone: '',
  person: '',
  personPhone: '',
  email: '',
  ticks: Array.from({ length: 8 }, () => false),
  sent: '',
  received: '',
  needs: [null, null, null, null],
  suggestions: '',
  place: '',
  date: 'ngày …… tháng …… năm 2017',
  title: '',
  signer: '',
}

const dots = '……………………'
const labelOf = (id: QuestionId) => questionOf(id).label

/** The pieces of a filled form, each to be replaced by another way of writing it. */
export interface Writing {
  readonly head: (filling: Filling) => (Block | string)[]
  readonly fields: (filling: Filling) => (Block | string)[]
  readonly statement: (label: string, ticked: boolean, index: number) => (Block | string)[]
  readonly frequency: (filling: Filling) => (Block | string)[]
  readonly needs: (filling: Filling) => (Block | string)[]
  readonly suggestions: (filling: Filling) => (Block | string)[]
  readonly signature: (filling: Filling) => (Block | string)[]
}

export const asPrinted: Writing = {
  head: () => [
    'PHIẾU KHẢO SÁT',
    '(Kèm theo công văn số: 121/TTTH-ATANTT của Trung tâm Tin học VPCP ngày 05 tháng 4 năm 2017)',
  ],
  fields: (filling) => [
    `Tên cơ quan: ${filling.agency || dots}`,
    `Địa chỉ: ${filling.address || dots}`,
    `Điện thoại: ${filling.agencyPhone || dots}`,
    'Người cung cấp thông tin:',
    `Họ và tên: ${filling.person || dots}`,
    `Số điện thoại: ${filling.personPhone || dots}`,
    `Email: ${filling.email || dots}`,
  ],
  statement: (label, ticked) => [`${ticked ? '▣' : '▢'} ${label}`],
  frequency: ({ sent, received }) => [
    `Gửi ${sent || '…………'} Vb/tháng;`,
    `Nhận ${received || '…………'} Vb/tháng`,
  ],
  needs: ({ needs }) => [
    table(
      ['STT', 'Nhu cầu', 'Có', 'Không'],
      ...needIds.map((id, index) => [
        String(index + 1),
        labelOf(id),
        needs[index] === 'yes' ? 'x' : '',
        needs[index] === 'no' ? 'x' : '',
      ]),
    ),
  ],
  suggestions: ({ suggestions }) => [
    '4. Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ:',
    suggestions || '……………………………………',
  ],
  signature: ({ place, date, title, signer }) => [
    `${place || '……'}, ${date}`,
    'Cơ quan lập báo cáo',
    '(Ký, ghi rõ họ tên, chức vụ và đóng dấu)',
    title,
    signer,
  ],
}

/** The blocks of a form filled in and written in this way. */
export function written(filling: Filling, how: Partial<Writing> = {}): (Block | string)[] {
  const way = { ...asPrinted, ...how }
  const statements = statementIds.map((id, index) =>
    way.statement(labelOf(id), filling.ticks[index] as boolean, index),
  )
  return [
    ...way.head(filling),
    '1. Thông tin chung về cơ quan được khảo sát',
    ...way.fields(filling),
    '2. Hiện trạng kết nối, liên thông văn bản điện tử và ứng dụng ký số',
    'a. Kết nối, liên thông văn bản điện tử',
    ...statements.slice(0, 2).flat(),
    'b. Ứng dụng chữ ký số gửi/nhận văn bản điện tử',
    ...statements.slice(2).flat(),
    ...way.frequency(filling),
    '3. Nhu cầu sử dụng giải pháp hệ thống ký số tập trung do Văn phòng Chính phủ triển khai để ký số văn bản điện tử các phần mềm và dịch vụ công của cơ quan',
    ...way.needs(filling),
    ...way.suggestions(filling),
    ...way.signature(filling),
  ]
}

const asCount = (text: string): number | null => (text === '' ? null : Number(text.replace(/\D/g, '')))

/** The truth of a filling, by question; `signed.stamp` is left to its own tests. */
export function truthOf(filling: Filling): Record<string, unknown> {
  const date = /(\d+) tháng (\d+) năm (\d+)/.exec(filling.date)
  return {
    'agency.name': filling.agency || null,
    'agency.address': filling.address || null,
    'agency.phone': filling.agencyPhone || null,
    'contact.name': filling.person || null,
    'contact.phone': filling.personPhone || null,
    'contact.email': filling.email || null,
    ...Object.fromEntries(statementIds.map((id, index) => [id, filling.ticks[index]])),
    'frequency.sentPerMonth': asCount(filling.sent),
    'frequency.receivedPerMonth': asCount(filling.received),
    ...Object.fromEntries(needIds.map((id, index) => [id, filling.needs[index]])),
    suggestions: filling.suggestions || null,
    'signed.place': filling.place || null,
    'signed.date': date
      ? `${date[3]}-${String(date[2]).padStart(2, '0')}-${String(date[1]).padStart(2, '0')}`
      : null,
    'signed.title': filling.title || null,
    'signed.name': filling.signer || null,
  }
}
