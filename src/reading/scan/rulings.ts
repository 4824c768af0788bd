import type { Ruling } from '../layout/ruling.ts'
import { newPlane, type Plane } from './bitmap.ts'

/** Ink that lies in straight runs of at least `least` pixels, gaps of `gap` forgiven; one plane for each direction. */
export function straightRuns(ink: Plane, upright: boolean, least: number, gap: number): Plane {
  const { width, height, data } = ink
  const runs = newPlane(width, height)
  const [lines, length, step, jump] = upright ? [width, height, width, 1] : [height, width, 1, width]
  for (let line = 0; line < lines; line++) {
    const base = line * jump
    let start = -1
    let last = -1
    const end = () => {
      if (start >= 0 && last - start + 1 >= least)
        for (let i = start; i <= last; i++) runs.data[base + i * step] = 1
      start = -1
    }
    for (let i = 0; i < length; i++) {
      if (!data[base + i * step]) continue
      if (start >= 0 && i - last > gap + 1) end()
      if (start < 0) start = i
      last = i
    }
    end()
  }
  return runs
}

interface Segment {
  upright: boolean
  /** Summed position across, to take the mean of. */
  across: number
  count: number
  from: number
  to: number
  thickest: number
}

/** Collects a plane of runs into lines: runs of neighbouring rows (or columns) that overlap are one line, drawn thick or aslant. */
export function segmentsOf(runs: Plane, upright: boolean): Segment[] {
  const { width, height, data } = runs
  const [lines, length, step, jump] = upright ? [width, height, width, 1] : [height, width, 1, width]
  const done: Segment[] = []
  let open: { segment: Segment; from: number; to: number }[] = []
  for (let line = 0; line < lines; line++) {
    const here: typeof open = []
    for (let i = 0; i < length; i++) {
      if (!data[line * jump + i * step]) continue
      const from = i
      while (i < length && data[line * jump + i * step]) i++
      const to = i
      const above = open.find((one) => one.from <= to + 2 && one.to >= from - 2)
      const segment = above?.segment ?? { upright, across: 0, count: 0, from, to, thickest: 0 }
      if (!above) done.push(segment)
      segment.across += line * (to - from)
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
export function rulingsOf(ink: Plane, letter: number): Ruling[] {
  const found: Ruling[] = []
  for (const upright of [false, true]) {
    const least = Math.round(letter * (upright ? 2.4 : 5))
    const runs = straightRuns(thickened(ink, upright), upright, least, Math.max(1, Math.round(letter * 0.12)))
    const segments = segmentsOf(runs, upright)
      .map(({ across, count, from, to }) => ({
        upright,
        at: across / count,
        from,
        to,
        thick: count / (to - from),
      }))
      .filter((one) => coverage(ink, one) > 0.88)
      .filter(({ thick, from, to }) => thick <= Math.max(8, letter * 0.6) && to - from > thick * 5)
      .sort((a, b) => a.from - b.from)
    const joined: typeof segments = []
    for (const segment of segments) {
      const before = joined.findLast(
        (one) =>
          Math.abs(one.at - segment.at) <= Math.max(3, letter * 0.25) &&
          segment.from - one.to < letter * 2 &&
          segment.to > one.to,
      )
      if (before) before.to = segment.to
      else if (
        !joined.some(
          (one) => Math.abs(one.at - segment.at) <= 3 && one.from <= segment.from && one.to >= segment.to,
        )
      )
        joined.push({ ...segment })
    }
    const edge = upright ? ink.height : ink.width
    found.push(
      ...joined
        .filter(({ from, to }) => to - from < edge * 0.97)
        .map(({ at, from, to }) => ({ upright, at, from, to })),
    )
  }
  return found
}

/** Share of a line that is inked within two pixels: a row of serifs has gaps between its letters, a line has few. */
function coverage(ink: Plane, { upright, at, from, to }: Ruling): number {
  let inked = 0
  for (let i = from; i < to; i++) {
    let found = 0
    for (let d = -2; d <= 2 && !found; d++) {
      const across = Math.round(at) + d
      found = ink.data[upright ? i * ink.width + across : across * ink.width + i] ?? 0
    }
    inked += found
  }
  return inked / Math.max(1, to - from)
}

/** Each pixel with its two neighbours across the line: a line a little aslant stays in one row for long. */
function thickened({ width, height, data }: Plane, upright: boolean): Plane {
  const thick = newPlane(width, height)
  const jump = upright ? 1 : width
  for (let i = jump; i < data.length - jump; i++)
    thick.data[i] = (data[i] as number) | (data[i - jump] as number) | (data[i + jump] as number)
  return thick
}
