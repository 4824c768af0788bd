import type { Rectangle } from '../../survey/answers.ts'
import type { Ruling } from '../layout/ruling.ts'
import type { Components } from './components.ts'

/** No pen's mark is so many sides long: the box stands on the border of a table, and all of that is one piece of ink. */
const farthest = 10
/** Pixels beside the middle of a ruling that are still of its line. */
const ofRuling = 5

/**
 * How far ink joined to a box reaches out of it, in its sides: a tick that overshoots, or a circle. Where the box stands
 * on the border of a table its lines are left out, and only what lies within two sides of it counts.
 */
export function overshootOf(
  components: Components,
  rulings: readonly Ruling[],
  box: Rectangle,
  side: number,
): number {
  const { labels, width, all } = components
  let most = 0
  const seen = new Set<number>()
  for (let y = Math.round(box.y); y < box.y + box.height; y++)
    for (let x = Math.round(box.x); x < box.x + box.width; x++) {
      const label = labels[y * width + x] as number
      if (!label || seen.has(label)) continue
      seen.add(label)
      const piece = all[label]
      if (!piece) continue
      if (Math.max(piece.right - piece.left, piece.bottom - piece.top) > farthest * side) {
        most = Math.max(most, overshootNear(components, label, rulings, box, side))
        continue
      }
      most = Math.max(
        most,
        (box.x - piece.left) / side,
        (piece.right - box.x - box.width) / side,
        (box.y - piece.top) / side,
        (piece.bottom - box.y - box.height) / side,
      )
    }
  return most
}

function overshootNear(
  { labels, width }: Components,
  label: number,
  rulings: readonly Ruling[],
  box: Rectangle,
  side: number,
): number {
  const around = grown(box, 2 * side)
  const near = rulings.filter(({ upright, at }) =>
    upright
      ? at > around.x - ofRuling && at < around.x + around.width + ofRuling
      : at > around.y - ofRuling && at < around.y + around.height + ofRuling,
  )
  const isRuled = (x: number, y: number): boolean =>
    near.some(({ upright, at, from, to }) => {
      const [across, along] = upright ? [x, y] : [y, x]
      return Math.abs(across - at) <= ofRuling && along >= from - ofRuling && along <= to + ofRuling
    })
  const [right, bottom] = [box.x + box.width, box.y + box.height]
  let most = 0
  for (
    let y = Math.max(0, Math.round(around.y));
    y < Math.min(labels.length / width, around.y + around.height);
    y++
  )
    for (let x = Math.max(0, Math.round(around.x)); x < Math.min(width, around.x + around.width); x++) {
      if (labels[y * width + x] !== label) continue
      const out = Math.max(box.x - x, x - right, box.y - y, y - bottom)
      if (out > most && !isRuled(x, y)) most = out
    }
  return most / side
}

const grown = ({ x, y, width, height }: Rectangle, by: number): Rectangle => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
})
