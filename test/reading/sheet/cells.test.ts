import { expect, test } from 'vitest'
import { transcribeXlsx } from '../../../src/reading/sheet/transcribe-xlsx.ts'
import type { Token, Transcript, Word } from '../../../src/reading/transcript.ts'
import { linesIn } from '../word/word-file.ts'
import { fontOf, part, type Sheet, sheetFile } from './sheet-file.ts'

const transcript = (sheet: Sheet): Transcript => transcribeXlsx(sheetFile([sheet]))
const read = (...rows: Sheet['rows']): string[] => linesIn(transcript({ rows }))
const tokens = (...rows: Sheet['rows']): Token[] =>
  transcript({ rows }).pages.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'line'
        ? block.tokens
        : block.rows.flatMap(({ cells }) =>
            cells.flatMap((cell) => cell.blocks.flatMap((one) => (one.kind === 'line' ? one.tokens : []))),
          ),
    ),
  )
const words = (...rows: Sheet['rows']): Word[] =>
  tokens(...rows).filter((token): token is Word => token.kind === 'word')
const rich = (...runs: string[]) => ({ type: 'rich', xml: runs.join('') })
const run = (text: string, properties = '') =>
  `<r>${properties ? `<rPr>${properties}</rPr>` : ''}<t xml:space="preserve">${text}</t></r>`

test('a text alone in its row is a line, several beside each other are a table', () => {
  expect(read(['PHIẾU KHẢO SÁT'], ['Tên cơ quan:', 'Sở Nội vụ'], ['Địa chỉ:', '2 Lê Lợi'])).toEqual([
    'PHIẾU KHẢO SÁT',
    'Tên cơ quan: | Sở Nội vụ',
    'Địa chỉ: | 2 Lê Lợi',
  ])
})

test('a cell of several lines is several lines', () => {
  const [block] = transcript({ rows: [['Tên cơ quan: Sở Nội vụ\nĐịa chỉ: 2 Lê Lợi']] }).pages[0]?.blocks ?? []
  expect(block?.kind).toBe('line')
  expect(read(['Tên cơ quan: Sở Nội vụ\nĐịa chỉ: 2 Lê Lợi'])).toEqual([
    'Tên cơ quan: Sở Nội vụ',
    'Địa chỉ: 2 Lê Lợi',
  ])
})

test('numbers are read as they are shown, telephones without their zero for a person', () => {
  expect(read(['Gửi', { is: 1200, format: '#,##0' }], ['Sinh', { is: 42845, format: 'dd/mm/yyyy' }])).toEqual(
    ['Gửi | 1.200', 'Sinh | 20/04/2017'],
  )
  expect(words([912345678], [1200], [12.5]).map(({ confidence }) => confidence)).toEqual([0.5, 1, 0.5])
})

test('runs of rich text carry their own look, a cell’s fill that of all its words', () => {
  const cell = rich(
    run('Có', fontOf({ struck: true })),
    run(' Không', fontOf({ bold: true, colour: 'FF0000' })),
  )
  expect(words([cell]).map(({ text, style }) => [text, style])).toEqual([
    ['Có', { struck: true }],
    ['Không', { bold: true, coloured: true }],
  ])
  expect(words([{ is: 'Đã kết nối', fill: 'FFFF00' }])[0]?.style).toEqual({ highlighted: true })
  expect(words([{ is: 'Đã kết nối', fill: 'FFFFFF', colour: '333333' }])[0]?.style).toBeUndefined()
})

test('how words are to be pronounced is no text, and codes of signs are undone', () => {
  expect(read([rich('<t>Có_x000D_\n_x005F_x</t><rPh sb="0" eb="1"><t>Khong</t></rPh>')])).toEqual([
    'Có',
    '_x',
  ])
})

test('strings in the cell, texts of formulas and their last values are read', () => {
  expect(
    read([
      { type: 'inlineStr', xml: '<is><t>Sở Nội vụ</t></is>' },
      { type: 'str', xml: '<f>A1&amp;"x"</f><v>Sở Y tế</v>' },
      { xml: '<f>SUM(A1:A2)</f><v>320</v>' },
      { type: 'e', xml: '<f>1/0</f><v>#DIV/0!</v>' },
      { type: 'd', xml: '<v>2017-04-20T00:00:00</v>' },
    ]),
  ).toEqual(['Sở Nội vụ | Sở Y tế | 320 | #DIV/0! | 20/04/2017'])
})

test('a formula that was never computed is for a person', () => {
  expect(words(['Gửi', { xml: '<f>SUM(A1:A2)</f>' }]).at(-1)).toMatchObject({
    text: '=SUM(A1:A2)',
    confidence: 0.5,
  })
})

test('TRUE and FALSE are a box, for a person', () => {
  expect(tokens(['Đã kết nối', true], ['Chưa', false]).filter(({ kind }) => kind === 'box')).toMatchObject([
    { state: 'ticked', confidence: 0.8 },
    { state: 'empty', confidence: 0.8 },
  ])
})

