import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plane } from '../../../src/reading/scan/bitmap.ts'
import { inkBothWays, longRuns, planeOf, runsOf, thickened } from '../../../src/reading/scan/runs.ts'

const page: fc.Arbitrary<Plane> = fc
  .record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 3, max: 12 }) })
  .chain(({ width, height }) =>
    fc
      .array(fc.constantFrom(0, 0, 1), { minLength: width * height, maxLength: width * height })
      .map((ink) => ({ width, height, data: Uint8Array.from(ink) })),
  )
const at = ({ width, data }: Plane, x: number, y: number): number => data[y * width + x] as number
/** A picture in which each pixel is asked for. */
const drawn = (width: number, height: number, isInk: (x: number, y: number) => boolean): Plane => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) =>
    isInk(i % width, Math.floor(i / width)) ? 1 : 0,
  ),
})

describe('The runs of a page’s ink', () => {
  it('are all of its ink and nothing else', () => {
    fc.assert(
      fc.property(page, (ink) => {
        expect(planeOf(runsOf(ink), ink.width, ink.height)).toEqual(ink)
      }),
    )
  })

  it('by its columns are those of the page laid on its side', () => {
    fc.assert(
      fc.property(page, (ink) => {
        const side = drawn(ink.height, ink.width, (x, y) => at(ink, y, x) === 1)
        const { upright } = inkBothWays(ink)
        expect(upright.plane).toEqual(side)
        expect(upright.runs).toEqual(runsOf(side))
      }),
    )
  })

  it('with those above and below are as thick as three rows, but for the first and last', () => {
    fc.assert(
      fc.property(page, (ink) => {
        const { width, height } = ink
        const thick = drawn(
          width,
          height,
          (x, y) => y > 0 && y < height - 1 && [y - 1, y, y + 1].some((row) => at(ink, x, row) === 1),
        )
        expect(thickened(runsOf(ink), ink)).toEqual(runsOf(thick))
      }),
    )
  })

  it('are long where no gap in them is wider than is forgiven', () => {
    const dashed = drawn(20, 3, (x, y) => y === 1 && (x < 5 || (x > 6 && x < 12) || x > 16))
    expect([...longRuns(runsOf(dashed), 20, 10, 2)]).toEqual([20, 32])
    expect([...longRuns(runsOf(dashed), 20, 10, 1)]).toEqual([])
    expect([...longRuns(runsOf(dashed), 20, 3, 1)]).toEqual([20, 25, 27, 32, 37, 40])
  })
})
