import { expect, test } from 'vitest'
import type { Box } from '../../../src/reading/transcript.ts'
import { transcribeDocx } from '../../../src/reading/word/transcribe-docx.ts'
import { font, linesIn, p, r, t, tbl, tc, tr, wordFile } from './word-file.ts'

const statement = 'Đã kết nối, liên thông'
const label = t(` ${statement}`)
const read = (body: string, parts = {}) => linesIn(transcribeDocx(wordFile(body, parts)))

const control = (checked: string, content: string): string =>
  `<w:sdt><w:sdtPr><w14:checkbox>${checked}<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>` +
  `<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`
const on = '<w14:checked w14:val="1"/>'
const off = '<w14:checked w14:val="0"/>'
const legacy = (data: string): string =>
  r(
    `<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/>${data}</w:checkBox></w:ffData></w:fldChar>`,
  ) +
  r('<w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText>') +
  r('<w:fldChar w:fldCharType="separate"/>') +
  r('<w:fldChar w:fldCharType="end"/>')
const symbol = (name: string, code: string): string => r(`<w:sym w:font="${name}" w:char="${code}"/>`)
const field = (instruction: string, result = ''): string =>
  r('<w:fldChar w:fldCharType="begin"/>') +
  r(`<w:instrText xml:space="preserve"> ${instruction} </w:instrText>`) +
  r('<w:fldChar w:fldCharType="separate"/>') +
  result +
  r('<w:fldChar w:fldCharType="end"/>')
const wingdings = font('Wingdings')

/** Every way of making a box that carries its state in the file. */
const ways: [string, string, string][] = [
  ['a content control', control(on, t('☒')), control(off, t('☐'))],
  [
    'a content control that says "true"',
    control('<w14:checked w14:val="true"/>', t('☒')),
    control('', t('☐')),
  ],
  [
    'a content control with a symbol inside',
    control(on, symbol('Wingdings', 'F0FE')),
    control(off, symbol('Wingdings', 'F0A8')),
  ],
  [
    'a legacy form field',
    legacy('<w:default w:val="0"/><w:checked/>'),
    legacy('<w:default w:val="1"/><w:checked w:val="0"/>'),
  ],
  ['a legacy form field by its default', legacy('<w:default w:val="1"/>'), legacy('<w:default w:val="0"/>')],
  ['a symbol of Wingdings', symbol('Wingdings', 'F0FE'), symbol('Wingdings', 'F0A8')],
  ['a symbol without the private-use offset', symbol('Wingdings', '00FD'), symbol('Wingdings', '006F')],
  ['a symbol of Wingdings 2', symbol('Wingdings 2', 'F052'), symbol('Wingdings 2', 'F0A3')],
  ['a symbol of Webdings', symbol('Webdings', 'F061'), symbol('Webdings', 'F063')],
  ['letters in Wingdings', t('þ', wingdings), t('o', wingdings)],
  ['private-use letters in Wingdings', t('\uf0fe', wingdings), t('\uf0a8', wingdings)],
  ['private-use letters whose font is lost', t('\uf0fe'), t('\uf06f')],
  ['a SYMBOL field', field('SYMBOL 254 \\f "Wingdings" \\s 13'), field('SYMBOL 168 \\f Wingdings \\s 13')],
  [
    'a SYMBOL field with a stale result',
    field('SYMBOL 254 \\f "Wingdings"', t('o')),
    field('SYMBOL 0xA8 \\f "Wingdings"', t('þ')),
  ],
  [
    'a simple SYMBOL field',
    '<w:fldSimple w:instr="SYMBOL 254 \\f Wingdings"/>',
    '<w:fldSimple w:instr="SYMBOL 168 \\f Wingdings"/>',
  ],
  [
    'a box that is replaced in a tracked change',
    `<w:del>${r('<w:delText>☐</w:delText>')}</w:del><w:ins>${symbol('Wingdings', 'F0FE')}</w:ins>`,
    `<w:ins>${symbol('Wingdings', 'F0A8')}</w:ins>`,
  ],
  [
    'a box in a smart tag in a hyperlink',
    `<w:hyperlink><w:smartTag>${symbol('Wingdings', 'F0FE')}</w:smartTag></w:hyperlink>`,
    `<w:hyperlink>${symbol('Wingdings', 'F0A8')}</w:hyperlink>`,
  ],
]

test.each(ways)('%s carries its state', (_way, ticked, empty) => {
  expect(read(p(ticked, label))).toEqual([`⟦x⟧ ${statement}`])
  expect(read(p(empty, label))).toEqual([`⟦ ⟧ ${statement}`])
})

test.each(ways)('%s is read in a cell of its own', (_way, ticked, empty) => {
  expect(read(tbl(tr(tc(p(t('1'))), tc(p(ticked)), tc(p(empty)))))).toEqual(['1 | ⟦x⟧ | ⟦ ⟧'])
})

test('a content control around a paragraph or a cell is the box of that paragraph or cell', () => {
  expect(read(control(on, p(t('☒'))))).toEqual(['⟦x⟧'])
  expect(read(tbl(tr(control(on, tc(p(t('☒')))), control(off, tc(p(t('☐')))))))).toEqual(['⟦x⟧ | ⟦ ⟧'])
})

test('words that someone wrote on inside a checkbox control are kept', () => {
  expect(read(p(control(on, t(`☒ ${statement}`))))).toEqual([`⟦x⟧ ${statement}`])
})

test('typed boxes and marks stay words, for the finder knows what may be a mark', () => {
  for (const glyph of ['☐', '☑', '☒', '✓', '[x]', '(x)', 'x', '□'])
    expect(read(p(t(`${glyph} ${statement}`)))).toEqual([`${glyph} ${statement}`])
})

