import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type FileKind, sniff } from '../../../src/files/sniff.ts'
import { formatIfLocked } from '../../../src/reading/office/locked.ts'
import { unlocked } from '../../../src/reading/office/unlock.ts'
import { readDocument } from '../../../src/reading/read-document.ts'

/** Filled-in forms that LibreOffice 7.4 locked with this password, and one with what Excel puts there by itself. */
const password = 'Phieu@2017'
const file = (name: string): Uint8Array => readFileSync(new URL(`./fixtures/${name}`, import.meta.url))

describe('A locked file of Word or Excel', () => {
  it.each([
    { name: 'phieu.docx', format: 'docx', body: 'Văn phòng UBND tỉnh Nghệ An', sent: 267 },
    { name: 'phieu.xlsx', format: 'xlsx', body: 'Văn phòng UBND tỉnh Bắc Giang', sent: 320 },
  ])('a $format file is read with the password that was mailed', async ({ name, format, body, sent }) => {
    const reading = await readDocument(file(name), { passwords: ['123456', password] })
    expect(reading).toMatchObject({ format, problem: null })
    const answers = reading.forms[0]?.answers
    expect(answers?.['agency.name']).toMatchObject({ value: body, review: false })
    expect(answers?.['frequency.sentPerMonth']).toMatchObject({ value: sent, review: false })
  })

  it.each([
    { name: 'phieu.doc', kind: 'doc' },
    { name: 'phieu.xls', kind: 'xls' },
  ] satisfies { name: string; kind: FileKind }[])(
    '$name of 97 to 2003 is open to its reader with the password',
    async ({ name, kind }) => {
      expect(formatIfLocked(file(name), kind)).not.toBeNull()
      const open = (await unlocked(file(name), kind, [password])) as Uint8Array
      expect(sniff(open)).toBe(kind)
      expect(formatIfLocked(open, kind)).toBeNull()
    },
  )

  it('opens without any when Excel locked it only to protect the order of its sheets', async () => {
    const open = (await unlocked(file('protected-structure.xls'), 'xls', [])) as Uint8Array
    expect(formatIfLocked(open, 'xls')).toBeNull()
  })

  it.each(['phieu.docx', 'phieu.xlsx', 'phieu.doc', 'phieu.xls', 'phieu.odt'])(
    '%s stays locked with wrong ones, and says so',
    async (name) => {
      const { problem, forms } = await readDocument(file(name), { passwords: ['123456', ''] })
      expect(problem?.code).toBe('password')
      expect(forms).toEqual([])
    },
  )

  it('that only looks locked, and comes out as it went in, is not opened for ever', async () => {
    const open = readFileSync(new URL('../sheet/fixtures/phieu.xls', import.meta.url))
    // A sheet's beginning and the record of a password, in a sector that belongs to nothing.
    const sector = Buffer.alloc(512)
    sector.writeUInt16LE(0x0809, 0)
    sector.writeUInt16LE(0x002f, 4)
    const { problem } = await readDocument(Buffer.concat([open, sector]))
    expect(problem?.code).toBe('password')
  })

  it('whose cipher is damaged stays locked', async () => {
    const bytes = new Uint8Array(file('phieu.docx'))
    for (let at = 2000; at < bytes.length; at += 7) bytes[at] = at & 255
    const { problem } = await readDocument(bytes, { passwords: [password] })
    expect(['password', 'damaged', 'unsupported']).toContain(problem?.code)
  })
})
