import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pixelHeights } from '../../../src/reading/scan/tiff-pixels.ts'

const tiff = async (x: number, y: number): Promise<Uint8Array> =>
  await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .tiff({ xres: x / 25.4, yres: y / 25.4 })
    .toBuffer()

describe('The dots of a TIFF', () => {
  it.each([
    [204, 98, 2.08],
    [204, 196, 1.04],
    [200, 200, 1],
  ])('of %d by %d an inch are %d times as high as wide', async (x, y, height) => {
    expect(pixelHeights(await tiff(x, y))[0]).toBeCloseTo(height, 1)
  })

  it('are square where the file says something odd, is cut, or is no TIFF', async () => {
    expect(pixelHeights(await tiff(200, 2))).toEqual([1])
    const whole = await tiff(204, 98)
    for (let end = 0; end < whole.length; end += 7)
      expect(() => pixelHeights(whole.slice(0, end))).not.toThrow()
    expect(pixelHeights(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0]))).toEqual([])
  })

  it('do not hold the reader up when a file’s pages run in a circle', () => {
    const circle = new Uint8Array([0x49, 0x49, 42, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 0])
    expect(pixelHeights(circle)).toEqual([1])
  })
})
