import type { Plane } from './bitmap.ts'

type Point = readonly [number, number]

/** A straight edge of the sheet: where it lies across, at the start of each scan line's axis, and by how much it leans. */
interface Edge {
  readonly at: number
  readonly lean: number
}

/** Paper is so much brighter than what it lies on, as a difference of logarithms: a quarter. A shadow darkens both. */
const step = 0.22
/** Pixels on either side of an edge that are compared. */
const reach = 4
/** A sheet photographed from the side leans no more than this: pixels across for each along. */
const steepest = 0.4
/** Share of the picture's rows or columns in which the edge must be seen. */
const leastSeen = 0.45
/** Pixels by which a seen place may miss a straight edge. */
const tolerance = 1.6
/** Of the places in one row only the outermost few can be the sheet's edge. */
const mostPlaces = 3

/**
 * The corners of a sheet by its four edges: top left, top right, bottom right, bottom left, in pixels of `light`, a
 * picture some 500 pixels high. An edge is where it grows brighter inwards by a share, in most rows at places on one
 * line, so that neither a shadow over the sheet nor the grain of the table moves it. Null where an edge is not seen.
 */
export function cornersByEdges(light: Plane): readonly [Point, Point, Point, Point] | null {
  const logs = Float32Array.from(light.data, (value) => Math.log(value + 12))
  const { width, height } = light
  const value = (x: number, y: number) => logs[y * width + x] as number
  const left = edgeOf(height, width, (along, across) => value(across, along))
  const right = edgeOf(height, width, (along, across) => value(width - 1 - across, along))
  const top = edgeOf(width, height, (along, across) => value(along, across))
  const bottom = edgeOf(width, height, (along, across) => value(along, height - 1 - across))
  if (!left || !right || !top || !bottom) return null
  const mirrored = (edge: Edge, length: number): Edge => ({ at: length - 1 - edge.at, lean: -edge.lean })
  const [east, south] = [mirrored(right, width), mirrored(bottom, height)]
  return [crossing(left, top), crossing(east, top), crossing(east, south), crossing(left, south)]
}

/** The line on which most of the outermost steps lie; `brightness` is asked along the edge and inwards from it. */
function edgeOf(
  length: number,
  depth: number,
  brightness: (along: number, across: number) => number,
): Edge | null {
  const places: Point[] = []
  for (let along = 0; along < length; along++) {
    const steps: number[] = []
    for (let across = 1; across < depth * 0.45; across++) {
      let change = 0
      for (let d = 0; d < reach; d++)
        change +=
          brightness(along, Math.min(depth - 1, across + d)) - brightness(along, Math.max(0, across - 1 - d))
      steps.push(change / reach)
    }
    let found = 0
    for (let i = 0; i < steps.length && found < mostPlaces; i++) {
      const here = steps[i] as number
      if (here < step || here < (steps[i - 1] ?? 0) || here < (steps[i + 1] ?? 0)) continue
      places.push([along, i + 1])
      found++
      i += reach
    }
  }
  let best: Edge | null = null
  let most = length * leastSeen
  // Every pair of rows would be too many: first places some tens of rows apart tell the line.
  const stride = Math.max(1, Math.round(places.length / 60))
  for (let i = 0; i < places.length; i += stride)
    for (let j = i + stride; j < places.length; j += stride) {
      const [a, b] = [places[i] as Point, places[j] as Point]
      if (b[0] - a[0] < length * 0.25) continue
      const lean = (b[1] - a[1]) / (b[0] - a[0])
      if (Math.abs(lean) > steepest) continue
      const at = a[1] - lean * a[0]
      const seen = seenBy(places, { at, lean })
      if (seen > most) [most, best] = [seen, { at, lean }]
    }
  return best
}

function seenBy(places: readonly Point[], { at, lean }: Edge): number {
  let seen = 0
  let last = -1
  for (const [along, across] of places) {
    if (along === last || Math.abs(at + lean * along - across) > tolerance) continue
    seen++
    last = along
  }
  return seen
}

/** Where an upright edge (x of y) meets a level one (y of x). */
function crossing(upright: Edge, level: Edge): Point {
  const y = (level.at + level.lean * upright.at) / (1 - level.lean * upright.lean)
  return [upright.at + upright.lean * y, y]
}
