import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { PDFDocument, PDFName } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { sniff } from '../../src/files/sniff.ts'
import { openMail } from '../../src/mailbox/open/open-mail.ts'
import * as made from './fixture-makers/files.ts'
import { file, rawMail, text } from './fixture-makers/mail.ts'

const pdf = (words: string) => Buffer.from(made.pdf(words.repeat(40)))

async function openedOf(name: string, bytes: Uint8Array) {
  const { documents } = await openMail(rawMail({ parts: [text('Gửi phiếu.'), file(name, bytes)] }))
  return documents.map(({ path, bytes: content, problem }) => [path, problem?.code ?? sniff(content)])
}

describe('A zip whose end was lost', () => {
  const three = { '1.pdf': pdf('một'), '2.pdf': pdf('hai'), 'Công văn.pdf': pdf('ba') }
  const cutIn = (archive: Uint8Array, last: string) =>
    archive.subarray(0, Buffer.from(archive).indexOf(last) + last.length + 20)

  it.each<[string, () => Promise<Uint8Array>]>([
    ['sizes before the files', async () => zipSync(three)],
    ['sizes behind the files', async () => await made.zip(three)],
    ['files that are not compressed', async () => zipSync(three, { level: 0 })],
  ])('gives the files that are whole, and says that a part is missing: %s', async (_, archive) => {
    expect(await openedOf('PKS.zip', cutIn(await archive(), 'Công văn.pdf'))).toEqual([
      ['PKS.zip/1.pdf', 'pdf'],
      ['PKS.zip/2.pdf', 'pdf'],
      ['PKS.zip', 'damaged'],
    ])
  })

  it('gives no file whose letters are others than its checksum says', async () => {
    const archive = Buffer.from(zipSync(three, { level: 0 }))
    archive[archive.indexOf('một')] = 0x58
    expect(await openedOf('PKS.zip', cutIn(archive, 'Công văn.pdf'))).toEqual([
      ['PKS.zip/1.pdf', 'damaged'],
      ['PKS.zip/2.pdf', 'pdf'],
      ['PKS.zip', 'damaged'],
    ])
  })
})

describe('A file packed by gzip', () => {
  it('is the file in it', async () => {
    expect(await openedOf('phieu.pdf.gz', gzipSync(pdf('x')))).toEqual([['phieu.pdf.gz/phieu.pdf', 'pdf']])
  })

  it('is a fault when it is cut off, and not unpacked beyond the ceiling', async () => {
    expect(await openedOf('phieu.pdf.gz', gzipSync(pdf('x')).subarray(0, -12))).toEqual([
      ['phieu.pdf.gz', 'damaged'],
    ])
    const bomb = gzipSync(Buffer.alloc(320 * 1024 * 1024), { level: 1 })
    expect(await openedOf('bom.gz', bomb)).toEqual([['bom.gz', 'too-large']])
  })
})

describe('A .7z', () => {
  it('is opened; letters beyond ASCII are lost in its names', async () => {
    expect(await openedOf('PL.7z', made.sevenZip.plain)).toEqual([['PL.7z/Phi*u.pdf', 'pdf']])
  })

  it('is told as locked when its files are, or their names as well', async () => {
    expect(await openedOf('PL.7z', made.sevenZip.locked)).toEqual([['PL.7z/Phi*u.pdf', 'password']])
    expect(await openedOf('PL.7z', made.sevenZip.namesLocked)).toEqual([['PL.7z', 'password']])
  })

  it('is told as damaged when it is cut off or its letters were changed', async () => {
    expect(await openedOf('PL.7z', made.sevenZip.plain.subarray(0, 90))).toEqual([['PL.7z', 'damaged']])
    const changed = Buffer.from(made.sevenZip.plain)
    changed[40] = 0x41
    expect((await openedOf('PL.7z', changed)).map(([, what]) => what)).toEqual(['damaged'])
  })
})

describe('A .tar', () => {
  const archive = made.tar({ 'Phieu/1.pdf': pdf('một'), '2.pdf': pdf('hai') })

  it('is opened, packed by gzip or not', async () => {
    const files = ['1.pdf', '2.pdf']
    expect(await openedOf('PL.tar', archive)).toEqual(files.map((name) => [`PL.tar/${name}`, 'pdf']))
    expect(await openedOf('PL.tgz', gzipSync(archive))).toEqual(
      files.map((name) => [`PL.tgz/PL.tar/${name}`, 'pdf']),
    )
  })

  it('gives what is whole when it is cut off', async () => {
    expect((await openedOf('PL.tar', archive.subarray(0, 1600))).map(([, what]) => what)).toEqual([
      'pdf',
      'damaged',
    ])
  })

  it('with a file larger than the budget is not unpacked', async () => {
    const claims = Buffer.from(archive)
    claims.write('03000000000', 124)
    const sum = claims
      .subarray(0, 512)
      .fill(' ', 148, 156)
      .reduce((all, byte) => all + byte, 0)
    claims.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    expect((await openedOf('PL.tar', claims)).map(([, what]) => what)).toContain('too-large')
  })
})

describe('A PDF that carries files', () => {
  it('is a document, and so are they: those of a portfolio, and those pinned to a page', async () => {
    const carrier = await made.portfolio(
      { 'Phiếu khảo sát.docx': await made.docx(), 'PL.zip': await made.zip({ 'trong.pdf': pdf('một') }) },
      { 'Công văn.pdf': pdf('hai') },
    )
    expect(await openedOf('Ho so.pdf', carrier)).toEqual([
      ['Ho so.pdf', 'pdf'],
      ['Ho so.pdf/Phiếu khảo sát.docx', 'docx'],
      ['Ho so.pdf/PL.zip/trong.pdf', 'pdf'],
      ['Ho so.pdf/Công văn.pdf', 'pdf'],
    ])
  })

  it('may lie in another such', async () => {
    const inner = await made.portfolio({ 'phieu.pdf': pdf('một') })
    expect(await openedOf('ngoai.pdf', await made.portfolio({ 'trong.pdf': inner }))).toEqual([
      ['ngoai.pdf', 'pdf'],
      ['ngoai.pdf/trong.pdf', 'pdf'],
      ['ngoai.pdf/trong.pdf/phieu.pdf', 'pdf'],
    ])
  })

  it('gives no file that was taken out of it and still lies in it', async () => {
    const document = await PDFDocument.load(await made.portfolio({}, { 'cu.pdf': pdf('cũ') }))
    document.getPage(0).node.delete(PDFName.of('Annots'))
    const without = await document.save()
    expect(Buffer.from(without).includes('/EmbeddedFile')).toBe(true)
    expect(await openedOf('Ho so.pdf', without)).toEqual([['Ho so.pdf', 'pdf']])
  })

  it('is not unpacked beyond the ceiling, and costs nothing else where it is damaged', async () => {
    const bomb = await made.portfolio({ 'bom.pdf': Buffer.alloc(320 * 1024 * 1024) })
    expect(await openedOf('bom.pdf', bomb)).toEqual([
      ['bom.pdf', 'pdf'],
      ['bom.pdf/bom.pdf', 'too-large'],
    ])
    const cut = (await made.portfolio({ 'phieu.pdf': pdf('một') })).subarray(0, 600)
    expect(await openedOf('cut.pdf', cut)).toEqual([['cut.pdf', 'pdf']])
  })
})
