import { expect, test } from 'vitest'
import { transcribeXlsx } from '../../../src/reading/sheet/transcribe-xlsx.ts'
import type { Transcript } from '../../../src/reading/transcript.ts'
import { linesIn } from '../word/word-file.ts'
import { part, type Sheet, sheetFile } from './sheet-file.ts'

const transcript = (sheet: Sheet): Transcript => transcribeXlsx(sheetFile([sheet]))
const read = (sheet: Sheet) => linesIn(transcript(sheet))

const emu = (points: number) => points * 12_700
/** From a row on, so far down, over so many points; rows and columns from 0 as these files count them. */
interface Over {
  readonly column: number
  readonly row: number
  readonly down?: number
  readonly height?: number
}

function control(id: number, { column, row, down = 0, height = 12 }: Over): string {
  const bottom = Math.floor((down + height) / 15)
  const corner = (name: string, at: number, offset: number) =>
    `<${name}><xdr:col>${column}</xdr:col><xdr:colOff>${emu(2)}</xdr:colOff><xdr:row>${at}</xdr:row><xdr:rowOff>${emu(offset)}</xdr:rowOff></${name}>`
  return (
    `<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="${id}" r:id="c${id}" name="Check Box ${id}">` +
    `<controlPr><anchor>${corner('from', row, down)}${corner('to', row + bottom, down + height - bottom * 15)}</anchor></controlPr></control></mc:Choice></mc:AlternateContent>`
  )
}
const properties = (attributes: string, type = 'CheckBox') => ({
  type: 'ctrlProp',
  xml: part('x14:formControlPr', '', `objectType="${type}" ${attributes}`),
})
const controls = (...all: string[]) =>
  `<mc:AlternateContent><mc:Choice Requires="x14"><controls>${all.join('')}</controls></mc:Choice></mc:AlternateContent>`

function shape(id: number, { column, row }: Over, more = '', caption = '', kind = 'Checkbox'): string {
  return (
    `<v:shape id="_x0000_s${id}"><v:textbox><div><font>${caption}</font></div></v:textbox>` +
    `<x:ClientData ObjectType="${kind}"><x:Anchor>${column}, 2, ${row}, 1, ${column}, 60, ${row}, 18</x:Anchor>${more}</x:ClientData></v:shape>`
  )
}
const vml = (...shapes: string[]) => ({ type: 'vmlDrawing', xml: part('xml', shapes.join('')) })

const statements = [['Đã kết nối với Văn phòng Chính phủ'], ['Đã kết nối nội bộ']]

test('a checkbox laid over a statement’s cell stands before its words, with its state', () => {
  const sheet = {
    rows: statements,
    rest: controls(control(1025, { column: 0, row: 0 }), control(1026, { column: 0, row: 1 })),
    parts: { c1025: properties('checked="Checked"'), c1026: properties('') },
  }
  expect(read(sheet)).toEqual(['⟦x⟧ Đã kết nối với Văn phòng Chính phủ', '⟦ ⟧ Đã kết nối nội bộ'])
})

test('in an empty cell beside the words it is that cell’s box', () => {
  const sheet = {
    rows: statements.map(([text]) => [null, text ?? null]),
    rest: controls(control(1025, { column: 0, row: 0 }), control(1026, { column: 0, row: 1 })),
    parts: { c1025: properties(''), c1026: properties('checked="Checked"') },
  }
  expect(read(sheet)).toEqual(['⟦ ⟧ | Đã kết nối với Văn phòng Chính phủ', '⟦x⟧ | Đã kết nối nội bộ'])
})

test('between two rows, half set, or an ActiveX control: only a person can say what it shows', () => {
  const between = {
    rows: statements,
    rest: controls(control(1025, { column: 1, row: 0, down: 8, height: 14 })),
    parts: { c1025: properties('checked="Checked"') },
  }
  expect(read(between)).toEqual(['Đã kết nối với Văn phòng Chính phủ | ⟦?⟧', 'Đã kết nối nội bộ'])
  const at = controls(control(1025, { column: 1, row: 0 }))
  const mixed = { rows: statements, rest: at, parts: { c1025: properties('checked="Mixed"') } }
  const activeX = { rows: statements, rest: at, parts: { c1025: { type: 'control', xml: '<x/>' } } }
  for (const sheet of [mixed, activeX])
    expect(read(sheet)[0]).toBe('Đã kết nối với Văn phòng Chính phủ | ⟦?⟧')
})

