import fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { makeWordForm } from '../../../src/demo/forms/word.ts'
import { transcribe } from '../../../src/reading/transcribe.ts'
import { transcribeDocx } from '../../../src/reading/word/transcribe-docx.ts'
import { processorTime } from '../../helpers/processor-time.ts'
import { linesIn, p, t, wordFile } from './word-file.ts'

const problemOf = async (bytes: Uint8Array): Promise<string | null> => {
  const seen = await transcribe(bytes, { office: null })
  return 'problem' in seen ? seen.problem.code : null
}

const document = (xml: string): Uint8Array => zipSync({ 'word/document.xml': strToU8(xml) })
const body = (content: string): string =>
  `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${content}</w:body></w:document>`

test('a file cut short is damaged, and says so', async () => {
  const whole = wordFile(p(t('Phiếu khảo sát')))
  expect(await problemOf(whole.slice(0, whole.length / 2))).toBe('damaged')
})

test('a file without a body, and XML that is none, are damaged', async () => {
  expect(await problemOf(document('<w:p/>'))).toBe('damaged')
  expect(await problemOf(document('<w:document'))).toBe('damaged')
  expect(await problemOf(document(''))).toBe('damaged')
})

test('entities that would unfold to gigabytes are not unfolded', async () => {
  const lol = Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "&l${n};&l${n};&l${n};&l${n};">`).join(
    '',
  )
  const bomb = `<!DOCTYPE x [<!ENTITY l0 "ha">${lol}]>${body('<w:p><w:r><w:t>&l20;</w:t></w:r></w:p>')}`
  expect(await problemOf(document(bomb))).toBe('damaged')
})

test('an entity that names a file of the machine reads nothing', async () => {
  const xxe = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>${body('<w:p><w:r><w:t>&f;</w:t></w:r></w:p>')}`
  expect(await problemOf(document(xxe))).toBe('damaged')
})

test('a part that unpacks to more than any form is refused before it is unpacked', async () => {
  const bomb = zipSync({ 'word/document.xml': new Uint8Array(70 * 1024 * 1024) }, { level: 1 })
  expect(await problemOf(bomb)).toBe('too-large')
})

test('a part that lies about its size gives no more than it said', async () => {
  const bytes = zipSync({ 'word/document.xml': strToU8(body(p(t('x'.repeat(100_000))))) })
  const view = new DataView(bytes.buffer)
  const directory = bytes.findLastIndex(
    (_, at) => at + 4 <= bytes.length && view.getUint32(at, true) === 0x02014b50,
  )
  view.setUint32(directory + 24, 500, true)
  expect(await problemOf(bytes)).toBe('damaged')
})

test('elements nested deeper than any program writes are refused', async () => {
  const deep = '<w:ins>'.repeat(5000) + '</w:ins>'.repeat(5000)
  expect(await problemOf(document(body(`<w:p>${deep}</w:p>`)))).toBe('damaged')
})

test('a document put into itself ends', async () => {
  const chunk = '<w:altChunk r:id="c1"/>'
  const inner = wordFile(p(t('bên trong')))
  expect(linesIn(transcribeDocx(wordFile(p(t('ngoài')) + chunk, { chunks: { c1: inner } })))).toEqual([
    'ngoài',
    'bên trong',
  ])
  const twice = wordFile(chunk, { chunks: { c1: wordFile(chunk, { chunks: { c1: inner } }) } })
  expect(await problemOf(twice)).toBe('too-large')
  expect(await problemOf(wordFile(chunk, { chunks: { c1: strToU8('<html>Phiếu</html>') } }))).toBe(
    'unsupported',
  )
})

test('styles based on each other in a circle end', () => {
  const style = (id: string, based: string) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:basedOn w:val="${based}"/></w:style>`
  const styles = style('A', 'B') + style('B', 'A')
  expect(
    linesIn(transcribeDocx(wordFile(p('<w:pPr><w:pStyle w:val="A"/></w:pPr>', t('x')), { styles }))),
  ).toEqual(['x'])
})

test('broken styles, numbering or theme cost the form nothing', () => {
  const broken = unzipSync(wordFile(p(t('Phiếu')), { styles: '', numbering: '', theme: '' }))
  for (const part of ['styles', 'numbering', 'theme']) broken[`word/${part}.xml`] = strToU8('<<<')
  expect(linesIn(transcribeDocx(zipSync(broken)))).toEqual(['Phiếu'])
})

test('thousands of mutated files give a transcript or a problem, in time', async () => {
  const form = await makeWordForm(
    { 'agency.name': 'Sở Nội vụ', 'needs.mobile': 'yes' },
    { boxes: 'content-control' },
  )
  const parts = unzipSync(form)
  const xml = new TextDecoder().decode(parts['word/document.xml'])
  const pieces = xml.match(/<[^>]+>|[^<]+/g) as string[]
  const place = fc.nat({ max: pieces.length - 1 })
  const edits = fc.array(
    fc.record({
      at: place,
      from: place,
      how: fc.constantFrom('drop', 'double', 'swap', 'noise'),
      noise: fc.string(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  await fc.assert(
    fc.asyncProperty(edits, async (list) => {
      const mutated = [...pieces]
      for (const { at, from, how, noise } of list) {
        const piece = mutated[at] as string
        if (how === 'drop') mutated[at] = ''
        else if (how === 'double') mutated[at] = piece + piece
        else if (how === 'swap') mutated[at] = mutated[from] as string
        else mutated[at] = piece.slice(0, -1) + noise + piece.slice(-1)
      }
      const start = processorTime()
      await transcribe(zipSync({ ...parts, 'word/document.xml': strToU8(mutated.join('')) }, { level: 0 }))
      expect(processorTime() - start).toBeLessThan(5000)
    }),
    { numRuns: 700 },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: form.length - 1 }), fc.nat(255)), { minLength: 1, maxLength: 30 }),
      async (bytes) => {
        const mutated = form.slice()
        for (const [at, value] of bytes) mutated[at] = value
        await transcribe(mutated)
      },
    ),
    { numRuns: 700 },
  )
})
