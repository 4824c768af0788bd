import { expect, test } from 'vitest'
import { transcribeDocx } from '../../../src/reading/word/transcribe-docx.ts'
import { linesIn, p, r, t, tbl, tc, tr, wordFile } from './word-file.ts'

const transcript = (body: string) => transcribeDocx(wordFile(body))
const read = (body: string) => linesIn(transcript(body))
const marks = (body: string) => transcript(body).pages.flatMap((page) => page.marks)

const cm = (size: number): number => Math.round(size * 360_000)
const shape = (content: string, width: number, height: number, floats: boolean, preset = 'star5'): string => {
  const kind = floats ? 'wp:anchor' : 'wp:inline'
  return (
    `<w:drawing><${kind}><wp:extent cx="${cm(width)}" cy="${cm(height)}"/><wp:docPr id="1" name="hình"/>` +
    `<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="${preset}"/></wps:spPr>${content}</wps:wsp></a:graphicData></a:graphic></${kind}></w:drawing>`
  )
}
const textBox = (content: string): string => `<wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx>`
const picture = (width: number, height: number, floats: boolean): string =>
  shape('<pic:pic/>', width, height, floats, 'rect')
const alternate = (choice: string, fallback: string, requires = 'wps'): string =>
  `<mc:AlternateContent><mc:Choice Requires="${requires}">${choice}</mc:Choice>${fallback ? `<mc:Fallback>${fallback}</mc:Fallback>` : ''}</mc:AlternateContent>`

test('a text box is read once, where its paragraph stands, whatever it is stored twice for', () => {
  const modern = shape(textBox(p(t('Tên cơ quan: Sở Nội vụ'))), 8, 2, true)
  const old = `<w:pict><v:shape style="position:absolute;width:200pt;height:40pt"><v:textbox><w:txbxContent>${p(t('Tên cơ quan: Sở Nội vụ'))}</w:txbxContent></v:textbox></v:shape></w:pict>`
  const expected = ['Mục 1', 'Tên cơ quan: Sở Nội vụ', 'Mục 2']
  for (const drawn of [alternate(modern, old), alternate(modern, ''), modern, old])
    expect(read(p(t('Mục 1'), r(drawn)) + p(t('Mục 2')))).toEqual(expected)
  expect(marks(p(t('Mục 1'), r(modern)))).toEqual([])
})

test('content that only a newer program understands is taken from its fallback, else as it is', () => {
  const choice = t('mới')
  expect(read(p(alternate(choice, t('cũ'), 'w99')))).toEqual(['cũ'])
  expect(read(p(alternate(choice, '', 'w99')))).toEqual(['mới'])
  expect(read(p(alternate(choice, t('cũ'), 'w14')))).toEqual(['mới'])
})

test('a shape laid over the page is a mark near the words it is anchored in', () => {
  const body = p(t('☐ Đã kết nối'), r(shape('', 0.6, 0.6, true)))
  expect(read(body)).toEqual(['☐ Đã kết nối'])
  expect(marks(body)).toMatchObject([{ kind: 'drawing', near: '☐ Đã kết nối' }])
  expect(transcript(body).notes).toEqual(['drawings-over'])
})

test('a small shape, picture or control in the line is a box that only a person can read', () => {
  const control =
    '<w:object><v:shape style="width:12pt;height:12pt"><v:imagedata/></v:shape><w:control w:name="CheckBox1"/></w:object>'
  for (const drawn of [
    shape('', 0.5, 0.5, false),
    picture(0.5, 0.5, false),
    control,
    shape(textBox(p(t('x'))), 0.5, 0.5, false),
  ])
    expect(read(p(r(drawn), t(' Đã kết nối')))).toEqual(['⟦?⟧ Đã kết nối'])
})

test('a mark drawn into an empty cell is for a person', () => {
  const row = (cell: string) => tbl(tr(tc(p(t('Đào tạo'))), tc(p(r(cell))), tc(p())))
  expect(read(row(shape('', 0.6, 0.6, true)))).toEqual(['Đào tạo | ⟦?⟧ | '])
  expect(read(row(shape(textBox(p(t('x'))), 0.6, 0.6, true)))).toEqual(['Đào tạo | ⟦?⟧ | '])
  expect(marks(row(shape('', 0.6, 0.6, true)))).toMatchObject([{ near: 'Đào tạo' }])
})

test('a seal or a logo is a picture and stands in no line', () => {
  const body = p(t('CHÁNH VĂN PHÒNG'), r(picture(4, 4, true)))
  expect(read(body)).toEqual(['CHÁNH VĂN PHÒNG'])
  expect(marks(body)).toMatchObject([{ kind: 'picture', near: 'CHÁNH VĂN PHÒNG' }])
})

test('the rule under the motto is no drawing, but a rule through a statement is seen there', () => {
  const rule = shape('', 5, 0, true, 'line')
  const old = '<w:pict><v:line style="position:absolute" from="10pt,5pt" to="120pt,5pt"/></w:pict>'
  for (const drawn of [rule, old]) {
    const body = p(t('Độc lập - Tự do - Hạnh phúc'), r(drawn))
    expect(marks(body)).toMatchObject([{ kind: 'strike', near: 'Độc lập - Tự do - Hạnh phúc' }])
    expect(transcript(body).notes).toEqual([])
  }
})

test('one field drawn over another is for a person', () => {
  const equation =
    r('<w:fldChar w:fldCharType="begin"/>') +
    r('<w:instrText> EQ \\o\\ac(□,√) </w:instrText>') +
    r('<w:fldChar w:fldCharType="end"/>')
  expect(read(p(equation, t(' Đã kết nối')))).toEqual(['⟦?⟧ Đã kết nối'])
})
