import {
  concatTransformationMatrix,
  drawObject,
  type PDFDocument,
  type PDFFont,
  PDFHexString,
  PDFName,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  StandardFonts,
} from 'pdf-lib'
import sharp from 'sharp'

/** How boxes come into PDF files; each is met in real answers or in what a well-known program writes. */
export const pdfBoxStyles = [
  'glyph-cross',
  'glyph-tick',
  'glyph-over-glyph',
  'brackets',
  'dingbats',
  'symbol-without-table',
  'drawn-cross',
  'drawn-tick',
  'drawn-fill',
  'drawn-ballpoint',
  'sides-cross',
  'rounded-cross',
  'round-tick',
  'button-tick',
  'typed-over',
  'nested-form',
  'picture',
  'field',
  'field-without-drawing',
  'radio',
  'ink',
  'free-text',
  'line-annotations',
] as const
export type PdfBoxStyle = (typeof pdfBoxStyles)[number]

export interface Pen {
  readonly document: PDFDocument
  readonly page: PDFPage
  readonly sans: PDFFont
  readonly size: number
}

const black = rgb(0, 0, 0)
const blue = rgb(0.1, 0.15, 0.7)

/** Draws one box with its lower left corner at x, y (PDF points) and gives the width it takes. */
export type BoxMaker = (pen: Pen, x: number, y: number, ticked: boolean, name: string) => void

