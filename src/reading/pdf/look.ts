import type { Rectangle } from '../../survey/answers.ts'
import type { Box } from '../transcript.ts'
import type { Bitmap } from './render.ts'

/** Share of dark pixels in a part of the picture. */
function darkShare(bitmap: Bitmap, { x, y, width, height }: Rectangle): number {
  let dark = 0
  let all = 0
  for (let row = Math.max(0, Math.round(y)); row < Math.min(bitmap.height, Math.round(y + height)); row++) {
    for (
      let column = Math.max(0, Math.round(x));
      column < Math.min(bitmap.width, Math.round(x + width));
      column++
    ) {
      const at = (row * bitmap.width + column) * bitmap.channels
      const light =
        bitmap.channels === 1
          ? (bitmap.data[at] as number)
          : Math.min(bitmap.data[at] as number, bitmap.data[at + 1] as number, bitmap.data[at + 2] as number)
      all++
      if (light < 140) dark++
    }
  }
  return all === 0 ? 0 : dark / all
}

/**
 * Tells the state of a digitally printed box from the picture of its page, where the file's codes say nothing (a
 * symbol font without a table, a small picture). `place` is in the bitmap's pixels.
 * A printed box has its ink on the rim: 9 of 16 parts of its area are the inner three quarters looked at here.
 */
export function lookAtBox(bitmap: Bitmap, place: Rectangle): Pick<Box, 'state' | 'confidence' | 'reason'> {
  const inset = (share: number): Rectangle => ({
    x: place.x + place.width * share,
    y: place.y + place.height * share,
    width: place.width * (1 - 2 * share),
    height: place.height * (1 - 2 * share),
  })
  const whole = darkShare(bitmap, place)
  const inner = darkShare(bitmap, inset(0.28))
  if (whole < 0.03) return { state: 'unclear', confidence: 0.5, reason: 'mark-unclear' }
  if (inner >= 0.1) return { state: 'ticked', confidence: 0.95 }
  if (inner <= 0.01) return { state: 'empty', confidence: 0.95 }
  return { state: 'unclear', confidence: 0.5, reason: 'mark-unclear' }
}
