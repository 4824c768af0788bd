import { type Component, type Components, placeOf } from './components.ts'
import { aligned, type Outline, ofOneSize } from './outline.ts'

/** Sides in heights of small letters. */
const [smallest, largest] = [1.2, 3.6]
/** Corners are round for so much of a side at most; the side is straight between them. */
const rounding = 0.22
/** Share of the straight part of a side that must be inked, within a twentieth of the side from its outer edge. */
const leastDrawn = 0.92
/** A column of them at least: a lone ring is a letter or a seal's. */
const fewest = 3

/**
 * Boxes with rounded corners, whose sides are too short for the finder of squares: rings by themselves with four
 * straight sides. An O is as wide and high but straight nowhere: at 0.3 of its width from the middle it has left its
 * edge by a tenth. One whose mark runs out of it is no ring; it is found by its place among the others.
 */
export function roundedBoxes(components: Components, letter: number): Outline[] {
  const rings = components.all.flatMap((piece): Outline[] => {
    const { width, height } = placeOf(piece)
    if (width < letter * smallest || width > letter * largest || Math.abs(width / height - 1) > 0.15)
      return []
    const drawn = Math.min(...sidesOf(components, piece))
    return drawn < leastDrawn ? [] : [{ ...placeOf(piece), drawn }]
  })
  const column = aligned(ofOneSize(rings), letter)
  return column.length < fewest ? [] : column
}

/** How much of each straight part is inked: top, bottom, left and right. */
function sidesOf({ labels, width }: Components, piece: Component): number[] {
  const { label, left, top, right, bottom } = piece
  const depth = Math.max(1, Math.round((right - left) * 0.05))
  const isInked = (x: number, y: number): boolean => labels[y * width + x] === label
  const share = (from: number, to: number, inkedAt: (along: number, deep: number) => boolean): number => {
    const inset = Math.round((to - from) * rounding)
    let inked = 0
    for (let along = from + inset; along < to - inset; along++)
      for (let deep = 0; deep <= depth; deep++)
        if (inkedAt(along, deep)) {
          inked++
          break
        }
    return inked / (to - from - 2 * inset)
  }
  return [
    share(left, right, (x, deep) => isInked(x, top + deep)),
    share(left, right, (x, deep) => isInked(x, bottom - 1 - deep)),
    share(top, bottom, (y, deep) => isInked(left + deep, y)),
    share(top, bottom, (y, deep) => isInked(right - 1 - deep, y)),
  ]
}
