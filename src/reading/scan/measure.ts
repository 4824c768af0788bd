import type { Rectangle } from '../../survey/answers.ts'
import type { Ruling } from '../layout/ruling.ts'
import type { Box } from '../transcript.ts'
import type { Plane } from './bitmap.ts'
import type { Components } from './components.ts'
import { faintShare } from './faint.ts'
import type { Outline } from './outlines.ts'
import { overshootOf } from './overshoot.ts'
import { isRinged } from './ringed.ts'

/** What the picture shows in and around one box. Lengths are shares of the box's side. */
interface Ink {
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

function inkOf({ dark, marks, components, rulings }: MarkedPage, box: Outline): Ink {
  const left = Math.round(box.x + box.width * inset)
  const right = Math.round(box.x + box.width * (1 - inset))
  const top = Math.round(box.y + box.height * inset)
  const bottom = Math.round(box.y + box.height * (1 - inset))
  const streaks = streakColumns(marks, box, left, right)
  let count = 0
  let coreCount = 0
  const [coreX, coreY] = [box.width * coreInset, box.height * coreInset]
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
  const side = (box.width + box.height) / 2
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

/** A box with what was measured in it; `beside` are loose pen strokes right beside it. */
export interface MeasuredBox extends Box {
  readonly place: Rectangle
  readonly inside: number
}

/**
 * Tells the state of every box of a page, each by its own ink and against the others: a box filled all over is a mark
 * where all marks are filled, and a correction beside ticks. Between empty and ticked lies a band for a person.
 */
export function measureBoxes(
  page: MarkedPage,
  outlines: readonly Outline[],
  beside: (box: Outline) => boolean,
): MeasuredBox[] {
  const measured = outlines
    .map((box) => ({ box, ink: inkOf(page, box) }))
    .filter(({ box, ink }) => !isPunchHole(ink, box, page.marks.width))
  const inks = measured.map(({ ink }) => ink)
  // What the scanner's edge shows, or ink that runs far out, says nothing of how boxes were marked.
  const own = inks.filter(({ overshoot }) => overshoot < 2)
  const hand: Hand = {
    strokes: own
      .filter(({ inside, extent, core, solid }) => inside > 0.06 && extent > 0.35 && core > 0.03 && !solid)
      .map(({ inside, overshoot }) => ({ inside, overshoot })),
    fills: own
      .filter(({ solid }) => solid)
      .map(({ overshoot }) => overshoot)
      .sort((one, other) => one - other),
    full: own
      .map(({ inside }) => inside)
      .filter((inside) => inside > 0.1)
      .sort((one, other) => one - other),
    ringsOnly: isMarkedByRings(inks),
    rims: own
      .filter(isRim)
      .map(({ inside }) => inside)
      .sort((one, other) => one - other),
    faint: own
      .filter(({ inside }) => inside < 0.1)
      .map(({ faint }) => faint)
      .sort((one, other) => one - other),
  }
  return measured.map(({ box, ink }, index) => {
    const place = { x: box.x, y: box.y, width: box.width, height: box.height }
    const strange = strokeOfAnother(inks, index, (label) => !isGrid(page.components, label, box))
    const verdict = strange ? unclear('drawing-over') : stateOf(ink, box, hand, beside(box))
    return { kind: 'box', source: 'measured', place, inside: ink.inside, ...verdict }
  })
}

/** Holes are punched 8 to 12 mm from the paper's edge; print keeps 15 mm and more: shares of the page's width. */
const edge = 0.07

/** A hole in the paper's edge, dark all over: no box. */
const isPunchHole = ({ inside }: Ink, { x, width }: Outline, pageWidth: number): boolean =>
  inside > 0.9 && (x + width < edge * pageWidth || x > (1 - edge) * pageWidth)

/** The lines of a table with all that touches them: no stroke is so many sides long and so many high. */
function isGrid({ all }: Components, label: number, box: Rectangle): boolean {
  const piece = all[label]
  if (!piece) return false
  const { left, right, top, bottom } = piece
  return Math.min(right - left, bottom - top) > 5 * Math.max(box.width, box.height)
}

/** The stroke in this box also crosses another box, and most of it lies there. */
function strokeOfAnother(inks: readonly Ink[], index: number, isStroke: (label: number) => boolean): boolean {
  const own = inks[index] as Ink
  if (own.inside < 0.01) return false
  return inks.some(
    (other, at) =>
      at !== index &&
      other.inside > own.inside &&
      [...own.labels].some((label) => other.labels.has(label) && isStroke(label)),
  )
}

type Verdict = Pick<Box, 'state' | 'confidence' | 'reason' | 'corrected'>
const unclear = (reason: string, corrected = false): Verdict =>
  corrected
    ? { state: 'unclear', confidence: 0.5, reason, corrected }
    : { state: 'unclear', confidence: 0.5, reason }

/** How the boxes of the page were marked. */
interface Hand {
  /** How much is inked of boxes with strokes in them, and how far these run out. */
  readonly strokes: readonly Pick<Ink, 'inside' | 'overshoot'>[]
  /** How far the ink of boxes that are inked all over runs out of them, the least first. */
  readonly fills: readonly number[]
  /** How much is inked of all that have a mark, the least first. */
  readonly full: readonly number[]
  /** The boxes that were chosen have a ring around them, and none has a mark inside. */
  readonly ringsOnly: boolean
  /** How much is inked of those into which only their rim reaches, the least first. */
  readonly rims: readonly number[]
  /** How much is darker than paper of each box without much ink, the least first. */
  readonly faint: readonly number[]
}

/** Two rings and more, boxes without one, and nothing inside any: who rings one box and ticks another may mean anything. */
function isMarkedByRings(inks: readonly Ink[]): boolean {
  const ringed = inks.filter((ink) => ink.ringed).length
  return (
    ringed > 1 && inks.length - ringed > 1 && inks.every(({ inside, core }) => inside < 0.06 || core < 0.03)
  )
}

/** Ink that keeps to the rim: of a box with thick sides, or of a stroke that touches one. */
const isRim = ({ inside, core, overshoot }: Ink): boolean =>
  inside >= 0.03 && inside < 0.25 && core < 0.002 && overshoot < 0.2

/** Three and more boxes of a page with about as much ink along their rims have thick sides. */
const isThickSided = (ink: Ink, { rims }: Hand): boolean =>
  isRim(ink) && rims.length > 2 && ink.inside < 1.6 * (rims[rims.length >> 1] as number)

/** What noise, show-through or the edges of thick sides darken is alike in the page's empty boxes. */
const isFaintlyMarked = ({ faint }: Ink, hand: Hand): boolean =>
  faint > 0.08 && faint > 3 * (hand.faint[hand.faint.length >> 2] ?? 0)

/** A dot, where all other boxes are filled: a slip of the pen as likely as a mark. */
const slight = 0.2
const isSlip = ({ inside }: Ink, { full }: Hand): boolean =>
  full.length > 2 && inside < slight * (full[full.length >> 1] as number)

/**
 * A box inked all over is a correction beside boxes with ticks, and the mark itself where all marks are fills; of two
 * or more fills one that runs far out of its box was inked out, and a lone one that does may have been.
 */
function isInkedOut({ solid, inside, overshoot }: Ink, { strokes, fills }: Hand): boolean {
  if (!solid) return false
  // A fill that is not quite one all over (0.7) is no stroke; one that runs out beside it is inked out all the same.
  if (strokes.length > 0)
    return strokes.some(
      (other) =>
        other.inside < inside * 0.6 || (other.inside < inside * 0.8 && other.overshoot < overshoot - 0.12),
    )
  const usual = fills[(fills.length - 1) >> 1] as number
  return fills.length === 1 ? overshoot > 0.07 : overshoot > usual + 0.2
}

function stateOf(ink: Ink, box: Outline, hand: Hand, beside: boolean): Verdict {
  const { inside, extent, overshoot } = ink
  if (isInkedOut(ink, hand) || ink.crossed) return unclear('struck-out', true)
  const drawn = box.drawn > 0.9 ? 1 : box.drawn > 0.75 ? 0.985 : 0.94
  if (inside < 0.035 && isFaintlyMarked(ink, hand)) return unclear('mark-unclear')
  if (ink.ringed && hand.ringsOnly) return { state: 'ticked', confidence: 0.93 * drawn }
  if (isThickSided(ink, hand) && !beside) return { state: 'empty', confidence: 0.95 * drawn }
  // The shadow or the blur of the rim, that reaches a little further in on one side.
  if (inside < 0.03 && ink.core < 0.002 && overshoot < 0.2 && !beside)
    return { state: 'empty', confidence: 0.96 * drawn }
  // Ink along the rim only: a thick rim, or a stroke that merely touches it.
  if (inside >= 0.035 && ink.core < 0.03) return unclear('mark-unclear')
  if (inside >= 0.035 && isSlip(ink, hand)) return unclear('mark-unclear')
  if (inside >= 0.1 && extent >= 0.3) return { state: 'ticked', confidence: 0.995 * drawn }
  if (inside >= 0.06 && extent >= 0.25) return { state: 'ticked', confidence: 0.97 * drawn }
  if (inside >= 0.035 && extent >= 0.45) return { state: 'ticked', confidence: 0.93 * drawn }
  if (inside >= 0.012 && (inside >= 0.03 || extent >= 0.18)) return unclear('mark-unclear')
  if (beside || overshoot > 0.3) return unclear('mark-unclear')
  return { state: 'empty', confidence: (inside < 0.004 ? 0.995 : 0.97) * drawn }
}
