import { newPlane, type Plane } from './bitmap.ts'

/**
 * The runs of ink along the rows, in reading order: place of the first pixel and of the first behind it, by turns. A page
 * has some hundred thousand runs for four million pixels: what looks for strokes goes through these.
 */
export type Runs = Int32Array

/** A page's ink and its runs. */
export interface Inked {
  readonly plane: Plane
  readonly runs: Runs
}

/** The same ink by its rows and by its columns; `upright` has the page's columns for rows. */
export interface InkBothWays {
  readonly level: Inked
  readonly upright: Inked
}

export function inkBothWays(ink: Plane): InkBothWays {
  const runs = runsOf(ink)
  const upright = transposed(ink, runs)
  return { level: { plane: ink, runs }, upright: { plane: upright, runs: runsOf(upright) } }
}

/** Paper is skipped by a search of the memory, a page of it in 1 ms. */
export function runsOf({ width, data }: Plane): Runs {
  const memory = Buffer.from(data.buffer, data.byteOffset, data.length)
  let runs = new Int32Array(1 << 16)
  let count = 0
  for (let from = memory.indexOf(1); from >= 0; ) {
    const rowEnd = from - (from % width) + width
    let to = from + 1
    while (to < rowEnd && data[to] !== 0) to++
    if (count + 2 > runs.length) {
      const more = new Int32Array(runs.length * 2)
      more.set(runs)
      runs = more
    }
    runs[count++] = from
    runs[count++] = to
    from = memory.indexOf(1, to)
  }
  return runs.subarray(0, count)
}

/** Rows become columns: what looks down columns runs along the rows of this, where memory is read in order. */
function transposed({ width, height }: Plane, runs: Runs): Plane {
  const turned = newPlane(height, width)
  for (let i = 0; i < runs.length; i += 2) {
    const row = Math.floor((runs[i] as number) / width)
    const end = (runs[i + 1] as number) - row * width
    for (let column = (runs[i] as number) - row * width; column < end; column++)
      turned.data[column * height + row] = 1
  }
  return turned
}

/** Runs of at least `least` pixels, gaps of `gap` forgiven. */
export function longRuns(runs: Runs, width: number, least: number, gap: number): Runs {
  const long = new Int32Array(runs.length)
  let count = 0
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
    if (to - from < least) continue
    long[count++] = from
    long[count++] = to
  }
  return long.subarray(0, count)
}

/** Each row's runs with those above and below: a line a little aslant stays in one row for long. */
export function thickened(runs: Runs, { width, height }: Plane): Runs {
  const rows = firstOfRows(runs, width, height)
  const thick = new Int32Array(runs.length * 3)
  let count = 0
  for (let row = 1; row < height - 1; row++) {
    // Places in the row above, in this one and below, as they are in this row.
    let [above, here, below] = [rows[row - 1] as number, rows[row] as number, rows[row + 1] as number]
    const [aboveEnd, hereEnd, belowEnd] = [here, below, rows[row + 2] as number]
    const rowStart = count
    for (;;) {
      const a = above < aboveEnd ? (runs[above] as number) + width : Infinity
      const h = here < hereEnd ? (runs[here] as number) : Infinity
      const b = below < belowEnd ? (runs[below] as number) - width : Infinity
      const from = Math.min(a, h, b)
      if (from === Infinity) break
      let to: number
      if (from === a) {
        to = (runs[above + 1] as number) + width
        above += 2
      } else if (from === h) {
        to = runs[here + 1] as number
        here += 2
      } else {
        to = (runs[below + 1] as number) - width
        below += 2
      }
      if (count > rowStart && from <= (thick[count - 1] as number)) {
        if (to > (thick[count - 1] as number)) thick[count - 1] = to
      } else {
        thick[count++] = from
        thick[count++] = to
      }
    }
  }
  return thick.subarray(0, count)
}

/** By row the index of its first run, or of the next there is; one more for what follows the last. */
function firstOfRows(runs: Runs, width: number, height: number): Int32Array {
  const rows = new Int32Array(height + 1)
  let next = 0
  for (let row = 0; row <= height; row++) {
    while (next < runs.length && (runs[next] as number) < row * width) next += 2
    rows[row] = next
  }
  return rows
}

/** The plane that has these runs. */
export function planeOf(runs: Runs, width: number, height: number): Plane {
  const plane = newPlane(width, height)
  for (let i = 0; i < runs.length; i += 2) plane.data.fill(1, runs[i], runs[i + 1])
  return plane
}
