import type { Rectangle } from '../../survey/answers.ts'
import type { Ruling } from '../layout/ruling.ts'
import type { Cell } from '../transcript.ts'
import { cut, type Plane } from './bitmap.ts'
import { type Component, componentsOf } from './components.ts'

/** A piece of ink in a table, its lines taken off. */
export interface Stroke extends Component {
  /** Pixels of it in each cell, by the cell's index. */
  readonly shares: ReadonlyMap<number, number>
  /** Pixels of the biggest piece that it goes on in beyond a line between rows, 0 where it ends before any. */
  readonly beyond: number
  /** Encloses paper and has none of its ink there: a box that was typed into the cell, or a ring. */
  readonly hollow: boolean
}

/** The strokes in a table at `place`: its ink without its lines, and without what is left of their sides and dots. */
export const penStrokes = (
  place: Rectangle,
  marks: Plane,
  rulings: readonly Ruling[],
  cells: readonly Cell[],
  letter: number,
): Stroke[] =>
  withoutDottedSides(
    strokesIn(place, marks, rulings, cells, letter).filter((one) => !isSideLeft(one, cells, letter)),
    cells,
    letter,
  )

export const lengthOf = ({ left, right, top, bottom }: Component): number =>
  Math.max(right - left, bottom - top)
export const breadthOf = ({ left, right, top, bottom }: Component): number =>
  Math.min(right - left, bottom - top)

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
