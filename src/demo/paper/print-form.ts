import { type QuestionId, questionOf, questions } from '../../survey/form.ts'
import type { FormAnswers } from '../forms/answers.ts'
import type { Random } from '../random.ts'
import { inkOut, type MarkStyle, mark, type Pen, signature } from './pen.ts'
import { seal } from './seal.ts'
import { newSheet, paperHeight, paperWidth, rule, type Sheet, wrap, write, writeCentred } from './sheet.ts'
import { drawText, type TypefaceName, widthOf } from './typeface.ts'

/** How the printed form looks: no two offices print it alike. */
export interface PrintStyle {
  readonly face: TypefaceName
  readonly bold: TypefaceName
  readonly size: number
  readonly margin: number
  readonly boxKind: 'square' | 'thin' | 'glyph' | 'heavy' | 'rounded' | 'small'
  readonly boxSide: 'left' | 'right'
  readonly leader: '.' | '…' | '_'
  readonly ruleWidth: number
  /** Colour of the table's lines; null where copying lost them. */
  readonly ruleColour: string | null
  /** Its border doubled, its rows parted by dots, or no lines between its columns. */
  readonly ruling: 'plain' | 'double' | 'dotted' | 'level'
  readonly breakBefore3: boolean
  /** "Cơ quan lập báo cáo (Ký, …)" above the signer, which those who type the form anew leave out. */
  readonly signatureLines: boolean
}

/** How it was filled in. */
export interface FillStyle {
  readonly pen: Pen
  readonly marks: (id: QuestionId) => MarkStyle
  /** Values typed before printing, or written by hand. */
  readonly handwritten: (id: QuestionId) => boolean
  /** Ticked by mistake, then inked out. */
  readonly corrected: ReadonlySet<QuestionId>
  readonly signed: boolean
  readonly sealed: number
}

export interface PrintedForm {
  readonly sheets: readonly Sheet[]
  /** Places of the boxes and cells, points on the sheet. */
  readonly places: readonly { id: string; sheet: number; x: number; y: number; size: number }[]
}

/** Between the strokes of a double border, points. */
const doubleGap = 1.5

const textFields = [
  'agency.name',
  'agency.address',
  'agency.phone',
  '',
  'contact.name',
  'contact.phone',
  'contact.email',
] as const
const statements = questions.filter(({ kind }) => kind === 'tick').map(({ id }) => id)
const needs = questions.filter(({ kind }) => kind === 'yesno').map(({ id }) => id)

