import sharp from 'sharp'
import { unreadable } from '../problems.ts'
import type { Transcription } from '../transcript.ts'
import { readScan } from './read-scan.ts'
import { pixelHeights } from './tiff-pixels.ts'

/** More pixels than an A3 page at 600 dpi; beyond it a picture is a bomb. */
const maxPixels = 70_000_000

/** Reads a picture file (JPG with EXIF, PNG, TIFF with several pages …). What cannot be decoded is a problem. */
export async function transcribeImage(
  bytes: Uint8Array,
  options: { pictures: boolean },
): Promise<Transcription> {
  try {
    const { pages = 1 } = await sharp(bytes, { limitInputPixels: maxPixels }).metadata()
    const heights = pixelHeights(bytes)
    const scans = Array.from({ length: Math.min(pages, 60) }, (_, index) => ({
      number: index + 1,
      render: async (dpi: number) => {
        // A picture seldom says how large its paper was: a page is taken for A4, 297 mm long.
        const longest = Math.round((297 / 25.4) * dpi)
        const source = sharp(bytes, { page: index, limitInputPixels: maxPixels })
        const tall = heights[index] ?? 1
        const { width, height } = await source.metadata()
        const scale = longest / Math.max(width, height * tall)
        const { data, info } = await source
          .rotate()
          .resize(
            tall === 1
              ? { width: longest, height: longest, fit: 'inside', kernel: 'cubic' }
              : {
                  width: Math.round(width * scale),
                  height: Math.round(height * tall * scale),
                  fit: 'fill',
                  kernel: 'cubic',
                },
          )
          .flatten({ background: '#ffffff' })
          .toColourspace('srgb')
          .removeAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true })
        return { width: info.width, height: info.height, channels: 3 as const, data: new Uint8Array(data) }
      },
    }))
    const { pages: read, pictures, notes } = await readScan(scans, options.pictures)
    return { transcript: { format: 'image', pages: read, signatures: [], notes }, pictures }
  } catch {
    return unreadable('image', 'damaged')
  }
}
