import type { Rectangle } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'
import type { Ruling } from '../layout/ruling.ts'
import { inkBelow, type Plane } from './bitmap.ts'
import type { SeenWord } from './ocr.ts'
import { palest } from './pale-tables.ts'
import { rulingsOf } from './rulings.ts'
import { inkBothWays } from './runs.ts'

/** Rows of section 3. */
const rowCount = 4

/** Where the words of section 3 say that its table stands. */
interface NeedsWords {
  readonly yes: Rectangle
  /** Where "Không" was not read, about where it must stand. */
  readonly no: Rectangle
  readonly noIsRead: boolean
  /** Left edge of the rows' words. */
  readonly left: number
  /** Around the words of each row, downwards. */
  readonly rows: readonly Rectangle[]
}

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

const middle = ({ x, width }: Rectangle): number => x + width / 2
const bottom = ({ y, height }: Rectangle): number => y + height
const right = ({ x, width }: Rectangle): number => x + width

function needsWords(words: readonly SeenWord[], letter: number): NeedsWords | null {
  // Pieces of a line that was drawn broken are read as flat signs.
  const keyed = words
    .map(({ text, place }) => withoutNumber(text, place))
    .filter(({ key, place }) => key !== '' && place.height > letter * 0.6)
  const starts = keyed
    .filter(({ key, place }) => {
      const next = keyed.find(
        (other) =>
          other.key.startsWith('cau') &&
          Math.abs(other.place.y - place.y) < letter &&
          other.place.x > place.x &&
          other.place.x - right(place) < letter * 1.5,
      )
      // Two recognisers that differ about a space leave both words as one.
      return /^nhu ?cau/.test(key) || (key === 'nhu' && next !== undefined)
    })
    .map(({ place }) => place)
  // The head of the column, "Nhu cầu", is centred: the rows begin below each other.
  const rows = starts
    .filter(({ x }) => starts.filter((other) => Math.abs(other.x - x) < letter).length >= rowCount)
    .sort((a, b) => a.y - b.y)
    // The heading of the section begins with the same words, perhaps at the same place.
    .slice(-rowCount)
  const [first] = rows
  if (!first || rows.length < rowCount) return null
  const heads = keyed.filter(({ place }) => place.y < first.y && first.y - place.y < letter * 6)
  const yes = headOfYes(heads.filter(({ place }) => place.x > first.x + letter * 8))
  // "Không" in a narrow column is broken or misread: what stands right of "Có" is it.
  if (!yes) return null
  const [no] = heads
    .filter(({ place }) => isRightOf(place, yes) && place.width > letter)
    .sort((a, b) => Math.abs(a.place.y - yes.y) - Math.abs(b.place.y - yes.y))
  const left = Math.min(...rows.map(({ x }) => x))
  const end = yes.x - letter * 0.3
  const own = keyed.filter(({ place }) => place.x > left - letter * 0.7 && middle(place) < end)
  return {
    yes,
    no: no?.place ?? { ...yes, x: right(yes) + letter * 4, width: letter * 4 },
    noIsRead: no !== undefined && isRightOf(no.place, yes, 1) && /^kh|n.$/.test(no.key),
    left,
    rows: rows.map((start, index) => {
      const below = rows[index + 1]?.y ?? start.y + letter * 6
      const lines = own.filter(
        ({ place }) => place.y > start.y - letter * 0.8 && bottom(place) < below + letter * 0.5,
      )
      // The last row ends where the words do not follow one another line by line any more.
      let to = bottom(start)
      for (const { place } of lines.sort((a, b) => a.place.y - b.place.y))
        if (place.y - to < letter * 1.2) to = Math.max(to, bottom(place))
      const far = Math.max(...lines.map(({ place }) => right(place)))
      return { x: left, y: start.y, width: far - left, height: to - start.y }
    }),
  }
}

/** "1.|Nhu": the number, and the line behind it that was too pale to be taken off, are none of the row's words. */
function withoutNumber(text: string, place: Rectangle): { key: string; place: Rectangle } {
  const key = fold(text)
  const [, word] = /^\d (nhu)$/.exec(key) ?? []
  if (!word) return { key, place }
  const width = (place.width * word.length) / text.length
  return { key: word, place: { ...place, x: right(place) - width, width } }
}

/** The head "Có", close above the rows; the heading above it ends in "của cơ quan". */
function headOfYes(heads: readonly { key: string; place: Rectangle }[]): Rectangle | null {
  const like = heads
    .filter(
      ({ key, place }) => key === 'co' && heads.filter((one) => isRightOf(one.place, place, 1)).length <= 2,
    )
    .map(({ place }) => place)
  return like.reduce<Rectangle | null>(
    (lowest, place) => (lowest && lowest.y > place.y ? lowest : place),
    null,
  )
}

/** On the same line, or no more than so many heights above or below it: "Không" is broken in a narrow column. */
const isRightOf = (place: Rectangle, other: Rectangle, heights = 2): boolean =>
  place.x > right(other) && Math.abs(place.y - other.y) < other.height * heights

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
