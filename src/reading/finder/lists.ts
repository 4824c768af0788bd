import { fromPaper, type Transcript } from '../transcript.ts'
import type { Frame } from './frames.ts'
import { labelsIn } from './labels.ts'
import type { Hit } from './locate.ts'
import { marksIn } from './marks.ts'
import { statementIds } from './printed.ts'
import { lineAt, type Reel, type ReelCell } from './reel.ts'

/** One row with two answers is a slip, or a word put into another cell; so many are columns of several bodies. */
const leastRows = 3
/** Statements side by side are the heads of columns. */
const leastHeads = 3

/**
 * A table of what several bodies answered, or of how many answered what, has all the printed words and is no form: its
 * statements head the columns, or its columns are bodies, or counts stand beside the statements.
 */
export function isListOfAnswers(reel: Reel, frame: Frame, transcript: Transcript): boolean {
  // Marks and figures read off paper are too uncertain to be counted.
  if (fromPaper(transcript)) return false
  const statements = statementIds.flatMap((id) => frame.hits.get(id) ?? [])
  return (
    standAsHeads(reel, statements) ||
    rowsThat(reel, statements, (cells) => cells.filter((cell) => isTicked(reel, cell)).length >= 2) ||
    rowsThat(reel, statements, (cells) => cells.some((cell) => isCount(reel, cell))) ||
    hasSeveralBodies(reel, frame)
  )
}

function standAsHeads(reel: Reel, statements: readonly Hit[]): boolean {
  const cells = statements.flatMap((hit) => lineAt(reel, hit.start).cell ?? [])
  return cells.some(
    (cell) =>
      new Set(
        cells
          .filter(({ table, row }) => table === cell.table && row === cell.row)
          .map(({ column }) => column),
      ).size >= leastHeads,
  )
}

/** Cells that stand right of a cell in its row and hold something. */
function cellsBehind(reel: Reel, cell: ReelCell | null): ReelCell[] {
  const row = cell ? (reel.tables[cell.table]?.[cell.row] ?? []) : []
  return row.filter((one) => cell && one.column > cell.column && isFilled(reel, one))
}

const isFilled = (reel: Reel, cell: ReelCell): boolean => reel.text.slice(cell.start, cell.end).trim() !== ''

const rowsThat = (
  reel: Reel,
  statements: readonly Hit[],
  say: (cells: readonly ReelCell[]) => boolean,
): boolean =>
  statements.filter((hit) => say(cellsBehind(reel, lineAt(reel, hit.start).cell))).length >= leastRows

const isTicked = (reel: Reel, cell: ReelCell): boolean =>
  marksIn(reel, cell).some(({ state }) => state === 'ticked')

/** "1" and "0" may be ticks. */
const isCount = (reel: Reel, cell: ReelCell): boolean => {
  const text = reel.text.slice(cell.start, cell.end).trim()
  return /^\d{1,4}$/.test(text) && Number(text) > 1
}

/** The label of a name, an address or a telephone has a value in two columns, and so have others. */
function hasSeveralBodies(reel: Reel, frame: Frame): boolean {
  const within = ({ start }: ReelCell) => frame.stretches.some((one) => start >= one.start && start < one.end)
  const rows = reel.tables.flat().filter((row) => row[0] && within(row[0]))
  // The table of section 3 has none; looking for labels in every word of a form took a third of the time of finding it.
  const heads = rows.flat().filter((cell) => cellsBehind(reel, cell).length >= 2)
  if (labelsIn(reel, heads).length < leastRows) return false
  const labels = labelsIn(reel, rows.flat())
  const doubled = new Set(
    labels.flatMap((label) => {
      const { cell } = lineAt(reel, label.start)
      const behind = cellsBehind(reel, cell).filter(
        (one) => !labels.some((other) => other.start >= one.start && other.start < one.end),
      )
      const alone = labels.filter(({ start }) => lineAt(reel, start).cell?.row === cell?.row).length === 1
      return cell && alone && behind.length >= 2 ? [`${cell.table} ${cell.row}`] : []
    }),
  )
  return doubled.size >= leastRows
}
