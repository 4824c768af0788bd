import { around } from '../rectangles.ts'
import type { Placed } from './lines.ts'
import type { Ruling } from './ruling.ts'

/** A page that holds the end of a signature block has so many words. */
const leastWords = 8
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
  const middle = all.x + all.width / 2
  let reached = Number.NEGATIVE_INFINITY
  for (const [from, to] of spans) {
    // The gap need not lie in the very middle: the right page may hold a few words at its own right edge.
    const cut = Math.min(Math.max(middle, reached + letter / 2), from - letter / 2)
    if (from - reached > leastGap * letter && Math.abs(cut - middle) < all.width * 0.15) {
      const left = tokens.filter(({ place }) => place.x < cut).length
      return left >= leastWords && tokens.length - left >= leastWords ? cut : null
    }
    reached = Math.max(reached, to)
  }
  return null
}
