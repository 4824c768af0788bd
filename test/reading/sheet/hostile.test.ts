import fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readDocument } from '../../../src/reading/read-document.ts'
import { transcribe } from '../../../src/reading/transcribe.ts'
import { processorTime } from '../../helpers/processor-time.ts'
import { counts, example, fields, needTables, sheetOf, signatures, ticks } from './laid-out.ts'
import { sheetFile } from './sheet-file.ts'

const form = sheetFile([
  sheetOf(example, {
    fields: fields.besides,
    ticks: ticks.left(),
    counts: counts.threeCells,
    needs: needTables.numbered(),
    signature: signatures.oneColumn,
  }),
])
const parts = unzipSync(form)
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
/** The form's file with this sheet in place of its own. */
const withSheet = (content: string, doctype = '') =>
  zipSync(
    {
      ...parts,
      'xl/worksheets/sheet1.xml': strToU8(`${doctype}<worksheet xmlns="${main}">${content}</worksheet>`),
    },
    { level: 1 },
  )

async function seen(bytes: Uint8Array) {
  const start = processorTime()
  const reading = await readDocument(bytes, { office: null })
  expect(processorTime() - start).toBeLessThan(20_000)
  return reading.problem?.code ?? `${reading.forms.length} forms, ${reading.transcript?.notes.join(' ')}`
}

test('a file cut short, without a workbook, or with a broken sheet is damaged, and says so', async () => {
  expect(await seen(form.slice(0, form.length / 2))).toBe('damaged')
  expect(await seen(zipSync({ ...parts, 'xl/workbook.xml': strToU8('<x/>') }))).toBe('damaged')
  expect(await seen(withSheet('<sheetData><row>'.slice(0, -1)))).toBe('damaged')
})

test('entities are not unfolded, and read no file', async () => {
  const lol = Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "&l${n};&l${n};&l${n};&l${n};">`).join(
    '',
  )
  const cell = (entity: string) =>
    `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${entity}</t></is></c></row></sheetData>`
  expect(await seen(withSheet(cell('&l20;'), `<!DOCTYPE x [<!ENTITY l0 "ha">${lol}]>`))).toBe('damaged')
  expect(await seen(withSheet(cell('&f;'), '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'))).toBe(
    'damaged',
  )
})

test('a part that unpacks to more than any form is refused before it is unpacked', async () => {
  const bomb = zipSync(
    { ...parts, 'xl/worksheets/sheet1.xml': new Uint8Array(70 * 1024 * 1024) },
    { level: 1 },
  )
  expect(await seen(bomb)).toBe('too-large')
})

test('cells in the farthest corners, merged over everything, cost nothing', async () => {
  const corners =
    '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="9"/></cols><sheetData>' +
    '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row><row r="1048576"><c r="XFD1048576"><v>3</v></c></row>' +
    '</sheetData><mergeCells><mergeCell ref="A2:XFD1048575"/></mergeCells>'
  expect(await seen(withSheet(corners))).toBe('0 forms, ')
  expect(
    await seen(withSheet('<sheetData><row r="9999999"><c r="ZZZ9"><v>1</v></c></row></sheetData>')),
  ).toBe('0 forms, ')
})

test('a cell in a new column of every row is no table of all columns', async () => {
  const name = (at: number) =>
    `${String.fromCharCode(65 + Math.floor(at / 26))}${String.fromCharCode(65 + (at % 26))}`
  const rows = Array.from(
    { length: 600 },
    (_, at) =>
      `<row r="${at + 1}"><c r="A${at + 1}"><v>1</v></c><c r="${name(at)}${at + 1}"><v>2</v></c></row>`,
  )
  expect(await seen(withSheet(`<sheetData>${rows.join('')}</sheetData>`))).toBe('0 forms, ')
})

test('of a list of very many cells the first ones are read, and a note says so', async () => {
  const row = (at: number) =>
    `<row r="${at}">${Array.from({ length: 10 }, (_, column) => `<c r="${String.fromCharCode(65 + column)}${at}"><v>${at}</v></c>`).join('')}</row>`
  const list = (length: number) =>
    `<sheetData>${Array.from({ length }, (_, at) => row(at + 1)).join('')}</sheetData>`
  expect(await seen(withSheet(list(2000)))).toBe('0 forms, ')
  expect(await seen(withSheet(list(10_000)))).toBe('0 forms, too-many-cells marks-lost')
  // More than the parser holds of any file.
  expect(await seen(withSheet(list(100_000)))).toBe('0 forms, too-many-cells marks-lost')
})

test('one very long text in every cell is read until it is enough', async () => {
  const long = 'Đã kết nối, liên thông văn bản điện tử '.repeat(800)
  const rows = Array.from(
    { length: 19_000 },
    (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>0</v></c></row>`,
  )
  const strings = `<sst xmlns="${main}"><si><t>${long}</t></si></sst>`
  const sheet = `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`
  const bytes = zipSync({
    ...parts,
    'xl/worksheets/sheet1.xml': strToU8(sheet),
    'xl/sharedStrings.xml': strToU8(strings),
  })
  expect(await seen(bytes)).toBe('0 forms, too-many-cells marks-lost')
}, 60_000)

