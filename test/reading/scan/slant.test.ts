import { describe, expect, it } from 'vitest'
import { newPlane, type Plane } from '../../../src/reading/scan/bitmap.ts'
import { slantOf, unslanted } from '../../../src/reading/scan/slant.ts'

/** A word of stems, 30 pixels high, that lean to the right by so many pixels for each upwards. */
function stems(slant: number): Plane {
  const word = newPlane(240, 40, 255)
  for (let stem = 30; stem < 210; stem += 14 + (stem % 5))
    for (let row = 5; row < 35; row++)
      for (let wide = 0; wide < 3; wide++)
        word.data[row * word.width + stem + wide + Math.round(slant * (20 - row))] = 0
  return word
}
const all = { x: 0, y: 0, width: 240, height: 40 }
const inkedColumns = ({ width, height, data }: Plane): number =>
  Array.from({ length: width }, (_, x) => x).filter((x) =>
    Array.from({ length: height }, (_, y) => data[y * width + x] as number).some((level) => level < 100),
  ).length

describe('Words that are read a second time', () => {
  it.each([0.15, 0.2, 0.25, 0.3])('in italics that lean by %f are seen to lean', (slant) => {
    expect(slantOf(stems(slant), all)).toBeCloseTo(slant, 1)
  })

  it.each([-0.2, 0, 0.05])('that lean by %f are left as they are', (slant) => {
    expect(slantOf(stems(slant), all)).toBe(0)
  })

  it('are set upright: each stem then stands in its own columns', () => {
    const leaning = stems(0.25)
    const upright = unslanted(leaning, 0.25)
    expect(inkedColumns(leaning)).toBeGreaterThan(2 * inkedColumns(stems(0)))
    expect(inkedColumns(upright)).toBeLessThan(1.7 * inkedColumns(stems(0)))
    expect(unslanted(leaning, 0)).toBe(leaning)
  })
})
