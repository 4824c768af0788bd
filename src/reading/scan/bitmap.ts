import type { Rectangle } from '../../survey/answers.ts'
import type { Bitmap } from '../pdf/render.ts'

/** One value a pixel, rows from the top: grey levels (255 paper), or ink (1) and paper (0). */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

export const newPlane = (width: number, height: number, fill = 0): Plane => ({
  width,
  height,
  data: fill === 0 ? new Uint8Array(width * height) : new Uint8Array(width * height).fill(fill),
})

/** The darkest of the colours a pixel has: any ink shows in it, black, blue or red. */
export function darkest({ width, height, channels, data }: Bitmap): Plane {
  if (channels === 1) return { width, height, data }
  const plane = newPlane(width, height)
  for (let to = 0, from = 0; to < plane.data.length; to++, from += 3) {
    const r = data[from] as number
    const g = data[from + 1] as number
    const b = data[from + 2] as number
    plane.data[to] = r < g ? (r < b ? r : b) : g < b ? g : b
  }
  return plane
}

/** Mean of blocks: a small picture of a big one, whole pixels of it to one. */
export function shrink(plane: Plane, by: number): Plane {
  if (by <= 1) return plane
  const small = newPlane(Math.floor(plane.width / by), Math.floor(plane.height / by))
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      let sum = 0
      for (let dy = 0; dy < by; dy++) {
        const row = (y * by + dy) * plane.width + x * by
        for (let dx = 0; dx < by; dx++) sum += plane.data[row + dx] as number
      }
      small.data[y * small.width + x] = sum / (by * by)
    }
  }
  return small
}

/** Pixels below the threshold are ink. */
export function inkBelow({ width, height, data }: Plane, threshold: number): Plane {
  const ink = newPlane(width, height)
  for (let i = 0; i < data.length; i++) ink.data[i] = (data[i] as number) < threshold ? 1 : 0
  return ink
}

/** Share of ink in a rectangle, 0 to 1; what lies outside the page counts as paper. */
export function inkShare(ink: Plane, { x, y, width, height }: Rectangle): number {
  const [left, top] = [Math.max(0, Math.round(x)), Math.max(0, Math.round(y))]
  const right = Math.min(ink.width, Math.round(x + width))
  const bottom = Math.min(ink.height, Math.round(y + height))
  let sum = 0
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) sum += ink.data[row * ink.width + column] as number
  return sum / Math.max(1, Math.round(width) * Math.round(height))
}

/** Turns and scales by `angle` radians around the middle, bilinear; what comes from outside is white. */
export function rotated(bitmap: Bitmap, angle: number): Bitmap {
  const { width, height, channels, data } = bitmap
  const out = new Uint8Array(data.length).fill(255)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  for (let y = 0; y < height; y++) {
    const v = y - height / 2
    for (let x = 0; x < width; x++) {
      const u = x - width / 2
      const sx = cos * u - sin * v + width / 2
      const sy = sin * u + cos * v + height / 2
      if (sx < 0 || sy < 0 || sx >= width - 1 || sy >= height - 1) continue
      const ix = sx | 0
      const iy = sy | 0
      const fx = sx - ix
      const fy = sy - iy
      const at = (iy * width + ix) * channels
      const below = at + width * channels
      const to = (y * width + x) * channels
      for (let c = 0; c < channels; c++) {
        const top = (data[at + c] as number) * (1 - fx) + (data[at + channels + c] as number) * fx
        const bottom = (data[below + c] as number) * (1 - fx) + (data[below + channels + c] as number) * fx
        out[to + c] = top + (bottom - top) * fy + 0.5
      }
    }
  }
  return { width, height, channels, data: out }
}

/** Turns by quarter turns clockwise, exactly. */
export function quarterTurned(bitmap: Bitmap, quarters: number): Bitmap {
  const turns = ((quarters % 4) + 4) % 4
  if (turns === 0) return bitmap
  const { width, height, channels, data } = bitmap
  const across = turns % 2 === 1
  const [outWidth, outHeight] = across ? [height, width] : [width, height]
  const out = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [tx, ty] =
        turns === 1 ? [height - 1 - y, x] : turns === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x]
      const from = (y * width + x) * channels
      const to = (ty * outWidth + tx) * channels
      for (let c = 0; c < channels; c++) out[to + c] = data[from + c] as number
    }
  }
  return { width: outWidth, height: outHeight, channels, data: out }
}