const box = (body: string, parts = {}): Box | undefined => {
  const { pages } = transcribeDocx(wordFile(body, parts))
  const line = pages[0]?.blocks[0]
  return line?.kind === 'line' ? line.tokens.find((token) => token.kind === 'box') : undefined
}

test.each([
  ['says ticked and shows an empty box', control(on, t('☐'))],
  ['says empty and shows a tick', control(off, symbol('Wingdings', 'F0FE'))],
  ['says empty and holds a typed x', control(off, t('x'))],
])('a content control that %s is a conflict for a person', (_case, content) => {
  expect(box(p(content, label))).toMatchObject({ state: 'unclear', reason: 'mark-conflict' })
})

test('the glyphs that the author of a control chose himself are no conflict', () => {
  const own =
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="0056"/>' +
    `<w14:uncheckedState w14:val="004E"/></w14:checkbox></w:sdtPr><w:sdtContent>${t('V')}</w:sdtContent></w:sdt>`
  expect(box(p(own))).toMatchObject({ state: 'ticked' })
})

test('a symbol font inherited from styles, defaults or the theme counts like one on the run', () => {
  const style = (properties: string, based = '') =>
    `<w:style w:type="character" w:styleId="Base"><w:rPr>${properties}</w:rPr></w:style>` +
    `<w:style w:type="character" w:styleId="Tick">${based}</w:style>`
  const tick = t('þ', '<w:rStyle w:val="Tick"/>')
  expect(read(p(tick), { styles: style(wingdings, '<w:basedOn w:val="Base"/>') })).toEqual(['⟦x⟧'])
  const byTheme = style(
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>',
    '<w:basedOn w:val="Base"/>',
  )
  const theme =
    '<a:themeElements><a:fontScheme><a:minorFont><a:latin typeface="Wingdings"/></a:minorFont></a:fontScheme></a:themeElements>'
  expect(read(p(tick), { styles: byTheme, theme })).toEqual(['⟦x⟧'])
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr>${wingdings}</w:rPr></w:rPrDefault></w:docDefaults>`
  expect(read(p(t('þ'), t(' Có', font('Arial'))), { styles: defaults })).toEqual(['⟦x⟧ Có'])
})

test('a font set for other letters only does not make symbols of plain ones', () => {
  const onlyWide = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Wingdings"/>'
  expect(read(p(t('320', onlyWide)))).toEqual(['320'])
  expect(read(p(t('þ', onlyWide)))).toEqual(['⟦x⟧'])
})

test('letters that no symbol font has are text even when a symbol font is set on them', () => {
  expect(read(p(t('☒ Đã kết nối', wingdings)))[0]).toMatch(/^☒ ⟦?.*Đ/)
  expect(read(p(t('☐', font('OpenSymbol'))))).toEqual(['☐'])
  expect(read(p(t('320', font('Symbol'))))).toEqual(['320'])
})

test('a code that is a tick in one symbol font only is no tick in the others', () => {
  expect(read(p(symbol('Wingdings 2', 'F0FE'), label))).toEqual([statement])
  expect(read(p(symbol('Symbol', 'F0A8'), label))).toEqual([statement])
  expect(read(p(symbol('Wingdings', 'F052'), label))).toEqual([statement])
})

const bullet = (glyph: string, name: string) => ({
  numbering:
    `<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="${glyph}"/>` +
    `<w:rPr>${font(name)}</w:rPr></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>`,
})
const listed = p('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>', t(statement))

test('the bullet of a list is a box where it looks like one', () => {
  expect(read(listed, bullet('\uf0fe', 'Wingdings'))).toEqual([`⟦x⟧ ${statement}`])
  expect(read(listed, bullet('\uf0a8', 'Wingdings'))).toEqual([`⟦ ⟧ ${statement}`])
  expect(read(listed, bullet('☒', 'MS Gothic'))).toEqual([`⟦x⟧ ${statement}`])
})

test('everyday bullets are no boxes, and a bare tick as a bullet is for a person', () => {
  for (const [glyph, name] of [
    ['\uf0b7', 'Symbol'],
    ['-', 'Times New Roman'],
    ['o', 'Courier New'],
    ['\uf0a8', 'Symbol'],
  ] as const)
    expect(read(listed, bullet(glyph, name))).toEqual([statement])
  expect(box(listed, bullet('\uf0fc', 'Wingdings'))).toMatchObject({ state: 'unclear', reason: 'style-only' })
})

test('a bullet that a paragraph style brings counts, and so does one of a list style', () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="Box"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
  const styled = p('<w:pPr><w:pStyle w:val="Box"/></w:pPr>', t(statement))
  expect(read(styled, { styles, ...bullet('\uf0fe', 'Wingdings') })).toEqual([`⟦x⟧ ${statement}`])
  const numbering =
    '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="List"/></w:abstractNum>' +
    `<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="List"/><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0fe"/><w:rPr>${wingdings}</w:rPr></w:lvl></w:abstractNum>` +
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
  expect(read(listed, { numbering })).toEqual([`⟦x⟧ ${statement}`])
})

test('a form field whose end is lost does not swallow the rest of its paragraph or of the form', () => {
  const begun =
    r(
      '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>',
    ) +
    r('<w:instrText> FORMCHECKBOX </w:instrText>') +
    r('<w:fldChar w:fldCharType="separate"/>')
  expect(read(p(begun) + p(t(statement)))).toEqual(['⟦x⟧', statement])
})

test('a chosen entry of a drop-down field is text', () => {
  const drop = r(
    '<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Không"/><w:listEntry w:val="Có"/></w:ddList></w:ffData></w:fldChar>',
  )
  expect(
    read(p(drop, r('<w:instrText> FORMDROPDOWN </w:instrText>'), r('<w:fldChar w:fldCharType="end"/>'))),
  ).toEqual(['Có'])
})
