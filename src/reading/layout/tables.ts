import type { Rectangle } from '../../survey/answers.ts'
import type { Block, Cell, Row, Table } from '../transcript.ts'
import { gutterOf } from './gutter.ts'
import { type InOneLine, linesOf, type Placed } from './lines.ts'
import type { Ruling } from './ruling.ts'

interface Grid {
  readonly xs: number[]
  readonly ys: number[]
  readonly level: Ruling[]
  readonly upright: Ruling[]
}

/** Merges positions closer than `tolerance` into their mean. */
function merged(positions: readonly number[], tolerance: number): number[] {
  const groups: number[][] = []
  for (const position of [...positions].sort((a, b) => a - b)) {
    const last = groups.at(-1)
    if (last && position - (last.at(-1) as number) <= tolerance) last.push(position)
    else groups.push([position])
  }
  return groups.map((group) => group.reduce((sum, one) => sum + one, 0) / group.length)
}

const touches = (a: Ruling, b: Ruling, tolerance: number): boolean =>
  a.upright === b.upright
    ? Math.abs(a.at - b.at) <= tolerance && a.from <= b.to + tolerance && b.from <= a.to + tolerance
    : a.at >= b.from - tolerance &&
      a.at <= b.to + tolerance &&
      b.at >= a.from - tolerance &&
      b.at <= a.to + tolerance

/** Rulings that hang together, directly or by others. */
function connected(rulings: readonly Ruling[], tolerance: number): Ruling[][] {
  const groups: Ruling[][] = []
  for (const ruling of rulings) {
    const joined = groups.filter((group) => group.some((other) => touches(ruling, other, tolerance)))
    const group = [ruling, ...joined.flat()]
    for (const one of joined) groups.splice(groups.indexOf(one), 1)
    groups.push(group)
  }
  return groups
}

function gridOf(group: readonly Ruling[], tolerance: number): Grid | null {
  const level = group.filter(({ upright }) => !upright)
  const upright = group.filter((ruling) => ruling.upright && !isLoose(ruling, level, tolerance))
  const xs = merged([...upright.map(({ at }) => at), ...openEnds(level, upright, tolerance)], tolerance)
  const ys = merged(
    level.map(({ at }) => at),
    tolerance,
  )
  // Two columns or two rows at least: a frame around a text is no table.
  return xs.length >= 2 && ys.length >= 2 && xs.length + ys.length >= 5 ? { xs, ys, level, upright } : null
}

/** A stroke of a pen down a column ends in the middle of cells; a side of a cell ends on a line at one end at least. */
function isLoose({ at, from, to }: Ruling, level: readonly Ruling[], tolerance: number): boolean {
  const crossing = level.filter((line) => line.from <= at + tolerance && line.to >= at - tolerance)
  const meets = (end: number) => crossing.some((line) => Math.abs(line.at - end) <= 0.8 * tolerance)
  return crossing.some((line) => line.at > from && line.at < to) && !meets(from) && !meets(to)
}

/** So many level lines that end at one place show a side of the table that is too pale to be seen. */
const leastEnds = 3

/** Where the level lines of a table run on beyond its last upright one and end together. */
function openEnds(level: readonly Ruling[], upright: readonly Ruling[], tolerance: number): number[] {
  if (upright.length === 0) return []
  const [first, last] = [Math.min(...upright.map(({ at }) => at)), Math.max(...upright.map(({ at }) => at))]
  // A line that overshoots its corner ends nowhere.
  const beyond = 10 * tolerance
  const ends = (places: readonly number[]) =>
    merged(places, 2 * tolerance).filter(
      (at) => places.filter((one) => Math.abs(one - at) <= 2 * tolerance).length >= leastEnds,
    )
  return [
    ...ends(level.map(({ from }) => from).filter((from) => from < first - beyond)),
    ...ends(level.map(({ to }) => to).filter((to) => to > last + beyond)),
  ]
}