/** What a box style needs to make once for a document (a font, a picture). */
export async function boxMaker(
  document: PDFDocument,
  style: PdfBoxStyle,
  symbolFont: (document: PDFDocument) => Promise<PDFFont>,
): Promise<BoxMaker> {
  const outline = ({ page, size }: Pen, x: number, y: number): void =>
    page.drawRectangle({ x, y: y - 1, width: size, height: size, borderWidth: 0.8, borderColor: black })
  const glyph = (pen: Pen, x: number, y: number, text: string): void =>
    pen.page.drawText(text, { x, y, size: pen.size + 1, font: pen.sans, color: black })
  const stroke = (
    { page, size }: Pen,
    x: number,
    y: number,
    points: readonly [number, number][],
    color = black,
  ) =>
    points.slice(1).forEach(([toX, toY], index) => {
      const [fromX, fromY] = points[index] as [number, number]
      page.drawLine({
        start: { x: x + fromX * size, y: y - 1 + fromY * size },
        end: { x: x + toX * size, y: y - 1 + toY * size },
        thickness: 1,
        color,
      })
    })
  const cross: readonly (readonly [number, number][])[] = [
    [
      [0.18, 0.18],
      [0.82, 0.82],
    ],
    [
      [0.18, 0.82],
      [0.82, 0.18],
    ],
  ]
  const tick: readonly [number, number][] = [
    [0.15, 0.5],
    [0.4, 0.2],
    [0.95, 1.05],
  ]

  switch (style) {
    case 'glyph-cross':
      return (pen, x, y, ticked) => glyph(pen, x, y, ticked ? '☒' : '☐')
    case 'glyph-tick':
      return (pen, x, y, ticked) => glyph(pen, x, y, ticked ? '☑' : '☐')
    case 'glyph-over-glyph':
      return (pen, x, y, ticked) => {
        glyph(pen, x, y, '□')
        if (ticked) glyph(pen, x + 1, y + 1, '✓')
      }
    case 'brackets':
      return (pen, x, y, ticked) => glyph(pen, x - 3, y, ticked ? '[x]' : '[ ]')
    case 'dingbats': {
      const dingbats = await document.embedFont(StandardFonts.ZapfDingbats)
      return ({ page, size }, x, y, ticked) =>
        page.drawText(ticked ? '✔' : '❑', { x, y, size: size + 1, font: dingbats })
    }
    case 'symbol-without-table': {
      const symbols = await symbolFont(document)
      return (pen, x, y, ticked) =>
        pen.page.drawText(ticked ? '☒' : '☐', { x, y, size: pen.size + 1, font: symbols })
    }
    case 'drawn-cross':
      return (pen, x, y, ticked) => {
        outline(pen, x, y)
        if (ticked) for (const points of cross) stroke(pen, x, y, points)
      }
    case 'drawn-tick':
      return (pen, x, y, ticked) => {
        outline(pen, x, y)
        if (ticked) stroke(pen, x, y, tick, blue)
      }
    case 'drawn-fill':
      return (pen, x, y, ticked) => {
        outline(pen, x, y)
        const { size } = pen
        if (ticked)
          pen.page.drawRectangle({
            x: x + 0.2 * size,
            y: y - 1 + 0.2 * size,
            width: 0.6 * size,
            height: 0.6 * size,
          })
      }
    case 'drawn-ballpoint':
      return (pen, x, y, ticked) => {
        outline(pen, x, y)
        const { size } = pen
        const path = `M ${0.1 * size} ${-0.5 * size} C ${0.3 * size} ${-0.3 * size} ${0.3 * size} ${-0.1 * size} ${0.4 * size} ${-0.15 * size} C ${0.6 * size} ${-0.5 * size} ${0.8 * size} ${-0.9 * size} ${1.2 * size} ${-1.15 * size}`
        if (ticked) pen.page.drawSvgPath(path, { x, y: y - 1, borderColor: blue, borderWidth: 1.1 })
      }
    case 'sides-cross':
      return (pen, x, y, ticked) => {
        const { page, size } = pen
        const bar = (dx: number, dy: number, width: number, height: number): void =>
          page.drawRectangle({ x: x + dx, y: y - 1 + dy, width, height, color: black })
        bar(0, 0, size, 0.6)
        bar(0, size - 0.6, size, 0.6)
        bar(0, 0, 0.6, size)
        bar(size - 0.6, 0, 0.6, size)
        if (ticked) for (const points of cross) stroke(pen, x, y, points)
      }
    case 'button-tick':
      // As browsers print a checkbox: a square with round corners, filled with colour and ticked in white.
      return (pen, x, y, ticked) => {
        const { page, size } = pen
        const [near, far] = [0.2 * size, 0.8 * size]
        const path =
          `M ${near} 0 L ${far} 0 C ${size} 0 ${size} 0 ${size} ${near} L ${size} ${far} ` +
          `C ${size} ${size} ${size} ${size} ${far} ${size} L ${near} ${size} ` +
          `C 0 ${size} 0 ${size} 0 ${far} L 0 ${near} C 0 0 0 0 ${near} 0 Z`
        const at = { x, y: y - 1 + size }
        if (!ticked) page.drawSvgPath(path, { ...at, borderColor: black, borderWidth: 0.8 })
        else {
          page.drawSvgPath(path, { ...at, color: blue })
          stroke(
            pen,
            x,
            y,
            [
              [0.2, 0.5],
              [0.4, 0.25],
              [0.8, 0.8],
            ],
            rgb(1, 1, 1),
          )
        }
      }
    case 'rounded-cross':
      return (pen, x, y, ticked) => {
        const { page, size } = pen
        const [near, far] = [0.2 * size, 0.8 * size]
        const path =
          `M ${near} 0 L ${far} 0 C ${size} 0 ${size} 0 ${size} ${near} L ${size} ${far} ` +
          `C ${size} ${size} ${size} ${size} ${far} ${size} L ${near} ${size} C 0 ${size} 0 ${size} 0 ${far} ` +
          `L 0 ${near} C 0 0 0 0 ${near} 0 Z`
        page.drawSvgPath(path, { x, y: y - 1 + size, borderColor: black, borderWidth: 0.8 })
        if (ticked) for (const points of cross) stroke(pen, x, y, points)
      }
    case 'round-tick':
      return (pen, x, y, ticked) => {
        const { page, size } = pen
        const radius = size / 2
        page.drawCircle({
          x: x + radius,
          y: y - 1 + radius,
          size: radius,
          borderColor: black,
          borderWidth: 0.8,
        })
        if (ticked) stroke(pen, x, y, tick)
      }
    case 'typed-over':
      return (pen, x, y, ticked) => {
        outline(pen, x, y)
        if (ticked)
          pen.page.drawText('x', { x: x + 2.2, y: y + 1, size: pen.size - 1, font: pen.sans, color: blue })
      }
    case 'nested-form': {
      const made = new Map<boolean, ReturnType<typeof document.context.register>>()
      for (const ticked of [false, true]) {
        const lines = ticked ? '2 2 m 8 8 l S 2 8 m 8 2 l S' : ''
        const stream = document.context.stream(`0.8 w 0.5 0.5 9 9 re S ${lines}`, {
          Type: 'XObject',
          Subtype: 'Form',
          BBox: [0, 0, 10, 10],
          Matrix: [1, 0, 0, 1, 0, 0],
        })
        made.set(ticked, document.context.register(stream))
      }
      return ({ page, size }, x, y, ticked) => {
        const name = page.node.newXObject('Box', made.get(ticked) as never)
        const scale = size / 10
        page.pushOperators(
          pushGraphicsState(),
          concatTransformationMatrix(scale, 0, 0, scale, x, y - 1),
          drawObject(name),
          popGraphicsState(),
        )
      }
    }
    case 'picture': {
      const draw = (inside: string): Promise<Buffer> =>
        sharp(
          Buffer.from(
            `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect x="4" y="4" width="52" height="52" fill="#fff" stroke="#000" stroke-width="5"/>${inside}</svg>`,
          ),
        )
          .png()
          .toBuffer()
      const empty = await document.embedPng(await draw(''))
      const full = await document.embedPng(
        await draw('<path d="M14 30 L27 46 L50 12" fill="none" stroke="#000" stroke-width="7"/>'),
      )
      return ({ page, size }, x, y, ticked) =>
        page.drawImage(ticked ? full : empty, { x, y: y - 1, width: size, height: size })
    }
    case 'field':
    case 'field-without-drawing':
      return ({ page, size }, x, y, ticked, name) => {
        const field = document.getForm().createCheckBox(`box.${name}`)
        field.addToPage(page, { x, y: y - 1, width: size, height: size, borderWidth: 1 })
        if (ticked) field.check()
        if (style === 'field-without-drawing')
          for (const widget of field.acroField.getWidgets()) widget.dict.delete(PDFName.of('AP'))
      }
    case 'radio':
      return ({ page, size }, x, y, ticked, name) => {
        const field = document.getForm().createRadioGroup(`radio.${name}`)
        field.addOptionToPage('chosen', page, { x, y: y - 1, width: size, height: size, borderWidth: 1 })
        if (ticked) field.select('chosen')
      }
    case 'ink':
      return (pen, x, y, ticked) => {
        outline(pen, x, y)
        const points = tick.map(([dx, dy]): [number, number] => [x + dx * pen.size, y - 1 + dy * pen.size])
        if (ticked) inkStroke(pen, points)
      }
    case 'line-annotations':
      return (pen, x, y, ticked) => {
        outline(pen, x, y)
        if (!ticked) return
        for (const line of cross) {
          const points = line.map(([dx, dy]): [number, number] => [x + dx * pen.size, y - 1 + dy * pen.size])
          annotate(pen, 'Line', boundsOf(points), points, { L: points.flat() })
        }
      }
    case 'free-text':
      return (pen, x, y, ticked) => {
        outline(pen, x, y)
        if (ticked) freeText(pen, x, y - 1, 'X')
      }
  }
}

