import type { Bitmap } from '../pdf/render.ts'
import { darkestShrunk, inkBelow, lesser, newPlane, type Plane } from './bitmap.ts'

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

/** Pixels of a tile's side on a page of 200 dpi; paper shows in every tile of this size but in black borders. */
const usualTile = 32

/** The paper's own brightness around each tile: the brightest fifth of its pixels, smoothed over neighbours. */
function paperOf({ width, height, channels, data }: Bitmap, channel: number, tile: number): Plane {
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
const smoothed = (levels: Plane): Plane =>
  overNeighbours(
    overNeighbours(levels, (values) => Math.max(...values)),
    mean,
  )

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

function overNeighbours({ width, height, data }: Plane, join: (values: number[]) => number): Plane {
  const to = newPlane(width, height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const around: number[] = []
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++)
          around.push(data[ny * width + nx] as number)
      to.data[y * width + x] = join(around)
    }
  return to
}

/** Darker than this is no paper but a border or the table: dividing by it would invent detail. */
const darkestPaper = 70

/** What each pixel of a row is multiplied by to make its paper 255, in 65,536ths, blended from tile to tile. */
function rowScales(paper: Plane, tile: number, y: number, scales: Int32Array): void {
  const { width: across, height: down, data } = paper
  const place = Math.max(0, Math.min(down - 1, (y - tile / 2) / tile))
  const near = Math.floor(place)
  const far = Math.min(down - 1, near + 1)
  const scaleOf = (t: number): number => {
    const above = data[near * across + t] as number
    const below = data[far * across + t] as number
    return (255 * 65_536) / Math.max(darkestPaper, above + (below - above) * (place - near))
  }
  // The scale of a tile holds at its middle.
  let [x, from] = [tile / 2, scaleOf(0)]
  scales.fill(from, 0, x)
  for (let t = 1; t < across; t++) {
    const to = scaleOf(t)
    const step = (to - from) / tile
    for (let i = 0; i < tile; i++) scales[x++] = from + step * i
    from = to
  }
  scales.fill(from, x)
}

/** Light falls alike on so many rows: a tile has 10 to 32. */
const rowsAlike = 4

/** Divides the page by the light that falls on its paper, told in tiles of so many pixels (an even number). */
export function flattened(bitmap: Bitmap, tile = usualTile): FlatPage {
  const { width, height, channels } = bitmap
  const papers = Array.from({ length: channels }, (_, channel) => paperOf(bitmap, channel, tile))
  const scales = papers.map(() => new Int32Array(width))
  const dark = newPlane(width, height)
  const red = newPlane(width, height)
  const blue = newPlane(width, height)
  let colourful = 0
  for (let y = 0; y < height; y++) {
    if (y % rowsAlike === 0)
      for (const [c, paper] of papers.entries()) rowScales(paper, tile, y, scales[c] as Int32Array)
    if (channels === 1) flattenGreyRow(bitmap, y, scales[0] as Int32Array, dark.data)
    else colourful += flattenRow(bitmap, y, scales, dark.data, red.data, blue.data)
  }
  return { dark, red, blue, coloured: colourful > width * height * 0.0001 }
}

function flattenGreyRow({ width, data }: Bitmap, y: number, scales: Int32Array, dark: Uint8Array): void {
  for (let x = 0, at = y * width; x < width; x++, at++)
    dark[at] = lit(data[at] as number, scales[x] as number)
}

/** Levels of redder or bluer than grey: any at all, and that of a seal or a pen. */
const leastColour = 24
const strongColour = 50

/** Gives how many pixels are strongly coloured. */
function flattenRow(
  { width, data }: Bitmap,
  y: number,
  scales: readonly Int32Array[],
  dark: Uint8Array,
  red: Uint8Array,
  blue: Uint8Array,
): number {
  const [ofRed, ofGreen, ofBlue] = scales as [Int32Array, Int32Array, Int32Array]
  let colourful = 0
  for (let x = 0, at = y * width, from = at * 3; x < width; x++, at++, from += 3) {
    const r = lit(data[from] as number, ofRed[x] as number)
    const g = lit(data[from + 1] as number, ofGreen[x] as number)
    const b = lit(data[from + 2] as number, ofBlue[x] as number)
    dark[at] = lesser(lesser(r, g), b)
    const redness = r - g - b + lesser(g, b)
    const blueness = b - r
    if (redness > leastColour) red[at] = redness
    if (blueness > leastColour) blue[at] = blueness
    if (redness > strongColour || blueness > strongColour) colourful++
  }
  return colourful
}

/** A level in the light of white paper: 255 and no more. */
const lit = (level: number, scale: number): number => lesser(Math.imul(level, scale) >> 16, 255)

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

/**
 * The page's ink, pale ink too, in a picture some 900 pixels long: one pixel of it for `by` of the page. Made small
 * before its light is taken out: how a page lies shows all the same, and a ninth of the pixels is divided.
 */
export function smallInk(bitmap: Bitmap): { ink: Plane; by: number } {
  const by = Math.max(1, Math.round(Math.max(bitmap.width, bitmap.height) / 900))
  const small = flattened(
    { ...darkestShrunk(bitmap, by), channels: 1 },
    2 * Math.round(usualTile / by / 2),
  ).dark
  return { ink: inkBelow(small, Math.min(225, inkThreshold(small) + 20)), by }
}