test('letters of Wingdings are boxes, TCVN3 and VNI are decoded by their fonts', () => {
  expect(
    read([
      { is: 'þ', font: 'Wingdings' },
      { is: '¨', font: 'Wingdings' },
    ]),
  ).toEqual(['⟦x⟧ | ⟦ ⟧'])
  expect(read([rich(run('þ', fontOf({ font: 'Wingdings' })), run(' Đã kết nối', fontOf({})))])).toEqual([
    '⟦x⟧ Đã kết nối',
  ])
  expect(read([{ is: 'Tªn c¬ quan', font: '.VnTime' }])).toEqual(['Tên cơ quan'])
  expect(read([{ is: 'Teân cô quan', font: 'VNI-Times' }])).toEqual(['Tên cơ quan'])
  expect(transcript({ rows: [[{ is: 'Tªn c¬ quan', font: '.VnTime' }]] }).notes).toEqual(['legacy-encoding'])
})

test('a merged cell reaches over its columns and goes on in the rows below', () => {
  const { pages } = transcript({
    rows: [
      ['STT', 'Nhu cầu', 'Có', 'Không'],
      [1, 'Đào tạo', 'x', null],
      [2, 'Di động', null, null],
      ['Ghi chú', 'a'],
    ],
    merges: ['C2:D3', 'B4:D4'],
  })
  const [table] = pages[0]?.blocks ?? []
  const rows = table?.kind === 'table' ? table.rows : []
  expect(rows[1]?.cells.at(-1)).toMatchObject({ column: 2, columnSpan: 2, continued: false })
  expect(rows[2]?.cells.at(-1)).toMatchObject({ column: 2, columnSpan: 2, continued: true })
  expect(rows[3]?.cells.at(-1)).toMatchObject({ column: 1, columnSpan: 3 })
})

test('hidden rows, columns, sheets and formats are left out, and a note says so', () => {
  const rows = [
    ['Tên', 'mật', 'Sở'],
    ['cũ', 'b', 'c'],
    ['Số', null, '2'],
  ]
  const sheet = { rows, hiddenRows: [2], hiddenColumns: [2] }
  expect(linesIn(transcript(sheet))).toEqual(['Tên | Sở', 'Số | 2'])
  expect(transcript(sheet).notes).toEqual(['hidden-text'])
  const two = transcribeXlsx(sheetFile([{ rows: [['a']] }, { rows: [['b']], hidden: true }]))
  expect([linesIn(two), two.notes]).toEqual([['a'], ['hidden-text']])
  expect(transcript({ rows: [[{ is: 'x', format: ';;;' }, 'y']] })).toMatchObject({ notes: ['hidden-text'] })
})

test('of a merged cell whose first row and column are hidden the text is still seen', () => {
  const sheet = {
    rows: [
      ['Sở Nội vụ', null],
      [null, 'x'],
    ],
    merges: ['A1:B2'],
    hiddenRows: [1],
    hiddenColumns: [1],
  }
  expect(linesIn(transcript(sheet))).toEqual(['Sở Nội vụ'])
})

test('every sheet is a page', () => {
  const { pages } = transcribeXlsx(sheetFile([{ rows: [['a']] }, { rows: [] }, { rows: [['b']] }]))
  expect(pages.map(({ number }) => number)).toEqual([1, 2])
})

test('a question that nobody answered stays in its table, a bold heading does not', () => {
  const blocks = transcript({
    rows: [
      ['Đào tạo', 'x'],
      ['Di động'],
      ['Xác thực', 'x'],
      [{ is: '4. Kiến nghị', bold: true }],
      ['a', 'b'],
    ],
  }).pages[0]?.blocks
  expect(blocks?.map(({ kind }) => kind)).toEqual(['table', 'line', 'table'])
})

test('a date typed into several cells is one line', () => {
  expect(read(['Hà Nội, ngày', 20, 'tháng', 4, 'năm', 2017])).toEqual(['Hà Nội, ngày 20 tháng 4 năm 2017'])
  expect(read(['Nơi nhận:', 'Hà Nội, ngày', { is: 42845, format: 'm/d/yyyy' }])).toEqual([
    'Nơi nhận: | Hà Nội, ngày 20/04/2017',
  ])
  expect(read(['Hà Nội,', 'ngày 20 tháng 4 năm 2017'])).toEqual(['Hà Nội, ngày 20 tháng 4 năm 2017'])
})

test('a cell chosen by its colour alone is a box for a person, cells coloured alike are none', () => {
  const choice = (fills: (string | undefined)[]) =>
    read(...fills.map((fill, index) => [{ is: null, ...(fill ? { fill } : {}) }, `Nội dung ${index}`]))
  expect(choice(['00FF00', undefined, '00FF00'])).toEqual([
    '⟦?⟧ | Nội dung 0',
    ' | Nội dung 1',
    '⟦?⟧ | Nội dung 2',
  ])
  expect(choice(['FFFFCC', 'FFFFCC'])).toEqual([' | Nội dung 0', ' | Nội dung 1'])
})

test('a comment is a mark near the words of its cell’s row', () => {
  const comments = part(
    'comments',
    '<commentList><comment ref="A2"><text><r><t>Xem lại</t></r></text></comment></commentList>',
  )
  const sheet = { rows: [['a'], ['Đã kết nối']], parts: { c: { type: 'comments', xml: comments } } }
  expect(transcript(sheet).pages[0]?.marks).toEqual([
    { kind: 'note', place: null, confidence: 1, near: 'Đã kết nối', text: 'Xem lại' },
  ])
})