/** Lays the form out on its sheets and fills it in. */
export function printForm(
  answers: FormAnswers,
  print: PrintStyle,
  fill: FillStyle,
  random: Random,
): PrintedForm {
  const sheets: Sheet[] = [newSheet(print.margin)]
  const places: { id: string; sheet: number; x: number; y: number; size: number }[] = []
  const { face, bold, size, margin } = print
  const right = paperWidth - margin
  const step = size * 1.5
  const sheet = () => sheets.at(-1) as Sheet
  const advance = (by = step): Sheet => {
    sheet().y += by
    if (sheet().y > paperHeight - 60) sheets.push(newSheet(margin + step))
    return sheet()
  }
  const jitter = () => ({
    dx: (random.next() - 0.5) * 0.8,
    dy: (random.next() - 0.5) * 2.2,
    grow: 0.92 + random.next() * 0.2,
    turn: (random.next() - 0.5) * 10,
  })
  const put = (id: QuestionId, value: string, x: number): number => {
    if (!fill.handwritten(id)) return write(sheet(), value, x, size, face)
    const tall = size * 1.25
    sheet().svg.push(
      drawText(value, { x, y: sheet().y - 1, size: tall, face: 'hand', colour: fill.pen.colour }, jitter),
    )
    return widthOf(value, tall, 'hand')
  }
  const leaderTo = (x: number, end: number) => {
    const one = widthOf(print.leader, size, face)
    const count = Math.floor((end - x) / one)
    if (count > 0) write(sheet(), print.leader.repeat(count), x, size, face)
  }
  const blank = (id: QuestionId, x: number, end: number) => {
    const value = answers[id]
    if (value === undefined || value === null || value === '') return leaderTo(x, end)
    if (fill.handwritten(id)) {
      leaderTo(x, end)
      put(id, String(value), x + 6)
    } else {
      const width = put(id, String(value), x)
      if (random.chance(0.5)) leaderTo(x + width + 2, end)
    }
  }

  writeCentred(advance(), 'PHIẾU KHẢO SÁT', paperWidth / 2, size * 1.15, bold)
  writeCentred(
    advance(),
    '(Kèm theo công văn số: 121/TTTH-ATANTT của Trung tâm Tin học VPCP',
    paperWidth / 2,
    size,
    face,
  )
  writeCentred(advance(), 'ngày 04 tháng 4 năm 2017)', paperWidth / 2, size, face)
  advance(step * 0.6)
  write(advance(), '1. Thông tin chung về cơ quan được khảo sát', margin, size, bold)
  for (const id of textFields) {
    if (id === '') {
      write(advance(), 'Người cung cấp thông tin:', margin, size, face)
      continue
    }
    const width = write(advance(), `${questionOf(id).label}: `, margin, size, face)
    blank(id, margin + width + 2, right)
  }
  advance(step * 0.3)
  for (const line of wrap(
    '2. Hiện trạng kết nối, liên thông văn bản điện tử và ứng dụng ký số',
    right - margin,
    size,
    bold,
  ))
    write(advance(), line, margin, size, bold)
  for (const id of statements) {
    if (id === 'connection.internal')
      write(advance(), 'a. Kết nối, liên thông văn bản điện tử', margin, size, bold)
    if (id === 'signing.vsignPdf')
      write(advance(), 'b. Ứng dụng chữ ký số gửi/nhận văn bản điện tử', margin, size, bold)
    statement(id)
  }
  for (const [id, tail] of [
    ['frequency.sentPerMonth', 'Vb/tháng;'],
    ['frequency.receivedPerMonth', 'Vb/tháng'],
  ] as const) {
    const width = write(advance(), id.endsWith('sentPerMonth') ? 'Gửi ' : 'Nhận ', margin + 36, size, face)
    const start = margin + 36 + width + 2
    blank(id, start, start + 110)
    write(sheet(), ` ${tail}`, start + 112, size, face)
  }
  if (print.breakBefore3) sheets.push(newSheet(margin))
  advance(step * 0.3)
  for (const line of wrap(
    '3. Nhu cầu sử dụng giải pháp hệ thống ký số tập trung do Văn phòng Chính phủ triển khai để ký số văn bản điện tử các phần mềm và dịch vụ công của cơ quan',
    right - margin,
    size,
    bold,
  ))
    write(advance(), line, margin, size, bold)
  table()
  for (const line of wrap(
    '4. Các kiến nghị đề xuất khác đối với Văn phòng Chính phủ:',
    right - margin,
    size,
    bold,
  ))
    write(advance(), line, margin, size, bold)
  const wish = answers.suggestions
  if (typeof wish === 'string') {
    if (fill.handwritten('suggestions')) {
      advance()
      leaderTo(margin, right)
      put('suggestions', wish.slice(0, 60), margin + 8)
    } else
      for (const line of wrap(wish, right - margin, size, face)) write(advance(), line, margin, size, face)
  } else
    for (let i = 0; i < 2; i++) {
      advance()
      leaderTo(margin, right)
    }
  if (sheet().y > paperHeight - 230) sheets.push(newSheet(margin))
  signatureBlock()
  return { sheets, places }

  function statement(id: QuestionId): void {
    const side = size * ({ heavy: 1.05, rounded: 1.05, small: 0.55 }[print.boxKind as string] ?? 0.92)
    const left = print.boxSide === 'left'
    const x = left ? margin + 16 : margin + 4
    const first = left ? x + side + 7 : x
    const end = left ? right : right - side - 14
    const lines = wrap(questionOf(id).label, end - first, size, face)
    if (sheet().y + lines.length * step > paperHeight - 60) sheets.push(newSheet(margin))
    lines.forEach((line, index) => {
      write(advance(), line, index === 0 ? first : left ? margin : x, size, face)
      if (index > 0) return
      const box = { x: left ? x : right - side, y: sheet().y - side * 0.88, size: side }
      drawBox(box)
      places.push({ id, sheet: sheets.length - 1, ...box })
      if (answers[id] === true) sheet().svg.push(mark(fill.marks(id), box, fill.pen, random))
      else if (fill.corrected.has(id))
        sheet().svg.push(mark('tick', box, fill.pen, random) + inkOut(box, fill.pen, random))
    })
  }

  function drawBox({ x, y, size: side }: { x: number; y: number; size: number }): void {
    const width = { square: 0.8, thin: 0.45, heavy: 1.4, glyph: 0, rounded: 0.5, small: 0.6 }[print.boxKind]
    if (print.boxKind === 'glyph') {
      const grow = (side / widthOf('□', side, 'dejavu-sans')) * 1.15
      sheet().svg.push(
        drawText('□', { x: x - side * 0.07, y: y + side * 0.98, size: side * grow, face: 'dejavu-sans' }),
      )
    } else
      sheet().svg.push(
        `<rect x="${x}" y="${y}" width="${side}" height="${side}" rx="${print.boxKind === 'rounded' ? side * 0.2 : 0}" fill="none" stroke="#111" stroke-width="${width}"/>`,
      )
  }

  function table(): void {
    const width = right - margin
    const xs = [0, 0.08, 0.74, 0.86, 1].map((share) => margin + share * width) as [
      number,
      number,
      number,
      number,
      number,
    ]
    const pad = 4
    let top = advance(step * 0.6).y
    const draw = (x1: number, y1: number, x2: number, y2: number, dots?: string) => {
      if (print.ruleColour) sheet().svg.push(rule(x1, y1, x2, y2, print.ruleWidth, print.ruleColour, dots))
    }
    const border = (x1: number, y1: number, x2: number, y2: number) => {
      draw(x1, y1, x2, y2)
      const apart = x1 === x2 ? ([doubleGap, 0] as const) : ([0, doubleGap] as const)
      if (print.ruling === 'double') draw(x1 + apart[0], y1 + apart[1], x2 + apart[0], y2 + apart[1])
    }
    const line = (y: number) => draw(xs[0], y, xs[4], y, print.ruling === 'dotted' ? '2 2' : undefined)
    let y = top
    border(xs[0], y, xs[4], y)
    const uprights = () => {
      border(xs[0], y, xs[4], y)
      if (print.ruling === 'level') return
      for (const x of [xs[0], xs[4]]) border(x, top, x, y)
      for (const x of xs.slice(1, 4)) draw(x, top, x, y)
    }
    const rows: { texts: readonly [string, string, string, string]; id?: QuestionId }[] = [
      { texts: ['STT', 'Nhu cầu', 'Có', 'Không'] },
      ...needs.map((id, index) => ({
        texts: [String(index + 1), questionOf(id).label, '', ''] as const,
        id,
      })),
    ]
    for (const { texts, id } of rows) {
      const lines = wrap(texts[1], xs[2] - xs[1] - 2 * pad, size, face)
      const height = lines.length * step + 4
      if (y + height > paperHeight - 50) {
        // A page break between two rows, as Word makes it; the head is not repeated.
        if (y > top) uprights()
        sheets.push(newSheet(margin))
        top = margin
        y = top
        border(xs[0], y, xs[4], y)
      }
      sheet().y = y + step
      writeCentred(sheet(), texts[0], (xs[0] + xs[1]) / 2, size, id ? face : bold)
      writeCentred(sheet(), texts[2], (xs[2] + xs[3]) / 2, size, bold)
      writeCentred(sheet(), texts[3], (xs[3] + xs[4]) / 2, size, bold)
      for (const [index, text] of lines.entries()) {
        sheet().y = y + step * (index + 1)
        if (id) write(sheet(), text, xs[1] + pad, size, face)
        else writeCentred(sheet(), text, (xs[1] + xs[2]) / 2, size, bold)
      }
      if (id) markRow(id, xs, y, height)
      y += height
      line(y)
    }
    uprights()
    sheet().y = y + step * 0.4
  }

  function markRow(id: QuestionId, xs: readonly number[], y: number, height: number): void {
    const value = answers[id] as string | null | undefined
    const style = fill.marks(id)
    for (const [answer, from, to] of [
      ['yes', xs[2], xs[3]],
      ['no', xs[3], xs[4]],
    ] as const) {
      const side = size * 1.1
      const box = {
        x: ((from as number) + (to as number)) / 2 - side / 2 + (random.next() - 0.5) * 8,
        y: y + height / 2 - side / 2,
        size: side,
      }
      places.push({ id: `${id}=${answer}`, sheet: sheets.length - 1, ...box })
      if (value === answer || value === 'both')
        sheet().svg.push(
          mark(
            style === 'circle' || style === 'beside' || style === 'overshoot' ? 'tick' : style,
            box,
            fill.pen,
            random,
          ),
        )
      else if (fill.corrected.has(id) && value)
        sheet().svg.push(mark('tick', box, fill.pen, random) + inkOut(box, fill.pen, random))
    }
  }

  function signatureBlock(): void {
    const cx = margin + (right - margin) * 0.72
    const date = answers['signed.date']
    const place = answers['signed.place']
    const [, month = '', day = ''] = typeof date === 'string' ? date.split('-') : []
    const hand = fill.handwritten('signed.date')
    const start = `${place ?? '……'}, ngày `
    const parts = hand ? ['……', '……'] : [day || '……', month || '……']
    const text = `${start}${parts[0]} tháng ${parts[1]} năm 2017`
    advance()
    const x0 = cx - widthOf(text, size, face) / 2
    writeCentred(sheet(), text, cx, size, face)
    if (hand && typeof date === 'string') {
      put('signed.date', day, x0 + widthOf(start, size, face))
      put('signed.date', month, x0 + widthOf(`${start}…… tháng `, size, face))
    }
    if (print.signatureLines) {
      writeCentred(advance(), 'Cơ quan lập báo cáo', cx, size, bold)
      writeCentred(advance(), '(Ký, ghi rõ họ tên, chức vụ và đóng dấu)', cx, size * 0.95, face)
    }
    if (typeof answers['signed.title'] === 'string')
      writeCentred(advance(), answers['signed.title'], cx, size, bold)
    const y = sheet().y
    if (fill.signed) sheet().svg.push(signature(cx - 45, y + 42, 95, fill.pen, random))
    if (fill.sealed > 0)
      sheet().svg.push(
        seal(cx - 50, y + 42, String(answers['agency.name'] ?? 'VĂN PHÒNG'), random, fill.sealed),
      )
    advance(82)
    if (typeof answers['signed.name'] === 'string')
      writeCentred(sheet(), answers['signed.name'], cx, size, bold)
  }
}
