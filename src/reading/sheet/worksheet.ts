import { child, type Element, type Take } from '../office/xml.ts'

/** A cell as the file has it; rows and columns are counted from 1. */
export interface SheetCell {
  readonly column: number
  readonly style: string | undefined
  /** "s" a shared string, "inlineStr", "str" a formula's text, "b" a boolean, "e" an error, "d" a date, "n" a number. */
  readonly type: string
  /** The `v` of the cell, for a formula what it last came to; null where there is none. */
  readonly value: string | null
  readonly formula: string | null
  readonly inline: Element | null
}

interface SheetRow {
  readonly number: number
  readonly hidden: boolean
  readonly cells: readonly SheetCell[]
}

/** Rows and columns from … to, both included. */
export interface Range {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface Worksheet {
  /** Only those that hold something. */
  readonly rows: readonly SheetRow[]
  readonly merges: readonly Range[]
  isHiddenColumn(column: number): boolean
  /** In points. */
  rowHeight(row: number): number
  columnWidth(column: number): number
  /** The worksheet without its rows: its controls, and what it refers to by relation. */
  readonly rest: Element
  /** There were more cells than are read. */
  readonly cut: boolean
}

/** Excel's own limits. */
const lastRow = 1_048_576
const lastColumn = 16_384
/** Cells with something in them; the form has about 200. */
const mostCells = 20_000
/** Empty cells that are ruled or coloured, in rows that hold something; a form over many narrow columns has thousands. */
const mostPlaces = 20_000
const mostHeights = 20_000
const mostMerges = 20_000
const mostColumnWidths = 20_000
/** A row of one line, a column of eight figures; in points. */
const usualHeight = 15
const usualWidth = 48

/** Takes a sheet apart while it is read. `isPlace` tells whether an empty cell of this style is worth keeping. */
export function readWorksheet(
  parse: (take: Take) => Element | null,
  isPlace: (style: string | undefined) => boolean,
): Worksheet {
  const rows: SheetRow[] = []
  const heights = new Map<number, number>()
  const merges: Range[] = []
  let cells = 0
  let places = 0
  let cut = false
  let previous = 0

  const take: Take = (element) => {
    if (element.name === 'c') return isEmpty(element) && !isPlace(element.attributes.s)
    if (element.name === 'mergeCell') {
      const range = rangeOf(element.attributes.ref ?? '')
      if (range && merges.length < mostMerges) merges.push(range)
      return true
    }
    if (element.name !== 'row') return false
    const number = Number(element.attributes.r ?? previous + 1)
    previous = number
    const height = Number(element.attributes.ht)
    if (height >= 0 && heights.size < mostHeights) heights.set(number, height)
    const row = rowOf(element, number)
    const filled = row.cells.filter(isFilled)
    if (filled.length === 0 || !(number >= 1 && number <= lastRow)) return true
    cells += filled.length
    places += row.cells.length - filled.length
    if (cells > mostCells) cut = true
    else rows.push(places > mostPlaces ? { ...row, cells: filled } : row)
    return true
  }

  let rest: Element | null = null
  try {
    rest = parse(take)
  } catch (error) {
    // Beyond the ceilings of any file, but what was read of it stands.
    if (!cut) throw error
  }
  const columns = (child(rest ?? undefined, 'cols')?.children ?? []).slice(0, mostColumnWidths)
  const columnOf = (column: number) =>
    columns.find(({ attributes }) => Number(attributes.min) <= column && column <= Number(attributes.max))
  const sheetFormat = child(rest ?? undefined, 'sheetFormatPr')?.attributes
  return {
    rows: rows.sort((a, b) => a.number - b.number),
    merges,
    isHiddenColumn: memo((column) => {
      const attributes = columnOf(column)?.attributes
      return /^(1|true)$/.test(attributes?.hidden ?? '') || Number(attributes?.width ?? 1) === 0
    }),
    rowHeight: (row) => heights.get(row) ?? (Number(sheetFormat?.defaultRowHeight) || usualHeight),
    // A width counts figures, of 7 pixels each in the usual font.
    columnWidth: memo((column) => {
      const width = Number(columnOf(column)?.attributes.width ?? sheetFormat?.defaultColWidth)
      return width > 0 ? width * 5.25 : usualWidth
    }),
    rest: rest ?? { name: 'worksheet', attributes: {}, children: [], text: '' },
    cut,
  }
}

function memo<T>(of: (column: number) => T): (column: number) => T {
  const known = new Map<number, T>()
  return (column) => {
    const value = known.get(column) ?? of(column)
    known.set(column, value)
    return value
  }
}

const isEmpty = (cell: Element): boolean =>
  !cell.children.some(({ name, text }) => name === 'is' || name === 'f' || (name === 'v' && text !== ''))

const isFilled = ({ value, formula, inline }: SheetCell): boolean =>
  (value !== null && value !== '') || formula !== null || inline !== null

function rowOf(element: Element, number: number): SheetRow {
  let column = 0
  const cells: SheetCell[] = []
  for (const cell of element.children) {
    if (cell.name !== 'c') continue
    column = placeOf(cell.attributes.r ?? '')?.column ?? column + 1
    if (column > lastColumn) break
    cells.push({
      column,
      style: cell.attributes.s,
      type: cell.attributes.t ?? 'n',
      value: child(cell, 'v')?.text ?? null,
      formula: child(cell, 'f')?.text ?? null,
      inline: child(cell, 'is') ?? null,
    })
  }
  const { hidden = '', ht } = element.attributes
  return { number, hidden: /^(1|true)$/.test(hidden) || Number(ht ?? 1) === 0, cells }
}

/** "AB12" is row 12, column 28; null for anything else. */
export function placeOf(reference: string): { row: number; column: number } | null {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference) ?? []
  if (!letters) return null
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  const row = Number(digits)
  return row >= 1 && row <= lastRow && column <= lastColumn ? { row, column } : null
}

function rangeOf(reference: string): Range | null {
  const [from = '', to = from] = reference.split(':')
  const [first, last] = [placeOf(from), placeOf(to)]
  if (!first || !last) return null
  return {
    top: Math.min(first.row, last.row),
    bottom: Math.max(first.row, last.row),
    left: Math.min(first.column, last.column),
    right: Math.max(first.column, last.column),
  }
}
