import type { Ruling } from '../layout/ruling.ts'
import type { Plane } from './bitmap.ts'
import { type InkBothWays, type Inked, longRuns, type Runs, thickened } from './runs.ts'

interface Segment {
  /** Summed position across, to take the mean of. */
  across: number
  count: number
  from: number
  to: number
}

/** Collects runs into lines: runs of neighbouring rows that overlap are one line, drawn thick or aslant. */
function segmentsOf(runs: Runs, width: number): Segment[] {
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
export const rulingsOf = ({ level, upright }: InkBothWays, letter: number): Ruling[] => [
  ...levelLines(level, letter, letter * 5).map((line) => ({ upright: false, ...line })),
  ...levelLines(upright, letter, letter * 2.4).map((line) => ({ upright: true, ...line })),
]

/** In heights of small letters, of a line thickened by a pixel at each side: a table's double border has 0.65. */
const thickest = 0.7

/** A level line: where it lies across, and from where to where it runs. */
interface Line {
  at: number
  from: number
  to: number
}

function levelLines({ plane: ink, runs }: Inked, letter: number, least: number): Line[] {
  const gap = Math.max(1, Math.round(letter * 0.12))
  const straight = longRuns(thickened(runs, ink), ink.width, Math.round(least), gap)
  const segments = segmentsOf(straight, ink.width)
    .map(({ across, count, from, to }) => ({ at: across / count, from, to, thick: count / (to - from) }))
    .filter((one) => coverage(ink, one) > 0.88)
    .filter(({ thick, from, to }) => thick <= Math.max(8, letter * thickest) && to - from > thick * 5)
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
