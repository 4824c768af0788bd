import { Unreadable } from '../office/archive.ts'
import type { Line } from '../transcript.ts'
import type { CellLook } from './looks.ts'
import type { Range, SheetCell, Worksheet } from './worksheet.ts'

/** A cell as a reader of the page sees it: where it begins, how far it reaches, what stands in it. */
export interface GridCell {
  readonly column: number
  readonly columnSpan: number
  /** Merged over more than one cell. */
  readonly merged: boolean
  readonly look: CellLook
  lines: readonly Line[]
}

export interface GridRow {
  readonly number: number
  /** From left to right. */
  readonly cells: GridCell[]
  /** Columns that merged cells of rows above reach into. */
  readonly continued: readonly { readonly column: number; readonly columnSpan: number }[]
}

export interface Grid {
  /** Rows that hold something, from above. */
  readonly rows: readonly GridRow[]
  /** Something stood in hidden rows or columns, or was hidden by its format. */
  readonly hidden: boolean
  /** The cell that covers a place; made where there is none. */
  cellAt(row: number, column: number): GridCell
}

/** Merged cells of a form reach over a row or a few; what passes this is made to exhaust. */
const mostContinued = 200_000
/** How far a merged cell is looked through for its first row and column that show. */
const farthest = 500

/** Lays out what a sheet shows: hidden rows and columns left out, merged cells with their reach. */
export function gridOf(
  sheet: Worksheet,
  lookOf: (cell: SheetCell) => CellLook,
  linesOf: (cell: SheetCell, look: CellLook) => readonly Line[],
  plain: CellLook,
): Grid {
  const hiddenRows = new Set(sheet.rows.filter(({ hidden }) => hidden).map(({ number }) => number))
  const merges = mergesByRow(sheet)
  const mergeAt = (row: number, column: number): Range | undefined =>
    merges.get(row)?.find(({ left, right }) => left <= column && column <= right)
  const firstShown = (from: number, to: number, isHidden: (at: number) => boolean): number | null => {
    for (let at = from; at <= Math.min(to, from + farthest); at++) if (!isHidden(at)) return at
    return null
  }
  const made = new Map<number, Map<number, GridCell>>()
  const rowOf = (number: number): Map<number, GridCell> => {
    const row = made.get(number) ?? new Map<number, GridCell>()
    made.set(number, row)
    return row
  }
  /** The row a merged cell stands in: its first one, unless that is hidden. */
  const shownFrom = new Map<Range, number>()
  /** Where a cell stands and how far it reaches; null where it is covered by another one or hidden. */
  const placed = (number: number, column: number) => {
    const merge = mergeAt(number, column)
    if (!merge) {
      if (hiddenRows.has(number) || sheet.isHiddenColumn(column)) return 'hidden' as const
      return { row: number, column, columnSpan: 1, merged: false }
    }
    if (merge.top !== number || merge.left !== column) return 'covered' as const
    const row = firstShown(merge.top, merge.bottom, (at) => hiddenRows.has(at))
    const left = firstShown(merge.left, merge.right, sheet.isHiddenColumn)
    if (row === null || left === null) return 'hidden' as const
    shownFrom.set(merge, row)
    return { row, column: left, columnSpan: merge.right - left + 1, merged: true }
  }

  let hidden = false
  for (const { number, cells } of sheet.rows) {
    for (const cell of cells) {
      const place = placed(number, cell.column)
      if (place === 'covered') continue
      const look = lookOf(cell)
      const lines = linesOf(cell, look)
      if (place === 'hidden') {
        hidden ||= lines.length > 0
        continue
      }
      // A format may hide what stands there.
      hidden ||= lines.length === 0 && Boolean(cell.value?.trim())
      const { row, column, columnSpan, merged } = place
      rowOf(row).set(column, { column, columnSpan, merged, look, lines })
    }
  }

  const continuedIn = (row: number) =>
    (merges.get(row) ?? [])
      .filter((merge) => (shownFrom.get(merge) ?? row) < row)
      .map(({ left, right }) => ({ column: left, columnSpan: right - left + 1 }))
  return {
    get rows() {
      return [...made]
        .sort(([a], [b]) => a - b)
        .map(([number, cells]) => ({
          number,
          cells: [...cells.values()].sort((a, b) => a.column - b.column),
          continued: continuedIn(number),
        }))
    },
    hidden,
    cellAt: (row, column) => {
      const merge = mergeAt(row, column)
      const [top, left] = merge ? [merge.top, merge.left] : [row, column]
      const cells = rowOf(top)
      let cell = cells.get(left)
      if (!cell) {
        const columnSpan = merge ? merge.right - merge.left + 1 : 1
        cell = { column: left, columnSpan, merged: merge !== undefined, look: plain, lines: [] }
        cells.set(left, cell)
      }
      return cell
    },
  }
}

/** The merged ranges by every row that holds something, or may come to. */
function mergesByRow({ rows, merges }: Worksheet): Map<number, Range[]> {
  const byRow = new Map<number, Range[]>()
  const numbers = rows.map(({ number }) => number)
  let continued = 0
  for (const merge of merges) {
    const from = firstAtLeast(numbers, merge.top)
    for (let at = from; at < numbers.length && (numbers[at] as number) <= merge.bottom; at++) {
      if (++continued > mostContinued) throw new Unreadable('too-large', 'merged cells without end')
      const row = numbers[at] as number
      const known = byRow.get(row)
      if (known) known.push(merge)
      else byRow.set(row, [merge])
    }
  }
  return byRow
}

function firstAtLeast(sorted: readonly number[], least: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < least) low = middle + 1
    else high = middle
  }
  return low
}
