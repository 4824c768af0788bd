import type { Bitmap } from '../pdf/render.ts'
import { newPlane, type Plane } from './bitmap.ts'

/** A page freed of its light: paper is 255 everywhere, shadows and the colour of the lamp are gone. */
export interface FlatPage {
  /** The darkest colour of each pixel: print and every pen. */
  readonly dark: Plane
  /** How much redder than grey, 0 to 255: a seal or a red pen. All 0 on grey pages. */
  readonly red: Plane
  /** How much bluer than grey, 0 to 255: a blue pen. */
  readonly blue: Plane
  readonly coloured: boolean
}

/** Pixels of a tile's side; paper shows in every tile of this size but in black borders. */
const tile = 32

/** The paper's own brightness around each tile: the brightest fifth of its pixels, smoothed over neighbours. */
function paperOf({ width, height, channels, data }: Bitmap, channel: number): Plane {
  const across = Math.ceil(width / tile)
  const down = Math.ceil(height / tile)
  const levels = newPlane(across, down)
  const histogram = new Uint32Array(256)
  for (let ty = 0; ty < down; ty++) {
    for (let tx = 0; tx < across; tx++) {
      histogram.fill(0)
      let count = 0
      const bottom = Math.min(height, (ty + 1) * tile)
      const right = Math.min(width, (tx + 1) * tile)
      for (let y = ty * tile; y < bottom; y += 2) {
        for (let x = tx * tile; x < right; x += 2) {
          histogram[data[(y * width + x) * channels + channel] as number]!++
          count++
        }
      }
      let level = 255
      for (let seen = 0; level > 0; level--) {
        seen += histogram[level] as number
        if (seen >= count * 0.2) break
      }
      levels.data[ty * across + tx] = level
    }
  }
  return smoothed(levels)
}

/** A tile full of ink takes the light of its neighbours: the brightest of three by three, then their mean. */
function smoothed(levels: Plane): Plane {
  const { width, height } = levels
  const around = (from: Plane, x: number, y: number, join: (values: number[]) => number): number => {
    const values: number[] = []
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        const [nx, ny] = [x + dx, y + dy]
        if (nx >= 0 && ny >= 0 && nx < width && ny < height) values.push(from.data[ny * width + nx] as number)
      }
    return join(values)
  }
  const over = (from: Plane, join: (values: number[]) => number): Plane => {
    const to = newPlane(width, height)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) to.data[y * width + x] = around(from, x, y, join)
    return to
  }
  const bright = over(levels, (values) => Math.max(...values))
  return over(bright, (values) => values.reduce((sum, one) => sum + one, 0) / values.length)
}

/** For every column or row, the two tiles it lies between and how far: computed once for the whole page. */
function blends(length: number, tiles: number): { near: Int32Array; far: Int32Array; share: Float32Array } {
  const near = new Int32Array(length)
  const far = new Int32Array(length)
  const share = new Float32Array(length)
  for (let i = 0; i < length; i++) {
    const at = Math.max(0, Math.min(tiles - 1, (i - tile / 2) / tile))
    near[i] = Math.floor(at)
    far[i] = Math.min(tiles - 1, Math.floor(at) + 1)
    share[i] = at - Math.floor(at)
  }
  return { near, far, share }
}

/** Divides the page by the light that falls on its paper. */
export function flattened(bitmap: Bitmap): FlatPage {
  const { width, height, channels, data } = bitmap
  const papers = Array.from({ length: channels }, (_, channel) => paperOf(bitmap, channel))
  const [first] = papers as [Plane]
  const columns = blends(width, first.width)
  const rows = blends(height, first.height)
  const dark = newPlane(width, height)
  const red = newPlane(width, height)
  const blue = newPlane(width, height)
  const scales = papers.map(() => new Float32Array(first.width))
  let colourful = 0
  for (let y = 0; y < height; y++) {
    const [top, bottom, down] = [rows.near[y] as number, rows.far[y] as number, rows.share[y] as number]
    for (const [c, paper] of papers.entries())
      for (let t = 0; t < first.width; t++) {
        const level =
          (paper.data[top * first.width + t] as number) * (1 - down) +
          (paper.data[bottom * first.width + t] as number) * down
        // Darker than this is no paper but a border or the table: dividing by it would invent detail.
        ;(scales[c] as Float32Array)[t] = 255 / Math.max(70, level)
      }
    for (let x = 0; x < width; x++) {
      const [left, right, share] = [
        columns.near[x] as number,
        columns.far[x] as number,
        columns.share[x] as number,
      ]
      const at = y * width + x
      const level = (c: number): number => {
        const scale = scales[c] as Float32Array
        const value =
          (data[at * channels + c] as number) *
          ((scale[left] as number) * (1 - share) + (scale[right] as number) * share)
        return value > 255 ? 255 : value
      }
      const r = level(0)
      if (channels === 1) {
        dark.data[at] = r
        continue
      }
      const g = level(1)
      const b = level(2)
      dark.data[at] = Math.min(r, g, b)
      const redness = r - Math.max(g, b)
      const blueness = b - r
      if (redness > 24) red.data[at] = redness
      if (blueness > 24) blue.data[at] = blueness
      if (redness > 50 || blueness > 50) colourful++
    }
  }
  return { dark, red, blue, coloured: colourful > width * height * 0.0001 }
}

/** Grey level of the page's ordinary ink on a flattened page: that which a third of the inked pixels reach. */
export function printLevel(dark: Plane): number {
  const histogram = new Uint32Array(256)
  for (let i = 0; i < dark.data.length; i += 3) histogram[dark.data[i] as number]!++
  let marked = 0
  for (let level = 0; level < 190; level++) marked += histogram[level] as number
  let level = 0
  for (let seen = 0; level < 190; level++) {
    seen += histogram[level] as number
    if (seen > marked * 0.3) break
  }
  return level
}

/**
 * Where print ends and paper begins: halfway between the paper and the page's ordinary ink, which is pale where the
 * print is faded. Grey level on a flattened page.
 */
export const inkThreshold = (dark: Plane): number =>
  Math.max(110, Math.min(205, (255 + printLevel(dark)) / 2 + 10))
