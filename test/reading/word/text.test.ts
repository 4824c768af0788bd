import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Word } from '../../../src/reading/transcript.ts'
import { transcribeDocx } from '../../../src/reading/word/transcribe-docx.ts'
import { font, linesIn, p, r, t, tbl, tc, tr, wordFile } from './word-file.ts'

const transcript = (body: string, parts = {}) => transcribeDocx(wordFile(body, parts))
const read = (body: string, parts = {}) => linesIn(transcript(body, parts))
const words = (body: string, parts = {}): Word[] =>
  transcript(body, parts).pages.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'line' ? block.tokens.flatMap((token) => (token.kind === 'word' ? [token] : [])) : [],
    ),
  )

test('a word that Word split over runs is one word', () => {
  expect(read(p(t('Văn phò'), t('ng UBND tỉ'), t('nh Hà Nam')))).toEqual(['Văn phòng UBND tỉnh Hà Nam'])
  expect(read(p(t('Văn phò'), t('ng', '<w:b/>')))).toEqual(['Văn phòng'])
})

test('letters typed as base and marks come out composed, also over a border of runs', () => {
  expect(read(p(t('Tỉnh Điện Biên'.normalize('NFD'))))).toEqual(['Tỉnh Điện Biên'])
  expect(read(p(t('Đie'), t('\u0323\u0302n')))).toEqual(['Điện'])
})

test('soft hyphens and invisible characters are no letters', () => {
  expect(read(p(t('điện\u00ad thoại'), t('\u200b:\ufeff 080')))).toEqual(['điện thoại: 080'])
})

test('hidden text is left out, also by a style, and a note says so', () => {
  const styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
  const body = p(
    t('Có'),
    t(' Không', '<w:rStyle w:val="Secret"/>'),
    t(' x', '<w:vanish/>'),
    t(' hiện', '<w:vanish w:val="0"/>'),
  )
  expect(read(body, { styles })).toEqual(['Có hiện'])
  expect(transcript(body, { styles }).notes).toEqual(['hidden-text'])
})

test('tracked changes are read as if accepted', () => {
  const body =
    p(
      t('Gửi '),
      `<w:del>${r('<w:delText>50</w:delText>')}</w:del>`,
      `<w:ins>${t('320')}</w:ins>`,
      `<w:moveFrom>${t(' cũ')}</w:moveFrom>`,
    ) + tbl(tr(tc(p(t('giữ')))), `<w:tr><w:trPr><w:del/></w:trPr>${tc(p(t('bỏ')))}</w:tr>`)
  expect(read(body)).toEqual(['Gửi 320', 'giữ'])
  expect(transcript(body).notes).toEqual(['tracked-changes'])
})

test('how a word is drawn goes with it where it may be an answer', () => {
  const styles: [string, object][] = [
    ['<w:strike/>', { struck: true }],
    ['<w:dstrike/>', { struck: true }],
    ['<w:highlight w:val="yellow"/>', { highlighted: true }],
    ['<w:shd w:val="clear" w:fill="FFFF00"/>', { highlighted: true }],
    ['<w:shd w:val="pct25" w:fill="auto"/>', { highlighted: true }],
    ['<w:bdr w:val="single"/>', { highlighted: true }],
    ['<w:u w:val="single"/>', { underlined: true }],
    ['<w:b/>', { bold: true }],
  ]
  for (const [properties, style] of styles) expect(words(p(t('Có', properties)))[0]?.style).toEqual(style)
  for (const plain of [
    '<w:shd w:val="clear" w:fill="FFFFFF"/>',
    '<w:highlight w:val="none"/>',
    '<w:bdr w:val="nil"/>',
  ])
    expect(words(p(t('Có', plain)))[0]?.style ?? {}).not.toMatchObject({ highlighted: true })
})

test('a dotted tab leader is a blank, a plain tab is a gap', () => {
  const dotted = '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs></w:pPr>'
  expect(read(p(dotted, t('Tên cơ quan: Sở X'), r('<w:tab/>')))).toEqual(['Tên cơ quan: Sở X ……'])
  expect(read(p(t('Có'), r('<w:tab/>'), t('Không')))).toEqual(['Có Không'])
})

