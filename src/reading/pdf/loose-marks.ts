import type { Rectangle } from '../../survey/answers.ts'
import type { Placed } from '../layout/lines.ts'
import { around, shareWithin } from '../rectangles.ts'
import type { Block, Box, Cell, Mark } from '../transcript.ts'
import type { Path } from './paths.ts'

/** What was drawn together: the strokes of one tick, one cross, one signature. */
interface Drawing {
  readonly place: Rectangle
  /** All of it is light paint in upright rectangles: a shading. */
  readonly shading: boolean
  readonly strokes: number
}

/** Strokes of one mark lie within this many points of each other. */
const reach = 2.5
/** A mark made in a cell is smaller than this; a signature or a picture drawn as lines is larger. */
const largestMark = 48

const near = (a: Rectangle, b: Rectangle): boolean =>
  a.x <= b.x + b.width + reach &&
  b.x <= a.x + a.width + reach &&
  a.y <= b.y + b.height + reach &&
  b.y <= a.y + a.height + reach

/** More paths than this on a page are a drawing or a map, and are not put together. */
const maxPaths = 3_000

function drawingsOf(paths: readonly Path[]): Drawing[] {
  const groups: { place: Rectangle; paths: Path[] }[] = []
  for (const path of paths.slice(0, maxPaths)) {
    let merged = { place: path.place, paths: [path] }
    for (let at = groups.length - 1; at >= 0; at--) {
      const group = groups[at] as (typeof groups)[number]
      if (!near(group.place, merged.place)) continue
      merged = { place: around([group.place, merged.place]), paths: [...group.paths, ...merged.paths] }
      groups.splice(at, 1)
    }
    groups.push(merged)
  }
  return groups.map(({ place, paths: members }) => ({
    place,
    shading: members.every(({ pale, filled, curved }) => pale && filled && !curved),
    strokes: members.reduce((sum, { pieces }) => sum + pieces.length, 0),
  }))
}

const middle = ({ x, y, width, height }: Rectangle): [number, number] => [x + width / 2, y + height / 2]

const cellsOf = (blocks: readonly Block[]): Cell[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flatMap(({ cells }) => cells) : []))

/**
 * Finds what is drawn on the page apart from letters, boxes and rulings. In a table's cell without words it is the
 * mark of an answer; anywhere else of a mark's size it is a box whose meaning a person must tell; larger, a drawing.
 */
export function looseMarks(
  paths: readonly Path[],
  blocks: readonly Block[],
): { boxes: (Placed & Box)[]; marks: Mark[] } {
  const boxes: (Placed & Box)[] = []
  const marks: Mark[] = []
  const cells = cellsOf(blocks)
  for (const { place, shading, strokes } of drawingsOf(paths)) {
    const [x, y] = middle(place)
    const cell = cells.find(
      ({ place: at }) => at && x >= at.x && x < at.x + at.width && y >= at.y && y < at.y + at.height,
    )
    if (shading) {
      if (cell?.place && shareWithin(cell.place, place) < 0.5)
        marks.push({ kind: 'highlight', place, confidence: 0.9 })
      continue
    }
    const small = place.width <= largestMark && place.height <= largestMark
    const seen = Math.max(place.width, place.height) >= 3
    if (!small || !seen) {
      if (seen) marks.push({ kind: 'drawing', place, confidence: 0.8 })
      continue
    }
    if (cell?.place && cell.blocks.length === 0) {
      // A short level line may be a dash for "nothing here" as well as a mark.
      const dash = strokes <= 1 && place.height < 2
      const clear = !dash && shareWithin(place, cell.place) > 0.6
      boxes.push({
        kind: 'box',
        state: clear ? 'ticked' : 'unclear',
        confidence: clear ? 0.97 : 0.5,
        place,
        source: 'cell',
        ...(clear ? {} : { reason: 'mark-unclear' }),
      })
      continue
    }
    marks.push({ kind: 'drawing', place, confidence: 0.8 })
    // A drawing of a mark's size beside words may be a tick without a box, or a ring around the word that counts.
    if (place.height >= 5 && place.width >= 5)
      boxes.push({
        kind: 'box',
        state: 'unclear',
        confidence: 0.5,
        place,
        source: 'drawn',
        reason: 'drawing-over',
      })
  }
  return { boxes, marks }
}
