import type { Rectangle } from '../../survey/answers.ts'
import type { Plane } from './bitmap.ts'

/** The outline with its blur and what a compressed picture shows around it. */
const inset = 0.24
/** Grey levels below the box's own paper, in the mean of nine pixels: noise of a poor scanner stays within 8. */
const visible = 14

/**
 * Share of a box's inside that is darker than its paper: a hard pencil's or a drying pen's mark, paler than all that
 * counts as ink. `dark` is the flattened page.
 */
export function faintShare({ width, data }: Plane, box: Rectangle): number {
  const left = Math.round(box.x + box.width * inset)
  const right = Math.round(box.x + box.width * (1 - inset))
  const top = Math.round(box.y + box.height * inset)
  const bottom = Math.round(box.y + box.height * (1 - inset))
  const means: number[] = []
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      let sum = 0
      for (let row = y - 1; row <= y + 1; row++)
        for (let column = x - 1; column <= x + 1; column++) sum += data[row * width + column] ?? 255
      means.push(sum / 9)
    }
  const paper = [...means].sort((a, b) => b - a)[means.length >> 2] ?? 255
  return means.filter((mean) => mean < paper - visible).length / Math.max(1, means.length)
}
