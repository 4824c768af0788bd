import type { Bitmap } from '../pdf/render.ts'
import { darkestOf } from './bitmap.ts'
import { cornersByEdges } from './sheet-edges.ts'

type Point = readonly [number, number]

/**
 * The four corners of a sheet photographed on something darker: top left, top right, bottom right, bottom left. Null
 * when the picture is all sheet (a scan), or no sheet can be made out.
 */
export function sheetCorners(bitmap: Bitmap): [Point, Point, Point, Point] | null {
  const step = Math.max(1, Math.round(Math.max(bitmap.width, bitmap.height) / 500))
  const width = Math.floor(bitmap.width / step)
  const height = Math.floor(bitmap.height / step)
  const light = new Uint8Array(width * height)
  const histogram = new Uint32Array(256)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = darkestOf(bitmap, x * step, y * step)
      light[y * width + x] = value
      histogram[value]!++
    }
  }
  const cut = splitLevel(histogram, width * height)
  const border = (x: number, y: number) => (light[y * width + x] as number) < cut
  // A scan's border is paper; a photograph's is table. At least two sides must be mostly dark.
  const darkSides = [
    share(height, (y) => border(1, y)),
    share(height, (y) => border(width - 2, y)),
    share(width, (x) => border(x, 1)),
    share(width, (x) => border(x, height - 2)),
  ].filter((dark) => dark > 0.8).length
  if (darkSides < 3) return null
  const edges = cornersByEdges({ width, height, data: light })
  if (edges && quadArea(edges) > 0.35 * width * height)
    return edges.map(([x, y]): Point => [x * step, y * step]) as [Point, Point, Point, Point]

  let corners: [Point, Point, Point, Point] = [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
  ]
  const best = [Infinity, -Infinity, -Infinity, Infinity]
  let bright = 0
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      if (!isSheet(light, x, y, width, cut)) continue
      bright++
      const place: Point = [x * step, y * step]
      if (x + y < (best[0] as number))
        [best[0], corners] = [x + y, [place, corners[1], corners[2], corners[3]]]
      if (x - y > (best[1] as number))
        [best[1], corners] = [x - y, [corners[0], place, corners[2], corners[3]]]
      if (x + y > (best[2] as number))
        [best[2], corners] = [x + y, [corners[0], corners[1], place, corners[3]]]
      if (x - y < (best[3] as number))
        [best[3], corners] = [x - y, [corners[0], corners[1], corners[2], place]]
    }
  }
  const area = quadArea(corners)
  const whole = bitmap.width * bitmap.height
  return area > 0.35 * whole && bright * step * step > 0.75 * area ? corners : null
}

/** A bright pixel whose neighbours are bright too: reflections on the table are specks. */
function isSheet(light: Uint8Array, x: number, y: number, width: number, cut: number): boolean {
  let count = 0
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -2; dx <= 2; dx++) if ((light[(y + dy) * width + x + dx] as number) >= cut) count++
  }
  return count >= 14
}

const share = (count: number, test: (index: number) => boolean): number => {
  let hits = 0
  for (let index = 0; index < count; index++) if (test(index)) hits++
  return hits / count
}

/** Otsu's level between the dark and the light of a picture. */
function splitLevel(histogram: Uint32Array, total: number): number {
  let sum = 0
  for (let level = 0; level < 256; level++) sum += level * (histogram[level] as number)
  let best = 0
  let cut = 128
  let count = 0
  let below = 0
  for (let level = 0; level < 255; level++) {
    count += histogram[level] as number
    below += level * (histogram[level] as number)
    if (count === 0 || count === total) continue
    const gap = below / count - (sum - below) / (total - count)
    const between = count * (total - count) * gap * gap
    if (between > best) [best, cut] = [between, level]
  }
  return cut
}

function quadArea(corners: readonly Point[]): number {
  let sum = 0
  corners.forEach(([x, y], index) => {
    const [nx, ny] = corners[(index + 1) % corners.length] as Point
    sum += x * ny - nx * y
  })
  return Math.abs(sum) / 2
}

/** Solves the eight equations of the projection that maps the unit rectangle's corners to these. */
function projection(
  corners: readonly Point[],
  width: number,
  height: number,
): (x: number, y: number) => Point {
  const from: Point[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ]
  const rows: number[][] = []
  from.forEach(([x, y], index) => {
    const [u, v] = corners[index] as Point
    rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v])
  })
  for (let column = 0; column < 8; column++) {
    let pivot = column
    for (let row = column + 1; row < 8; row++) {
      if (Math.abs(rows[row]?.[column] as number) > Math.abs(rows[pivot]?.[column] as number)) pivot = row
    }
    const swap = rows[column] as number[]
    rows[column] = rows[pivot] as number[]
    rows[pivot] = swap
    const lead = rows[column] as number[]
    for (let row = 0; row < 8; row++) {
      const other = rows[row] as number[]
      if (row === column || lead[column] === 0) continue
      const factor = (other[column] as number) / (lead[column] as number)
      for (let at = column; at < 9; at++) other[at] = (other[at] as number) - factor * (lead[at] as number)
    }
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = rows.map(
    (row, index) => (row[8] as number) / (row[index] as number),
  )
  return (x, y) => {
    const scale = g * x + h * y + 1
    return [(a * x + b * y + c) / scale, (d * x + e * y + f) / scale]
  }
}

/** Lays a photographed sheet flat: the quadrilateral between `corners` becomes an upright page `width` pixels wide. */
export function layFlat(
  bitmap: Bitmap,
  corners: readonly [Point, Point, Point, Point],
  width: number,
): Bitmap {
  const length = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(ax - bx, ay - by)
  const across = (length(corners[0], corners[1]) + length(corners[3], corners[2])) / 2
  const down = (length(corners[0], corners[3]) + length(corners[1], corners[2])) / 2
  const height = Math.round((width * down) / across)
  const at = projection(corners, width, height)
  const data = new Uint8Array(width * height * bitmap.channels)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [sx, sy] = at(x, y)
      const x0 = Math.min(Math.max(Math.floor(sx), 0), bitmap.width - 2)
      const y0 = Math.min(Math.max(Math.floor(sy), 0), bitmap.height - 2)
      const fx = Math.min(Math.max(sx - x0, 0), 1)
      const fy = Math.min(Math.max(sy - y0, 0), 1)
      const from = (y0 * bitmap.width + x0) * bitmap.channels
      const row = bitmap.width * bitmap.channels
      for (let channel = 0; channel < bitmap.channels; channel++) {
        const p = from + channel
        const top = (bitmap.data[p] as number) * (1 - fx) + (bitmap.data[p + bitmap.channels] as number) * fx
        const bottom =
          (bitmap.data[p + row] as number) * (1 - fx) +
          (bitmap.data[p + row + bitmap.channels] as number) * fx
        data[(y * width + x) * bitmap.channels + channel] = top * (1 - fy) + bottom * fy
      }
    }
  }
  return { width, height, channels: bitmap.channels, data }
}
