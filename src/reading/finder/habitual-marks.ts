import { emptyButton, type MarkSign } from './marks.ts'
import { boxTokensIn, type Reel } from './reel.ts'

/** How sure a bullet is that says what it is by the others of its list only. */
const bulletConfidence = 0.95

/** The signs of section 2 as they are meant beside each other: what one of them is depends on what the others are. */
export function asMeant(reel: Reel, marks: readonly MarkSign[], statements: number): MarkSign[] {
  return withBrackets(reel, withBullets(reel, withButtons(reel, withRivalSigns(reel, marks))), statements)
}

const signOf = (reel: Reel, { start, end }: MarkSign): string => reel.text.slice(start, end)

/** ☑ for some statements and ☒ for all others, no box empty: a cross may then mean "no". */
function withRivalSigns(reel: Reel, marks: readonly MarkSign[]): readonly MarkSign[] {
  const rivals =
    marks.some((mark) => /[☑✓✔✅🗹🗸]/u.test(signOf(reel, mark))) &&
    marks.some((mark) => isCross(signOf(reel, mark))) &&
    !marks.some(({ state, form }) => state === 'empty' && form === 'box')
  if (!rivals) return marks
  return marks.map((mark) =>
    isCross(signOf(reel, mark)) ? { ...mark, state: 'unclear', reason: 'mark-conflict' } : mark,
  )
}
const isCross = (sign: string): boolean => /[☒✗✘❎🗷🗶]/u.test(sign)

/** Circles are buttons where one of them has its dot; else they are bullets. */
function withButtons(reel: Reel, marks: readonly MarkSign[]): readonly MarkSign[] {
  const chosen = marks.some((mark) => /[◉⦿]/u.test(signOf(reel, mark)))
  return chosen ? marks : marks.filter((mark) => signOf(reel, mark) !== emptyButton)
}

/** A bare tick as the bullet of some statements is a mark where others of the list have an empty box. */
function withBullets(reel: Reel, marks: readonly MarkSign[]): readonly MarkSign[] {
  const boxes = marks.some(
    (mark) =>
      mark.state === 'empty' && boxTokensIn(reel, mark).some(({ token }) => token.source === 'list-bullet'),
  )
  return boxes ? marks.map((mark) => (mark.bullet ? tickedBullet(mark) : mark)) : marks
}

export const tickedBullet = (mark: MarkSign): MarkSign => ({
  ...mark,
  state: 'ticked',
  confidence: bulletConfidence,
  reason: null,
})

/** "(x)" was typed beside the boxes where every statement has one of its own: a mark like a bare x. */
function withBrackets(reel: Reel, marks: readonly MarkSign[], statements: number): MarkSign[] {
  const isBracket = (mark: MarkSign): boolean => /^[[(]/.test(signOf(reel, mark))
  const own = marks.filter((mark) => mark.form === 'box' && !isBracket(mark)).length
  return marks.map((mark) =>
    own >= statements && mark.state === 'ticked' && isBracket(mark) ? { ...mark, form: 'letter' } : mark,
  )
}
