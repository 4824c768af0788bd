import sharp from 'sharp'
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

/** The darkest colour of each pixel, as the mean of blocks of `by` by `by` of them: a small picture of a big one. */
export function darkestShrunk({ width, height, channels, data }: Bitmap, by: number): Plane {
  const small = newPlane(Math.floor(width / by), Math.floor(height / by))
  const columns = new Uint32Array(width)
  for (let y = 0; y < small.height; y++) {
    columns.fill(0)
    for (let row = y * by; row < (y + 1) * by; row++) {
      const start = row * width * channels
      if (channels === 1) for (let x = 0; x < width; x++) columns[x]! += data[start + x] as number
      else
        for (let x = 0, at = start; x < width; x++, at += 3)
          columns[x]! += lesser(lesser(data[at] as number, data[at + 1] as number), data[at + 2] as number)
    }
    for (let x = 0, from = 0; x < small.width; x++) {
      let sum = 0
      for (const end = from + by; from < end; from++) sum += columns[from] as number
      small.data[y * small.width + x] = sum / (by * by)
    }
  }
  return small
}

/** Without a branch: which of two levels of paper is the lesser cannot be foretold, and a page asks 20 million times. */
export const lesser = (a: number, b: number): number => b + ((a - b) & ((a - b) >> 31))

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

/** Pixels below the threshold are ink. Without a branch, in half of the time. */
export function inkBelow({ width, height, data }: Plane, threshold: number): Plane {
  const ink = new Uint8Array(data.length)
  const limit = Math.ceil(threshold)
  for (let i = 0; i < data.length; i++) ink[i] = ((data[i] as number) - limit) >>> 31
  return { width, height, data: ink }
}

/** A rectangle of the page, which must lie within it, as a plane of its own. */
export function cut({ width, data }: Plane, { x, y, width: wide, height }: Rectangle): Plane {
  const piece = newPlane(wide, height)
  for (let row = 0; row < height; row++) {
    const start = (y + row) * width + x
    piece.data.set(data.subarray(start, start + wide), row * wide)
  }
  return piece
}

/** Lays a piece onto the page, which it must lie within, its upper left corner at x and y: what `cut` takes, put back. */
export function lay(onto: Plane, piece: Plane, { x, y }: Pick<Rectangle, 'x' | 'y'>): void {
  for (let row = 0; row < piece.height; row++) {
    const from = row * piece.width
    onto.data.set(piece.data.subarray(from, from + piece.width), (y + row) * onto.width + x)
  }
}

/** Turns by `angle` radians against the clock, bilinear, on a white sheet as much larger as the corners need. */
export async function rotated({ width, height, channels, data }: Bitmap, angle: number): Promise<Bitmap> {
  const turned = await sharp(data, { raw: { width, height, channels } })
    .rotate((-angle * 180) / Math.PI, { background: '#fff' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: turned.info.width, height: turned.info.height, channels, data: turned.data }
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
