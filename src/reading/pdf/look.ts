import type { Rectangle } from '../../survey/answers.ts'
import type { Box } from '../transcript.ts'
import type { Bitmap } from './render.ts'

/** Grey level below which a pixel is dark. */
const darkBelow = 140

function isDark({ data, width, channels }: Bitmap, x: number, y: number): boolean {
  const at = (y * width + x) * channels
  if (channels === 1) return (data[at] as number) < darkBelow
  return Math.min(data[at] as number, data[at + 1] as number, data[at + 2] as number) < darkBelow
}

/** The pixels of a place that lie on the bitmap, from `left` and `top` up to, not including, `right` and `bottom`. */
function pixelsOf({ width, height }: Bitmap, place: Rectangle) {
  return {
    left: Math.max(0, Math.round(place.x)),
    top: Math.max(0, Math.round(place.y)),
    right: Math.min(width, Math.round(place.x + place.width)),
    bottom: Math.min(height, Math.round(place.y + place.height)),
  }
}

/** Share of dark pixels in a part of the picture. */
function darkShare(bitmap: Bitmap, place: Rectangle): number {
  const { left, top, right, bottom } = pixelsOf(bitmap, place)
  let dark = 0
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (isDark(bitmap, x, y)) dark++
  return dark / Math.max(1, (right - left) * (bottom - top))
}

/** The smallest part of a place that holds all its dark pixels: a glyph's place reaches above and below its ink. */
function inkIn(bitmap: Bitmap, place: Rectangle): Rectangle {
  const { left, top, right, bottom } = pixelsOf(bitmap, place)
  let [x0, y0, x1, y1] = [right, bottom, left, top]
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++)
      if (isDark(bitmap, x, y)) {
        x0 = Math.min(x0, x)
        y0 = Math.min(y0, y)
        x1 = Math.max(x1, x + 1)
        y1 = Math.max(y1, y + 1)
      }
  return { x: x0, y: y0, width: Math.max(0, x1 - x0), height: Math.max(0, y1 - y0) }
}

/**
 * Tells the state of a digitally printed box from the picture of its page, where the file's codes say nothing (a
 * symbol font without a table, a small picture). `place` is in the bitmap's pixels.
 * A printed box has its ink on the rim: a fifth of its area is the inner part looked at here.
 */
export function lookAtBox(bitmap: Bitmap, place: Rectangle): Pick<Box, 'state' | 'confidence' | 'reason'> {
  const ink = inkIn(bitmap, place)
  const unclear = { state: 'unclear', confidence: 0.5, reason: 'mark-unclear' } as const
  if (darkShare(bitmap, place) < 0.03 || Math.max(ink.width, ink.height) < place.width * 0.3) return unclear
  const inset = 0.28
  const inner = darkShare(bitmap, {
    x: ink.x + ink.width * inset,
    y: ink.y + ink.height * inset,
    width: ink.width * (1 - 2 * inset),
    height: ink.height * (1 - 2 * inset),
  })
  if (inner >= 0.1) return { state: 'ticked', confidence: 0.95 }
  return inner <= 0.01 ? { state: 'empty', confidence: 0.95 } : unclear
}
