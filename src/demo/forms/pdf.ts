import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fontkit from '@pdf-lib/fontkit'
import { degrees, PDFDict, PDFDocument, type PDFFont, PDFName, type PDFPage, rgb } from 'pdf-lib'
import { type QuestionId, questionOf } from '../../survey/form.ts'
import type { FormAnswers } from './answers.ts'
import { type BoxMaker, boxMaker, inkStroke, type PdfBoxStyle, type Pen } from './pdf-boxes.ts'

export interface PdfFormOptions {
  readonly boxes?: PdfBoxStyle
  /**
   * What stands in a chosen cell of section 3: letters, or strokes drawn there, on the page or over it; or the dot of a
   * round button, of which every cell has one.
   */
  readonly mark?: 'x' | 'X' | '✓' | 'drawn' | 'ink' | 'button'
  /**
   * How the table of section 3 is ruled: strokes, a stroke for each side of a cell, thin filled bars, bars for each side
   * of a cell around a column as narrow as its rows are high (as browsers print), or not at all.
   */
  readonly rulings?: 'strokes' | 'sides' | 'bars' | 'narrow-bars' | 'none'
  /** Texts are typed into form fields instead of onto the page. */
  readonly textFields?: boolean
  /** Dot leaders run on behind what was filled in. */
  readonly leaders?: boolean
  /** The pages lie on their side and say so by /Rotate. */
  readonly rotate?: 0 | 90 | 180 | 270
  readonly serif?: boolean
  /** Letters written one by one in a shuffled order, as after editing in a PDF editor. */
  readonly shuffled?: boolean
  /** The visible stamp of an electronic signature over the end of the form. */
  readonly signatureStamp?: {
    readonly signer: string
    readonly email: string
    readonly organisation: string
    readonly time: string
  }
  /** Rows of section 3 in which both cells are marked. */
  readonly bothMarked?: readonly QuestionId[]
  /** Type size in points. */
  readonly size?: number
}

const fontFolder = new URL(
  './ttf/',
  `file://${createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')}`,
)
const fontFile = (name: string): Uint8Array => readFileSync(new URL(`${name}.ttf`, fontFolder))

const rows: readonly QuestionId[] = [
  'needs.mobile',
  'needs.crossAuthentication',
  'needs.signatureTraining',
  'needs.securityTraining',
]
const a4 = { width: 595.28, height: 841.89 }
const margin = { left: 62, right: 50, top: 56, bottom: 56 }

const written = (value: FormAnswers[QuestionId]): string =>
  value === null || value === undefined || typeof value === 'boolean' ? '' : String(value)

/** The writing hand: where the next line goes, and how words get onto the page. */
interface Hand {
  page: PDFPage
  y: number
}

/**
 * Makes the form as a PDF, filled in as told, in one of the ways that such files are made. Letters and boxes are the
 * file's own; nothing of the machine it runs on is used.
 */