test('text that only shows where something is to be typed is no answer', () => {
  const control = (properties: string) =>
    `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${t('Nhấp vào đây')}</w:sdtContent></w:sdt>`
  expect(read(p(t('Tên: '), control('<w:showingPlcHdr/>')))).toEqual(['Tên:'])
  expect(read(p(t('Tên: '), control('<w:showingPlcHdr w:val="0"/>')))).toEqual(['Tên: Nhấp vào đây'])
})

test('the result of a field is read, its instruction is not', () => {
  const field =
    r('<w:fldChar w:fldCharType="begin"/>') +
    r('<w:instrText>HYPERLINK "mailto:a@b.vn"</w:instrText>') +
    r('<w:fldChar w:fldCharType="separate"/>') +
    t('a@b.vn') +
    r('<w:fldChar w:fldCharType="end"/>')
  expect(read(p(t('Email: '), field, t(' (cơ quan)')))).toEqual(['Email: a@b.vn (cơ quan)'])
})

test('pages begin where Word says so', () => {
  const pages = (body: string) =>
    transcript(body).pages.map(({ blocks }) =>
      linesIn({ ...transcript(''), pages: [{ number: 1, width: null, height: null, blocks, marks: [] }] }),
    )
  expect(pages(p(t('1'), r('<w:br w:type="page"/>'), t('2')))).toEqual([['1'], ['2']])
  expect(pages(p(t('1')) + p('<w:pPr><w:pageBreakBefore/></w:pPr>', t('2')))).toEqual([['1'], ['2']])
  expect(pages(p(t('1')) + p(r('<w:lastRenderedPageBreak/><w:t>2</w:t>')))).toEqual([['1'], ['2']])
  expect(pages(p('<w:pPr><w:sectPr/></w:pPr>', t('1')) + p(t('2')))).toEqual([['1'], ['2']])
  expect(
    pages(p('<w:pPr><w:sectPr><w:type w:val="continuous"/></w:sectPr></w:pPr>', t('1')) + p(t('2'))),
  ).toEqual([['1', '2']])
})

test('a letterhead in the page header comes first; comments and footnotes are marks near their words', () => {
  const body = p(t('Đã kết nối'), r('<w:commentReference w:id="4"/>'), r('<w:footnoteReference w:id="2"/>'))
  const seen = transcript(body, {
    header: p(t('UBND TỈNH HÀ NAM')),
    comments: `<w:comment w:id="4">${p(t('mới làm'))}</w:comment>`,
    footnotes: `<w:footnote w:type="separator" w:id="0">${p(t('-'))}</w:footnote><w:footnote w:id="2">${p(t('từ 2016'))}</w:footnote>`,
  })
  expect(linesIn(seen)).toEqual(['UBND TỈNH HÀ NAM', 'Đã kết nối'])
  expect(seen.pages[0]?.marks).toMatchObject([
    { kind: 'note', text: 'mới làm', near: 'Đã kết nối' },
    { kind: 'note', text: 'từ 2016', near: 'Đã kết nối' },
  ])
})

test('tables keep their grid: spans, merges, wrapped and nested cells', () => {
  const body = tbl(
    tr(tc(p(t('STT'))), tc(p(t('Có / Không')), '<w:gridSpan w:val="2"/>')),
    tr(
      tc(p(t('1')), '<w:vMerge w:val="restart"/>'),
      `<w:sdt><w:sdtContent>${tc(p(t('x')))}</w:sdtContent></w:sdt>`,
      tc(p()),
    ),
    tr(tc(p(), '<w:vMerge/>'), tc(tbl(tr(tc(p(t('trong'))))))),
  )
  const table = transcript(body).pages[0]?.blocks[0]
  expect(
    table?.kind === 'table' &&
      table.rows.map(({ cells }) =>
        cells.map(({ column, columnSpan, continued }) => [column, columnSpan, continued]),
      ),
  ).toEqual([
    [
      [0, 1, false],
      [1, 2, false],
    ],
    [
      [0, 1, false],
      [1, 1, false],
      [2, 1, false],
    ],
    [
      [0, 1, true],
      [1, 1, false],
    ],
  ])
  expect(read(body)).toEqual(['STT | Có / Không', '1 | x | ', ' | trong'])
})