test('millions of empty cells are no reason to leave the form out', async () => {
  const styled = '<row r="900"><c r="A900" s="1"/></row>'.repeat(200_000)
  const xml = new TextDecoder()
    .decode(parts['xl/worksheets/sheet1.xml'])
    .replace('</sheetData>', `${styled}</sheetData>`)
  expect(await seen(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(xml) }, { level: 1 }))).toBe(
    '1 forms, ',
  )
})

test('merged cells without end are refused', async () => {
  const rows = Array.from(
    { length: 5000 },
    (_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>1</v></c></row>`,
  )
  const merges = '<mergeCell ref="A1:XFD1048576"/>'.repeat(5000)
  expect(
    await seen(withSheet(`<sheetData>${rows.join('')}</sheetData><mergeCells>${merges}</mergeCells>`)),
  ).toBe('too-large')
})

test('styles that refer to nothing, or to themselves, cost the form nothing', async () => {
  const styles = `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="-1" fontId="99" fillId="x" borderId="1e9" xfId="0"/></cellXfs><cellStyleXfs><xf xfId="0"/></cellStyleXfs></styleSheet>`
  expect(await seen(zipSync({ ...parts, 'xl/styles.xml': strToU8(styles) }))).toBe('1 forms, ')
  expect(await seen(zipSync({ ...parts, 'xl/styles.xml': strToU8('<<<') }))).toBe('1 forms, ')
})

test('a binary workbook is not supported, and says so', async () => {
  const rels = new TextDecoder().decode(parts['_rels/.rels']).replace('workbook.xml', 'workbook.bin')
  const { 'xl/workbook.xml': _, ...others } = parts
  const bytes = zipSync({ ...others, '_rels/.rels': strToU8(rels), 'xl/workbook.bin': strToU8('x') })
  expect(await seen(bytes)).toBe('unsupported')
})

test('thousands of mutated files give a transcript or a problem, in time', async () => {
  const names = ['xl/worksheets/sheet1.xml', 'xl/styles.xml', 'xl/sharedStrings.xml', 'xl/workbook.xml']
  const pieces = new Map(
    names.map((name) => [name, new TextDecoder().decode(parts[name]).match(/<[^>]+>|[^<]+/g) as string[]]),
  )
  const edits = fc.array(
    fc.record({
      at: fc.nat(),
      from: fc.nat(),
      how: fc.constantFrom('drop', 'double', 'swap', 'noise'),
      noise: fc.string(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), edits, async (name, list) => {
      const mutated = [...(pieces.get(name) as string[])]
      for (const { at, from, how, noise } of list) {
        const index = at % mutated.length
        const piece = mutated[index] as string
        if (how === 'drop') mutated[index] = ''
        else if (how === 'double') mutated[index] = piece + piece
        else if (how === 'swap') mutated[index] = mutated[from % mutated.length] as string
        else mutated[index] = piece.slice(0, -1) + noise + piece.slice(-1)
      }
      const start = processorTime()
      await transcribe(zipSync({ ...parts, [name]: strToU8(mutated.join('')) }, { level: 0 }))
      expect(processorTime() - start).toBeLessThan(5000)
    }),
    { numRuns: 700 },
  )
})
