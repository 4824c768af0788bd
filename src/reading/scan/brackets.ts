import type { Rectangle } from '../../survey/answers.ts'
import { touch } from '../rectangles.ts'
import type { Plane } from './bitmap.ts'
import { isBracket, isParenthesis, type Shape } from './bracket-shapes.ts'
import { type Component, type Components, placeOf } from './components.ts'
import { aligned, type Outline, ofOneSize } from './outline.ts'

/** Heights of a bracket in those of small letters. */
const [lowest, highest] = [1.4, 3]
/** Its width, and the room for a mark between two of them. */
const widest = 1.1
const [narrowest, roomiest] = [0.25, 3]
/** Fewer pairs below each other than these tell no column, and fewer boxes are brackets of a text. */
const [fewestPairs, fewest] = [2, 3]

/**
 * Boxes that somebody typed as "[ ]" or "( )", whatever stands in them: pairs of brackets below each other in a column.
 * Of a pair that its mark runs into enough of the brackets still stands where those of the others do. `letter` is the
 * height of small letters.
 */
export function bracketBoxes(ink: Plane, components: Components, letter: number): Outline[] {
  const pieces = components.all.filter(({ left, right, top, bottom, area }) => {
    const height = bottom - top
    return area > 0 && height > letter * lowest && height < letter * highest && right - left < letter * widest
  })
  const square = columnOf(pairsOf(isBracket, components, pieces, letter), letter)
  if (square.length > 0) return enough([...square, ...marked(ink, square, letter)])
  const pairs = pairsOf(isParenthesis, components, pieces, letter)
  const round = columnOf(pairs, letter)
  return enough([...round, ...markedRound(ink, round, letter)].map(withBends))
}

/** Two pieces of a shape and its mirrored one, with the room of a mark between them. */
function pairsOf(
  shape: Shape,
  components: Components,
  pieces: readonly Component[],
  letter: number,
): Outline[] {
  const opening = pieces.filter((piece) => shape(components, piece, 1))
  const closing = pieces.filter((piece) => shape(components, piece, -1))
  return opening.flatMap((one): Outline[] => {
    const other = closing
      .filter(
        ({ left, top, bottom }) =>
          left - one.right > letter * narrowest &&
          left - one.right < letter * roomiest &&
          Math.abs(top - one.top) + Math.abs(bottom - one.bottom) < letter * 0.6,
      )
      .sort((a, b) => a.left - b.left)[0]
    if (!other) return []
    const { x, y, height } = placeOf(one)
    return [{ x, y, width: other.right - x, height, drawn: 0.85 }]
  })
}

/** Share of a pair's height that the bends of round brackets reach inwards. */
const bends = 0.26
const withBends = (box: Outline): Outline => ({ ...box, rim: (box.height * bends) / box.width })

/** The pairs that stand below each other; none where they are too few to tell a column. */
function columnOf(pairs: readonly Outline[], letter: number): Outline[] {
  const alike = aligned(ofOneSize(pairs), letter)
  if (alike.length < fewestPairs) return []
  return [...alike, ...pairs.filter((pair) => !alike.includes(pair) && isInColumn(pair, alike, letter))]
}

const enough = (boxes: readonly Outline[]): Outline[] =>
  boxes.length < fewest ? [] : [...boxes].sort((a, b) => a.y - b.y)

/** "[ ]" among "[ X ]": as high, and begins or ends where the others do. */
function isInColumn(pair: Outline, alike: readonly Outline[], letter: number): boolean {
  const near = (one: number, other: number): boolean => Math.abs(one - other) < letter * 0.4
  return alike.some(
    ({ x, width, height }) =>
      near(height, pair.height) && (near(x, pair.x) || near(x + width, pair.x + pair.width)),
  )
}

/** The box of a column that is usual in every measure. */
function usualOf(column: readonly Outline[]): Rectangle {
  const middle = (of: (one: Outline) => number) =>
    column.map(of).sort((a, b) => a - b)[column.length >> 1] as number
  return {
    x: middle((one) => one.x),
    y: 0,
    width: middle((one) => one.width),
    height: middle((one) => one.height),
  }
}

/** Places in the column where only a bar is left of a pair. */
function marked(ink: Plane, column: readonly Outline[], letter: number): Outline[] {
  const { x, width, height } = usualOf(column)
  const found: Outline[] = []
  for (const bar of [x, x + width - 1])
    for (const [top, bottom] of upright(ink, bar, Math.max(1, Math.round(letter * 0.15)))) {
      // Letters with a bar, the b of "b. Ứng dụng", are a sixth lower than brackets.
      if (bottom - top < height * 0.93 || bottom - top > height * 1.25) continue
      const box = { x, y: top + (bottom - top - height) / 2, width, height, drawn: 0.7 }
      if (![...column, ...found].some((one) => touch(one, box))) found.push(box)
    }
  return found
}

/** Share of a pair's ink that is found again where a mark runs through it. */
const leastLeft = 0.9

/** Places in the column where the ink of a whole pair, as one of the others has it, is found within that of its mark. */
function markedRound(ink: Plane, column: readonly Outline[], letter: number): Outline[] {
  const found: Outline[] = []
  const { x, width, height } = usualOf(column)
  const pattern = column.find((one) => one.width === width) ?? column[0]
  if (!pattern) return []
  const dots = dotsOf(ink, pattern)
  const reach = Math.max(1, Math.round(letter * 0.15))
  for (let y = 0; y < ink.height - height; y++) {
    let best = { share: leastLeft, at: 0 }
    for (let at = Math.round(x) - reach; at <= x + reach; at++) {
      const share = shareFound(ink, dots, at, y, best.share)
      if (share > best.share) best = { share, at }
    }
    if (best.share === leastLeft) continue
    const box = { x: best.at, y, width, height, drawn: 0.7 }
    if (![...column, ...found].some((one) => touch(one, box))) found.push(box)
  }
  return found
}

/** Where ink stands in the outer thirds of an empty pair, from its corner. */
function dotsOf(ink: Plane, { x, y, width, height }: Outline): readonly (readonly [number, number])[] {
  const dots: [number, number][] = []
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const isOutside = column < width / 3 || column >= (width * 2) / 3
      if (isOutside && ink.data[(y + row) * ink.width + x + column]) dots.push([column, row])
    }
  return dots
}

/** Share of the dots that are inked, up to a pixel aside; 0 as soon as it cannot be more than `least`. */
function shareFound(
  { width, data }: Plane,
  dots: readonly (readonly [number, number])[],
  x: number,
  y: number,
  least: number,
): number {
  let spare = dots.length * (1 - least)
  for (const [dx, dy] of dots) {
    const at = (y + dy) * width + x + dx
    if (data[at] || data[at - 1] || data[at + 1]) continue
    if (--spare < 0) return 0
  }
  return least + spare / dots.length
}

/** From where to where ink stands without a gap in the few columns around one. */
function upright({ width, height, data }: Plane, at: number, reach: number): [number, number][] {
  const runs: [number, number][] = []
  let start = -1
  for (let y = 0; y <= height; y++) {
    let inked = false
    for (let x = at - reach; y < height && x <= at + reach && !inked; x++) inked = data[y * width + x] === 1
    if (inked && start < 0) start = y
    if (!inked && start >= 0) {
      runs.push([start, y])
      start = -1
    }
  }
  return runs
}
