import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/reading/read-document.ts'
import { headings, questions } from '../../src/survey/form.ts'
import { windows1258 } from '../mailbox/fixture-makers/files.ts'

const label = (id: string) =>
  [...questions, ...headings].find((one) => one.id === id)?.label ?? `no label of ${id}`

/** The form as people type it into a mail: marks before the statements, "Có" and "Không" behind the rows. */
const typed = [
  'PHIẾU KHẢO SÁT',
  label('section1'),
  'Tên cơ quan: Văn phòng UBND tỉnh Nghệ An',
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

const read = (text: string | Uint8Array) => readDocument(Buffer.from(text))

describe('A text file', () => {
  it.each([
    ['UTF-8', Buffer.from(typed)],
    ['windows-1258', windows1258(typed)],
  ])('that holds the form, in %s, is read like every other form', async (_, bytes) => {
    const { format, forms } = await read(bytes)
    expect(format).toBe('eml')
    const answers = forms[0]?.answers
    expect(answers?.['agency.name']).toMatchObject({ value: 'Văn phòng UBND tỉnh Nghệ An', review: false })
    expect(answers?.['connection.internal']).toMatchObject({ value: true, review: false })
    expect(answers?.['connection.government']).toMatchObject({ value: false, review: false })
    expect(answers?.['frequency.sentPerMonth']).toMatchObject({ value: 120, review: false })
    expect(answers?.['needs.crossAuthentication']).toMatchObject({ value: 'no', review: false })
  })

  it('leaves to a person the statements of which nothing says whether they hold', async () => {
    const { forms } = await read(typed.replace(/^\[.\] /gm, '- '))
    expect(forms[0]?.answers['connection.internal']).toMatchObject({ review: true })
    expect(forms[0]?.answers['signing.vsignPdf']).toMatchObject({ review: true })
    expect(forms[0]?.answers['agency.name']).toMatchObject({ review: false })
  })

  it('without the form’s words is no document: a log, a note', async () => {
    expect((await read('2017-04-20 09:14 connected\n'.repeat(1000))).problem?.code).toBe('not-a-document')
    expect((await read('ghi chú')).problem?.code).toBe('not-a-document')
  })

  it('of letters without words is a file that was spoilt on the way', async () => {
    expect((await read(`${'UEsDBBQABgAIAAAAIQ'.repeat(5)}?\n`.repeat(30))).problem?.code).toBe('damaged')
  })
})

describe('A file that cannot hold a form', () => {
  it.each<[string, Uint8Array]>([
    ['a program', Buffer.concat([Buffer.from('MZ\x90\0\x03\0'), Buffer.alloc(300)])],
    ['a film', Buffer.concat([Buffer.from('\0\0\0 ftypisom'), Buffer.alloc(300)])],
    ['a sound', Buffer.concat([Buffer.from('ID3\x03'), Buffer.alloc(300)])],
  ])('is no document: %s', async (_, bytes) => {
    expect((await read(bytes)).problem?.code).toBe('not-a-document')
  })

  it('is told from an archive that unpacks itself, which may hold one', async () => {
    const archive = Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(300), Buffer.from('Rar!\x1a\x07\0')])
    expect((await read(archive)).problem?.code).toBe('unsupported')
  })
})
