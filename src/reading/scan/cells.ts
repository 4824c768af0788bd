import { withLines } from '../layout/blocks.ts'
import type { Ruling } from '../layout/ruling.ts'
import type { Block, Box, Cell, Line, Table, Word } from '../transcript.ts'
import type { Plane } from './bitmap.ts'
import { breadthOf, lengthOf, penStrokes, type Stroke } from './cell-strokes.ts'
import type { Component } from './components.ts'

/**
 * Puts a box into every cell without words: the state of the ink there. A stroke that crosses a border belongs to the
 * cell that holds most of it; where it is divided both cells go to a person.
 */
export function withMeasuredCells(
  table: Table,
  marks: Plane,
  rulings: readonly Ruling[],
  letter: number,
): Table {
  if (!table.place) return table
  const cells = table.rows.flatMap((row) => row.cells)
  const strokes = penStrokes(table.place, marks, rulings, cells, letter)
  const measured = new Map<Cell, Box | null>()
  const dense = (stroke: Stroke) =>
    stroke.area / ((stroke.right - stroke.left) * (stroke.bottom - stroke.top))
  const firstText = new Map(
    table.rows.flatMap((row) => {
      const column = row.cells.find(hasText)?.column ?? -1
      return row.cells.map((cell) => [cell, column] as const)
    }),
  )
  // Left of a row's words stands its number, badly read; only ink far bigger than a figure may be a mark there.
  const isNumber = (cell: Cell, index: number) => {
    const inked = strokes.filter((one) => (one.shares.get(index) ?? 0) > 0)
    return (
      cell.column < (firstText.get(cell) ?? -1) &&
      inked.length > 0 &&
      inked.every((one) => one.right - one.left < letter * 2)
    )
  }
  const open = cells
    .map((cell, index) => ({ cell, index }))
    .filter(({ cell, index }) => !hasText(cell) && !cell.continued && !isNumber(cell, index))
  const ofCell = new Map(
    open.map(({ index }) => [index, strokes.filter((one) => (one.shares.get(index) ?? 0) > 0.05 * one.area)]),
  )
  const boxed = columnsOfBoxes(table)
  const thin = [...ofCell.values()]
    .flat()
    .filter((one) => dense(one) < 0.4 && lengthOf(one) > 0.75 * letter).length
  for (const { cell, index } of open) {
    const own = ofCell.get(index) ?? []
    const box = cellBox(
      cell,
      own,
      index,
      letter,
      (stroke) =>
        dense(stroke) > 0.55 && lengthOf(stroke) > letter && breadthOf(stroke) > 0.6 * letter && thin > 0,
    )
    // Below printed boxes ink that shows none hides its box: most likely it was crossed out.
    const hides = box?.state === 'ticked' && boxed.has(cell.column)
    measured.set(cell, hides ? { ...box, state: 'unclear', confidence: 0.5, reason: 'mark-unclear' } : box)
  }
  return {
    ...table,
    rows: table.rows.map((row) => ({
      cells: row.cells.map((cell) => {
        const box = measured.get(cell)
        if (!box) return cell
        const line: Line = { kind: 'line', tokens: [box], place: box.place }
        return { ...cell, blocks: [line] }
      }),
    })),
  }
}

/**
 * Rows of a table whose lines were not seen: one without any mark may have it beside the place where the column was
 * thought to be.
 */
export const withDoubtedRows = (table: Table): Table => ({
  ...table,
  rows: table.rows.map((row) => {
    const boxes = row.cells.flatMap(boxesOf)
    const blank = boxes.length > 1 && boxes.every(({ state }) => state === 'empty')
    return blank
      ? { cells: row.cells.map((cell) => ({ ...cell, blocks: cell.blocks.map(withDoubtedBoxes) })) }
      : row
  }),
})

const boxesOf = (cell: Cell): Box[] =>
  cell.blocks.flatMap((block) =>
    block.kind === 'line' ? block.tokens.flatMap((token) => (token.kind === 'box' ? [token] : [])) : [],
  )

/** With its boxes for a person to look at. */
export const withDoubtedBoxes = (block: Block): Block =>
  withLines(block, (line) => ({
    ...line,
    tokens: line.tokens.map((token) =>
      token.kind === 'box' ? { ...token, confidence: Math.min(token.confidence, 0.6) } : token,
    ),
  }))

/** Columns in which two cells and more hold a box of their own. */
function columnsOfBoxes({ rows }: Table): ReadonlySet<number> {
  const boxed = rows
    .flatMap(({ cells }) => cells)
    .filter((cell) => boxesOf(cell).some(({ source }) => source === 'measured'))
    .map(({ column }) => column)
  return new Set(boxed.filter((column, index) => boxed.indexOf(column) !== index))
}

