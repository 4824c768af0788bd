import { drawText, type TypefaceName, widthOf } from './typeface.ts'

/** A4 in points. */
export const paperWidth = 595.3
export const paperHeight = 841.9

/** One page while it is laid out: SVG in points, and how far down it is filled. */
export interface Sheet {
  readonly svg: string[]
  y: number
}

export const newSheet = (top: number): Sheet => ({ svg: [], y: top })

/** Breaks a text into lines of at most `width` points, the first `first` points narrower. */
export function wrap(text: string, width: number, size: number, face: TypefaceName, first = 0): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    const room = width - (lines.length === 0 ? first : 0)
    if (line !== '' && widthOf(longer, size, face) > room) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

export function write(
  sheet: Sheet,
  text: string,
  x: number,
  size: number,
  face: TypefaceName,
  colour = '#111',
): number {
  sheet.svg.push(drawText(text, { x, y: sheet.y, size, face, colour }))
  return widthOf(text, size, face)
}

export function writeCentred(sheet: Sheet, text: string, cx: number, size: number, face: TypefaceName): void {
  write(sheet, text, cx - widthOf(text, size, face) / 2, size, face)
}

export const rule = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  width: number,
  colour = '#111',
  /** Lengths of its dots and gaps. */
  dots = 'none',
): string =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${colour}" stroke-width="${width}" stroke-dasharray="${dots}"/>`

export const toSvg = (sheet: Sheet): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${paperWidth} ${paperHeight}" width="${paperWidth}" height="${paperHeight}"><rect width="100%" height="100%" fill="#fff"/>${sheet.svg.join('\n')}</svg>`
