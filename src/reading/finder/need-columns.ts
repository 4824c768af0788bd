import { fold } from '../../vietnamese/fold.ts'
import { editsBetween } from './fuzzy.ts'
import { type Reel, type ReelCell, type Span, wordTokensIn } from './reel.ts'

/** Grid columns of a table by their heads. */
export interface Columns {
  readonly yes: readonly [number, number] | null
  readonly no: readonly [number, number] | null
  /** One column for either answer ("Có/Không", "Trả lời"). */
  readonly answer: readonly [number, number] | null
  /** False when no head says so and the printed order is assumed. */
  readonly headed: boolean
}

const rangeOf = (cell: ReelCell): readonly [number, number] => [cell.column, cell.column + cell.columnSpan]

/**
 * Finds which columns answer "Có" and "Không" for a row of a table: by the heads in the rows above it, or, where a page
 * break cut the table, by those of the table before.
 */
export function columnsFor(reel: Reel, label: ReelCell): Columns | null {
  for (const table of [label.table, label.table - 1, label.table - 2]) {
    const rows = reel.tables[table]
    if (!rows) continue
    const above = table === label.table ? rows.slice(0, label.row) : rows
    if (table !== label.table && width(rows) !== width(reel.tables[label.table] ?? [])) continue
    const heads = headsIn(reel, above.flat())
    if (heads) return heads
  }
  return assumed(reel, label)
}

const width = (rows: readonly (readonly ReelCell[])[]) =>
  Math.max(0, ...rows.flat().map((cell) => cell.column + cell.columnSpan))

function headsIn(reel: Reel, cells: readonly ReelCell[]): Columns | null {
  let yes: Columns['yes'] = null
  let no: Columns['no'] = null
  let answer: Columns['answer'] = null
  for (const cell of cells) {
    // Specks and corners of the grid are read as letters beside the head.
    const head = fold(textOf(reel, cell)).replace(/^\p{L} (?=(?:co|khong)$)/u, '')
    // As most of the answer cells above.
    if (head === '') continue
    // A narrow column breaks the word: "Khôn / g".
    const word = head.replace(/ /g, '')
    if (/^(co|yes|da)( nhu cau| thuc hien| trien khai| su dung)?( \p{L}{1,2})?$/u.test(head))
      yes = rangeOf(cell)
    else if (
      /^(khong|no|chua)( co)?( nhu cau| thuc hien| trien khai| su dung)?( \p{L}{1,2})?$/u.test(head) ||
      (word.length >= 4 && editsBetween(word, 'khong', 1) <= 1) ||
      // "SKhibng": bold type on a photograph.
      /^\p{L}?kh\p{L}{1,3}ng$/u.test(word)
    )
      no = rangeOf(cell)
    else if (/^(co khong|co hoac khong|tra loi|lua chon|y kien|dang ky|ket qua)/.test(head))
      answer = rangeOf(cell)
  }
  // The other of two answer columns, whose head could not be read.
  if (!answer && yes && !no) no = otherColumn(reel, cells, yes)
  else if (!answer && no && !yes) yes = otherColumn(reel, cells, no)
  return (yes && no) || answer
    ? { yes: yes && no ? yes : null, no: yes && no ? no : null, answer, headed: true }
    : null
}

/**
 * The one column behind the row's wording beside a column whose head was read; null where there are more or none. A head
 * that says something else (remarks, a unit) is no answer column.
 */
function otherColumn(
  reel: Reel,
  cells: readonly ReelCell[],
  known: readonly [number, number],
): readonly [number, number] | null {
  const head = cells.find((cell) => cell.column === known[0])
  const labels =
    head && cells.filter((cell) => cell.row === head.row && /nhu cau|noi dung/.test(fold(textOf(reel, cell))))
  const label = labels?.at(-1)
  if (!head || !label) return null
  const others = cells.filter(
    (cell) => cell.row === head.row && cell !== head && cell.column >= label.column + label.columnSpan,
  )
  const [other] = others
  return other && others.length === 1 && !/\p{L}{4,}/u.test(fold(textOf(reel, other))) ? rangeOf(other) : null
}

const textOf = (reel: Reel, cell: ReelCell): string => reel.text.slice(cell.start, cell.end)

/** No head anywhere: the two columns right of the label in printed order, to be confirmed by a person. */
function assumed(reel: Reel, label: ReelCell): Columns | null {
  const row = reel.tables[label.table]?.[label.row] ?? []
  const right = row.filter((cell) => cell.column >= label.column + label.columnSpan)
  if (right.length === 0) return null
  const [first, second] = right as [ReelCell, ReelCell | undefined]
  if (!second) return { yes: null, no: null, answer: rangeOf(first), headed: false }
  return { yes: rangeOf(first), no: rangeOf(second), answer: null, headed: false }
}

/** The cell that stands in a column in this row; `merged` when it reaches over a row above or below too. */
export function cellIn(
  reel: Reel,
  label: ReelCell,
  column: readonly [number, number],
): { cell: ReelCell; merged: boolean } | null {
  const rows = reel.tables[label.table] ?? []
  const cellOf = (row: number) =>
    rows[row]?.find((one) => one.column < column[1] && one.column + one.columnSpan > column[0])
  for (let row = label.row; row >= 0; row--) {
    const cell = cellOf(row)
    if (cell) return { cell, merged: row !== label.row || cell.reachesDown }
  }
  return null
}

/** Where "Có" and "Không" stand above untabled rows: the middles of the two words, in the page's units. */
export function headPositions(reel: Reel, spans: readonly Span[]): { yes: number; no: number } | null {
  const words = spans.flatMap((span) => wordTokensIn(reel, span)).filter(({ token }) => token.place)
  const middle = (word: RegExp) => {
    const found = words.filter(({ token }) => word.test(token.text.normalize('NFC')))
    const last = found.at(-1)
    const place = last?.token.place
    return last && place ? { x: place.x + place.width / 2, page: reel.lines[last.line]?.page ?? 0 } : null
  }
  const yes = middle(/^c[oóòỏõọ][.:|]?$/iu)
  const no = middle(/^kh[oôốồổỗộ]ng[.:|]?$/iu)
  return yes && no && yes.page === no.page ? { yes: yes.x, no: no.x } : null
}
