import type { Agency } from '../../survey/agencies.ts'
import type { AnswerValue } from '../../survey/answers.ts'
import type { QuestionId } from '../../survey/form.ts'
import type { Random } from '../random.ts'

/** What someone writes on the form; text is written as given, so that "khoảng 200" can stand for a number. */
export type FormAnswers = Partial<Record<QuestionId, AnswerValue>>

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô', 'Dương']
const middles = ['Văn', 'Thị', 'Đức', 'Minh', 'Quang', 'Thanh', 'Hữu', 'Ngọc', 'Xuân']
const givens = [
  'An',
  'Bình',
  'Cường',
  'Dũng',
  'Hà',
  'Hải',
  'Hạnh',
  'Hùng',
  'Hương',
  'Khánh',
  'Lan',
  'Long',
  'Phương',
  'Sơn',
  'Thắng',
  'Tuấn',
  'Yến',
]
const wishes = [
  'Đề nghị Văn phòng Chính phủ hỗ trợ tập huấn về chữ ký số cho cán bộ văn thư.',
  'Đề nghị sớm ban hành hướng dẫn kỹ thuật tích hợp ký số trên phần mềm quản lý văn bản.',
  'Đề nghị cấp chứng thư số cho lãnh đạo các đơn vị trực thuộc.',
  null,
  null,
]

const personName = (random: Random): string =>
  `${random.pick(families)} ${random.pick(middles)} ${random.pick(givens)}`

/** The office that writes for a body: "Văn phòng UBND tỉnh …", "Văn phòng Bộ …", a group or an office itself. */
export function officeOf(agency: Agency): string {
  if (agency.kind === 'tinh') return `Văn phòng UBND tỉnh ${agency.short}`
  if (agency.kind === 'thanh-pho') return `Văn phòng ${agency.name.replace('Ủy ban nhân dân', 'UBND')}`
  return agency.kind === 'tap-doan' || agency.kind === 'tong-cong-ty' || agency.name.startsWith('Văn phòng ')
    ? agency.name
    : `Văn phòng ${agency.name}`
}

/** A complete and plausible form of a body, without contradictions. */
export function plausibleAnswers(agency: Agency, random: Random): FormAnswers {
  const signs = random.chance(0.75)
  const domain = agency.domains[0] ?? 'coquan.example'
  const province = agency.kind === 'tinh' || agency.kind === 'thanh-pho'
  const day = random.whole(10, 24)
  return {
    'agency.name': officeOf(agency),
    'agency.address': `Số ${random.whole(1, 240)} đường ${random.pick(['Lê Lợi', 'Trần Phú', 'Hùng Vương', 'Nguyễn Huệ', 'Quang Trung'])}`,
    'agency.phone': `080.4${random.whole(1000, 9999)}`,
    'contact.name': personName(random),
    'contact.phone': `09${random.whole(10, 89)}${random.whole(100000, 999999)}`,
    'contact.email': `${random.pick(['cntt', 'vanthu', 'tinhoc', 'ttth'])}@${domain}`,
    'connection.internal': random.chance(0.8),
    'connection.government': true,
    'signing.vsignPdf': signs,
    'signing.adobePdf': random.chance(0.15),
    'signing.microsoftWord': random.chance(0.15),
    'signing.integrated': signs && random.chance(0.5),
    'signing.centralized': random.chance(0.2),
    'frequency.exchanged': signs,
    'frequency.sentPerMonth': signs ? random.whole(5, 900) : null,
    'frequency.receivedPerMonth': signs ? random.whole(20, 1400) : null,
    'needs.mobile': random.pick(['yes', 'no']),
    'needs.crossAuthentication': random.pick(['yes', 'no']),
    'needs.signatureTraining': random.pick(['yes', 'yes', 'no']),
    'needs.securityTraining': random.pick(['yes', 'yes', 'no']),
    suggestions: random.pick(wishes),
    'signed.place': province ? agency.short : 'Hà Nội',
    'signed.date': `2017-04-${day}`,
    'signed.title': random.pick(['CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG', 'GIÁM ĐỐC']),
    'signed.name': personName(random),
  }
}
