import { shareWithin } from '../rectangles.ts'
import type { Path } from './paths.ts'
import { isSquare } from './square.ts'

export interface Ring {
  readonly outline: Path
  /** Filled with colour and ticked in white, as browsers draw a chosen button. */
  readonly ticked: boolean
}

/** So many rings of one size under each other are boxes to tick; one alone may be drawn around a word. */
const leastRings = 3

/** Boxes with round corners, and round ones: closed lines or fills that keep to the edge of a square. */
export function ringsOf(paths: readonly Path[]): Ring[] {
  const white = paths.filter((path) => path.white)
  const isTickedIn = ({ place, order }: Path): boolean =>
    white.some(
      (tick) =>
        tick.order > order &&
        shareWithin(tick.place, place) > 0.9 &&
        Math.max(tick.place.width, tick.place.height) < 0.85 * place.width,
    )
  const rings = paths.flatMap((path): Ring[] => {
    if (!isRound(path)) return []
    if (path.stroked && (!path.filled || path.white)) return [{ outline: path, ticked: false }]
    return path.filled && !path.white && isTickedIn(path) ? [{ outline: path, ticked: true }] : []
  })
  return rings.filter(
    ({ outline: { place } }) =>
      rings.filter(
        ({ outline: { place: other } }) =>
          Math.abs(other.x - place.x) < 3 && Math.abs(other.width - place.width) < 1,
      ).length >= leastRings,
  )
}

/** A browser draws a circle in 64 pieces. */
const mostPieces = 100

function isRound({ place, pieces, curved, annotation }: Path): boolean {
  if (!curved || annotation !== null || !isSquare(place)) return false
  if (pieces.length < 8 || pieces.length > mostPieces) return false
  const [first, last] = [pieces[0], pieces.at(-1)] as [Path['pieces'][number], Path['pieces'][number]]
  if (Math.hypot(first[0] - last[2], first[1] - last[3]) > 1) return false
  const [cx, cy] = [place.x + place.width / 2, place.y + place.height / 2]
  // At 45 degrees a circle is 0.71 of its radius away from its middle, across and down.
  return pieces.every(
    ([x, y]) => Math.max(Math.abs(x - cx) / place.width, Math.abs(y - cy) / place.height) > 0.33,
  )
}
