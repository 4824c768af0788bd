import type { Rectangle } from '../../survey/answers.ts'
import type { Box } from '../transcript.ts'
import type { Plane } from './bitmap.ts'
import type { Components } from './components.ts'
import type { Outline } from './outlines.ts'

/** What the picture shows in and around one box. Lengths are shares of the box's side. */
interface Ink {
  /** Share of the inner square (without the outline) that is inked, straight scanner streaks left out. */
  readonly inside: number
  /** Share of the innermost part that is inked: a mark crosses it, a thick or slanted rim does not reach it. */
  readonly core: number
  /** Longest side of the ink inside. */
  readonly extent: number
  /** How far ink joined to the box reaches out of it: a tick that overshoots, or a circle. */
  readonly overshoot: number
  /** Labels of the pieces of ink inside. */
  readonly labels: ReadonlySet<number>
}

/** The outline with its blur takes up to a sixth of the side. */
const inset = 0.17
/** On black-and-white faxes of 100 dpi a thick rim reaches a quarter of the side inwards. */
const coreInset = 0.3

function inkOf(marks: Plane, components: Components, box: Outline): Ink {
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
  return {
    inside: count / Math.max(1, (right - left) * (bottom - top)),
    core: coreCount / Math.max(1, (box.width - 2 * coreX) * (box.height - 2 * coreY)),
    extent: count === 0 ? 0 : Math.max(x1 - x0, y1 - y0) / side,
    overshoot: overshootOf(components, box, side),
    labels,
  }
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

function overshootOf({ labels, width, all }: Components, box: Rectangle, side: number): number {
  let most = 0
  const seen = new Set<number>()
  for (let y = Math.round(box.y); y < box.y + box.height; y++)
    for (let x = Math.round(box.x); x < box.x + box.width; x++) {
      const label = labels[y * width + x] as number
      if (!label || seen.has(label)) continue
      seen.add(label)
      const piece = all[label]
      if (!piece) continue
      most = Math.max(
        most,
        (box.x - piece.left) / side,
        (piece.right - box.x - box.width) / side,
        (box.y - piece.top) / side,
        (piece.bottom - box.y - box.height) / side,
      )
    }
  return most
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
  marks: Plane,
  components: Components,
  outlines: readonly Outline[],
  beside: (box: Outline) => boolean,
): MeasuredBox[] {
  const inks = outlines.map((box) => inkOf(marks, components, box))
  const ticks = inks
    .filter(({ inside, extent }) => inside > 0.06 && extent > 0.35)
    .map(({ inside }) => inside)
  return outlines.map((box, index) => {
    const ink = inks[index] as Ink
    const place = { x: box.x, y: box.y, width: box.width, height: box.height }
    const strange = strokeOfAnother(inks, index)
    const verdict = strange ? unclear('drawing-over') : stateOf(ink, box, ticks, beside(box))
    return { kind: 'box', source: 'measured', place, inside: ink.inside, ...verdict }
  })
}

/** The stroke in this box also crosses another box, and most of it lies there. */
function strokeOfAnother(inks: readonly Ink[], index: number): boolean {
  const own = inks[index] as Ink
  if (own.inside < 0.01) return false
  return inks.some(
    (other, at) =>
      at !== index && other.inside > own.inside && [...own.labels].some((label) => other.labels.has(label)),
  )
}

type Verdict = Pick<Box, 'state' | 'confidence' | 'reason' | 'corrected'>
const unclear = (reason: string, corrected = false): Verdict =>
  corrected
    ? { state: 'unclear', confidence: 0.5, reason, corrected }
    : { state: 'unclear', confidence: 0.5, reason }

function stateOf(ink: Ink, box: Outline, ticks: readonly number[], beside: boolean): Verdict {
  const { inside, extent, overshoot } = ink
  // What is inked out beside ordinary ticks was taken back; where all marks are alike it is the sender's mark.
  if (inside > 0.5 && ticks.some((other) => other < inside * 0.6)) return unclear('struck-out', true)
  // Inking out covers the box and runs over its rim; a fill seldom does, a thick tick covers half.
  if (inside > 0.65 && overshoot > 0.07) return unclear('struck-out', true)
  const drawn = box.drawn > 0.9 ? 1 : 0.985
  // Ink along the rim only: a thick rim, or a stroke that merely touches it.
  if (inside >= 0.035 && ink.core < 0.03) return unclear('mark-unclear')
  if (inside >= 0.1 && extent >= 0.3) return { state: 'ticked', confidence: 0.995 * drawn }
  if (inside >= 0.06 && extent >= 0.25) return { state: 'ticked', confidence: 0.97 * drawn }
  if (inside >= 0.035 && extent >= 0.45) return { state: 'ticked', confidence: 0.93 * drawn }
  if (inside >= 0.012 && (inside >= 0.03 || extent >= 0.18)) return unclear('mark-unclear')
  if (beside || overshoot > 0.3) return unclear('mark-unclear')
  return { state: 'empty', confidence: (inside < 0.004 ? 0.995 : 0.97) * drawn }
}
