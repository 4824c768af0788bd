import type { Rectangle } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'
import { down, sideOf, touch } from '../rectangles.ts'
import { type Component, type Components, placeOf } from './components.ts'
import type { SeenWord } from './ocr.ts'
import type { Outline } from './outline.ts'

const meanSide = (outlines: readonly Outline[]): number =>
  outlines.reduce((sum, one) => sum + sideOf(one), 0) / outlines.length

/**
 * Boxes inked all over show no outline any more: solid pieces of ink of about the size of the boxes that were found,
 * in the column in which these stand.
 */
export function filledBoxes({ all }: Components, outlines: readonly Outline[], letter: number): Outline[] {
  if (outlines.length < 2) return []
  const side = meanSide(outlines)
  // Of the size of letters, bold ones would be taken for filled boxes.
  if (side < letter * 1.2) return []
  return all.flatMap((piece): Outline[] => {
    const place = placeOf(piece)
    const [wide, high] = [place.width / side, place.height / side]
    if (Math.min(wide, high) < 0.75 || Math.max(wide, high) > 1.9) return []
    if (piece.area < place.width * place.height * 0.62) return []
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2]
    const inColumn = outlines.filter((one) => Math.abs(one.x + one.width / 2 - x) < side * 0.6)
    if (inColumn.length < 2 || outlines.some((one) => touch(one, place))) return []
    // The ink covers the place of the box; the bold "a." of a heading begins where the text does, left of it.
    const left = inColumn.reduce((sum, one) => sum + one.x, 0) / inColumn.length
    const covered = Math.min(place.x + place.width, left + side) - Math.max(place.x, left)
    if (covered < side * 0.75 || opensWord(all, place, letter)) return []
    return [{ x: x - side / 2, y: y - side / 2, width: side, height: side, drawn: 0.8 }]
  })
}

/** The next letter stands close behind it: the bold K of "a. Kết nối" where that begins above the boxes. */
const opensWord = (all: readonly Component[], place: Rectangle, letter: number): boolean =>
  all.some((piece) => {
    const next = placeOf(piece)
    const gap = next.x - place.x - place.width
    return (
      piece.area > 0 &&
      gap > letter * -0.1 &&
      gap < letter * 0.3 &&
      next.height > letter * 0.7 &&
      down(next, place) > next.height * 0.6
    )
  })

/** "Đã …", "Đã/đang …" and "Tần xuất …", however the first word was read. */
const opensStatement = ({ text }: SeenWord): boolean => /^(d?da|tan)/.test(fold(text).replace(/[^a-z]/g, ''))

/**
 * Boxes whose sides a thick mark or a bad copy broke: ink of a box's size that stands where one is missing, in the
 * column of the boxes that were found and as far before the first word of its line as those.
 */
export function expectedBoxes(
  { all }: Components,
  outlines: readonly Outline[],
  words: readonly SeenWord[],
): Outline[] {
  if (outlines.length < 2) return []
  const side = meanSide(outlines)
  const middle = (place: Rectangle) => place.y + place.height / 2
  const isBeside = (box: Rectangle, { place }: SeenWord) =>
    Math.abs(middle(place) - middle(box)) < side * 0.6 && place.x > box.x + box.width * 0.7
  const gaps = outlines
    .flatMap((box) => {
      const beside = words.filter((word) => isBeside(box, word)).map(({ place }) => place.x)
      return beside.length > 0 ? [{ box, gap: Math.min(...beside) - box.x - box.width }] : []
    })
    .filter(({ gap }) => gap < side * 3)
  if (gaps.length < 2) return []
  return words.filter(opensStatement).flatMap(({ place }): Outline[] => {
    const rows = gaps.filter(({ box, gap }) => Math.abs(box.x + box.width + gap - place.x) < side * 0.5)
    const [like] = rows
    if (!like || rows.length < 2) return []
    const here = { x: place.x - like.gap - side, y: middle(place) - side / 2, width: side, height: side }
    if (outlines.some((one) => touch(one, here))) return []
    const pieces = all.filter((piece) => {
      const area = placeOf(piece)
      return (
        piece.area > 0 &&
        touch(area, here) &&
        Math.max(area.width, area.height) < side * 2.6 &&
        Math.min(area.width, area.height) > side * 0.6
      )
    })
    const [piece] = pieces
    if (!piece || pieces.length > 1) return []
    const found = placeOf(piece)
    // A box with a tick running out of it: the box itself lies where the others stand.
    const near = Math.abs(found.x - here.x) < side * 0.35 ? Math.max(found.x, here.x - side * 0.2) : here.x
    const x = found.width < side * 1.2 ? found.x + (found.width - side) / 2 : near
    const y = found.height < side * 1.35 ? found.y + (found.height - side) / 2 : here.y
    return [{ x, y, width: side, height: side, drawn: 0.7 }]
  })
}
