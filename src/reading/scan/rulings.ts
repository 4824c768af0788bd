import type { Ruling } from '../layout/ruling.ts'
import { type Plane, transposed } from './bitmap.ts'

/** Ink that lies in level runs of at least `least` pixels, gaps of `gap` forgiven. */
export function straightRuns({ width, height, data }: Plane, least: number, gap: number): Plane {
  const runs = new Uint8Array(data.length)
  for (let row = 0; row < data.length; row += width) {
    const rowEnd = row + width
    let start = -1
    let last = -1
    for (let i = row; i < rowEnd; i++) {
      if (data[i] === 0) continue
      if (start >= 0 && i - last > gap + 1) {
        if (last - start + 1 >= least) runs.fill(1, start, last + 1)
        start = i
      } else if (start < 0) start = i
      last = i
    }
    if (start >= 0 && last - start + 1 >= least) runs.fill(1, start, last + 1)
  }
  return { width, height, data: runs }
}

interface Segment {
  /** Summed position across, to take the mean of. */
  across: number
  count: number
  from: number
  to: number
}

/** Collects a plane of runs into lines: runs of neighbouring rows that overlap are one line, drawn thick or aslant. */
function segmentsOf({ width, height, data }: Plane): Segment[] {
  const done: Segment[] = []
  let open: { segment: Segment; from: number; to: number }[] = []
  for (let y = 0; y < height; y++) {
    const here: typeof open = []
    const row = y * width
    for (let x = 0; x < width; x++) {
      if (data[row + x] === 0) continue
      const from = x
      while (x < width && data[row + x] !== 0) x++
      const to = x
      const above = open.find((one) => one.from <= to + 2 && one.to >= from - 2)
      const segment = above?.segment ?? { across: 0, count: 0, from, to }
      if (!above) done.push(segment)
      segment.across += y * (to - from)
      segment.count += to - from
      segment.from = Math.min(segment.from, from)
      segment.to = Math.max(segment.to, to)
      here.push({ segment, from, to })
    }
    open = here
  }
  return done
}

/**
 * The printed straight lines of a page, longer than a letter is high and far longer than they are thick. Broken and
 * slightly slanted ones are joined; a streak of the scanner from edge to edge is left out.
 */
export const rulingsOf = (ink: Plane, letter: number): Ruling[] => [
  ...levelLines(ink, letter, letter * 5).map((line) => ({ upright: false, ...line })),
  ...levelLines(transposed(ink), letter, letter * 2.4).map((line) => ({ upright: true, ...line })),
]

/** A level line: where it lies across, and from where to where it runs. */
interface Line {
  at: number
  from: number
  to: number
}

function levelLines(ink: Plane, letter: number, least: number): Line[] {
  const runs = straightRuns(thickened(ink), Math.round(least), Math.max(1, Math.round(letter * 0.12)))
  const segments = segmentsOf(runs)
    .map(({ across, count, from, to }) => ({ at: across / count, from, to, thick: count / (to - from) }))
    .filter((one) => coverage(ink, one) > 0.88)
    .filter(({ thick, from, to }) => thick <= Math.max(8, letter * 0.6) && to - from > thick * 5)
    .sort((a, b) => a.from - b.from)
  const joined: Line[] = []
  for (const { at, from, to } of segments) {
    const before = joined.findLast(
      (one) =>
        Math.abs(one.at - at) <= Math.max(3, letter * 0.25) && from - one.to < letter * 2 && to > one.to,
    )
    if (before) before.to = to
    else if (!joined.some((one) => Math.abs(one.at - at) <= 3 && one.from <= from && one.to >= to))
      joined.push({ at, from, to })
  }
  return joined.filter(({ from, to }) => to - from < ink.width * 0.97)
}

/** Share of a line that is inked within two pixels: a row of serifs has gaps between its letters, a line has few. */
function coverage({ width, data }: Plane, { at, from, to }: Line): number {
  let inked = 0
  for (let x = from; x < to; x++) {
    let found = 0
    for (let d = -2; d <= 2 && !found; d++) found = data[(Math.round(at) + d) * width + x] ?? 0
    inked += found
  }
  return inked / Math.max(1, to - from)
}

/** Each pixel with those above and below it: a line a little aslant stays in one row for long. */
function thickened({ width, height, data }: Plane): Plane {
  const thick = new Uint8Array(data.length)
  for (let i = width; i < data.length - width; i++)
    thick[i] = (data[i] as number) | (data[i - width] as number) | (data[i + width] as number)
  return { width, height, data: thick }
}
