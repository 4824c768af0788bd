import type { Rectangle } from '../../survey/answers.ts'
import { sideOf } from '../rectangles.ts'
import type { Box } from '../transcript.ts'
import { type Ink, inkOf, type MarkedPage } from './box-ink.ts'
import type { Components } from './components.ts'
import type { Outline } from './outline.ts'

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
  const usual = usualSide(outlines)
  const measured = outlines
    .map((box) => ({ box, ink: beyondUsual(inkOf(page, box), box, usual) }))
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

/** The side that most boxes have, in pixels. */
function usualSide(outlines: readonly Outline[]): number {
  const sides = outlines.map(sideOf).sort((one, other) => one - other)
  return sides[sides.length >> 1] ?? 0
}

/** Ink that hides the sides of its box is taken for them: it runs out by as much as that box is larger than most. */
const beyondUsual = (ink: Ink, box: Outline, usual: number): Ink =>
  ink.solid ? { ...ink, overshoot: ink.overshoot + Math.max(0, sideOf(box) / usual - 1) } : ink

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
  return fills.length === 1 ? overshoot > 0.07 : overshoot > usual + 0.15
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
