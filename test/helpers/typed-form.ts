import { headings, questions } from '../../src/survey/form.ts'

const label = (id: string) =>
  [...questions, ...headings].find((one) => one.id === id)?.label ?? `no label of ${id}`

/** The form as people type it into a mail: marks before the statements, "Có" and "Không" behind the rows. */
export const typedForm = (agency: string): string =>
  [
    'PHIẾU KHẢO SÁT',
    label('section1'),
    `Tên cơ quan: ${agency}`,
    'Địa chỉ: Số 3 đường Trường Thi, Vinh',
    'Điện thoại: 0238.3840418',
    'Họ và tên: Nguyễn Văn A',
    'Số điện thoại: 0912345678',
    'Email: cntt@nghean.gov.vn',
    label('section2'),
    `[x] ${label('connection.internal')}`,
    `[ ] ${label('connection.government')}`,
    `[x] ${label('signing.vsignPdf')}`,
    `[ ] ${label('signing.adobePdf')}`,
    `[ ] ${label('signing.microsoftWord')}`,
    `[ ] ${label('signing.integrated')}`,
    `[ ] ${label('signing.centralized')}`,
    `[x] ${label('frequency.exchanged')}`,
    'Gửi 120 Vb/tháng; Nhận 300 Vb/tháng',
    label('section3'),
    `1. ${label('needs.mobile')}: Có`,
    `2. ${label('needs.crossAuthentication')}: Không`,
    `3. ${label('needs.signatureTraining')}: Có`,
    `4. ${label('needs.securityTraining')}: Có`,
    `${label('section4')} Không có.`,
  ].join('\r\n')
