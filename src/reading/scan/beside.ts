import type { Rectangle } from '../../survey/answers.ts'
import { down, sideOf, touch } from '../rectangles.ts'
import type { Plane } from './bitmap.ts'
import { type Components, placeOf } from './components.ts'
import { isOfForm } from './form-words.ts'
import type { SeenWord } from './ocr.ts'
import type { Outline } from './outline.ts'

/** A word before the box must be read this surely: a tick is read as "V" or "Vị". */
const sureWord = 0.85
const isSure = ({ confidence, isNumber }: PrintedWord): boolean => isNumber || confidence > sureWord

/**
 * Was read at all well, or as words of the form, which no stroke of a pen is: "Đã/đang" is read right and not believed.
 */
export const isPrint = ({ text, confidence }: SeenWord): boolean =>
  /[\p{L}\p{N}]{2,}|[\p{L}\p{N}][.)]/u.test(text) &&
  (confidence > 0.4 || (isOfForm(text) && /\p{L}{2}\P{L}*\p{L}{3}/u.test(text)))

/** A word that is print and no stroke of a pen. */
export interface PrintedWord extends SeenWord {
  /** The number of a statement before its box: so small, it is read at 0.6 and worse, but no pen sets three in a column. */
  readonly isNumber: boolean
}

/** The words of a page that are print. */
export function printIn(
  seen: readonly SeenWord[],
  outlines: readonly Outline[],
  letter: number,
): PrintedWord[] {
  const numbers = numbersBefore(seen, outlines, letter)
  return seen
    .filter((word) => numbers.has(word) || isPrint(word))
    .map((word) => ({ ...word, isNumber: numbers.has(word) }))
}

/** Fewer below each other tell no column of numbers. */
const fewestNumbers = 3

/** "1.", "2)" in a column before the boxes, and what was read otherwise but stands in it and is no larger. */
function numbersBefore(
  seen: readonly SeenWord[],
  outlines: readonly Outline[],
  letter: number,
): Set<SeenWord> {
  const before = seen.filter(
    ({ text, place }) =>
      text.length <= 4 &&
      outlines.some((box) => {
        const gap = box.x - place.x - place.width
        return gap > -0.2 * box.width && gap < 1.4 * box.width && down(place, box) > place.height / 2
      }),
  )
  const numbers = before.filter(({ text }) => /^\p{N}{1,2}[.)]+$/u.test(text))
  return new Set(
    before.filter(({ place }) => {
      const column = numbers.filter((other) => Math.abs(other.place.x - place.x) < letter * 0.5)
      const largest = Math.max(...column.map((other) => other.place.width + other.place.height))
      return column.length >= fewestNumbers && place.width + place.height <= largest
    }),
  )
}

/**
 * A stroke that is part of no word: a tick set beside the box, or a loop drawn around it. `text` are the words of the
 * page that are print.
 */
export function hasStrokeBeside(
  marks: Plane,
  { all }: Components,
  box: Outline,
  outlines: readonly Outline[],
  text: readonly PrintedWord[],
): boolean {
  const side = sideOf(box)
  const zone = { x: box.x - side * 1.4, y: box.y - side * 0.15, width: side * 3.4, height: side * 1.3 }
  const near = text.filter((word) => touch(word.place, zone))
  if (isFlanked(marks, box, side, near) || near.some((word) => endsInStroke(word, box, side))) return true
  return all.some((piece) => {
    const place = placeOf(piece)
    if (piece.area === 0 || Math.max(place.width, place.height) < side * 0.5) return false
    if (goesAround(place, box, side)) return true
    if (!touch(place, zone) || outlines.some((one) => touch(place, one) || touch(one, place))) return false
    const before = place.x + place.width <= box.x + side * 0.2
    return !near.some(
      (word) =>
        touch(place, word.place) &&
        (isSure(word) || (!before && (isOfForm(word.text) || !endsLine(word, text)))),
    )
  })
}

/** Nothing is read to the right of it: the words of a statement go on, a tick behind the box stands alone. */
function endsLine({ place }: PrintedWord, text: readonly PrintedWord[]): boolean {
  const middle = place.y + place.height / 2
  return !text.some(
    (other) =>
      other.place.x > place.x + place.width &&
      middle > other.place.y &&
      middle < other.place.y + other.place.height,
  )
}

/** Runs up to the box and is no word of the form: "vị.X", "cấpv⁄" are a word with the tick set beside it. */
function endsInStroke({ text, place, isNumber }: PrintedWord, box: Outline, side: number): boolean {
  const gap = box.x - place.x - place.width
  return Math.abs(gap) < side * 0.4 && !isNumber && !isOfForm(text)
}

/** Reaches out of the box on opposite sides, as a loop does and no letter; a table's grid is far larger. */
function goesAround(place: Rectangle, box: Outline, side: number): boolean {
  if (place.width > side * 8 || place.height > side * 4) return false
  const out = side * 0.15
  const across = place.x < box.x - out && place.x + place.width > box.x + box.width + out
  const down = place.y < box.y - out && place.y + place.height > box.y + box.height + out
  return across && down
}

/**
 * Ink stands to the left or right along most of the box's height: a loop, also one that runs into other strokes.
 * Straight lines of the page and words do not count.
 */
function isFlanked(marks: Plane, box: Outline, side: number, text: readonly PrintedWord[]): boolean {
  const rowsInked = (from: number, to: number, print: readonly PrintedWord[]): number => {
    const columns = []
    for (let x = Math.max(0, Math.round(from)); x < Math.min(marks.width, to); x++)
      if (!isLine(marks, x, box)) columns.push(x)
    const inWord = (x: number, y: number) =>
      print.some(
        ({ place: one }) =>
          x >= one.x - 2 && x < one.x + one.width + 2 && y >= one.y - 2 && y < one.y + one.height + 2,
      )
    let rows = 0
    const [top, bottom] = [Math.round(box.y), Math.round(box.y + box.height)]
    for (let y = top; y < bottom; y++)
      if (columns.some((x) => marks.data[y * marks.width + x] && !inWord(x, y))) rows++
    return rows / Math.max(1, bottom - top)
  }
  return (
    rowsInked(box.x - side, box.x - side * 0.15, text.filter(isSure)) > 0.6 ||
    rowsInked(box.x + box.width + side * 0.15, box.x + box.width + side, text) > 0.6
  )
}

/** Inked far above and below the box too: a ruling of the table, a streak of the scanner. */
function isLine(marks: Plane, x: number, box: Outline): boolean {
  const from = Math.max(0, Math.round(box.y - box.height * 1.5))
  const to = Math.min(marks.height, Math.round(box.y + box.height * 2.5))
  let inked = 0
  for (let y = from; y < to; y++) {
    const at = y * marks.width + x
    if (marks.data[at] || marks.data[at - 1] || marks.data[at + 1]) inked++
  }
  return inked > (to - from) * 0.8
}
