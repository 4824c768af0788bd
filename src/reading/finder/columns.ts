import type { Rectangle } from '../../survey/answers.ts'
import { around } from '../rectangles.ts'
import { type Reel, type ReelCell, type ReelLine, type Span, tokensIn } from './reel.ts'

/** A part of a line set apart from the rest by a wide gap. */
export interface Piece {
  readonly text: string
  readonly span: Span
  readonly place: Rectangle | null
  readonly cell: ReelCell | null
}

/** A gap of this many letter heights parts two columns. */
const columnGap = 2

/** Parts a line where a wide gap shows two columns; without places a line is one piece. */
export function piecesOf(reel: Reel, line: ReelLine): Piece[] {
  const groups: { start: number; end: number; places: Rectangle[] }[] = []
  const tokens = tokensIn(reel, line)
  // A dash is low and a signature tall: the middle one of the heights tells the size of the letters.
  const heights = tokens.flatMap(({ token }) => token.place?.height ?? []).sort((a, b) => a - b)
  const letter = Math.max(1, heights[Math.floor(heights.length / 2)] ?? 0)
  for (const { token, start: tokenStart, end } of tokens) {
    const start = Math.max(tokenStart, line.start)
    const group = groups.at(-1)
    const before = group?.places.at(-1)
    const wide = before && token.place && token.place.x - (before.x + before.width) > columnGap * letter
    if (!group || wide) groups.push({ start, end, places: token.place ? [token.place] : [] })
    else {
      group.end = end
      if (token.place) group.places.push(token.place)
    }
  }
  return groups.map(({ start, end, places }) => ({
    text: reel.text.slice(start, end).replaceAll('\uFFFC', ' ').trim(),
    span: { start, end },
    place: places.length === 0 ? null : around(places),
    cell: line.cell,
  }))
}

/** Tells whether a place lies in the same column as the one given, its middle within its width and a half. */
export function columnOf(anchor: Rectangle | null): ((place: Rectangle) => boolean) | null {
  if (!anchor) return null
  const middle = anchor.x + anchor.width / 2
  const reach = Math.max(anchor.width * 0.75, 1)
  return (place) => Math.abs(place.x + place.width / 2 - middle) <= reach
}
