import { touch } from '../rectangles.ts'
import type { Plane } from './bitmap.ts'
import { type Component, type Components, placeOf } from './components.ts'
import { aligned, type Outline, ofOneSize } from './outlines.ts'

/** Heights of a bracket in those of small letters. */
const [lowest, highest] = [1.4, 3]
/** Its width, and the room for a mark between two of them. */
const widest = 1.1
const [narrowest, roomiest] = [0.25, 3]
/** Fewer pairs below each other than these tell no column, and fewer boxes are brackets of a text. */
const [fewestPairs, fewest] = [2, 3]

/**
 * Boxes that somebody typed as "[ ]", whatever stands in them: pairs of brackets below each other in a column. Of a pair
 * that its mark runs into one bar at least still stands where those of the others do. `letter` is the height of small
 * letters.
 */
export function bracketBoxes(ink: Plane, components: Components, letter: number): Outline[] {
  const pieces = components.all.filter(({ left, right, top, bottom, area }) => {
    const height = bottom - top
    return area > 0 && height > letter * lowest && height < letter * highest && right - left < letter * widest
  })
  const opening = pieces.filter((piece) => isBracket(components, piece, 1))
  const closing = pieces.filter((piece) => isBracket(components, piece, -1))
  const pairs = opening.flatMap((one): Outline[] => {
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
  const column = aligned(ofOneSize(pairs), letter)
  if (column.length < fewestPairs) return []
  const all = [...column, ...marked(ink, column, letter)].sort((a, b) => a.y - b.y)
  return all.length < fewest ? [] : all
}

/** Places in the column where only a bar is left of a pair. */
function marked(ink: Plane, column: readonly Outline[], letter: number): Outline[] {
  const middle = (of: (one: Outline) => number) =>
    column.map(of).sort((a, b) => a - b)[column.length >> 1] as number
  const [x, width, height] = [middle((one) => one.x), middle((one) => one.width), middle((one) => one.height)]
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

/** Rows between the feet, as shares of the height. */
const [belowFoot, aboveFoot] = [0.25, 0.75]

/** An upright bar with a short foot at either end to its right (`side` 1) or left, and paper between them. */
function isBracket({ labels, width }: Components, piece: Component, side: 1 | -1): boolean {
  const { label, left, right, top, bottom } = piece
  const [across, down] = [right - left, bottom - top]
  if (across < 3) return false
  /** Steps from the bar's edge to the nearest and behind the farthest ink of each row. */
  const rows = Array.from({ length: down }, (_, row) => {
    const inked = Array.from({ length: across }, (_, step) => step).filter((step) => {
      const x = side > 0 ? left + step : right - 1 - step
      return labels[(top + row) * width + x] === label
    })
    return { from: inked[0] ?? across, to: (inked.at(-1) ?? -1) + 1 }
  })
  const bar = rows.filter(({ from }) => from < across * 0.45).length
  const between = rows.slice(Math.ceil(down * belowFoot), Math.floor(down * aboveFoot)).map(({ to }) => to)
  const thick = between.sort((a, b) => a - b)[between.length >> 1] ?? across
  // The feet of some typefaces reach no more than half the bar's own width out of it.
  const foot = Math.max(1, Math.floor(across * 0.25))
  const open = between.filter((to) => to <= across - foot).length
  const reach = Math.max(2, Math.round(down * 0.2))
  // An L and a Γ have one.
  const hasBoth = [rows.slice(0, reach), rows.slice(-reach)].every((end) =>
    end.some(({ to }) => to >= thick + foot),
  )
  return bar > down * 0.92 && open > between.length * 0.9 && hasBoth
}
