import type { Rectangle } from '../../survey/answers.ts'
import type { Ruling } from '../layout/ruling.ts'
import { inkBelow, type Plane } from './bitmap.ts'
import { bottom, middle, type NeedsWords, needsWords, right } from './needs-words.ts'
import type { SeenWord } from './ocr.ts'
import { palest } from './pale-tables.ts'
import { rulingsOf } from './rulings.ts'
import { inkBothWays } from './runs.ts'

export interface TableLines {
  readonly rulings: readonly Ruling[]
  /** The lines of section 3 were put where its words say that they must be: marks may lie beside its columns. */
  readonly drawn: boolean
}

/**
 * The lines of a page's tables, those of section 3 found or put where they must be when they are not among them.
 * `letter` is the height of small letters in pixels.
 */
export function withNeedsGrid(
  rulings: readonly Ruling[],
  words: readonly SeenWord[],
  dark: Plane,
  letter: number,
): TableLines {
  const grid = needsGrid(words, rulings, dark, letter)
  if (!grid) return { rulings, drawn: false }
  const others = rulings.filter((one) => !isWithin(one, grid.rulings))
  return { rulings: [...others, ...grid.rulings], drawn: grid.drawn }
}

/** Touches the table that these lines make. */
function isWithin({ upright, at, from, to }: Ruling, grid: readonly Ruling[]): boolean {
  const ends = (along: boolean) => grid.filter((one) => one.upright === along).map((one) => one.at)
  const [across, length] = [ends(upright), ends(!upright)]
  return (
    at >= Math.min(...across) - 2 &&
    at <= Math.max(...across) + 2 &&
    from <= Math.max(...length) + 2 &&
    to >= Math.min(...length) - 2
  )
}

/**
 * The lines of the table of section 3 where they are too pale to be printed lines, dotted, left out or lost in copying:
 * pale ones where they can be made out, else where the heads "Có" and "Không" and the rows' words say that they must be.
 * Null when the table is ruled, or its words are not all there.
 */
function needsGrid(
  words: readonly SeenWord[],
  rulings: readonly Ruling[],
  dark: Plane,
  letter: number,
): TableLines | null {
  const found = needsWords(words, letter)
  if (!found || isRuled(found, rulings)) return null
  const grid = gridBy(found, words, letter)
  const x = grid.uprights[0] as number
  const y = grid.levels[0] as number
  const area = {
    x: x - letter * 4,
    y: y - letter * 3,
    width: (grid.uprights.at(-1) as number) - x + letter * 12,
    height: (grid.levels.at(-1) as number) - y + letter * 6,
  }
  const ruledBy = (known: readonly Ruling[]): TableLines | null => {
    const uprights = columnsIn(found, known)
    return uprights && { rulings: linesAt({ uprights, levels: levelsOf(found, grid, known) }), drawn: false }
  }
  const printed = rulings.filter((one) => liesIn(area, one))
  const byPrint = ruledBy(printed)
  if (byPrint) return byPrint
  const pale = rulingsOf(inkBothWays(inkBelow(dark, palest)), letter).filter((one) => liesIn(area, one))
  const known = [...printed, ...pale]
  const byPale = ruledBy(known)
  if (byPale) return byPale
  if (isRuled(found, known)) return { rulings: known, drawn: false }
  const { uprights } = grid
  return found.noIsRead
    ? { rulings: linesAt({ uprights, levels: levelsOf(found, grid, printed) }), drawn: true }
    : null
}

/** Where the lines of the columns stand that run along all rows, when "Có" and "Không" have one at each side. */
function columnsIn({ yes, no, left, rows }: NeedsWords, known: readonly Ruling[]): readonly number[] | null {
  const [first, last] = [rows[0] as Rectangle, rows.at(-1) as Rectangle]
  const uprights = known
    .filter(({ upright, from, to }) => upright && from < bottom(first) && to > last.y)
    .map(({ at }) => at)
    .sort((a, b) => a - b)
  const isParted = (from: number, to: number): boolean => uprights.some((at) => at > from && at < to)
  const isWhole =
    isParted(left, middle(yes)) && isParted(middle(yes), middle(no)) && isParted(middle(no), Infinity)
  return isWhole ? uprights : null
}

