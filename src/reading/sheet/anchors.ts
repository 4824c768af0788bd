import { child, type Element } from '../office/xml.ts'
import type { Worksheet } from './worksheet.ts'

interface Corner {
  /** Counted from 1. */
  readonly row: number
  readonly column: number
  /** From the cell's upper left corner, in points. */
  readonly right: number
  readonly down: number
}

/** Where a drawing or a control lies over the cells. */
export interface Anchor {
  readonly from: Corner
  readonly to: Corner
}

const emuPerPoint = 12_700
const pointsPerPixel = 0.75

/** Of a `twoCellAnchor` or `oneCellAnchor` of a drawing, or the `anchor` of a control; null where it tells no cell. */
export function anchorOf(element: Element): Anchor | null {
  const from = cornerOf(child(element, 'xdr:from') ?? child(element, 'from'))
  if (!from) return null
  const to = cornerOf(child(element, 'xdr:to') ?? child(element, 'to'))
  if (to) return { from, to }
  const size = child(element, 'xdr:ext')?.attributes
  const side = (emu: string | undefined) => (Number(emu) || 0) / emuPerPoint
  return { from, to: { ...from, right: from.right + side(size?.cx), down: from.down + side(size?.cy) } }
}

function cornerOf(marker: Element | undefined): Corner | null {
  const figure = (name: string) => Number(child(marker, `xdr:${name}`)?.text ?? child(marker, name)?.text)
  const [row, column] = [figure('row'), figure('col')]
  if (!(row >= 0 && column >= 0)) return null
  return {
    row: row + 1,
    column: column + 1,
    right: (figure('colOff') || 0) / emuPerPoint,
    down: (figure('rowOff') || 0) / emuPerPoint,
  }
}

/** "left column, offset, top row, offset, right column, offset, bottom row, offset", offsets in pixels. */
export function vmlAnchorOf(text: string): Anchor | null {
  const figures = text.split(',').map((part) => Number(part.trim()))
  if (figures.length !== 8 || figures.some((figure) => !(figure >= 0))) return null
  const corner = (at: number): Corner => ({
    column: (figures[at] as number) + 1,
    right: (figures[at + 1] as number) * pointsPerPixel,
    row: (figures[at + 2] as number) + 1,
    down: (figures[at + 3] as number) * pointsPerPixel,
  })
  return { from: corner(0), to: corner(4) }
}

export interface Place {
  readonly row: number
  readonly column: number
  /** How far right in that column it begins, 0 to 1. */
  readonly share: number
  /** Its height lies (nearly) within one row. */
  readonly clear: boolean
}

/** A control is moved by hand and rarely sits in its row exactly: so much of its height must. */
const leastInRow = 0.6
/** The little square is drawn at the left end of a control, so far in; in points. */
const squareAt = 5
/** A control over more rows than these belongs to none. */
const mostRows = 40

/** The cell a control belongs to: the row its middle lies in, the column its square is drawn in. */
export function placeOf({ from, to }: Anchor, sheet: Worksheet): Place {
  let column = from.column
  let right = from.right + squareAt
  while (right > sheet.columnWidth(column) && column < to.column) right -= sheet.columnWidth(column++)
  const across = { column, share: right / sheet.columnWidth(column) }
  if (to.row - from.row > mostRows) return { ...across, row: from.row, clear: false }

  let height = to.down - from.down
  for (let row = from.row; row < to.row; row++) height += sheet.rowHeight(row)
  let row = from.row
  let top = 0
  const middle = from.down + height / 2
  while (middle > top + sheet.rowHeight(row) && row < to.row) top += sheet.rowHeight(row++)
  const within = Math.min(top + sheet.rowHeight(row), from.down + height) - Math.max(top, from.down)
  return { ...across, row, clear: row === to.row || within >= leastInRow * height }
}

/** Width and height in points. */
export function sizeOf({ from, to }: Anchor, sheet: Worksheet): { width: number; height: number } {
  let [width, height] = [to.right - from.right, to.down - from.down]
  for (let column = from.column; column < to.column && column < from.column + mostRows; column++)
    width += sheet.columnWidth(column)
  for (let row = from.row; row < to.row && row < from.row + mostRows; row++) height += sheet.rowHeight(row)
  return { width, height }
}