test('a cell chosen by its colour alone is for a person, a coloured row or heading is not', () => {
  const shade = '<w:shd w:val="clear" w:fill="FFFF00"/>'
  expect(read(tbl(tr(tc(p(t('1'))), tc(p(), shade), tc(p()))))).toEqual(['1 | ⟦?⟧ | '])
  expect(read(tbl(tr(tc(p(t('1')), shade), tc(p(), shade), tc(p(), shade))))).toEqual(['1 |  | '])
})

test('Strict files and files with prefixes of their own read the same', () => {
  const strict =
    '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p>' +
    '<x:r><x:sym x:font="Wingdings" x:char="F0FE"/></x:r>' +
    '<r xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><t> Đã kết nối</t></r>' +
    '</x:p></x:body></x:document>'
  expect(linesIn(transcribeDocx(zipSync({ 'word/document.xml': strToU8(strict) })))).toEqual([
    '⟦x⟧ Đã kết nối',
  ])
})

test('TCVN3 and VNI fonts are decoded run by run, capitals by the H fonts', () => {
  expect(read(p(t('§· thùc hiÖn ký sè', font('.VnTime')), t(' (đã có)', font('Times New Roman'))))).toEqual([
    'Đã thực hiện ký số (đã có)',
  ])
  expect(read(p(t('phiÕu kh¶o s¸t', font('.VnTimeH'))))).toEqual(['PHIẾU KHẢO SÁT'])
  expect(read(p(t('Tªn c¬ quan: tr­ëng phßng', font('.VnTime'))))).toEqual(['Tên cơ quan: trưởng phòng'])
  expect(read(p(t('Ñaõ thöïc hieän kyù soá', font('VNI-Times'))))).toEqual(['Đã thực hiện ký số'])
  expect(read(p(t('CéNG HßA X· HéI', font('.VnTime'))))).toEqual(['CỘNG HÒA XÃ HỘI'])
})

test('a legacy word split over runs is put together before it is decoded', () => {
  const vn = font('.VnTime')
  expect(read(p(t('PHI', vn), t('Õ', vn), t('U', vn)))).toEqual(['PHIẾU'])
  expect(
    read(p(t('vaên baû', font('VNI-Times')), t('n hoï', font('VNI-Times')), t('c', font('VNI-Times')))),
  ).toEqual(['văn bản học'])
  expect(read(p(t('vie', font('VNI-Times')), t('än', `${font('VNI-Times')}<w:b/>`)))).toEqual(['viện'])
  expect(read(p(t('tr', vn), r('<w:softHyphen/>', vn), t('ëng', vn)))).toEqual(['trưởng'])
})

test('a legacy font from a style, the defaults or the theme is one too', () => {
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr>${font('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>`
  expect(read(p(t('Hä vµ tªn')), { styles: defaults })).toEqual(['Họ và tên'])
})

test('Unicode typed in a legacy font stays, and what could be either is unsure', () => {
  const vn = font('.VnTime')
  const body = p(t('Hä vµ tªn: ', vn), t('Nguyễn Văn Bình', vn)) + p(t('Lê Công Tân', vn))
  expect(read(body)).toEqual(['Họ và tên: Nguyễn Văn Bình', 'Lê Công Tân'])
  expect(words(p(t('§· ký', vn), t('Đã', vn)) + p(t('Lê Công Tân', vn))).at(-1)?.confidence).toBe(0.5)
})

const lost = [
  'PHIÕU KH¶O S¸T',
  'Tªn c¬ quan: V¨n phßng UBND tØnh B¾c Giang',
  '§Þa chØ: sè 5',
  'Hä vµ tªn: tr­ëng phßng',
  'Sè ®iÖn tho¹i: 080',
  'C¬ quan lËp b¸o c¸o',
]

test('the form in TCVN3 whose fonts were lost is decoded by its own words', () => {
  const seen = transcript(lost.map((line) => p(t(line))).join(''))
  expect(linesIn(seen)).toContain('Họ và tên: trưởng phòng')
  expect(linesIn(seen)).toContain('PHIẾU KHẢO SÁT')
  expect(seen.notes).toEqual(['legacy-encoding'])
})

test('text of Latin-1 letters that is not this form is never decoded', () => {
  const body = p(t('Hoà bình, toà án, tù và, số 1'.replace('ố', 'ô'))) + p(t('§ 5 ® © 2017'))
  expect(read(body)).toEqual(['Hoà bình, toà án, tù và, sô 1', '§ 5 ® © 2017'])
})
