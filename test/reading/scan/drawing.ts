import type { Plane } from '../../../src/reading/scan/bitmap.ts'
import type { MarkedPage } from '../../../src/reading/scan/box-ink.ts'
import { componentsOf } from '../../../src/reading/scan/components.ts'

/** A line of ink, `thick` pixels across. */
export function draw(ink: Plane, from: [number, number], to: [number, number], thick: number): void {
  const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1])) * 2
  for (let step = 0; step <= steps; step++) {
    const x = from[0] + ((to[0] - from[0]) * step) / steps
    const y = from[1] + ((to[1] - from[1]) * step) / steps
    for (let dy = 0; dy < thick; dy++)
      for (let dx = 0; dx < thick; dx++) ink.data[(Math.round(y) + dy) * ink.width + Math.round(x) + dx] = 1
  }
}

export const side = 30
export const left = 100
export const topOf = (index: number) => 50 + index * 60

/** The page whose ink this is: black on white. */
export const pageOf = (ink: Plane): MarkedPage => ({
  dark: { ...ink, data: ink.data.map((inked) => (inked ? 0 : 255)) },
  marks: ink,
  components: componentsOf(ink),
  rulings: [],
})

export function drawBox(ink: Plane, x: number, y: number, thick = 2, width = side): void {
  draw(ink, [x, y], [x + width, y], thick)
  draw(ink, [x, y + side], [x + width, y + side], thick)
  draw(ink, [x, y], [x, y + side], thick)
  draw(ink, [x + width, y], [x + width, y + side], thick)
}