test('an older program’s controls are read from the VML, their captions as their words', () => {
  const sheet = {
    rows: [['a. Kết nối']],
    rest: '<legacyDrawing r:id="v"/>',
    parts: {
      v: vml(
        shape(1025, { column: 0, row: 1 }, '<x:Checked>1</x:Checked>', 'Đã kết nối<br> nội bộ'),
        shape(1026, { column: 0, row: 2 }, '', 'Check Box 2'),
        shape(1027, { column: 0, row: 3 }, '', 'Xem lại', 'Note'),
        shape(1028, { column: 0, row: 4 }, '', 'Gửi đi', 'Button'),
      ),
    },
  }
  expect(read(sheet)).toEqual(['a. Kết nối', '⟦x⟧ Đã kết nối nội bộ', '⟦ ⟧'])
})

test('the same control in both places is one box', () => {
  const sheet = {
    rows: statements,
    rest: `<legacyDrawing r:id="v"/>${controls(control(1025, { column: 0, row: 0 }))}`,
    parts: { v: vml(shape(1025, { column: 0, row: 0 })), c1025: properties('checked="Checked"') },
  }
  expect(read(sheet)[0]).toBe('⟦x⟧ Đã kết nối với Văn phòng Chính phủ')
})

test('the cell that a control writes its state into says nothing of its own', () => {
  const sheet = {
    rows: [['Đã kết nối', null, true]],
    rest: controls(control(1025, { column: 1, row: 0 })),
    parts: { c1025: properties('checked="Checked" fmlaLink="Sheet1!$C$1"') },
  }
  expect(read(sheet)).toEqual(['Đã kết nối | ⟦x⟧'])
})

test('controls in a VML that cannot be read cost every mark its certainty', () => {
  const broken = '<xml><v:shape><x:ClientData ObjectType="Checkbox"></v:shape></xml>'
  const sheet = {
    rows: statements,
    rest: '<legacyDrawing r:id="v"/>',
    parts: { v: { type: 'vmlDrawing', xml: broken } },
  }
  expect(transcript(sheet).notes).toEqual(['marks-lost'])
})

const anchored = (column: number, row: number, content: string, points = 12) =>
  `<xdr:oneCellAnchor><xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>` +
  `<xdr:ext cx="${emu(points)}" cy="${emu(points)}"/>${content}</xdr:oneCellAnchor>`
const textBox = (text: string) =>
  `<xdr:sp><xdr:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>`
const drawing = (rows: Sheet['rows'], ...anchors: string[]): Sheet => ({
  rows,
  rest: '<drawing r:id="d"/>',
  parts: { d: { type: 'drawing', xml: part('xdr:wsDr', anchors.join('')) } },
})

test('a text box is read below the row it is anchored in', () => {
  expect(
    read(drawing([['Mục 1'], null, ['Mục 2']], anchored(0, 1, textBox('Tên cơ quan: Sở Nội vụ'), 200))),
  ).toEqual(['Mục 1', 'Tên cơ quan: Sở Nội vụ', 'Mục 2'])
})

test('a tick drawn into an empty cell is for a person, ink over words is a mark near them', () => {
  const seen = transcript(drawing([['Đào tạo', null]], anchored(1, 0, '<xdr:sp/>')))
  expect(linesIn(seen)).toEqual(['Đào tạo | ⟦?⟧'])
  expect(seen.pages[0]?.marks).toMatchObject([{ kind: 'drawing', near: 'Đào tạo' }])
  expect(seen.notes).toEqual(['drawings-over'])
  expect(transcript(drawing([['Đào tạo']], anchored(0, 0, '<xdr:pic/>', 200))).pages[0]?.marks).toMatchObject(
    [{ kind: 'picture', near: 'Đào tạo' }],
  )
})
