import type { Rectangle } from '../../survey/answers.ts'
import { touch } from '../rectangles.ts'
import type { Plane } from './bitmap.ts'
import { aligned, columnOf, type Outline, ofOneSize } from './outline.ts'
import { type InkBothWays, type Inked, longRuns, planeOf, type Runs } from './runs.ts'

/** Box sides in x-heights: □ of a small font up to a box drawn two lines high. */
const smallest = 1.1
const largest = 3.6
/** Share of each side that must be inked. A letter D has three sides and two corners, no more. */
const leastDrawn = 0.82
/** The same for the quarters next to the corners, where a D is round. */
const cornerDrawn = 0.85
/** Share of the page's width at either side where nothing is printed: black borders of copies look like boxes there. */
const paperEdge = 0.03

/**
 * Finds the printed boxes by their four sides and corners, whatever is drawn inside or across. `letter` is the height
 * of small letters, `least` the smallest side in such heights, `widest` the width in a box's height, `sides` what was
 * found before for the same page and `least`. Squares of another size than most are dropped: they are letters, logos or
 * cells.
 */
export function outlinesOf(
  page: InkBothWays,
  letter: number,
  {
    least = smallest,
    widest = 1.34,
    sides = sidesOf(page, letter, least),
  }: { least?: number; widest?: number; sides?: Sides } = {},
): Outline[] {
  const ink = page.level.plane
  const { run, level, upright, strokes } = sides
  // A side one or two pixels aslant still counts as one.
  const reach = Math.max(1, Math.round(letter * 0.09))
  const candidates = new Map<number, Outline>()
  for (let i = 0; i < strokes.length; i += 2) {
    const at = Math.floor((strokes[i] as number) / upright.width)
    const from = (strokes[i] as number) - at * upright.width
    const height = (strokes[i + 1] as number) - (strokes[i] as number)
    if (height < Math.max(run, letter * least) || height > letter * largest * 1.15) continue
    for (const side of [1, -1]) {
      for (let width = Math.round(height * 0.75); width <= height * widest; width++) {
        const x = side > 0 ? at : at - width + 1
        if (x < paperEdge * ink.width || x + width > (1 - paperEdge) * ink.width) continue
        const box = { x, y: from, width, height }
        const drawn = sidesDrawn(level, upright, box, reach)
        if (drawn < leastDrawn || !hasCorners(ink, box)) continue
        const key = Math.round((x + width / 2) / letter) * 65_536 + Math.round((from + height / 2) / letter)
        const known = candidates.get(key)
        const score = (one: Outline) => one.drawn + ((one.width + one.height) / letter) * 0.08
        if (!known || score({ ...box, drawn }) > score(known)) candidates.set(key, { ...box, drawn })
      }
    }
  }
  const apart = separate([...candidates.values()]).filter((box) => !isInWord(ink, box, letter))
  return aligned(ofOneSize(apart), letter, ink)
}

/** The straight strokes of a page that may be sides of boxes. */
export interface Sides {
  /** The least length of one, in pixels. */
  readonly run: number
  readonly level: Plane
  /** Has the page's columns for rows. */
  readonly upright: Plane
  /** The upright ones as runs. */
  readonly strokes: Runs
}

/** Finds them once for a page that is searched for boxes of more than one shape. */
export function sidesOf(page: InkBothWays, letter: number, least = smallest): Sides {
  const run = Math.max(6, Math.round(letter * least * 0.8))
  const gap = Math.max(1, Math.round(letter * 0.1))
  const straight = ({ plane, runs }: Inked) => longRuns(runs, plane.width, run, gap)
  const [level, strokes] = [straight(page.level), straight(page.upright)]
  const { width, height } = page.level.plane
  return { run, level: planeOf(level, width, height), upright: planeOf(strokes, height, width), strokes }
}

/**
 * The least share of a side that is inked; 0 where the quarter next to a corner is not, for round letters lack corners.
 * `upright` has the page's columns for rows.
 */
