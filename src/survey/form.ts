/** What may stand behind a printed label. */
export type AnswerKind =
  | 'text'
  | 'phone'
  | 'email'
  | 'tick'
  | 'yesno'
  | 'number'
  | 'longtext'
  | 'date'
  | 'presence'

/** Where a question stands on the printed form. */
export type Section = '1' | '2a' | '2b' | '3' | '4' | 'signature'

export interface Question {
  readonly id: string
  readonly section: Section
  readonly kind: AnswerKind
  /** The printed words beside the answer, whole. */
  readonly label: string
  /** A few words for lists and column heads. */
  readonly short: { readonly vi: string; readonly en: string }
}

/**
 * The form PHIẾU KHẢO SÁT of April 2017 in its printed order, wording kept as printed ("Tần xuất" included).
 * A question belongs here and nowhere else; readers and rules refer to it by id.
 */
export const questions = [
  {
    id: 'agency.name',
    section: '1',
    kind: 'text',
    label: 'Tên cơ quan',
    short: { vi: 'Tên cơ quan', en: 'Agency' },
  },
  {
    id: 'agency.address',
    section: '1',
    kind: 'text',
    label: 'Địa chỉ',
    short: { vi: 'Địa chỉ', en: 'Address' },
  },
  {
    id: 'agency.phone',
    section: '1',
    kind: 'phone',
    label: 'Điện thoại',
    short: { vi: 'Điện thoại', en: 'Telephone' },
  },
  {
    id: 'contact.name',
    section: '1',
    kind: 'text',
    label: 'Họ và tên',
    short: { vi: 'Họ và tên', en: 'Contact’s name' },
  },
  {
    id: 'contact.phone',
    section: '1',
    kind: 'phone',
    label: 'Số điện thoại',
    short: { vi: 'Số điện thoại', en: 'Contact telephone' },
  },
  {
    id: 'contact.email',
    section: '1',
    kind: 'email',
    label: 'Email',
    short: { vi: 'Email', en: 'Contact e-mail' },
  },
  {
    id: 'connection.internal',
    section: '2a',
    kind: 'tick',
    label:
      'Đã kết nối, liên thông văn bản điện tử giữa Văn phòng các sở, ban, ngành qua Hệ thống liên thông văn bản điện tử nội bộ tỉnh/thành phố/đơn vị.',
    short: { vi: 'Liên thông nội bộ', en: 'Internal exchange' },
  },
  {
    id: 'connection.government',
    section: '2a',
    kind: 'tick',
    label:
      'Đã kết nối, liên thông văn bản điện tử với Văn phòng Chính phủ qua Hệ thống liên thông văn bản điện tử Văn phòng Chính phủ trên Mạng truyền số liệu chuyên dùng của các cơ quan Đảng, Nhà nước.',
    short: { vi: 'Liên thông với VPCP', en: 'Exchange with the Government Office' },
  },
  {
    id: 'signing.vsignPdf',
    section: '2b',
    kind: 'tick',
    label: 'Đã thực hiện ký số văn bản điện tử sử dụng phần mềm VSIGN-PDF do Ban Cơ yếu Chính phủ cung cấp',
    short: { vi: 'VSIGN-PDF', en: 'VSIGN-PDF' },
  },
  {
    id: 'signing.adobePdf',
    section: '2b',
    kind: 'tick',
    label: 'Đã thực hiện ký số văn bản điện tử sử dụng phần mềm Adobe PDF',
    short: { vi: 'Adobe PDF', en: 'Adobe PDF' },
  },
  {
    id: 'signing.microsoftWord',
    section: '2b',
    kind: 'tick',
    label: 'Đã thực hiện ký số văn bản điện tử sử dụng phần mềm Microsoft Word',
    short: { vi: 'Microsoft Word', en: 'Microsoft Word' },
  },
  {
    id: 'signing.integrated',
    section: '2b',
    kind: 'tick',
    label: 'Đã/đang tích hợp ký số văn bản điện tử ngay trên phần mềm quản lý văn bản & điều hành.',
    short: { vi: 'Tích hợp trên phần mềm QLVB', en: 'Integrated in document management' },
  },
  {
    id: 'signing.centralized',
    section: '2b',
    kind: 'tick',
    label:
      'Đã/đang triển khai hệ thống ký số tập trung để thực hiện tích hợp, ký số văn bản điện tử cho tất cả các phần mềm quản lý văn bản & điều hành của các sở/ban/ngành/đơn vị.',
    short: { vi: 'Ký số tập trung', en: 'Centralised signing' },
  },
  {
    id: 'frequency.exchanged',
    section: '2b',
    kind: 'tick',
    label: 'Tần xuất gửi/nhận văn bản điện tử có ký số:',
    short: { vi: 'Có gửi/nhận văn bản ký số', en: 'Exchanges signed documents' },
  },
  {
    id: 'frequency.sentPerMonth',
    section: '2b',
    kind: 'number',
    label: 'Gửi … Vb/tháng',
    short: { vi: 'Gửi mỗi tháng', en: 'Sent per month' },
  },
  {
    id: 'frequency.receivedPerMonth',
    section: '2b',
    kind: 'number',
    label: 'Nhận … Vb/tháng',
    short: { vi: 'Nhận mỗi tháng', en: 'Received per month' },
  },
  {
    id: 'needs.mobile',
    section: '3',
    kind: 'yesno',
    label: 'Nhu cầu tích hợp vào các thiết bị cầm tay, di động?',
    short: { vi: 'Thiết bị di động', en: 'Mobile devices' },
  },
  {
    id: 'needs.crossAuthentication',
    section: '3',
    kind: 'yesno',
    label: 'Nhu cầu xác thực giữa Khối chính quyền, khối các cơ quan Đảng và các đơn vị khác',
    short: { vi: 'Xác thực giữa các khối', en: 'Cross-authentication' },
  },
  {
    id: 'needs.signatureTraining',
    section: '3',
    kind: 'yesno',
    label: 'Nhu cầu đào tạo, huấn luyện về chữ ký số chuyên dùng',
    short: { vi: 'Đào tạo chữ ký số', en: 'Signature training' },
  },
  {
    id: 'needs.securityTraining',
    section: '3',
    kind: 'yesno',
    label: 'Nhu cầu đào tạo, huấn luyện về an toàn, an ninh bảo mật thông tin',
    short: { vi: 'Đào tạo an toàn thông tin', en: 'Security training' },
  },
  {
    id: 'suggestions',
    section: '4',
    kind: 'longtext',
    label: 'Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ:',
    short: { vi: 'Kiến nghị, đề xuất', en: 'Suggestions' },
  },
  {
    id: 'signed.place',
    section: 'signature',
    kind: 'text',
    label: '……, ngày',
    short: { vi: 'Địa danh', en: 'Place' },
  },
  {
    id: 'signed.date',
    section: 'signature',
    kind: 'date',
    label: 'ngày …… tháng …… năm 2017',
    short: { vi: 'Ngày ký', en: 'Date signed' },
  },
  {
    id: 'signed.title',
    section: 'signature',
    kind: 'text',
    label: 'chức vụ',
    short: { vi: 'Chức vụ người ký', en: "Signer's title" },
  },
  {
    id: 'signed.name',
    section: 'signature',
    kind: 'text',
    label: 'họ tên',
    short: { vi: 'Họ tên người ký', en: "Signer's name" },
  },
  {
    id: 'signed.stamp',
    section: 'signature',
    kind: 'presence',
    label: 'Ký, đóng dấu',
    short: { vi: 'Ký, đóng dấu', en: 'Signature and seal' },
  },
] as const satisfies readonly Question[]

