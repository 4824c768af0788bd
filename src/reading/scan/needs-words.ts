import type { Rectangle } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'
import type { SeenWord } from './ocr.ts'

/** Rows of section 3. */
const rowCount = 4

/** Where the words of section 3 say that its table stands. */
export interface NeedsWords {
  readonly yes: Rectangle
  /** Where "Không" was not read, about where it must stand. */
  readonly no: Rectangle
  readonly noIsRead: boolean
  /** Left edge of the rows' words. */
  readonly left: number
  /** Around the words of each row, downwards. */
  readonly rows: readonly Rectangle[]
}

export const middle = ({ x, width }: Rectangle): number => x + width / 2
export const bottom = ({ y, height }: Rectangle): number => y + height
export const right = ({ x, width }: Rectangle): number => x + width

/** Null where its rows and the head "Có" are not all there. `letter` is the height of small letters in pixels. */
export function needsWords(words: readonly SeenWord[], letter: number): NeedsWords | null {
  // Pieces of a line that was drawn broken are read as flat signs.
  const keyed = words
    .map(({ text, place }) => withoutNumber(text, place))
    .filter(({ key, place }) => key !== '' && place.height > letter * 0.6)
  const starts = keyed
    .filter(({ key, place }) => {
      const next = keyed.find((other) => other.key.startsWith('cau') && isNextTo(other.place, place, letter))
      // Two recognisers that differ about a space leave both words as one.
      return /^nhu ?cau/.test(key) || (key === 'nhu' && next !== undefined)
    })
    .map(({ place }) => place)
  // The head of the column, "Nhu cầu", is centred: the rows begin below each other, though a line left of a word may be
  // taken for a part of it.
  const isBelow = (one: Rectangle, other: Rectangle): boolean =>
    Math.abs(one.x - other.x) < letter || Math.abs(right(one) - right(other)) < letter / 2
  const rows = starts
    .filter((one) => starts.filter((other) => isBelow(one, other)).length >= rowCount)
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
  const left = rows.map(({ x }) => x).sort((a, b) => a - b)[rowCount >> 1] as number
  const end = yes.x - letter * 0.3
  const own = keyed.filter(({ place }) => place.x > left - letter * 0.7 && middle(place) < end)
  return {
    yes,
    no: no?.place ?? { ...yes, x: right(yes) + letter * 4, width: letter * 4 },
    noIsRead: no !== undefined && isRightOf(no.place, yes, 1) && /^kh|n.$/.test(no.key),
    left,
    rows: rows.map((start, index) => {
      const below = rows[index + 1]?.y ?? Math.min(start.y + letter * 6, nextHeading(keyed, start, letter))
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

interface Keyed {
  readonly key: string
  readonly place: Rectangle
}

/** The upper edge of section 4's "kiến nghị" below a row, which in a form set close follows the table line by line. */
function nextHeading(words: readonly Keyed[], row: Rectangle, letter: number): number {
  const heading = words.filter(
    ({ key, place }) =>
      key === 'kien' &&
      place.y > bottom(row) &&
      words.some((other) => other.key.startsWith('nghi') && isNextTo(other.place, place, letter)),
  )
  return Math.min(...heading.map(({ place }) => place.y))
}

/** The next word of a line. */
const isNextTo = (place: Rectangle, before: Rectangle, letter: number): boolean =>
  Math.abs(place.y - before.y) < letter && place.x > before.x && place.x - right(before) < letter * 1.5

/** "1.|Nhu": the number, and the line behind it that was too pale to be taken off, are none of the row's words. */
function withoutNumber(text: string, place: Rectangle): Keyed {
  const key = fold(text)
  const [, word] = /^\d (nhu)$/.exec(key) ?? []
  if (!word) return { key, place }
  const width = (place.width * word.length) / text.length
  return { key: word, place: { ...place, x: right(place) - width, width } }
}

/** The head "Có", close above the rows; the heading above it ends in "của cơ quan". */
function headOfYes(heads: readonly Keyed[]): Rectangle | null {
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
