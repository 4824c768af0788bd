import type { Ruling } from '../layout/ruling.ts'
import type { Plane } from './bitmap.ts'
import type { SeenWord } from './ocr.ts'

/** Width of a cell for a tick alone, in heights of small letters. */
const [narrowest, widest] = [1.4, 6]
/** A strip is so high at least, in the same; rings that a pen drew around two boxes are less. */
const lowest = 8
/** Two cells at least: three lines across. */
const fewestLines = 3
/** Share of a line across that is inked; marks that run over it leave it whole. */
const leastInked = 0.85

/**
 * The rulings with those of a strip of cells beside the statements led on through the text: a row of cell and statement
 * then is a row of a table, as where the statements have borders of their own. `ink` is the page, `letter` the height of
 * its small letters.
 */
export function withStrips(
  rulings: readonly Ruling[],
  ink: Plane,
  words: readonly SeenWord[],
  letter: number,
): Ruling[] {
  const text = words.filter(({ text, confidence }) => confidence > 0.6 && /\p{L}{2}/u.test(text))
  const upright = rulings.filter((one) => one.upright).sort((a, b) => a.at - b.at)
  const led = upright.flatMap((left, index): Ruling[] => {
    const right = upright
      .slice(index + 1)
      .find((one) => one.at - left.at > letter * narrowest && overlapOf(left, one) > letter * lowest)
    if (!right || right.at - left.at > letter * widest) return []
    const lines = linesAcross(ink, left, right)
    return lines.length < fewestLines ? [] : throughText(lines, left.at, right.at, text, upright, letter)
  })
  return [...rulings, ...led]
}

const overlapOf = (one: Ruling, other: Ruling): number =>
  Math.min(one.to, other.to) - Math.max(one.from, other.from)

/** Rows in which ink runs from one upright line to the other, neighbours being one. */
function linesAcross({ width, height, data }: Plane, left: Ruling, right: Ruling): number[] {
  const [from, to] = [Math.round(left.at) + 3, Math.round(right.at) - 3]
  const top = Math.max(1, Math.round(Math.min(left.from, right.from)) - 4)
  const bottom = Math.min(height - 2, Math.round(Math.max(left.to, right.to)) + 4)
  const lines: number[] = []
  let first = -1
  for (let y = top; y <= bottom + 1; y++) {
    let inked = 0
    for (let x = from; x < to; x++)
      if (data[(y - 1) * width + x] || data[y * width + x] || data[(y + 1) * width + x]) inked++
    const isLine = y <= bottom && inked >= (to - from) * leastInked
    if (isLine && first < 0) first = y
    if (!isLine && first >= 0) {
      lines.push((first + y - 1) / 2)
      first = -1
    }
  }
  return lines
}

/** The lines from the strip's far side to the end of the text beside it; none where that is ruled, or on both sides. */
function throughText(
  lines: readonly number[],
  left: number,
  right: number,
  text: readonly SeenWord[],
  upright: readonly Ruling[],
  letter: number,
): Ruling[] {
  const [top, bottom] = [lines[0] as number, lines.at(-1) as number]
  const beside = text.filter(({ place }) => {
    const middle = place.y + place.height / 2
    return middle > top && middle < bottom
  })
  const behind = beside.filter(({ place }) => place.x > right)
  const before = beside.filter(({ place }) => place.x + place.width < left)
  const [side, others] = behind.length > before.length ? [behind, before] : [before, behind]
  if (side.length < lines.length || side.length + others.length < beside.length || others.length > 0)
    return []
  const from = Math.min(left, ...side.map(({ place }) => place.x - letter))
  const to = Math.max(right, ...side.map(({ place }) => place.x + place.width + letter))
  const isRuled = upright.some(
    (one) =>
      one.from < bottom &&
      one.to > top &&
      ((one.at > from - letter && one.at < left - letter) ||
        (one.at < to + letter && one.at > right + letter)),
  )
  return isRuled ? [] : lines.map((at) => ({ upright: false, at, from, to }))
}