export type QuestionId = (typeof questions)[number]['id']

export const questionIds: readonly QuestionId[] = questions.map((question) => question.id)

const byId = new Map<string, Question>(questions.map((question) => [question.id, question]))

/** The question with this id. Throws for an id the form does not have: that is a fault of ours. */
export function questionOf(id: QuestionId): Question {
  const question = byId.get(id)
  if (!question) throw new Error(`The form has no question "${id}"`)
  return question
}

/** Printed words that no answer stands beside: they tell where a section begins, and that this is the form. */
export const headings = [
  { id: 'title', section: 'title', label: 'PHIẾU KHẢO SÁT' },
  { id: 'enclosure', section: 'title', label: 'Kèm theo công văn số của Trung tâm Tin học VPCP' },
  { id: 'section1', section: '1', label: 'Thông tin chung về cơ quan được khảo sát' },
  { id: 'contact', section: '1', label: 'Người cung cấp thông tin' },
  {
    id: 'section2',
    section: '2a',
    label: 'Hiện trạng kết nối, liên thông văn bản điện tử và ứng dụng ký số',
  },
  { id: 'section2a', section: '2a', label: 'Kết nối, liên thông văn bản điện tử' },
  { id: 'section2b', section: '2b', label: 'Ứng dụng chữ ký số gửi/nhận văn bản điện tử' },
  {
    id: 'section3',
    section: '3',
    label:
      'Nhu cầu sử dụng giải pháp hệ thống ký số tập trung do Văn phòng Chính phủ triển khai để ký số văn bản điện tử các phần mềm và dịch vụ công của cơ quan',
  },
  { id: 'needsHeader', section: '3', label: 'STT Nhu cầu Có Không' },
  { id: 'section4', section: '4', label: 'Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ' },
  { id: 'signature', section: 'signature', label: 'Cơ quan lập báo cáo' },
  { id: 'signatureHint', section: 'signature', label: 'Ký, ghi rõ họ tên, chức vụ và đóng dấu' },
] as const

export type HeadingId = (typeof headings)[number]['id']
