import type { Rectangle } from '../../survey/answers.ts'
import { holdsMiddle } from '../rectangles.ts'
import { lineAt, placeOf, type Reel, type Span } from './reel.ts'

/**
 * Pen strokes that no word accounts for, in the blank to the right of a label or on the line below it. A blank with ink
 * in it is not empty, though nothing was recognised.
 */
export function inkBehind(reel: Reel, label: Span, next: Span | null): boolean {
  const place = placeOf(reel, label)
  if (!place) return false
  const page = lineAt(reel, label.start).page
  const below = next && lineAt(reel, next.start).page === page ? placeOf(reel, next) : null
  const sameLine = below && Math.abs(below.y - place.y) < place.height * 0.7
  const band: Rectangle = {
    x: place.x + place.width,
    y: place.y - place.height * 0.4,
    width: sameLine ? Math.max(0, below.x - place.x - place.width) : Number.MAX_SAFE_INTEGER,
    height: place.height * 1.6,
  }
  return strokesOn(reel, page).some((stroke) => holdsMiddle(band, stroke))
}

/** Pen strokes between two heights of a page, as in the lines for free text. */
export function inkBetween(reel: Reel, page: number, top: number, bottom: number): boolean {
  return strokesOn(reel, page).some(({ y, height }) => y + height / 2 > top && y + height / 2 < bottom)
}

const strokesOn = (reel: Reel, page: number): Rectangle[] =>
  (reel.pages.find(({ number }) => number === page)?.marks ?? []).flatMap(({ kind, place }) =>
    kind === 'stroke' && place ? [place] : [],
  )
