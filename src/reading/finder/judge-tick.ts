import type { ReviewReason } from '../../survey/answers.ts'
import type { Hit } from './locate.ts'
import type { MarkSign } from './marks.ts'
import type { Verdict as RowVerdict } from './row-cells.ts'
import type { Emphasis } from './style.ts'

/** What stands with one statement. */
export interface Standing {
  readonly hit: Hit
  readonly marks: readonly MarkSign[]
  readonly unsure: boolean
  /** "Chưa", "Có", "Đang" written beside it. */
  readonly word: 'yes' | 'no' | 'partly' | 'other' | null
  readonly emphasis: Emphasis
  readonly handwriting: boolean
  /** The sender asks "Có" or "Không" of every statement: what was answered. Null where it is a plain tick. */
  readonly asked: RowVerdict | null
}

export interface Judgement {
  readonly value: boolean
  readonly confidence: number
  readonly reason?: ReviewReason
}

/** What the whole of section 2 tells about how this sender marks. */
export interface Habits {
  readonly boxes: boolean
  readonly marks: boolean
  readonly words: boolean
  readonly marksLost: boolean
  readonly stray: boolean
  readonly deleted: boolean
  /** Text stands among the statements that is none of them. */
  readonly unexplained: boolean
}

/** Decides one statement by all that stands with it and by how this sender marks. */
export function judge(standing: Standing, all: readonly Standing[], habits: Habits): Judgement {
  const { marks, word, emphasis, handwriting } = standing
  const states = new Set(marks.map((mark) => mark.state))
  if (standing.asked) return judgeAsked(standing.asked, habits)
  const confidence = Math.min(0.995, ...marks.map((mark) => mark.confidence))
  const unclear = marks.find((mark) => mark.state === 'unclear')
  if (habits.marksLost) return { value: false, confidence: 0.5, reason: 'marks-lost' }
  if (standing.unsure) return { value: states.has('ticked'), confidence: 0.5, reason: 'layout-unclear' }
  if (unclear)
    return { value: states.has('ticked'), confidence: 0.5, reason: unclear.reason ?? 'mark-unclear' }
  if (handwriting) return { value: states.has('ticked') || false, confidence: 0.6, reason: 'handwriting' }
  if (emphasis.struck && strikesAgree(all)) return { value: false, confidence: 0.9 }
  if (emphasis.struck) return { value: states.has('ticked'), confidence: 0.5, reason: 'struck-out' }
  if (states.has('ticked')) {
    if (word === 'no' || word === 'partly')
      return { value: word !== 'no', confidence: 0.5, reason: 'mark-conflict' }
    return { value: true, confidence }
  }
  if (states.has('empty')) return judgeEmpty(standing, all, habits, confidence)
  return judgeUnmarked(standing, all, habits)
}

/** Asked "Có" or "Không", the statement is true or false only where one was chosen. */
function judgeAsked({ value, confidence, reason, filled }: RowVerdict, { marksLost }: Habits): Judgement {
  if (marksLost) return { value: false, confidence: 0.5, reason: 'marks-lost' }
  if (reason) return { value: value === 'yes', confidence, reason }
  return filled
    ? { value: value === 'yes', confidence }
    : { value: false, confidence: 0.5, reason: 'mark-unclear' }
}

/** A box without a mark: not (yet), unless something else on the line says otherwise. */
function judgeEmpty(
  standing: Standing,
  all: readonly Standing[],
  habits: Habits,
  confidence: number,
): Judgement {
  const { word } = standing
  if (word === 'yes') return { value: true, confidence: 0.6, reason: 'mark-conflict' }
  if (word === 'partly') return { value: false, confidence: 0.6, reason: 'mark-conflict' }
  if (habits.stray) return { value: false, confidence: 0.6, reason: 'layout-unclear' }
  // A sender who chose one statement by its looks chose them all so: an empty box says nothing of the others either.
  const byStyle = !habits.marks && all.some((other) => chosenByStyle(other, all))
  if (byStyle || standsOut(standing, all))
    return { value: byStyle && chosenByStyle(standing, all), confidence: 0.5, reason: 'style-only' }
  if (!habits.marks && habits.deleted) return { value: false, confidence: 0.5, reason: 'mark-unclear' }
  if (isMostlyUnread(all)) return { value: false, confidence: 0.5, reason: 'mark-unclear' }
  return { value: false, confidence }
}

/** Most statements have no box that was made out: pale marks in odd boxes, say. One that looks empty may not be. */
const isMostlyUnread = (all: readonly Standing[]): boolean =>
  all.filter(({ marks }) => marks.every(({ state }) => state === 'unclear')).length * 2 > all.length

/** Neither box nor mark with this statement. */
function judgeUnmarked(standing: Standing, all: readonly Standing[], habits: Habits): Judgement {
  const { word } = standing
  if (habits.marks && !habits.boxes && !habits.stray && word !== 'partly' && word !== 'yes')
    return { value: false, confidence: 0.93 }
  if (habits.words && (word === 'yes' || word === 'no')) return { value: word === 'yes', confidence: 0.9 }
  if (chosenByStyle(standing, all)) return { value: true, confidence: 0.5, reason: 'style-only' }
  if (all.some((other) => chosenByStyle(other, all)))
    return { value: false, confidence: 0.5, reason: 'style-only' }
  if (word === 'no') return { value: false, confidence: 0.9 }
  return { value: word === 'yes', confidence: 0.5, reason: 'mark-unclear' }
}

/**
 * Bold, highlighted, underlined or coloured while other statements are not, or left standing while others are struck out: perhaps
 * the sender's way of choosing.
 */
function chosenByStyle({ emphasis }: Standing, all: readonly Standing[]): boolean {
  const leftStanding = !emphasis.struck && all.some((other) => other.emphasis.struck)
  return (
    leftStanding ||
    (['highlighted', 'underlined', 'bold', 'coloured'] as const).some(
      (style) => emphasis[style] && all.some((other) => !other.emphasis[style]),
    )
  )
}

/** Marked by colour among boxes that are ticked in black: chosen, taken back, or asked about. */
function standsOut({ emphasis }: Standing, all: readonly Standing[]): boolean {
  const ticked = all.filter(({ marks }) => marks.some(({ state }) => state === 'ticked'))
  return (
    ticked.length > 0 &&
    (['highlighted', 'coloured'] as const).some(
      (style) => emphasis[style] && !ticked.some((other) => other.emphasis[style]),
    )
  )
}

/** Every statement is either ticked or struck out beside an empty box: the strokes say what the boxes say. */
function strikesAgree(all: readonly Standing[]): boolean {
  const agrees = ({ marks, emphasis }: Standing): boolean =>
    marks.length > 0 && marks.every(({ state }) => state === (emphasis.struck ? 'empty' : 'ticked'))
  return all.every(agrees) && all.some(({ emphasis }) => !emphasis.struck)
}
