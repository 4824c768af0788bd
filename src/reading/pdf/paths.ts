import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Rectangle } from '../../survey/answers.ts'
import type { Form } from './glyph.ts'
import { applied, type Matrix } from './matrix.ts'

/** A painted path: its outline as straight pieces (curves by their ends), its place, and how it is painted. */
export interface Path {
  readonly place: Rectangle
  readonly pieces: readonly (readonly [number, number, number, number])[]
  readonly closed: boolean
  readonly stroked: boolean
  readonly filled: boolean
  /** White paint on white paper marks nothing. */
  readonly white: boolean
  /** Light paint: a shading or a highlight, no pen. */
  readonly pale: boolean
  readonly curved: boolean
  readonly annotation: string | null
  /** The form (a drawing placed as a whole) it belongs to: what is left of a field printed into the page. */
  readonly form: Form | null
  readonly order: number
}

const drawsPath = { moveTo: 0, lineTo: 1, curveTo: 2, closePath: 3 } as const
const strokes = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
const fills = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])

/** What is set when a path is painted: where its points lie, and how light its paint is, from 0 (black) to 1. */
interface Paint {
  readonly matrix: Matrix
  readonly fill: number
  readonly stroke: number
  readonly form: Form | null
}

/**
 * The paths that one operator of pdf.js draws and paints: its arguments are how it paints, and the points as one row of
 * numbers, each piece led by its kind. A path that is neither stroked nor filled marks nothing.
 */
export function pathsOf(
  args: readonly unknown[],
  { matrix, fill, stroke, form }: Paint,
  of: Pick<Path, 'annotation' | 'order'>,
): Path[] {
  const [paint, data] = args as [number, [Float32Array | null]]
  const points = data?.[0]
  const stroked = strokes.has(paint)
  const filled = fills.has(paint)
  if (!points || (!stroked && !filled)) return []
  const paths: Path[] = []
  const pieces: [number, number, number, number][] = []
  let curved = false
  let closed = filled
  let [sx, sy, cx, cy] = [0, 0, 0, 0]
  const light = filled && !stroked ? fill : stroke
  const white = light > 0.94
  const pale = light > 0.6
  const flush = () => {
    if (pieces.length === 0) return
    const xs = pieces.flatMap((piece) => [piece[0], piece[2]])
    const ys = pieces.flatMap((piece) => [piece[1], piece[3]])
    const left = Math.min(...xs)
    const top = Math.min(...ys)
    paths.push({
      place: { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top },
      pieces: pieces.splice(0),
      closed,
      stroked,
      filled,
      white,
      pale,
      curved,
      form,
      ...of,
    })
    curved = false
    closed = filled
  }
  const line = (tx: number, ty: number) => {
    pieces.push([cx, cy, tx, ty])
    cx = tx
    cy = ty
  }
  for (let at = 0; at < points.length; ) {
    const kind = points[at++]
    const point = (): [number, number] => {
      const place = applied(matrix, points[at] ?? 0, points[at + 1] ?? 0)
      at += 2
      return place
    }
    if (kind === drawsPath.moveTo) {
      flush()
      ;[cx, cy] = point()
      sx = cx
      sy = cy
    } else if (kind === drawsPath.lineTo) line(...point())
    else if (kind === drawsPath.curveTo) {
      curved = true
      point()
      line(...point())
      line(...point())
    } else if (kind === drawsPath.closePath) {
      closed = true
      if (Math.hypot(cx - sx, cy - sy) > 0.01) line(sx, sy)
    } else break
  }
  flush()
  return paths
}
