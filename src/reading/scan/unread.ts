import type { Rectangle } from '../../survey/answers.ts'
import { touch } from '../rectangles.ts'
import type { Mark } from '../transcript.ts'
import { type Components, placeOf } from './components.ts'

/**
 * Ink as large as writing that nothing read accounts for: pencil too pale for the recogniser, a word it passed over. A
 * blank with such ink in it must not be called empty. `pale` are the pieces of all ink, also the palest; `read` where
 * words, boxes and seals were recognised; `letter` is the height of small letters in pixels.
 */
export function unreadInk(pale: Components, read: readonly Rectangle[], letter: number): Mark[] {
  const slack = letter * 0.25
  const known = read.map(({ x, y, width, height }) => ({
    x: x - slack,
    y: y - slack,
    width: width + 2 * slack,
    height: height + 2 * slack,
  }))
  return pale.all.flatMap((piece): Mark[] => {
    const place = placeOf(piece)
    const [across, down] = [place.width / letter, place.height / letter]
    // Specks and dots of leaders are smaller, rulings longer or flat, a table's grid and a border larger.
    if (down < 0.7 || down > 8 || across < 0.15 || across > 20) return []
    if (piece.area < letter * letter * 0.08 || known.some((one) => touch(one, place))) return []
    return [{ kind: 'stroke', place, confidence: 0.6 }]
  })
}
