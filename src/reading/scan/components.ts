import type { Rectangle } from '../../survey/answers.ts'
import type { Plane } from './bitmap.ts'

/** A connected piece of ink. `right` and `bottom` are the first pixel outside. */
export interface Component {
  readonly label: number
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly area: number
}

export interface Components {
  /** Label of each pixel, 0 for paper. */
  readonly labels: Int32Array
  readonly width: number
  /** By label; the entry 0 is empty. */
  readonly all: readonly Component[]
}

/** Finds the connected pieces of ink (neighbours in eight directions) in two passes. */
export function componentsOf({ width, height, data }: Plane): Components {
  const labels = new Int32Array(width * height)
  const parents: number[] = [0]
  const rootOf = (label: number): number => {
    let root = label
    while (parents[root] !== root) root = parents[root] as number
    for (let at = label; at !== root; ) {
      const next = parents[at] as number
      parents[at] = root
      at = next
    }
    return root
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (!data[at]) continue
      const west = x > 0 ? (labels[at - 1] as number) : 0
      const northWest = x > 0 && y > 0 ? (labels[at - width - 1] as number) : 0
      const north = y > 0 ? (labels[at - width] as number) : 0
      const northEast = y > 0 && x + 1 < width ? (labels[at - width + 1] as number) : 0
      let label = north || west || northWest || northEast
      if (!label) {
        label = parents.length
        parents.push(label)
      } else if (!north && northEast && (west || northWest)) {
        const one = rootOf(west || northWest)
        const other = rootOf(northEast)
        label = Math.min(one, other)
        parents[Math.max(one, other)] = label
      }
      labels[at] = label
    }
  }
  const numbers = new Int32Array(parents.length)
  let count = 0
  for (let label = 1; label < parents.length; label++) if (parents[label] === label) numbers[label] = ++count
  for (let label = 1; label < parents.length; label++) numbers[label] = numbers[rootOf(label)] as number
  const left = new Int32Array(count + 1).fill(width)
  const top = new Int32Array(count + 1).fill(height)
  const right = new Int32Array(count + 1)
  const bottom = new Int32Array(count + 1)
  const area = new Int32Array(count + 1)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      if (!labels[at]) continue
      const label = numbers[labels[at] as number] as number
      labels[at] = label
      if (x < (left[label] as number)) left[label] = x
      if (x >= (right[label] as number)) right[label] = x + 1
      if (y < (top[label] as number)) top[label] = y
      bottom[label] = y + 1
      area[label]!++
    }
  }
  const all = Array.from({ length: count + 1 }, (_, label) => ({
    label,
    left: left[label] as number,
    top: top[label] as number,
    right: right[label] as number,
    bottom: bottom[label] as number,
    area: area[label] as number,
  }))
  return { labels, width, all }
}

/**
 * Height of small letters (x-height) in pixels: the most frequent height among pieces of ink that may be letters.
 * Null on a page without text.
 */
export function letterHeight({ all }: Components, pageHeight: number): number | null {
  const heights = new Float64Array(200)
  let count = 0
  for (const { left, top, right, bottom, area } of all) {
    const [width, height] = [right - left, bottom - top]
    if (
      height < pageHeight / 350 ||
      height > pageHeight / 35 ||
      width < height * 0.35 ||
      width > height * 2.5
    )
      continue
    if (area < width * height * 0.2 || height >= heights.length) continue
    heights[height]!++
    count++
  }
  if (count < 20) return null
  const smooth = (h: number) => (heights[h - 1] ?? 0) + 2 * (heights[h] ?? 0) + (heights[h + 1] ?? 0)
  let best = 0
  for (let h = 1; h < heights.length; h++) if (smooth(h) > smooth(best)) best = h
  return best
}

export const placeOf = ({ left, top, right, bottom }: Component): Rectangle => ({
  x: left,
  y: top,
  width: right - left,
  height: bottom - top,
})

/** The page without these pieces of its ink and the pixel of blur around them; `spared` rows keep theirs. */
export function withoutPieces(
  page: Plane,
  { labels }: Components,
  pieces: readonly Component[],
  spared: (row: number) => boolean = () => false,
): Plane {
  const { width, height } = page
  const data = new Uint8Array(page.data)
  for (const { label, left, top, right, bottom } of pieces)
    for (let y = top; y < bottom; y++) {
      if (spared(y)) continue
      for (let x = left; x < right; x++) {
        if (labels[y * width + x] !== label) continue
        for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
          data.fill(255, row * width + Math.max(0, x - 1), row * width + Math.min(width, x + 2))
      }
    }
  return { width, height, data }
}
