import type { Rectangle } from '../../survey/answers.ts'
import type { Ruling } from '../layout/ruling.ts'
import { sideOf } from '../rectangles.ts'
import type { Plane } from './bitmap.ts'
import type { Components } from './components.ts'
import { faintShare } from './faint.ts'
import type { Outline } from './outline.ts'
import { overshootOf } from './overshoot.ts'
import { isRinged } from './ringed.ts'

/** A page whose boxes are measured. */
export interface MarkedPage {
  /** The flattened page. */
  readonly dark: Plane
  /** What counts as ink of it, pencil too. */
  readonly marks: Plane
  /** Its pieces of print and pen. */
  readonly components: Components
  readonly rulings: readonly Ruling[]
}

/** What the picture shows in and around one box. Lengths are shares of the box's side. */
export interface Ink {
  /** Share of the inner square (without the outline) that is inked, straight scanner streaks left out. */
  readonly inside: number
  /** Inked all over, also in the middle of its sides, where a cross of the thickest pen leaves paper. */
  readonly solid: boolean
  /** Share of the innermost part that is inked: a mark crosses it, a thick or slanted rim does not reach it. */
  readonly core: number
  /** Longest side of the ink inside. */
  readonly extent: number
  /** How far ink joined to the box reaches out of it: a tick that overshoots, or a circle. */
  readonly overshoot: number
  /** Labels of the pieces of ink inside. */
  readonly labels: ReadonlySet<number>
  /** Ink from inside leaves the box on its left and on its right, between the corners. */
  readonly crossed: boolean
  /** A ring is drawn around it. */
  readonly ringed: boolean
  /** Share of the inside that is darker than its paper, though too pale for ink. */
  readonly faint: number
}

/** The outline with its blur takes up to a sixth of the side. */
const inset = 0.17
/** On black-and-white faxes of 100 dpi a thick rim reaches a quarter of the side inwards. */
const coreInset = 0.3

/** Measures one box of a page. */
export function inkOf({ dark, marks, components, rulings }: MarkedPage, box: Outline): Ink {
  const rim = Math.max(inset, box.rim ?? 0)
  const left = Math.round(box.x + box.width * rim)
  const right = Math.round(box.x + box.width * (1 - rim))
  const top = Math.round(box.y + box.height * inset)
  const bottom = Math.round(box.y + box.height * (1 - inset))
  const streaks = streakColumns(marks, box, left, right)
  let count = 0
  let coreCount = 0
  const [coreX, coreY] = [box.width * Math.max(coreInset, rim), box.height * coreInset]
  const inCore = (x: number, y: number): boolean =>
    x >= box.x + coreX &&
    x < box.x + box.width - coreX &&
    y >= box.y + coreY &&
    y < box.y + box.height - coreY
  let [x0, x1, y0, y1] = [right, left, bottom, top]
  const labels = new Set<number>()
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = y * marks.width + x
      if (!marks.data[at] || streaks.has(x)) continue
      count++
      if (inCore(x, y)) coreCount++
      x0 = Math.min(x0, x)
      x1 = Math.max(x1, x + 1)
      y0 = Math.min(y0, y)
      y1 = Math.max(y1, y + 1)
      const label = components.labels[at] as number
      if (label) labels.add(label)
    }
  }
  const side = sideOf(box)
  const inside = count / Math.max(1, (right - left) * (bottom - top))
  return {
    inside,
    // A thick tick in a small box covers the middles of its sides too, with paper left between.
    solid: inside > 0.7 && isSolid(marks, { x: left, y: top, width: right - left, height: bottom - top }),
    core: coreCount / Math.max(1, (box.width - 2 * coreX) * (box.height - 2 * coreY)),
    extent: count === 0 ? 0 : Math.max(x1 - x0, y1 - y0) / side,
    overshoot: overshootOf(components, rulings, box, side),
    labels,
    crossed: isCrossed(components, box, side, labels),
    ringed: isRinged(components, box),
    faint: faintShare(dark, box),
  }
}

/**
 * A line drawn through the box takes its mark back, and so does a scribble: both run out on either side at half its
 * height, where ticks and crosses are inside.
 */
function isCrossed(
  { labels, width }: Components,
  box: Outline,
  side: number,
  own: ReadonlySet<number>,
): boolean {
  /** Rows at which ink leaves on this side, as shares of the box's height. */
  const leaving = (from: number, to: number): number[] => {
    const rows: number[] = []
    for (let y = Math.round(box.y + box.height * 0.3); y < box.y + box.height * 0.8; y++) {
      let inked = 0
      for (let x = Math.round(from); x < to; x++) if (own.has(labels[y * width + x] as number)) inked++
      if (inked > (to - from) * 0.7) rows.push((y - box.y) / box.height)
    }
    return rows
  }
  const right = box.x + box.width
  const before = leaving(box.x - side * 0.32, box.x - side * 0.12)
  const behind = leaving(right + side * 0.12, right + side * 0.32)
  return before.some((one) => behind.some((other) => Math.abs(one - other) < 0.25))
}

/** At least three of the four ninths in the middle of the sides are mostly inked. */
function isSolid(marks: Plane, inner: Rectangle): boolean {
  const [w, h] = [inner.width / 3, inner.height / 3]
  const full = (
    [
      [1, 0],
      [0, 1],
      [2, 1],
      [1, 2],
    ] as const
  ).filter(([column, row]) => {
    let [inked, all] = [0, 0]
    for (let y = Math.round(inner.y + row * h); y < inner.y + (row + 1) * h; y++)
      for (let x = Math.round(inner.x + column * w); x < inner.x + (column + 1) * w; x++) {
        all++
        inked += marks.data[y * marks.width + x] as number
      }
    return inked > all * 0.62
  })
  return full.length >= 3
}

/** Columns that are inked far above and below the box too: a streak of the scanner or a fold, no mark. */
function streakColumns(marks: Plane, box: Rectangle, left: number, right: number): ReadonlySet<number> {
  const found = new Set<number>()
  const from = Math.max(0, Math.round(box.y - box.height * 2.5))
  const to = Math.min(marks.height, Math.round(box.y + box.height * 3.5))
  for (let x = left; x < right; x++) {
    let inked = 0
    for (let y = from; y < to; y++)
      if (
        marks.data[y * marks.width + x] ||
        marks.data[y * marks.width + x - 1] ||
        marks.data[y * marks.width + x + 1]
      )
        inked++
    if (inked > (to - from) * 0.85) found.add(x)
  }
  return found
}
