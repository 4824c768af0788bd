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
export function darkestOf({ width, channels, data }: Bitmap, x: number, y: number): number {
  const at = (y * width + x) * channels
  const first = data[at] as number
  return channels === 1 ? first : Math.min(first, data[at + 1] as number, data[at + 2] as number)
}

/** The darkest colour of each pixel. */
export function darkestPlane({ width, height, channels, data }: Bitmap): Plane {
  const dark = newPlane(width, height)
  if (channels === 1) dark.data.set(data.subarray(0, dark.data.length))
  else
    for (let at = 0, from = 0; at < dark.data.length; at++, from += channels) {
      const [r, g, b] = [data[from] as number, data[from + 1] as number, data[from + 2] as number]
      dark.data[at] = r < g ? (r < b ? r : b) : g < b ? g : b
    }
  return dark
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
  const ink = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) if ((data[i] as number) < threshold) ink[i] = 1
  return { width, height, data: ink }
}

/**
 * The runs of ink along the rows, in reading order: place of the first pixel and of the first behind it, by turns. Paper
 * is skipped by a search of the memory, a page of it in 1 ms.
 */
export function runsOf({ width, data }: Plane): Int32Array {
  const memory = Buffer.from(data.buffer, data.byteOffset, data.length)
  let runs = new Int32Array(1 << 16)
  let count = 0
  for (let from = memory.indexOf(1); from >= 0; ) {
    const rowEnd = from - (from % width) + width
    let to = from + 1
    while (to < rowEnd && data[to] !== 0) to++
    if (count + 2 > runs.length) {
      const more = new Int32Array(runs.length * 2)
      more.set(runs)
      runs = more
    }
    runs[count++] = from
    runs[count++] = to
    from = memory.indexOf(1, to)
  }
  return runs.subarray(0, count)
}

/** Rows become columns: what looks down columns runs along the rows of this, where memory is read in order. */
export function transposed({ width, height, data }: Plane): Plane {
  const out = new Uint8Array(data.length)
  // Square by square, so that the rows read and those written both stay in the cache.
  const side = 64
  for (let top = 0; top < height; top += side)
    for (let left = 0; left < width; left += side) {
      const bottom = Math.min(height, top + side)
      const right = Math.min(width, left + side)
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) out[x * height + y] = data[y * width + x] as number
    }
  return { width: height, height: width, data: out }
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

/** Turns by `angle` radians around the middle, bilinear; what comes from outside is white. */
export function rotated(bitmap: Bitmap, angle: number): Bitmap {
  const turned = { ...bitmap, data: new Uint8Array(bitmap.data.length).fill(255) }
  for (let y = 0; y < bitmap.height; y++) rotateRow(bitmap, turned.data, y, Math.cos(angle), Math.sin(angle))
  return turned
}

function rotateRow(
  { width, height, channels, data }: Bitmap,
  out: Uint8Array,
  y: number,
  cos: number,
  sin: number,
) {
  const row = width * channels
  const v = y - height / 2
  const startX = width / 2 - (cos * width) / 2 - sin * v
  const startY = height / 2 - (sin * width) / 2 + cos * v
  for (let x = 0, to = y * row; x < width; x++, to += channels) {
    const sx = startX + cos * x
    const sy = startY + sin * x
    if (sx < 0 || sy < 0 || sx >= width - 1 || sy >= height - 1) continue
    const ix = sx | 0
    const iy = sy | 0
    const fx = sx - ix
    const fy = sy - iy
    const at = iy * row + ix * channels
    for (let c = 0; c < channels; c++) {
      const from = at + c
      const a = data[from] as number
      const b = data[from + row] as number
      const above = a + ((data[from + channels] as number) - a) * fx
      const below = b + ((data[from + row + channels] as number) - b) * fx
      out[to + c] = above + (below - above) * fy + 0.5
    }
  }
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
