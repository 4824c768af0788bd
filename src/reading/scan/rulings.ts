import type { Ruling } from '../layout/ruling.ts'
import { type Plane, runsOf, transposed } from './bitmap.ts'

/** Ink that lies in level runs of at least `least` pixels, gaps of `gap` forgiven. */
export function straightRuns(ink: Plane, least: number, gap: number): Plane {
  const { width, height } = ink
  const straight = new Uint8Array(width * height)
  const runs = runsOf(ink)
  for (let next = 0; next < runs.length; ) {
    const from = runs[next] as number
    const rowEnd = from - (from % width) + width
    let to = runs[next + 1] as number
    next += 2
    for (; next < runs.length; next += 2) {
      const start = runs[next] as number
      if (start >= rowEnd || start - to > gap) break
      to = runs[next + 1] as number
    }
    if (to - from >= least) straight.fill(1, from, to)
  }
  return { width, height, data: straight }
}

interface Segment {
  /** Summed position across, to take the mean of. */
  across: number
  count: number
  from: number
  to: number
}

/** Collects a plane of runs into lines: runs of neighbouring rows that overlap are one line, drawn thick or aslant. */
function segmentsOf(plane: Plane): Segment[] {
  const { width } = plane
  const runs = runsOf(plane)
  const done: Segment[] = []
  let open: { segment: Segment; from: number; to: number }[] = []
  let here: typeof open = []
  let row = 0
  for (let i = 0; i < runs.length; i += 2) {
    const y = Math.floor((runs[i] as number) / width)
    if (y !== row) {
      open = y === row + 1 ? here : []
      here = []
      row = y
    }
    const from = (runs[i] as number) - y * width
    const to = (runs[i + 1] as number) - y * width
    const above = open.find((one) => one.from <= to + 2 && one.to >= from - 2)
    const segment = above?.segment ?? { across: 0, count: 0, from, to }
    if (!above) done.push(segment)
    segment.across += y * (to - from)
    segment.count += to - from
    segment.from = Math.min(segment.from, from)
    segment.to = Math.max(segment.to, to)
    here.push({ segment, from, to })
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
