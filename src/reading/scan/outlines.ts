import type { Rectangle } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'
import { down, touch } from '../rectangles.ts'
import type { Plane } from './bitmap.ts'
import { type Component, type Components, placeOf } from './components.ts'
import type { SeenWord } from './ocr.ts'
import { type InkBothWays, type Inked, longRuns, planeOf, type Runs } from './runs.ts'

/** A square really drawn on the page, a place for a tick. */
export interface Outline extends Rectangle {
  /** The least share of any of its four sides that is inked. */
  readonly drawn: number
  /** Share of the width that each side takes, where it is more than that of a drawn one: a round bracket's. */
  readonly rim?: number
}

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
 * Boxes inked all over show no outline any more: solid pieces of ink of about the size of the boxes that were found,
 * in the column in which these stand.
 */
export function filledBoxes({ all }: Components, outlines: readonly Outline[], letter: number): Outline[] {
  if (outlines.length < 2) return []
  const side = outlines.reduce((sum, { width, height }) => sum + (width + height) / 2, 0) / outlines.length
  // Of the size of letters, bold ones would be taken for filled boxes.
  if (side < letter * 1.2) return []
  return all.flatMap((piece): Outline[] => {
    const place = placeOf(piece)
    const [wide, high] = [place.width / side, place.height / side]
    if (Math.min(wide, high) < 0.75 || Math.max(wide, high) > 1.9) return []
    if (piece.area < place.width * place.height * 0.62) return []
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2]
    const inColumn = outlines.filter((one) => Math.abs(one.x + one.width / 2 - x) < side * 0.6)
    if (inColumn.length < 2 || outlines.some((one) => touch(one, place))) return []
    // The ink covers the place of the box; the bold "a." of a heading begins where the text does, left of it.
    const left = inColumn.reduce((sum, one) => sum + one.x, 0) / inColumn.length
    const covered = Math.min(place.x + place.width, left + side) - Math.max(place.x, left)
    if (covered < side * 0.75 || opensWord(all, place, letter)) return []
    return [{ x: x - side / 2, y: y - side / 2, width: side, height: side, drawn: 0.8 }]
  })
}

/** The next letter stands close behind it: the bold K of "a. Kết nối" where that begins above the boxes. */
const opensWord = (all: readonly Component[], place: Rectangle, letter: number): boolean =>
  all.some((piece) => {
    const next = placeOf(piece)
    const gap = next.x - place.x - place.width
    return (
      piece.area > 0 &&
      gap > letter * -0.1 &&
      gap < letter * 0.3 &&
      next.height > letter * 0.7 &&
      down(next, place) > next.height * 0.6
    )
  })

/** "Đã …", "Đã/đang …" and "Tần xuất …", however the first word was read. */
const opensStatement = ({ text }: SeenWord): boolean => /^(d?da|tan)/.test(fold(text).replace(/[^a-z]/g, ''))

/**
 * Boxes whose sides a thick mark or a bad copy broke: ink of a box's size that stands where one is missing, in the
 * column of the boxes that were found and as far before the first word of its line as those.
 */