/** A grid with no word in it is no table: the strokes of a scribble cross like lines. */
export const holdsText = (table: Table): boolean => table.rows.some(({ cells }) => cells.some(hasText))

/** Words that answer or label; single signs read from pen strokes are none. */
const hasText = (cell: Cell): boolean => cell.blocks.some((block) => blockHasText(block))
function blockHasText(block: Block): boolean {
  if (block.kind === 'table') return true
  return (
    block.tokens.some((token) => token.kind === 'box' || (token.kind === 'word' && isText(token))) ||
    isValue(block.tokens.map((token) => (token.kind === 'word' ? token.text : '')).join(''))
  )
}

/** A telephone number or an address, however badly read: no tick is read as so many signs. */
const isValue = (text: string): boolean =>
  /\d[\d\s.()+-]{4,}\d/.test(text) || /[\p{L}\p{N}@._-]{7,}/u.test(text)

/** A number of a row, "Có", "Không", any word: print that is surely read. */
function isText({ text, confidence }: Word): boolean {
  if (/^\d{1,2}[.)]?$/.test(text)) return confidence > 0.6
  if (/^(có|không|stt|tt)$/iu.test(text)) return confidence > 0.5
  return /\p{L}{3,}/u.test(text) && confidence > 0.6
}

/** A tick that runs out into the next row has less there than this share of what it has in its own. */
const runOut = 0.6

/** "( )": two upright strokes of one height with more paper between them than they are wide. */
function areBrackets(marks: readonly Stroke[]): boolean {
  const [left, right, ...others] = marks.toSorted((a, b) => a.left - b.left)
  if (!left || !right || others.length > 0) return false
  const [high, other] = [left.bottom - left.top, right.bottom - right.top]
  const wide = Math.max(left.right - left.left, right.right - right.left)
  return (
    Math.abs(high - other) < high * 0.2 &&
    Math.abs(left.top - right.top) < high * 0.2 &&
    wide < high * 0.5 &&
    right.left - left.right > wide
  )
}

function cellBox(
  cell: Cell,
  strokes: readonly Stroke[],
  index: number,
  letter: number,
  inkedOut: (stroke: Stroke) => boolean,
): Box | null {
  if (!cell.place) return null
  const base = { kind: 'box', source: 'cell', place: cell.place } as const
  const size = (piece: Component) => lengthOf(piece) / letter
  // A stroke cut in two by the erased border counts with what it has here.
  const within = strokes.filter((one) => (one.shares.get(index) as number) > one.area * 0.72)
  const divided = strokes.filter((one) => {
    const share = (one.shares.get(index) as number) / one.area
    if (within.includes(one)) return false
    // One line drawn down a column for all its rows has no cell of its own.
    const isNobodys = Math.max(...one.shares.values()) <= one.area * 0.72
    return (share > 0.28 && size(one) > 0.4) || (isNobodys && share > 0.1 && size(one) > 1.5)
  })
  const marks = within.filter((one) => size(one) >= 0.75)
  const specks = within.filter((one) => size(one) < 0.75 && size(one) > 0.3)
  if (divided.length > 0) return { ...base, state: 'unclear', confidence: 0.5, reason: 'mark-unclear' }
  if (marks.length > 0 && marks.every(({ area, beyond }) => area < beyond * runOut))
    return { ...base, state: 'unclear', confidence: 0.5, reason: 'mark-unclear' }
  if (marks.some(inkedOut))
    return { ...base, state: 'unclear', confidence: 0.5, reason: 'struck-out', corrected: true }
  // Somebody left the box of this row and put an x for those of others.
  if (marks.length > 0 && (marks.every(({ hollow }) => hollow) || areBrackets(marks)))
    return { ...base, state: 'unclear', confidence: 0.5, reason: 'mark-unclear' }
  const flat = marks.every(({ top, bottom }) => (bottom - top) / letter < 0.3)
  if (marks.length > 0 && flat) return { ...base, state: 'unclear', confidence: 0.5, reason: 'mark-unclear' }
  if (marks.length > 0)
    return { ...base, state: 'ticked', confidence: marks.some((one) => size(one) > 1.1) ? 0.995 : 0.95 }
  if (specks.length > 0) return { ...base, state: 'unclear', confidence: 0.5, reason: 'mark-unclear' }
  return { ...base, state: 'empty', confidence: 0.99 }
}
