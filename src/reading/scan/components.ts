import type { Rectangle } from '../../survey/answers.ts'
import type { Plane } from './bitmap.ts'
import { runsOf } from './runs.ts'

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

/** Finds the connected pieces of ink (neighbours in eight directions), numbered by where their first pixel stands. */
export function componentsOf(ink: Plane): Components {
  const { width, height } = ink
  const runs = runsOf(ink)
  const parents = joinedRuns(runs, width)
  const labels = new Int32Array(width * height)
  // A piece is named by its first run, so a run's piece has its number before the run is met.
  const numbers = new Int32Array(parents.length)
  const all: Mutable<Component>[] = [{ label: 0, left: width, top: height, right: 0, bottom: 0, area: 0 }]
  for (let run = 0; run < parents.length; run++) {
    const from = runs[run * 2] as number
    const to = runs[run * 2 + 1] as number
    const y = Math.floor(from / width)
    const left = from - y * width
    const right = left + to - from
    const root = rootOf(parents, run)
    if (root === run) {
      const label = all.length
      numbers[run] = label
      all.push({ label, left, top: y, right, bottom: y, area: 0 })
    }
    const label = numbers[root] as number
    const piece = all[label] as Mutable<Component>
    if (left < piece.left) piece.left = left
    if (right > piece.right) piece.right = right
    piece.bottom = y + 1
    piece.area += to - from
    for (let at = from; at < to; at++) labels[at] = label
  }
  return { labels, width, all }
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** For each run an earlier or the same one of its piece; the first run of a piece is its own. */
function joinedRuns(runs: Int32Array, width: number): Int32Array {
  const parents = new Int32Array(runs.length / 2)
  let above = 0
  for (let run = 0; run < parents.length; run++) {
    parents[run] = run
    const from = runs[run * 2] as number
    const row = from - (from % width)
    // Runs of the row above that end at this one's left neighbour or before touch none that follow either.
    const first = Math.max(from - 1, row) - width
    const last = Math.min((runs[run * 2 + 1] as number) + 1, row + width) - width
    while (above < run && (runs[above * 2 + 1] as number) <= first) above++
    for (let other = above; other < run && (runs[other * 2] as number) < last; other++) {
      const [one, two] = [rootOf(parents, other), rootOf(parents, run)]
      parents[Math.max(one, two)] = Math.min(one, two)
    }
  }
  return parents
}

function rootOf(parents: Int32Array, run: number): number {
  let root = run
  while (parents[root] !== root) root = parents[root] as number
  for (let at = run; at !== root; ) {
    const next = parents[at] as number
    parents[at] = root
    at = next
  }
  return root
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
  const mostFrequent = (from: number): number => {
    let best = from
    for (let h = from + 1; h < heights.length; h++) if (smooth(h) > smooth(best)) best = h
    return best
  }
  const best = mostFrequent(0)
  // A page with few lines has more dots in its leaders than small letters; no letter is so much higher than these.
  const higher = mostFrequent(Math.ceil(best * tallest))
  return smooth(higher) > smooth(best) / 4 ? higher : best
}

/** Capitals with two tones in the heights of small letters. */
const tallest = 2.4

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

/** Where all pieces of ink stand. */
export const placesOf = ({ all }: Components): Rectangle[] => all.filter(({ area }) => area > 0).map(placeOf)
