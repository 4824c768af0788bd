import type { Rectangle } from '../../survey/answers.ts'
import { down } from '../rectangles.ts'
import type { Plane } from './bitmap.ts'
import { type Components, placeOf } from './components.ts'

/** A square really drawn on the page, a place for a tick. */
export interface Outline extends Rectangle {
  /** The least share of any of its four sides that is inked. */
  readonly drawn: number
  /** Share of the width that each side takes, where it is more than that of a drawn one: a round bracket's. */
  readonly rim?: number
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
export const columnOf = (one: Outline, outlines: readonly Outline[], letter: number): Outline[] =>
  outlines.filter((other) => Math.abs(other.x + other.width / 2 - one.x - one.width / 2) < letter * 1.2)
