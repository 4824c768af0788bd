import type { Rectangle } from '../../survey/answers.ts'
import { withLines } from '../layout/blocks.ts'
import type { Ruling } from '../layout/ruling.ts'
import type { Block, Box, Cell, Line, Table, Word } from '../transcript.ts'
import { cut, type Plane } from './bitmap.ts'
import { type Component, componentsOf } from './components.ts'

interface Stroke extends Component {
  /** Pixels of it in each cell, by the cell's index. */
  readonly shares: ReadonlyMap<number, number>
  /** Pixels of the biggest piece that it goes on in beyond a line between rows, 0 where it ends before any. */
  readonly beyond: number
  /** Encloses paper and has none of its ink there: a box that was typed into the cell, or a ring. */
  readonly hollow: boolean
}

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
  const strokes = withoutDottedSides(
    strokesIn(table.place, marks, rulings, cells, letter).filter((one) => !isSideLeft(one, cells, letter)),
    cells,
    letter,
  )
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

const lengthOf = ({ left, right, top, bottom }: Component): number => Math.max(right - left, bottom - top)
const breadthOf = ({ left, right, top, bottom }: Component): number => Math.min(right - left, bottom - top)

/** What is left of a side that runs a little aslant, as on a photograph: long, thin, and along the side. */
function isSideLeft(stroke: Stroke, cells: readonly Cell[], letter: number): boolean {
  if (breadthOf(stroke) > letter * 0.4 || lengthOf(stroke) < letter) return false
  const { left, right, top, bottom } = stroke
  const upright = bottom - top > right - left
  const at = upright ? (left + right) / 2 : (top + bottom) / 2
  return cells.some(({ place }) => {
    if (!place) return false
    const sides = upright ? [place.x, place.x + place.width] : [place.y, place.y + place.height]
    return sides.some((side) => Math.abs(at - side) < letter * 0.7)
  })
}

/** So many dots in a row are a dotted line. */
const fewestDots = 8