/** Of the lines between rows those that are ruled, and for dotted ones and none at all the middle between the words. */
function levelsOf({ yes, rows }: NeedsWords, { levels }: NeedsLines, known: readonly Ruling[]): number[] {
  const ruled = known
    .filter(({ upright, from, to }) => !upright && from < middle(yes) && to > middle(yes))
    .map(({ at }) => at)
  const last = rows.length - 1
  return levels.map((level, index) => {
    // The first two are above and below the heads, each of the others is below a row.
    const row = index - 2
    const from = row < 0 ? level - yes.height : middleOf(rows[row] as Rectangle)
    const to = row < 0 || row === last ? level + yes.height : middleOf(rows[row + 1] as Rectangle)
    return ruled.find((at) => at > from && at < to) ?? level
  })
}

/** A line between the two columns along all rows, and lines above, between and below the rows. */
function isRuled({ yes, no, rows }: NeedsWords, rulings: readonly Ruling[]): boolean {
  const [first, last] = [rows[0] as Rectangle, rows.at(-1) as Rectangle]
  const parted = rulings.some(
    ({ upright, at, from, to }) =>
      upright && at > middle(yes) && at < middle(no) && from < bottom(first) && to > last.y,
  )
  const across = rulings.filter(({ upright, from, to }) => !upright && from < middle(yes) && to > middle(yes))
  const between = rows.slice(1).every((row, index) => {
    const above = rows[index] as Rectangle
    return across.some(({ at }) => at > middleOf(above) && at < middleOf(row))
  })
  return (
    parted &&
    between &&
    across.some(({ at }) => at < middleOf(first)) &&
    // What follows the table closely is taken for the last row's: its first line tells.
    across.some(({ at }) => at > last.y + yes.height / 2)
  )
}

const middleOf = ({ y, height }: Rectangle): number => y + height / 2

/** Lines halfway between the words, downwards and to the right. */
interface NeedsLines {
  readonly uprights: readonly number[]
  readonly levels: readonly number[]
}

function gridBy({ yes, no, left, rows }: NeedsWords, words: readonly SeenWord[], letter: number): NeedsLines {
  const half = (middle(no) - middle(yes)) / 2
  const end = Math.max(...rows.map(right))
  const [first, last] = [rows[0] as Rectangle, rows.at(-1) as Rectangle]
  const numbers = words.filter(
    ({ place }) => right(place) < left && place.y > first.y - letter && bottom(place) < bottom(last) + letter,
  )
  return {
    uprights: [
      Math.min(left - letter * 3, ...numbers.map(({ place }) => place.x - letter)),
      left - letter * 0.7,
      Math.min(yes.x - letter * 0.3, Math.max(end + letter * 0.4, middle(yes) - half * 1.2)),
      middle(yes) + half,
      middle(no) + half * 1.2,
    ],
    levels: [
      Math.min(yes.y, no.y) - letter * 0.6,
      (Math.max(bottom(yes), bottom(no)) + first.y) / 2,
      ...rows.slice(1).map((row, index) => (bottom(rows[index] as Rectangle) + row.y) / 2),
      bottom(last) + Math.min(letter * 0.8, gapOf(rows) / 2),
    ],
  }
}

/** The least white between two rows. */
const gapOf = (rows: readonly Rectangle[]): number =>
  Math.min(...rows.slice(1).map((row, index) => row.y - bottom(rows[index] as Rectangle)))

function linesAt({ uprights, levels }: NeedsLines): Ruling[] {
  const [x, y] = [uprights[0] as number, levels[0] as number]
  return [
    ...uprights.map((at) => ({ upright: true, at, from: y, to: levels.at(-1) as number })),
    ...levels.map((at) => ({ upright: false, at, from: x, to: uprights.at(-1) as number })),
  ]
}

const liesIn = ({ x, y, width, height }: Rectangle, { upright, at, from, to }: Ruling): boolean => {
  const [along, across] = upright
    ? ([
        [y, y + height],
        [x, x + width],
      ] as const)
    : ([
        [x, x + width],
        [y, y + height],
      ] as const)
  return at > across[0] && at < across[1] && from > along[0] && to < along[1]
}