type Points = readonly (readonly [number, number])[]

const boundsOf = (points: Points): [number, number, number, number] => {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return [Math.min(...xs) - 1, Math.min(...ys) - 1, Math.max(...xs) + 1, Math.max(...ys) + 1]
}

/** Strokes drawn over the page by the pen of a viewer. */
export const inkStroke = (pen: Pen, points: Points): void =>
  annotate(pen, 'Ink', boundsOf(points), points, { InkList: [points.flat()] })

/** Lays an annotation over the page that draws itself as strokes through these points. */
function annotate(
  { document, page }: Pen,
  subtype: string,
  rectangle: [number, number, number, number],
  points: Points,
  more: Record<string, number[] | number[][]>,
): void {
  const [left, bottom, right, top] = rectangle
  const path = points.map(([x, y], index) => `${x - left} ${y - bottom} ${index === 0 ? 'm' : 'l'}`).join(' ')
  addAnnotation(document, page, subtype, rectangle, more, `0.8 0.1 0.1 RG 1.2 w ${path} S`, {
    BBox: [0, 0, right - left, top - bottom],
  })
}

function addAnnotation(
  document: PDFDocument,
  page: PDFPage,
  subtype: string,
  rectangle: number[],
  more: Record<string, unknown>,
  drawing: string,
  form: { BBox: number[]; Resources?: unknown },
): void {
  const { context } = document
  const appearance = context.register(
    context.stream(drawing, { Type: 'XObject', Subtype: 'Form', ...(form as object) } as never),
  )
  const annotation = context.obj({
    Type: 'Annot',
    Subtype: subtype,
    Rect: rectangle,
    F: 4,
    ...(more as object),
    AP: { N: appearance },
  } as never)
  page.node.addAnnot(context.register(annotation))
}

/** A typewriter annotation, as PDF viewers let people type on a form that has no fields. Plain letters only. */
function freeText({ document, page, size }: Pen, x: number, y: number, text: string): void {
  const width = text.length * size * 0.6 + 4
  const helvetica = document.context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' })
  addAnnotation(
    document,
    page,
    'FreeText',
    [x, y, x + width, y + size + 2],
    { Contents: PDFHexString.fromText(text), DA: PDFHexString.fromText(`/Helv ${size} Tf`) },
    `BT /Helv ${size} Tf 1 2.5 Td (${text}) Tj ET`,
    { BBox: [0, 0, width, size + 2], Resources: { Font: { Helv: helvetica } } },
  )
}