export async function makePdfForm(answers: FormAnswers, options: PdfFormOptions = {}): Promise<Uint8Array> {
  const { mark = 'x', rulings = 'strokes', size = 10.5, boxes = 'glyph-cross' } = options
  const document = await PDFDocument.create()
  document.registerFontkit(fontkit)
  document.setCreationDate(new Date('2017-04-20T02:00:00Z'))
  document.setModificationDate(new Date('2017-04-20T02:00:00Z'))
  const family = options.serif ? 'DejaVuSerif' : 'DejaVuSans'
  const subset = { subset: true }
  const plain = await document.embedFont(fontFile(family), subset)
  const bold = await document.embedFont(fontFile(`${family}-Bold`), subset)
  const sans = options.serif ? await document.embedFont(fontFile('DejaVuSans'), subset) : plain
  const tableless: PDFFont[] = []
  const drawBox: BoxMaker = await boxMaker(document, boxes, async () => {
    const font = await document.embedFont(fontFile('DejaVuSans'), {
      ...subset,
      customName: 'ABCDEF+Wingdings-Regular',
    })
    tableless.push(font)
    return font
  })
  const leading = size * 1.55
  const hand: Hand = { page: newPage(), y: 0 }
  hand.y = a4.height - margin.top

  function newPage(): PDFPage {
    const page = document.addPage([a4.width, a4.height])
    if (options.rotate) page.setRotation(degrees(options.rotate))
    return page
  }
  const pen = (): Pen => ({ document, page: hand.page, sans, size })
  const room = (needed: number): void => {
    if (hand.y - needed > margin.bottom) return
    hand.page = newPage()
    hand.y = a4.height - margin.top
  }
  const put = (text: string, x: number, y: number, font: PDFFont = plain): void => {
    if (!options.shuffled) {
      hand.page.drawText(text, { x, y, size, font })
      return
    }
    const places: { letter: string; x: number }[] = []
    let at = x
    for (const letter of text.normalize('NFC')) {
      places.push({ letter, x: at })
      at += font.widthOfTextAtSize(letter, size)
    }
    const order = [
      ...places.filter((_, index) => index % 3 === 1),
      ...places.filter((_, index) => index % 3 !== 1),
    ]
    for (const { letter, x: left } of order)
      if (letter !== ' ') hand.page.drawText(letter, { x: left, y, size, font })
  }
  /** Writes a paragraph, wrapped at the margin. */
  const paragraph = (
    text: string,
    { x = margin.left, font = plain }: { x?: number; font?: PDFFont } = {},
  ): void => {
    for (const line of wrap(text, font, size, a4.width - margin.right - x)) {
      room(leading)
      put(line, x, hand.y, font)
      hand.y -= leading
    }
  }
  const centred = (text: string, font = plain, centre = a4.width / 2): void => {
    room(leading)
    put(text, centre - font.widthOfTextAtSize(text, size) / 2, hand.y, font)
    hand.y -= leading
  }
  const field = (label: string, id: QuestionId): void => {
    const value = written(answers[id])
    if (!options.textFields) {
      const dots = value === '' ? '…'.repeat(34) : options.leaders ? '…'.repeat(8) : ''
      paragraph(`${label}: ${options.leaders && value ? '…' : ''}${value}${dots}`)
      return
    }
    room(leading)
    put(`${label}:`, margin.left, hand.y)
    const left = margin.left + plain.widthOfTextAtSize(`${label}: `, size)
    textField(id, value, left, hand.y - 3, a4.width - margin.right - left)
    hand.y -= leading
  }
  function textField(
    id: string,
    value: string,
    x: number,
    y: number,
    width: number,
    height = size + 5,
  ): void {
    const made = document.getForm().createTextField(`text.${id}`)
    made.addToPage(hand.page, { x, y, width, height, font: plain, borderWidth: 0.5 })
    made.setFontSize(size - 1)
    if (height > 2 * leading) made.enableMultiline()
    if (value !== '') made.setText(value)
    made.updateAppearances(plain)
  }
  const statement = (id: QuestionId): void => {
    const x = margin.left + 6
    const indent = x + size + 10
    const lines = wrap(questionOf(id).label, plain, size, a4.width - margin.right - indent)
    room(leading * lines.length)
    drawBox(pen(), x, hand.y, answers[id] === true, id)
    for (const line of lines) {
      put(line, indent, hand.y)
      hand.y -= leading
    }
  }
  const figure = (label: string, id: QuestionId): void => {
    if (!options.textFields) {
      paragraph(`${label} ${written(answers[id]) || '…………'} Vb/tháng`, { x: margin.left + 24 })
      return
    }
    room(leading)
    put(label, margin.left + 24, hand.y)
    textField(id, written(answers[id]), margin.left + 60, hand.y - 3, 80)
    put('Vb/tháng', margin.left + 146, hand.y)
    hand.y -= leading
  }

  centred('PHIẾU KHẢO SÁT', bold)
  centred('(Kèm theo công văn số: 121/TTTH-ATANTT của Trung tâm Tin học VPCP')
  centred('ngày 05 tháng 4 năm 2017)')
  paragraph('1. Thông tin chung về cơ quan được khảo sát', { font: bold })
  field('Tên cơ quan', 'agency.name')
  field('Địa chỉ', 'agency.address')
  field('Điện thoại', 'agency.phone')
  paragraph('Người cung cấp thông tin:')
  field('Họ và tên', 'contact.name')
  field('Số điện thoại', 'contact.phone')
  field('Email', 'contact.email')
  paragraph('2. Hiện trạng kết nối, liên thông văn bản điện tử và ứng dụng ký số', { font: bold })
  paragraph('a. Kết nối, liên thông văn bản điện tử')
  statement('connection.internal')
  statement('connection.government')
  paragraph('b. Ứng dụng chữ ký số gửi/nhận văn bản điện tử')
  for (const id of ['vsignPdf', 'adobePdf', 'microsoftWord', 'integrated', 'centralized'] as const)
    statement(`signing.${id}`)
  statement('frequency.exchanged')
  figure('Gửi', 'frequency.sentPerMonth')
  figure('Nhận', 'frequency.receivedPerMonth')
  paragraph(
    '3. Nhu cầu sử dụng giải pháp hệ thống ký số tập trung do Văn phòng Chính phủ triển khai để ký số văn bản điện tử các phần mềm và dịch vụ công của cơ quan',
    { font: bold },
  )
  drawTable()
  paragraph('4. Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ:', { font: bold })
  if (options.textFields) {
    room(4 * leading)
    textField(
      'suggestions',
      written(answers.suggestions),
      margin.left,
      hand.y - 3 * leading,
      470,
      3 * leading + size,
    )
    hand.y -= 4 * leading
  } else paragraph(written(answers.suggestions) || '…'.repeat(60))
  const [year = '2017', month = '……', day = '……'] = written(answers['signed.date']).split('-').filter(Boolean)
  room(9 * leading)
  const right = a4.width * 0.68
  centred(`${written(answers['signed.place']) || '……'}, ngày ${day} tháng ${month} năm ${year}`, plain, right)
  centred('Cơ quan lập báo cáo', bold, right)
  centred('(Ký, ghi rõ họ tên, chức vụ và đóng dấu)', plain, right)
  centred(written(answers['signed.title']), bold, right)
  hand.y -= 2 * leading
  centred(written(answers['signed.name']), bold, right)
  if (options.signatureStamp) drawStamp(options.signatureStamp)

  function drawTable(): void {
    const [yesFrom, noFrom] = rulings === 'narrow-bars' ? [412, 432] : [380, 425]
    const xs = [0, 36, yesFrom, noFrom, a4.width - margin.left - margin.right].map((x) => margin.left + x)
    const cells: { texts: string[][]; id: QuestionId | null }[] = [
      { texts: [['STT'], ['Nhu cầu'], ['Có'], ['Không']], id: null },
      ...rows.map((id, index) => {
        const width = (xs[2] as number) - (xs[1] as number) - 10
        return { texts: [[String(index + 1)], wrap(questionOf(id).label, plain, size, width), [], []], id }
      }),
    ]
    room(cells.reduce((sum, { texts }) => sum + Math.max(...texts.map((one) => one.length)) * leading + 6, 0))
    const top = hand.y + size
    const levels = [top]
    for (const { texts, id } of cells) {
      const height = Math.max(...texts.map((lines) => lines.length), 1) * leading + 6
      const base = hand.y - 3
      texts.forEach((lines, column) => {
        const left = (xs[column] as number) + 5
        const width = (xs[column + 1] as number) - (xs[column] as number) - 10
        lines.forEach((line, index) => {
          const middle = column === 1 && id ? 0 : (width - plain.widthOfTextAtSize(line, size)) / 2
          const lowered = column === 0 && id ? ((height - 6) / leading - 1) * (leading / 2) : 0
          put(line, left + middle, base - index * leading - lowered)
        })
      })
      if (id) {
        const both = options.bothMarked?.includes(id) === true
        const y = base - ((height - 6) / leading - 1) * (leading / 2)
        if (mark === 'button')
          for (const column of [2, 3]) drawRing(((xs[column] as number) + (xs[column + 1] as number)) / 2, y)
        if (answers[id] === 'yes' || both) drawMark(((xs[2] as number) + (xs[3] as number)) / 2, y)
        if (answers[id] === 'no' || both) drawMark(((xs[3] as number) + (xs[4] as number)) / 2, y)
      }
      hand.y -= height
      levels.push(hand.y + size)
    }
    if (rulings !== 'none') {
      const last = levels.at(-1) as number
      for (const y of levels)
        if (rulings === 'narrow-bars')
          for (const [column, x] of xs.slice(1).entries()) ruling(xs[column] as number, y, x, y)
        else ruling(xs[0] as number, y, xs.at(-1) as number, y)
      for (const x of xs)
        if (rulings === 'sides' || rulings === 'narrow-bars')
          for (const [row, y] of levels.slice(1).entries()) ruling(x, y, x, levels[row] as number)
        else ruling(x, last, x, top)
    }
    hand.y -= 4
  }
  function ruling(x0: number, y0: number, x1: number, y1: number): void {
    if (rulings !== 'bars' && rulings !== 'narrow-bars')
      hand.page.drawLine({ start: { x: x0, y: y0 }, end: { x: x1, y: y1 }, thickness: 0.6 })
    else
      hand.page.drawRectangle({
        x: x0,
        y: y0,
        width: Math.max(x1 - x0, 0.5),
        height: Math.max(y1 - y0, 0.5),
        color: rgb(0, 0, 0),
      })
  }
  function drawMark(x: number, y: number): void {
    if (mark === 'ink') {
      inkStroke(pen(), [
        [x - 5, y + 4],
        [x - 1, y],
        [x + 7, y + 10],
      ])
      return
    }
    if (mark === 'button') {
      hand.page.drawEllipse({ x, y: y + 4, xScale: 2.5, yScale: 2.5, color: rgb(0.1, 0.4, 0.9) })
      return
    }
    if (mark !== 'drawn') {
      put(mark, x - size / 3, y, mark === '✓' ? sans : plain)
      return
    }
    const color = rgb(0.1, 0.15, 0.7)
    hand.page.drawLine({ start: { x: x - 5, y: y + 4 }, end: { x: x - 1, y }, thickness: 1.2, color })
    hand.page.drawLine({ start: { x: x - 1, y }, end: { x: x + 7, y: y + 10 }, thickness: 1.2, color })
  }
  /** Of 32 arcs, as browsers draw it. */
  function drawRing(x: number, y: number): void {
    const turns = Array.from({ length: 33 }, (_, index) => (index * Math.PI) / 16)
    const points = turns.map((turn) => `${4.5 * Math.cos(turn)} ${4.5 * Math.sin(turn)}`)
    const path = `M ${points[0]} ${points
      .slice(1)
      .map((point) => `A 4.5 4.5 0 0 1 ${point}`)
      .join(' ')} Z`
    hand.page.drawSvgPath(path, { x, y: y + 4, borderColor: rgb(0.4, 0.4, 0.4), borderWidth: 0.7 })
  }
  function drawStamp({
    signer,
    email,
    organisation,
    time,
  }: NonNullable<PdfFormOptions['signatureStamp']>): void {
    const lines = [
      `Người ký: ${signer}`,
      `Email: ${email}`,
      `Cơ quan: ${organisation}`,
      `Thời gian ký: ${time}`,
    ]
    lines.forEach((line, index) => {
      hand.page.drawText(line, {
        x: a4.width - 210,
        y: a4.height - 24 - index * 9,
        size: 7,
        font: plain,
        color: rgb(0.8, 0, 0),
      })
    })
  }

  if (options.textFields || /field|radio/.test(boxes)) document.getForm().updateFieldAppearances(plain)
  await document.flush()
  for (const { ref } of tableless) document.context.lookup(ref, PDFDict).delete(PDFName.of('ToUnicode'))
  return await document.save({ updateFieldAppearances: false })
}

/** Breaks a text into lines that fit a width, at spaces. */
function wrap(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && font.widthOfTextAtSize(longer, size) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