function sidesDrawn(level: Plane, upright: Plane, box: Rectangle, reach: number): number {
  const right = box.x + box.width - 1
  const bottom = box.y + box.height - 1
  if (right >= level.width || bottom >= level.height || box.x < 1 || box.y < 1) return 0
  const down = (x: number) => sideDrawn(upright, x, box.y, box.height, reach)
  const across = (y: number) => sideDrawn(level, y, box.x, box.width, reach)
  // Nearly always one of these is missing.
  const last = down(right)
  if (last < leastDrawn) return 0
  const first = down(box.x)
  if (first < leastDrawn) return 0
  return Math.min(first, last, across(box.y), across(bottom))
}

/** Share of a side that is inked in the rows within `reach` of it. */
function sideDrawn(runs: Plane, row: number, from: number, length: number, reach: number): number {
  const quarter = Math.max(3, Math.round(length * 0.25))
  const isDrawnAt = (start: number) =>
    inkedPlaces(runs, row, start, start + quarter, reach) >= quarter * cornerDrawn
  if (!isDrawnAt(from) || !isDrawnAt(from + length - quarter)) return 0
  return inkedPlaces(runs, row, from, from + length, reach) / length
}

function inkedPlaces({ width, height, data }: Plane, row: number, from: number, to: number, reach: number) {
  const top = Math.max(0, row - reach)
  const bottom = Math.min(height - 1, row + reach)
  let inked = 0
  for (let x = from; x < to; x++)
    for (let y = top; y <= bottom; y++)
      if (data[y * width + x] !== 0) {
        inked++
        break
      }
  return inked
}

function hasCorners(ink: Plane, { x, y, width, height }: Rectangle): boolean {
  const reach = Math.max(1, Math.round(Math.min(width, height) * 0.07))
  const inkNear = (cx: number, cy: number): boolean => {
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) {
        const [px, py] = [cx + dx, cy + dy]
        if (px >= 0 && py >= 0 && px < ink.width && py < ink.height && ink.data[py * ink.width + px])
          return true
      }
    return false
  }
  return (
    inkNear(x, y) &&
    inkNear(x + width - 1, y) &&
    inkNear(x, y + height - 1) &&
    inkNear(x + width - 1, y + height - 1)
  )
}

/**
 * A square with print close on its right or left is a letter of a word (B, D, Đ, O). A box keeps its distance from its
 * statement, half a small letter at least; a tick that runs out of it crosses a few rows only. The shadow of a box (❑)
 * is part of its side.
 */
function isInWord(ink: Plane, { x, y, width, height }: Rectangle, letter: number): boolean {
  const gap = Math.max(1, Math.round(letter * 0.08))
  const reach = Math.round(letter * 0.42)
  const shadow = Math.round(letter * 0.35)
  const top = y + Math.round(height * 0.3)
  const rowsBeside = (start: number, step: 1 | -1): number => {
    let rows = 0
    for (let row = top; row < y + height; row++) {
      const at = (column: number) =>
        column >= 0 && column < ink.width ? (ink.data[row * ink.width + column] as number) : 0
      let edge = start
      while (Math.abs(edge - start) < shadow && at(edge)) edge += step
      let found = 0
      for (let far = gap; far < reach && !found; far++) found = at(edge + far * step)
      rows += found
    }
    return rows / (y + height - top)
  }
  return Math.max(rowsBeside(x + width, 1), rowsBeside(x - 1, -1)) > 0.42
}

/** Bold letters have four sides and corners too: squares as small as small letters are boxes in a column of them only. */
export function smallBoxes(page: InkBothWays, letter: number): Outline[] {
  const squares = outlinesOf(page, letter, { least: smallestInColumn })
  return squares.filter((one) => columnOf(one, squares, letter).length >= fewestInColumn)
}

const smallestInColumn = 0.95
const fewestInColumn = 4

/** Of squares that overlap, the best drawn one; the bigger where they are as good: it is the outer edge. */
function separate(outlines: readonly Outline[]): Outline[] {
  const kept: Outline[] = []
  const worth = (one: Outline) => one.drawn + (one.width + one.height) * 0.004
  for (const one of [...outlines].sort((a, b) => worth(b) - worth(a)))
    if (!kept.some((other) => touch(one, other))) kept.push(one)
  return kept
}
