import { lineAt, type Reel, type ReelCell, type Span } from './reel.ts'

/**
 * The cell below a label that heads a column: the label's own cell holds nothing else, other labels stand beside it, and
 * the row below has none. Null where the label is no such head.
 */
export function cellBelow(
  reel: Reel,
  labels: readonly Span[],
  label: Span,
  isValue: (text: string) => boolean,
): ReelCell | null {
  const cell = lineAt(reel, label.start).cell
  if (!cell) return null
  const rows = reel.tables[cell.table] ?? []
  const row = rows[cell.row] ?? []
  const below = rows[cell.row + 1] ?? []
  const labelled = (one: ReelCell) => labels.some(({ start }) => start >= one.start && start < one.end)
  const isEmpty = (one: ReelCell) => reel.text.slice(one.start, one.end).trim() === ''
  const right = row.find((one) => one.column >= cell.column + cell.columnSpan && !isEmpty(one))
  const heads = row.filter(labelled).length >= 2 && (!right || labelled(right))
  if (!heads || isValue(reel.text.slice(label.end, cell.end)) || below.some(labelled)) return null
  return below.find((one) => one.column === cell.column) ?? null
}

/** Do two pieces of text stand in the same column of a table or of the page; null where nobody can tell. */
export function inSameColumn(
  reel: Reel,
  one: Span & { readonly place: { readonly x: number; readonly height: number } | null },
  other: Span & { readonly place: { readonly x: number; readonly height: number } | null },
): boolean | null {
  const [cell, otherCell] = [lineAt(reel, one.start).cell, lineAt(reel, other.start).cell]
  if (cell && otherCell && cell.table === otherCell.table) return cell.column === otherCell.column
  if (!one.place || !other.place) return null
  return Math.abs(one.place.x - other.place.x) <= 4 * Math.max(one.place.height, other.place.height)
}
