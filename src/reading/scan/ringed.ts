import type { Rectangle } from '../../survey/answers.ts'
import { sideOf } from '../rectangles.ts'
import type { Components } from './components.ts'

/** In sides of the box: how far outside it a ring runs, and how big the ring is; frames of cells are bigger. */
const [nearest, farthest, largest] = [0.08, 1.3, 4.2]
/** Directions in which a ring is looked for, and in so many it must be seen: words may cut it at one side. */
const [directions, fewest] = [16, 13]

/** A pen's ring runs around the box: one piece of ink on nearly every side of it. */
export function isRinged({ labels, width, all }: Components, box: Rectangle): boolean {
  const side = sideOf(box)
  const [middleX, middleY] = [box.x + box.width / 2, box.y + box.height / 2]
  const seen = new Map<number, number>()
  for (let direction = 0; direction < directions; direction++) {
    const angle = (2 * Math.PI * direction) / directions
    const [stepX, stepY] = [Math.cos(angle), Math.sin(angle)]
    // From the middle to the outline along this direction.
    const edge = Math.min(box.width / 2 / Math.abs(stepX), box.height / 2 / Math.abs(stepY))
    const met = new Set<number>()
    for (let away = edge + nearest * side; away < edge + farthest * side; away++) {
      const x = Math.round(middleX + stepX * away)
      const label = labels[Math.round(middleY + stepY * away) * width + x]
      if (label && x >= 0 && x < width) met.add(label)
    }
    for (const label of met) seen.set(label, (seen.get(label) ?? 0) + 1)
  }
  return [...seen].some(([label, times]) => {
    const piece = all[label]
    if (!piece || times < fewest) return false
    return Math.max(piece.right - piece.left, piece.bottom - piece.top) < largest * side
  })
}
