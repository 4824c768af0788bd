import { drawnBox } from '../office/boxes.ts'
import type { Block, Cell, Line, Row, Table } from '../transcript.ts'
import type { GridCell, GridRow } from './grid.ts'

/** Lines of a text box, to stand below the row it is anchored in. */
export interface TextBox {
  readonly row: number
  readonly lines: readonly Line[]
}

/** More cells than any table people fill in; beyond it rows become lines. */
const mostTableCells = 100_000

/**
 * The blocks of a page: rows with several cells are tables, a text alone in its row is a line, unless it stands in a
 * table's own column between two rows of it (a question that nobody answered).
 */
export function blocksOf(rows: readonly GridRow[], textBoxes: readonly TextBox[]): Block[] {
  const joined = rows.filter(({ cells }) => cells.some(isWritten)).map(withJoinedDates)
  const inTable = tableRows(joined)
  const starts = startsOf([...inTable])
  const blocks: Block[] = []
  let table: GridRow[] = []
  const waiting = [...textBoxes].sort((a, b) => a.row - b.row)
  const endTable = () => {
    if (table.length > 0) blocks.push(...tableOf(table, starts))
    table = []
  }
  const textBoxesBefore = (row: number) => {
    while (waiting[0] && waiting[0].row < row) blocks.push(...(waiting.shift() as TextBox).lines)
  }
  for (const row of joined) {
    if (inTable.has(row)) {
      if (table.length === 0) textBoxesBefore(row.number)
      table.push(row)
      continue
    }
    endTable()
    textBoxesBefore(row.number)
    blocks.push(...row.cells.flatMap(({ lines }) => lines))
  }
  endTable()
  textBoxesBefore(Number.POSITIVE_INFINITY)
  return blocks
}

const isWritten = ({ lines }: GridCell): boolean => lines.length > 0
/**
 * A place for an answer, also when it is empty: ruled around, or coloured unlike the words of its row. Of merged cells
 * only the first one's sides are known.
 */
const isPlace = ({ look, merged }: GridCell, { cells }: GridRow): boolean =>
  look.ruledSides >= (merged ? 2 : 3) ||
  (look.fill !== null && cells.some((cell) => isWritten(cell) && cell.look.fill !== look.fill))

const placesOf = (row: GridRow): GridCell[] =>
  row.cells.filter((cell) => isWritten(cell) || isPlace(cell, row))
const hasSeveral = (row: GridRow): boolean => placesOf(row).length >= 2 || row.continued.length > 0

function tableRows(rows: readonly GridRow[]): Set<GridRow> {
  const chosen = new Set(rows.filter(hasSeveral))
  let last: GridRow | null = null
  let between: GridRow[] = []
  for (const row of rows) {
    if (!chosen.has(row)) {
      between.push(row)
      continue
    }
    const [above, below] = [last, row]
    if (above && between.every((single) => !standsApart(single, above) && !standsApart(single, below)))
      for (const single of between) chosen.add(single)
    last = row
    between = []
  }
  return chosen
}

/** A heading between rows of a table: bold, or reaching over several cells of the row beside it. */
function standsApart({ cells }: GridRow, neighbour: GridRow): boolean {
  const own = cells.find(isWritten)
  if (!own) return false
  const end = own.column + own.columnSpan
  const below = neighbour.cells.filter(({ column }) => column >= own.column && column < end)
  if (below.filter(isWritten).length >= 2) return true
  return isBold(own) && !below.some(isBold)
}

const isBold = ({ lines }: GridCell): boolean =>
  lines.every(({ tokens }) => tokens.every((token) => token.kind === 'word' && token.style?.bold === true))

/** Where the columns of all tables of the sheet begin, so that a head stands over its column in the tables below too. */
function startsOf(rows: readonly GridRow[]): number[] {
  const starts = new Set(rows.flatMap((row) => placesOf(row).map(({ column }) => column)))
  return [...starts].sort((a, b) => a - b)
}

function tableOf(rows: readonly GridRow[], starts: readonly number[]): Block[] {
  if (starts.length * rows.length > mostTableCells)
    return rows.flatMap(({ cells }) => cells.flatMap(({ lines }) => lines))
  const grid = rows.map((row) => rowOf(row, starts))
  const table: Table = { kind: 'table', place: null, rows: chosenByFill(grid) }
  return [table]
}

interface Filled {
  readonly cell: Cell
  readonly fill: string | null
}

/** One row over all columns of its table: an empty cell too has its place, or it would seem merged with the one above. */
function rowOf({ cells, continued }: GridRow, starts: readonly number[]): Filled[] {
  const row: Filled[] = []
  for (let index = 0; index < starts.length; ) {
    const from = starts[index] as number
    const to = starts[index + 1] ?? Number.POSITIVE_INFINITY
    const covering = continued.find((one) => one.column <= from && from < one.column + one.columnSpan)
    const own = covering ? undefined : cells.find(({ column }) => column >= from && column < to)
    const end = covering ? covering.column + covering.columnSpan : own ? own.column + own.columnSpan : to
    let next = index + 1
    while (next < starts.length && (starts[next] as number) < end) next++
    const blocks: readonly Line[] = own?.lines ?? []
    row.push({
      cell: {
        column: index,
        columnSpan: next - index,
        continued: covering !== undefined,
        blocks,
        place: null,
      },
      fill: own?.look.fill ?? null,
    })
    index = next
  }
  return row
}