/** Without the dots and dashes of a line between two rows that was not drawn through. */
function withoutDottedSides(strokes: readonly Stroke[], cells: readonly Cell[], letter: number): Stroke[] {
  const levelOf = ({ top, bottom }: Stroke): number => (top + bottom) / 2
  const dots = strokes.filter(
    (one) =>
      one.bottom - one.top < letter * 0.4 &&
      one.right - one.left < letter * 1.5 &&
      cells.some(({ place }) => place && Math.abs(levelOf(one) - place.y) < letter),
  )
  const inRow = (one: Stroke, other: Stroke): boolean =>
    Math.abs(levelOf(one) - levelOf(other)) < letter * 0.2
  const ofLines = new Set(
    dots.filter((one) => dots.filter((other) => inRow(one, other)).length >= fewestDots),
  )
  return strokes.filter((one) => !ofLines.has(one))
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

function strokesIn(
  place: Rectangle,
  marks: Plane,
  rulings: readonly Ruling[],
  cells: readonly Cell[],
  letter: number,
): Stroke[] {
  const left = Math.max(0, Math.floor(place.x))
  const top = Math.max(0, Math.floor(place.y))
  const width = Math.min(marks.width - left, Math.ceil(place.width))
  const height = Math.min(marks.height - top, Math.ceil(place.height))
  const ink = cut(marks, { x: left, y: top, width, height })
  const half = Math.max(2, Math.round(letter * 0.22))
  // The sides of cells too: one that is too pale to be a ruling is no mark either.
  const sides = cells.flatMap(({ place: own }): Ruling[] =>
    own
      ? [own.x, own.x + own.width].map((at) => ({ upright: true, at, from: own.y, to: own.y + own.height }))
      : [],
  )
  for (const { upright, at, from, to } of [...rulings, ...sides]) {
    const across = Math.round(at) - (upright ? left : top)
    for (
      let i = Math.max(0, Math.floor(from) - half - (upright ? top : left));
      i < to + half - (upright ? top : left);
      i++
    )
      for (let d = -half; d <= half; d++) {
        const [x, y] = upright ? [across + d, i] : [i, across + d]
        if (x >= 0 && y >= 0 && x < width && y < height) ink.data[y * width + x] = 0
      }
  }
  const { labels, all } = componentsOf(ink)
  const beyond = goingOn(
    { labels, width, height },
    rulings.filter(({ upright }) => !upright).map(({ at }) => Math.round(at) - top),
    half,
  )
  const shares = all.map(() => new Map<number, number>())
  for (const [index, cell] of cells.entries()) {
    if (!cell.place) continue
    const x1 = Math.min(width, Math.round(cell.place.x + cell.place.width) - left)
    const y1 = Math.min(height, Math.round(cell.place.y + cell.place.height) - top)
    for (let y = Math.max(0, Math.round(cell.place.y) - top); y < y1; y++)
      for (let x = Math.max(0, Math.round(cell.place.x) - left); x < x1; x++) {
        const label = labels[y * width + x] as number
        if (label) shares[label]?.set(index, (shares[label]?.get(index) ?? 0) + 1)
      }
  }
  return all
    .filter(({ area }) => area > Math.max(4, letter * letter * 0.02))
    .map((one) => ({
      ...one,
      left: one.left + left,
      right: one.right + left,
      top: one.top + top,
      bottom: one.bottom + top,
      shares: shares[one.label] as Map<number, number>,
      hollow: isHollow(one, labels, width),
      beyond: Math.max(0, ...[...(beyond.get(one.label) ?? [])].map((label) => all[label]?.area ?? 0)),
    }))
}

/**
 * The pieces that lie across from each other where a line between rows was erased, `half` its width: of one stroke, which
 * may run aslant. By the label of each those of the others.
 */
function goingOn(
  { labels, width, height }: { labels: Int32Array; width: number; height: number },
  levels: readonly number[],
  half: number,
): ReadonlyMap<number, ReadonlySet<number>> {
  const others = new Map<number, Set<number>>()
  const join = (one: number, other: number) => others.set(one, (others.get(one) ?? new Set()).add(other))
  for (const level of levels) {
    const [above, below] = [level - half - 1, level + half + 1]
    if (above < 0 || below >= height) continue
    for (let x = 0; x < width; x++) {
      const upper = labels[above * width + x] as number
      if (!upper) continue
      for (
        let near = Math.max(0, x - below + above);
        near <= Math.min(width - 1, x + below - above);
        near++
      ) {
        const lower = labels[below * width + near] as number
        if (!lower) continue
        join(upper, lower)
        join(lower, upper)
      }
    }
  }
  return others
}

/** A tick that runs out into the next row has less there than this share of what it has in its own. */
const runOut = 0.6

/** About as wide as high, without ink in the middle half of it, and inked on all four ways out from there. */
function isHollow(
  { label, left, right, top, bottom }: Component,
  labels: Int32Array,
  width: number,
): boolean {
  const [across, down] = [right - left, bottom - top]
  if (Math.max(across, down) > Math.min(across, down) * 1.4 || across < 8) return false
  const isOwn = (x: number, y: number) => labels[y * width + x] === label
  for (let y = top + Math.ceil(down / 4); y < bottom - down / 4; y++)
    for (let x = left + Math.ceil(across / 4); x < right - across / 4; x++) if (isOwn(x, y)) return false
  const [middleX, middleY] = [(left + right) >> 1, (top + bottom) >> 1]
  const isInked = (from: number, to: number, at: (place: number) => boolean) => {
    for (let place = from; place < to; place++) if (at(place)) return true
    return false
  }
  return (
    isInked(left, middleX, (x) => isOwn(x, middleY)) &&
    isInked(middleX, right, (x) => isOwn(x, middleY)) &&
    isInked(top, middleY, (y) => isOwn(middleX, y)) &&
    isInked(middleY, bottom, (y) => isOwn(middleX, y))
  )
}

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
