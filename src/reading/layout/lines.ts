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

/**
 * Groups placed words and boxes into lines by where they stand, never by the order they came in (fonts that stand in
 * for others are often written last). Two tokens share a line when the middle of one lies within the other's height;
 * those that are known to share one may lie a line's height apart, as values typed above a leader do.
 */
export function linesOf(tokens: readonly Placed[], inOneLine?: InOneLine): Line[] {
  const rows: { tokens: Placed[]; top: number; bottom: number; middle: number }[] = []
  for (const token of [...tokens].sort((a, b) => middle(a.place) - middle(b.place))) {
    const at = middle(token.place)
    const row = rows.findLast(
      (one) =>
        Math.abs(one.middle - at) < 0.5 * Math.min(one.bottom - one.top, Math.max(token.place.height, 1)) ||
        // A small sign (a dash, a dot) inside the height of the line belongs to it.
        (at > one.top && at < one.bottom && token.place.height < 0.7 * (one.bottom - one.top)) ||
        (inOneLine !== undefined &&
          one.tokens.some((other) => inOneLine(other, token) && areNear(other.place, token.place))),
    )
    if (row) {
      row.tokens.push(token)
      // The biggest word tells best where the line is; taking the mean would drift down a skewed page.
      if (token.place.height > row.bottom - row.top) {
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