/** True when a line of the grid is drawn at `at` over more than half of `from`–`to`. */
function isDrawn(lines: readonly Ruling[], at: number, from: number, to: number, tolerance: number): boolean {
  const covered = lines
    .filter((line) => Math.abs(line.at - at) <= tolerance)
    .reduce((sum, line) => sum + Math.max(0, Math.min(line.to, to) - Math.max(line.from, from)), 0)
  return covered > 0.5 * (to - from)
}

function tableOf(
  grid: Grid,
  tokens: readonly Placed[],
  tolerance: number,
  inOneLine: InOneLine | undefined,
): Table {
  const { xs, ys } = grid
  const rows: Row[] = []
  for (let r = 0; r + 1 < ys.length; r++) {
    const top = ys[r] as number
    const bottom = ys[r + 1] as number
    const cells: Cell[] = []
    for (let c = 0; c + 1 < xs.length; ) {
      let end = c + 1
      while (end + 1 < xs.length && !isDrawn(grid.upright, xs[end] as number, top, bottom, tolerance)) end++
      const left = xs[c] as number
      const right = xs[end] as number
      const inside = tokens.filter(({ place }) => {
        const x = place.x + place.width / 2
        const y = place.y + place.height / 2
        return x >= left && x < right && y >= top && y < bottom
      })
      cells.push({
        column: c,
        columnSpan: end - c,
        continued: r > 0 && !isDrawn(grid.level, top, left, right, tolerance),
        blocks: linesOf(inside, inOneLine),
        place: { x: left, y: top, width: right - left, height: bottom - top },
      })
      c = end
    }
    rows.push({ cells })
  }
  const x = xs[0] as number
  const y = ys[0] as number
  return {
    kind: 'table',
    rows,
    place: { x, y, width: (xs.at(-1) as number) - x, height: (ys.at(-1) as number) - y },
  }
}

/**
 * Lays a page out: tables where rulings make a grid, lines everywhere else, in reading order. `tolerance` is how far
 * lines that belong together may lie apart, in page units (about 2 points of print, more on a scan); `inOneLine` tells
 * what a recogniser saw in one line.
 */
export function layOut(
  tokens: readonly Placed[],
  rulings: readonly Ruling[],
  tolerance: number,
  inOneLine?: InOneLine,
): Block[] {
  const gutter = gutterOf(tokens, rulings)
  if (gutter === null) return laidOut(tokens, rulings, tolerance, inOneLine)
  const isLeft = ({ x }: Rectangle): boolean => x < gutter
  return [true, false].flatMap((left) =>
    laidOut(
      tokens.filter(({ place }) => isLeft(place) === left),
      rulings.filter(({ upright, at, from }) => (upright ? at : from) < gutter === left),
      tolerance,
      inOneLine,
    ),
  )
}

function laidOut(
  tokens: readonly Placed[],
  rulings: readonly Ruling[],
  tolerance: number,
  inOneLine: InOneLine | undefined,
): Block[] {
  const grids = connected(rulings, tolerance).flatMap((group) => gridOf(group, tolerance) ?? [])
  const tables: Table[] = []
  let free: readonly Placed[] = tokens
  for (const grid of grids) {
    const inside = (place: Rectangle): boolean => {
      const x = place.x + place.width / 2
      const y = place.y + place.height / 2
      return (
        x >= (grid.xs[0] as number) &&
        x < (grid.xs.at(-1) as number) &&
        y >= (grid.ys[0] as number) &&
        y < (grid.ys.at(-1) as number)
      )
    }
    const own = free.filter(({ place }) => inside(place))
    free = free.filter(({ place }) => !inside(place))
    if (own.length > 0) tables.push(tableOf(grid, own, tolerance, inOneLine))
  }
  const top = (block: Block): number => block.place?.y ?? 0
  return [...linesOf(free, inOneLine), ...tables].sort((a, b) => top(a) - top(b))
}
