import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/reading/read-document.ts'
import { typedForm } from '../helpers/typed-form.ts'
import { windows1258 } from '../mailbox/fixture-makers/files.ts'

const typed = typedForm('Văn phòng UBND tỉnh Nghệ An')

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

describe('A page of HTML', () => {
  it('is read without LibreOffice by its words, every mark for a person', async () => {
    const rows = typedForm('Văn phòng UBND tỉnh Nghệ An')
      .split('\r\n')
      .map((line) => `<tr><td>${line.replace('&', '&amp;')}</td></tr>`)
    const page = `<!doctype html><style>p { color: red }</style><table>${rows.join('\n')}</table>`
    const { forms } = await readDocument(Buffer.from(page), { office: null })
    expect(forms[0]?.answers['agency.phone']).toMatchObject({ value: '0238.3840418', review: false })
    expect(forms[0]?.answers['connection.internal']).toMatchObject({ review: true, reason: 'marks-lost' })
  })
})
