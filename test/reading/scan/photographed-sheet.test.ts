import { describe, expect, it } from 'vitest'
import { newPlane } from '../../../src/reading/scan/bitmap.ts'
import { cornersByEdges } from '../../../src/reading/scan/sheet-edges.ts'

describe('A photographed sheet', () => {
  it('is found by its edges, whatever shadow lies over it', () => {
    const [width, height] = [380, 500]
    const light = newPlane(width, height)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const inside = x > 40 + y * 0.03 && x < 345 - y * 0.02 && y > 30 + x * 0.04 && y < 470 - x * 0.01
        // The grain of a table, and a hand's shadow over the left third of the sheet and the table.
        const grain = 6 * Math.sin(y * 1.7) + 4 * Math.sin(x * 0.3)
        const shadow = 1 - 0.6 / (1 + Math.exp((x - 130) / 12))
        light.data[y * width + x] = (inside ? 215 : 110 + grain) * shadow
      }
    const corners = cornersByEdges(light)
    const expected = [
      [41, 32],
      [344, 44],
      [336, 467],
      [54, 469],
    ]
    for (const [index, [x, y]] of (corners ?? []).entries()) {
      expect(Math.abs(x - (expected[index]?.[0] ?? 0)), `corner ${index}`).toBeLessThan(4)
      expect(Math.abs(y - (expected[index]?.[1] ?? 0)), `corner ${index}`).toBeLessThan(4)
    }
    expect(corners).not.toBeNull()
  })
})
