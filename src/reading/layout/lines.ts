import type { Rectangle } from '../../survey/answers.ts'
import { around } from '../rectangles.ts'
import type { Line, Token } from '../transcript.ts'

export type Placed = Token & { readonly place: Rectangle }

const middle = (place: Rectangle): number => place.y + place.height / 2

/** Of like height, and one no more than that higher: a border read as "|" reaches into the next line. */
function areNear(one: Rectangle, other: Rectangle): boolean {
  const [less, more] = [Math.min(one.height, other.height), Math.max(one.height, other.height)]
  return more < 2 * less && Math.abs(middle(one) - middle(other)) < less
}

/** Two tokens are known to stand in one line, though one may stand higher in it. */
export type InOneLine = (one: Placed, other: Placed) => boolean

/** A line while its tokens are put together; it stands where the biggest of them stands. */
interface Row {
  readonly tokens: Placed[]
  top: number
  bottom: number
  middle: number
}

const isBelieved = (token: Placed): boolean => token.kind !== 'word' || token.confidence >= 0.3

/** The last row that a token belongs to. By hand: `findLast` makes a function for each of a page's words. */
function rowOf(rows: readonly Row[], token: Placed, inOneLine: InOneLine | undefined): Row | undefined {
  const { place } = token
  const at = middle(place)
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index] as Row
    const height = row.bottom - row.top
    if (Math.abs(row.middle - at) < 0.5 * Math.min(height, Math.max(place.height, 1))) return row
    // A small sign (a dash, a dot) inside the height of the line belongs to it.
    if (at > row.top && at < row.bottom && place.height < 0.7 * height) return row
    if (inOneLine && row.tokens.some((other) => inOneLine(other, token) && areNear(other.place, place)))
      return row
  }
  return undefined
}

/**
 * Groups placed words and boxes into lines by where they stand, never by the order they came in (fonts that stand in
 * for others are often written last). Two tokens share a line when the middle of one lies within the other's height;
 * those that are known to share one may lie a line's height apart, as values typed above a leader do.
 */
export function linesOf(tokens: readonly Placed[], inOneLine?: InOneLine): Line[] {
  const rows: Row[] = []
  const inOrder = tokens.toSorted((a, b) => middle(a.place) - middle(b.place))
  // What the recogniser itself does not believe, strokes of a seal, tells no line where it stands.
  for (const token of [...inOrder.filter(isBelieved), ...inOrder.filter((one) => !isBelieved(one))]) {
    const at = middle(token.place)
    const row = rowOf(rows, token, inOneLine)
    if (row) {
      row.tokens.push(token)
      // The biggest word tells best where the line is; taking the mean would drift down a skewed page.
      if (token.place.height > row.bottom - row.top && isBelieved(token)) {
        row.top = token.place.y
        row.bottom = token.place.y + token.place.height
        row.middle = at
      }
    } else {
      rows.push({
        tokens: [token],
        top: token.place.y,
        bottom: token.place.y + token.place.height,
        middle: at,
      })
    }
  }
  return rows
    .sort((a, b) => a.middle - b.middle)
    .map((row) => {
      const sorted = row.tokens.sort((a, b) => a.place.x - b.place.x)
      return { kind: 'line', tokens: sorted, place: around(sorted.map(({ place }) => place)) }
    })
}
