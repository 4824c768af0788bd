import type { Random } from '../random.ts'

/** How a person marks a place. `beside`, `circle` and `struck` leave the box itself without a mark of its own. */
export type MarkStyle =
  | 'tick'
  | 'cross'
  | 'fill'
  | 'dot'
  | 'slash'
  | 'overshoot'
  | 'beside'
  | 'circle'
  | 'faint'
  | 'thick'
export const markStyles: readonly MarkStyle[] = [
  'tick',
  'cross',
  'fill',
  'dot',
  'slash',
  'overshoot',
  'beside',
  'circle',
  'faint',
  'thick',
]

export interface Pen {
  readonly colour: string
  /** Points. */
  readonly width: number
  readonly opacity: number
}

export const penOf = (random: Random, colour?: string): Pen => ({
  colour: colour ?? random.pick(['#1a2f8f', '#1c3fb0', '#0d1a5c', '#15151a', '#222', '#b01c28']),
  width: 0.9 + random.next() * 0.9,
  opacity: 0.85 + random.next() * 0.15,
})

/** A hand-drawn line through the points, a little off each of them. */
function stroke(
  points: readonly (readonly [number, number])[],
  pen: Pen,
  random: Random,
  shake = 0.4,
): string {
  const off = () => (random.next() - 0.5) * 2 * shake
  const moved = points.map(([x, y]) => [x + off(), y + off()] as const)
  const [first, ...rest] = moved
  if (!first) return ''
  let path = `M${first[0].toFixed(2)} ${first[1].toFixed(2)}`
  let last = first
  for (const point of rest) {
    const bend = [(last[0] + point[0]) / 2 + off() * 1.5, (last[1] + point[1]) / 2 + off() * 1.5]
    path += `Q${(bend[0] as number).toFixed(2)} ${(bend[1] as number).toFixed(2)} ${point[0].toFixed(2)} ${point[1].toFixed(2)}`
    last = point
  }
  return `<path d="${path}" fill="none" stroke="${pen.colour}" stroke-width="${pen.width.toFixed(2)}" stroke-opacity="${pen.opacity.toFixed(2)}" stroke-linecap="round" stroke-linejoin="round"/>`
}

interface Square {
  readonly x: number
  readonly y: number
  readonly size: number
}

/** A mark in (or at) a square place. */
export function mark(style: MarkStyle, { x, y, size }: Square, pen: Pen, random: Random): string {
  const at = (u: number, v: number) => [x + u * size, y + v * size] as const
  const r = (from: number, to: number) => from + random.next() * (to - from)
  switch (style) {
    case 'tick':
      return stroke(
        [at(r(0.08, 0.25), r(0.4, 0.6)), at(r(0.35, 0.5), r(0.78, 0.95)), at(r(0.85, 1.1), r(-0.05, 0.2))],
        pen,
        random,
      )
    case 'cross':
      return (
        stroke([at(r(0.05, 0.2), r(0.05, 0.2)), at(r(0.8, 0.98), r(0.8, 0.98))], pen, random) +
        stroke([at(r(0.8, 0.98), r(0.02, 0.2)), at(r(0.02, 0.2), r(0.8, 0.98))], pen, random)
      )
    case 'slash':
      return stroke([at(r(0, 0.15), r(0.85, 1.05)), at(r(0.85, 1.05), r(-0.05, 0.15))], pen, random)
    case 'overshoot':
      return stroke(
        [at(r(-0.3, 0), r(0.25, 0.5)), at(r(0.3, 0.5), r(0.85, 1.15)), at(r(1.4, 2), r(-0.7, -0.35))],
        pen,
        random,
      )
    case 'thick':
      return stroke(
        [at(0.15, 0.45), at(0.42, 0.85), at(1, 0.08)],
        { ...pen, width: size * r(0.22, 0.32) },
        random,
      )
    case 'faint':
      return stroke(
        [at(0.12, 0.45), at(0.42, 0.85), at(0.98, 0.08)],
        { colour: '#777', width: 0.8, opacity: r(0.5, 0.75) },
        random,
      )
    case 'fill': {
      const points = Array.from({ length: 10 }, (_, i) =>
        at(i % 2 ? r(0.82, 0.95) : r(0.05, 0.18), 0.08 + i * 0.093),
      )
      return stroke(points, { ...pen, width: size * 0.14 }, random)
    }
    case 'dot':
      return `<circle cx="${at(r(0.42, 0.58), 0)[0]}" cy="${at(0, r(0.42, 0.58))[1]}" r="${size * r(0.15, 0.24)}" fill="${pen.colour}"/>`
    case 'beside':
      return stroke([at(-0.95, 0.4), at(-0.7, 0.85), at(r(-0.25, -0.15), 0.05)], pen, random)
    case 'circle':
      return ring(x + size / 2, y + size / 2, size * r(0.95, 1.15), size * r(0.85, 1.05), pen, random)
  }
}

/** A loop drawn by hand. */
function ring(cx: number, cy: number, rx: number, ry: number, pen: Pen, random: Random): string {
  const turn = random.next() * 6
  const points = Array.from({ length: 14 }, (_, i) => {
    const angle = turn + (i / 13) * 6.6
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const
  })
  return stroke(points, pen, random, 0.3)
}

/** Inked out: what a person does to a mark set by mistake. */
export function inkOut({ x, y, size }: Square, pen: Pen, random: Random): string {
  const points = Array.from(
    { length: 16 },
    (_, i) => [x + (i % 2 ? 1.12 : -0.12) * size, y + (i / 15) * size * 1.1 - size * 0.05] as const,
  )
  return stroke(points, { ...pen, width: size * 0.12 }, random)
}

/** A signature: loops that run to the right, and a long line below. */
export function signature(x: number, y: number, width: number, pen: Pen, random: Random): string {
  const height = width * 0.35
  const loops = Array.from(
    { length: 12 },
    (_, i) =>
      [
        x + (i / 11) * width * 0.9 + Math.sin(i * 2.1) * width * 0.1,
        y + Math.cos(i * 1.9 + random.next()) * height * (i % 3 === 0 ? 0.7 : 0.35),
      ] as const,
  )
  return (
    stroke(loops, { ...pen, width: pen.width * 1.2 }, random, 2) +
    stroke(
      [
        [x - 5, y + height * 0.5],
        [x + width * 0.6, y + height * 0.3],
        [x + width * 1.1, y + height * 0.45],
      ],
      pen,
      random,
      1.5,
    )
  )
}
