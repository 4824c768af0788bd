import { around, type Placed } from './lines.ts'
import type { Ruling } from './tables.ts'

/** Two pages beside each other hold so many words each; the labels of a column are fewer. */
const leastWords = 40
/** The gutter is at least so many letter heights wide. */
const leastGap = 1.5

/**
 * Where a sheet that shows two pages side by side parts into them: across the page, in its units; null for a single
 * page. Read line by line over both, the two would mix.
 */
export function gutterOf(tokens: readonly Placed[], rulings: readonly Ruling[]): number | null {
  if (tokens.length < 2 * leastWords) return null
  const all = around(tokens.map(({ place }) => place))
  if (all.width < 1.15 * all.height) return null
  const heights = tokens.map(({ place }) => place.height).sort((a, b) => a - b)
  const letter = heights[heights.length >> 1] as number
  const spans = [
    ...tokens.map(({ place }) => [place.x, place.x + place.width] as const),
    ...rulings.map(({ upright, at, from, to }) => (upright ? ([at, at] as const) : ([from, to] as const))),
  ].sort((a, b) => a[0] - b[0])
  const [first, last] = [all.x + all.width * 0.35, all.x + all.width * 0.65]
  let reached = Number.NEGATIVE_INFINITY
  for (const [from, to] of spans) {
    const middle = (reached + from) / 2
    if (from - reached > leastGap * letter && middle > first && middle < last) {
      const left = tokens.filter(({ place }) => place.x < middle).length
      return left >= leastWords && tokens.length - left >= leastWords ? middle : null
    }
    reached = Math.max(reached, to)
  }
  return null
}
