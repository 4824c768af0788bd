import { describe, expect, it } from 'vitest'
import { inkBelow, newPlane } from '../../../src/reading/scan/bitmap.ts'
import { withoutRings } from '../../../src/reading/scan/grey-seal.ts'

const [middle, radius, paper] = [150, 120, 255]

/** A page with the ring of a seal, and letters' strokes of another grey that lie along the ring, ending on it. */
function sealed(ring: number, stroke: number) {
  const page = newPlane(300, 300)
  page.data.fill(paper)
  for (let y = 0; y < 300; y++)
    for (let x = 0; x < 300; x++) {
      const isStroke = y >= 262 && y < 272 && x >= 130 && x < 170 && x % 10 < 4
      const isRing = Math.abs(Math.hypot(x - middle, y - middle) - radius) < 3
      if (isStroke) page.data[y * 300 + x] = stroke
      else if (isRing) page.data[y * 300 + x] = ring
    }
  const cleared = withoutRings(page, inkBelow(page, 180), [{ x: middle, y: middle, radius }], stroke)
  return (x: number, y: number) => cleared.data[y * 300 + x] as number
}

describe('The ring of a red seal scanned in grey', () => {
  it.each([
    ['much paler than print', 160],
    ['hardly paler than print', 120],
  ])('that is %s goes, and the letters on it stay', (_, ring) => {
    const at = sealed(ring, 100)
    expect(at(middle - radius, middle)).toBeGreaterThan(220)
    expect(at(middle, 265)).toBe(100)
    expect(at(middle, 269)).toBe(100)
    expect(at(middle + 6, 269)).toBeGreaterThan(220)
  })

  it('that is as dark as print goes too, but for strokes that cross it', () => {
    const at = sealed(100, 100)
    expect(at(middle - radius, middle)).toBe(paper)
    expect(at(middle, 264)).toBe(100)
  })
})