export function expectedBoxes(
  { all }: Components,
  outlines: readonly Outline[],
  words: readonly SeenWord[],
): Outline[] {
  if (outlines.length < 2) return []
  const side = outlines.reduce((sum, { width, height }) => sum + (width + height) / 2, 0) / outlines.length
  const middle = (place: Rectangle) => place.y + place.height / 2
  const isBeside = (box: Rectangle, { place }: SeenWord) =>
    Math.abs(middle(place) - middle(box)) < side * 0.6 && place.x > box.x + box.width * 0.7
  const gaps = outlines
    .flatMap((box) => {
      const beside = words.filter((word) => isBeside(box, word)).map(({ place }) => place.x)
      return beside.length > 0 ? [{ box, gap: Math.min(...beside) - box.x - box.width }] : []
    })
    .filter(({ gap }) => gap < side * 3)
  if (gaps.length < 2) return []
  return words.filter(opensStatement).flatMap(({ place }): Outline[] => {
    const rows = gaps.filter(({ box, gap }) => Math.abs(box.x + box.width + gap - place.x) < side * 0.5)
    const [like] = rows
    if (!like || rows.length < 2) return []
    const here = { x: place.x - like.gap - side, y: middle(place) - side / 2, width: side, height: side }
    if (outlines.some((one) => touch(one, here))) return []
    const pieces = all.filter((piece) => {
      const area = placeOf(piece)
      return (
        piece.area > 0 &&
        touch(area, here) &&
        Math.max(area.width, area.height) < side * 2.6 &&
        Math.min(area.width, area.height) > side * 0.6
      )
    })
    const [piece] = pieces
    if (!piece || pieces.length > 1) return []
    const found = placeOf(piece)
    // A box with a tick running out of it: the box itself lies where the others stand.
    const near = Math.abs(found.x - here.x) < side * 0.35 ? Math.max(found.x, here.x - side * 0.2) : here.x
    const x = found.width < side * 1.2 ? found.x + (found.width - side) / 2 : near
    const y = found.height < side * 1.35 ? found.y + (found.height - side) / 2 : here.y
    return [{ x, y, width: side, height: side, drawn: 0.7 }]
  })
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

/**
 * Boxes stand below each other: beside a column of three a lone square is none of them, beside one of five a pair. Those
 * set behind their statements stand where its last line ends.
 */
export function aligned(outlines: readonly Outline[], letter: number, ink?: Plane): Outline[] {
  const most = Math.max(0, ...outlines.map((one) => columnOf(one, outlines, letter).length))
  const least = most < 3 ? 1 : most < 5 ? 2 : 3
  return outlines.filter(
    (one) => columnOf(one, outlines, letter).length >= least || (ink && endsLine(ink, one, letter)),
  )
}

/** In heights of small letters: a tick runs so far out of its box, and nothing follows in so many. */
const [overrun, white] = [2, 12]
/** In the same: a box stands so near behind its text. */
const behindText = 3

/** Text stands before it, and nothing behind it. */
function endsLine({ width, data }: Plane, box: Outline, letter: number): boolean {
  const [top, bottom] = [box.y + Math.round(box.height * 0.2), box.y + Math.round(box.height * 0.8)]
  const isInked = (from: number, to: number): boolean => {
    for (let y = top; y < bottom; y++)
      for (let x = Math.max(0, Math.round(from)); x < Math.min(width, to); x++)
        if (data[y * width + x]) return true
    return false
  }
  const right = box.x + box.width
  return (
    isInked(box.x - letter * behindText, box.x - letter * apart) &&
    !isInked(right + letter * overrun, right + letter * white)
  )
}

/** In heights of small letters: the next sign stands farther from a box than the next letter of its word from a letter. */
const apart = 0.3
/** The least width of a box in its height or the other way about: that of a bold "Q" is less. */
const squarest = 0.86

/**
 * Without letters that look like boxes, a bold "Q.", an "ấp" in pale ink: those that no column tells, within a word or
 * higher than wide.
 */
export function withoutLetters(
  outlines: readonly Outline[],
  { all }: Components,
  letter: number,
): readonly Outline[] {
  const isInWord = (box: Outline): boolean =>
    all.some((piece) => {
      const place = placeOf(piece)
      const gap = Math.max(place.x - box.x - box.width, box.x - place.x - place.width)
      return piece.area > 0 && gap >= 0 && gap < letter * apart && down(place, box) > place.height * 0.3
    })
  const isSquare = ({ width, height }: Outline): boolean =>
    Math.min(width, height) > Math.max(width, height) * squarest
  return outlines.filter(
    (one) => columnOf(one, outlines, letter).length >= 3 || (isSquare(one) && !isInWord(one)),
  )
}

/** Those that stand above and below one, and it itself. */
const columnOf = (one: Outline, outlines: readonly Outline[], letter: number): Outline[] =>
  outlines.filter((other) => Math.abs(other.x + other.width / 2 - one.x - one.width / 2) < letter * 1.2)

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

/** The printed boxes of a form are of one size; what differs by more than a fifth from most of them is something else. */
export function ofOneSize(outlines: readonly Outline[]): Outline[] {
  const like = (a: Outline, b: Outline) => {
    const ratio = (a.width + a.height) / (b.width + b.height)
    // A fax stretches all boxes alike.
    const shape = a.width / a.height / (b.width / b.height)
    return ratio > 0.8 && ratio < 1.25 && shape > 0.77 && shape < 1.3
  }
  const groups = outlines.map((one) => outlines.filter((other) => like(one, other)))
  const most = groups.sort((a, b) => b.length - a.length)[0] ?? []
  return most.sort((a, b) => a.y - b.y || a.x - b.x)
}