/**
 * A cell chosen by its colour alone holds no word that could carry the style, so it gets a box for a person: empty and
 * coloured, where another empty cell is not that stands in its column in a row of the same make, or in its row below a
 * head as it does. Cells coloured alike in a whole column only show where to write.
 */
function chosenByFill(rows: readonly (readonly Filled[])[]): Row[] {
  const isEmpty = ({ cell }: Filled) => cell.blocks.length === 0 && !cell.continued
  const columnsWritten = rows.map((row) =>
    row.flatMap(({ cell }) => (cell.blocks.length > 0 ? [cell.column] : [])),
  )
  const makeOf = (index: number) => (columnsWritten[index] ?? []).join(' ')
  const plain = new Set(
    rows.flatMap((row, index) =>
      row
        .filter((one) => isEmpty(one) && one.fill === null)
        .map(({ cell }) => `${cell.column} in ${makeOf(index)}`),
    ),
  )
  const headed = (index: number, one: number, other: number) =>
    columnsWritten.slice(0, index).some((columns) => columns.includes(one) && columns.includes(other))
  return rows.map((row, index) => {
    const cells = row.map((one): Cell => {
      const { cell, fill } = one
      if (fill === null || !isEmpty(one) || row.every((other) => other.fill === fill)) return cell
      const chosen =
        plain.has(`${cell.column} in ${makeOf(index)}`) ||
        row.some(
          (other) => isEmpty(other) && other.fill === null && headed(index, cell.column, other.cell.column),
        )
      if (!chosen) return cell
      const box = { ...drawnBox, source: 'cell', reason: 'style-only' } as const
      return { ...cell, blocks: [{ kind: 'line', tokens: [box], place: null }] }
    })
    return { cells }
  })
}

const textOf = (cell: GridCell): string =>
  cell.lines
    .flatMap(({ tokens }) => tokens)
    .map((token) => (token.kind === 'word' ? token.text : '\uFFFC'))
    .join(' ')

/** A day and a year behind the words that lead to them, each in a cell of its own. */
const opensDate = /(?:^|[\s,])ng[aà]y[\s.…_]*$|^ng[aà]y[\s.…_]*\d{0,2}$/iu
const wholeDate =
  /ng[aà]y[\s.…_]*(?:\d{0,2}[\s.…_]*th[aá]ng[\s.…_]*\d{0,2}[\s.…_]*n[aă]m[\s.…_]*\d{4}|\d{1,2}\s*\/\s*\d{1,2}\s*\/\s*\d{4})[\s.…_]*$/iu
/** "Hà Nội," */
const placeBefore = /^[\p{L}][\p{L} .-]{1,40},$/u
const dateAlone = /^(?:ng[aà]y\b.*n[aă]m\s*\d{4}|\d{1,2}\/\d{1,2}\/\d{4})$/iu
/** Place, and six cells of "ngày … tháng … năm …". */
const mostDateCells = 8

/** "Hà Nội, ngày | 20 | tháng | 4 | năm | 2017" is one line that was typed into several cells. */
function withJoinedDates(row: GridRow): GridRow {
  const written = row.cells.filter(isWritten)
  if (written.length < 2) return row
  for (let from = 0; from < written.length; from++) {
    let text = textOf(written[from] as GridCell)
    const opens = opensDate.test(text)
    const place = placeBefore.test(text)
    if (!opens && !place) continue
    for (let to = from + 1; to < Math.min(written.length, from + mostDateCells); to++) {
      text += ` ${textOf(written[to] as GridCell)}`
      const alone = textOf(written[to] as GridCell)
      const whole = wholeDate.test(text) || (place && to === from + 1 && dateAlone.test(alone))
      if (!whole) continue
      const joined = written.slice(from, to + 1)
      const first = joined[0] as GridCell
      const last = joined.at(-1) as GridCell
      const line: Line = {
        kind: 'line',
        place: null,
        tokens: joined.flatMap(({ lines }) => lines.flatMap(({ tokens }) => tokens.map(unglued))),
      }
      const columnSpan = last.column + last.columnSpan - first.column
      const cell: GridCell = { ...first, columnSpan, merged: true, lines: [line] }
      const others = row.cells.filter((one) => !joined.includes(one))
      return { ...row, cells: [...others, cell].sort((a, b) => a.column - b.column) }
    }
  }
  return row
}

/** The first word of a cell stands apart from the cell before. */
function unglued<T extends Line['tokens'][number]>(token: T, index: number): T {
  return index === 0 && token.kind === 'word' && token.glued ? { ...token, glued: false } : token
}
