import type { Rectangle } from '../../survey/answers.ts'
import type { Ruling } from '../layout/ruling.ts'
import type { Plane } from './bitmap.ts'
import type { Component, Components } from './components.ts'

/** Rows of dots that only guide the pen: at least five specks side by side, evenly spaced on one line. */
export function leadersOf({ all }: Components, letter: number): Component[] {
  const dots = all
    .filter(
      ({ left, top, right, bottom, area }) =>
        area > 0 && right - left <= letter * 0.5 && bottom - top <= letter * 0.5,
    )
    .sort((a, b) => a.left - b.left)
  const rows = new Map<number, Component[]>()
  for (const dot of dots) {
    const row = Math.round((dot.top + dot.bottom) / 2 / letter)
    const list = rows.get(row)
    if (list) list.push(dot)
    else rows.set(row, [dot])
  }
  const found = new Set<Component>()
  for (const row of rows.keys()) {
    const near = [row - 1, row, row + 1].flatMap((one) => rows.get(one) ?? []).sort((a, b) => a.left - b.left)
    for (const start of rows.get(row) ?? []) {
      if (found.has(start)) continue
      const chain = [start]
      for (const dot of near) {
        const last = chain.at(-1) as Component
        if (dot.left <= last.left || Math.abs(dot.bottom - last.bottom) > Math.max(2, letter * 0.2)) continue
        if (dot.left - last.right > letter * 1.1) break
        chain.push(dot)
      }
      if (chain.length < 5) continue
      // "… cán bộ.……": the dot that clings to a word ends its sentence.
      const [first, ...rest] = chain as [Component, ...Component[]]
      const thick = heightOf(chain) * thicker
      for (const dot of endsWord(all, first, letter) ? rest : chain)
        if (dot.bottom - dot.top < thick || !isBetweenSigns(all, dot, letter)) found.add(dot)
    }
  }
  return [...found]
}

/** A typed stop is so much higher than the dots of the leader that it stands on. */
const thicker = 1.5

/** The height that most of these have. */
function heightOf(dots: readonly Component[]): number {
  const heights = dots.map(({ top, bottom }) => bottom - top).sort((a, b) => a - b)
  return heights[heights.length >> 1] as number
}

/** "08.3547": a letter or a figure stands close before the dot, and another close behind it. */
const isBetweenSigns = (all: readonly Component[], dot: Component, letter: number): boolean =>
  endsWord(all, dot, letter) &&
  all.some(
    (sign) => isSign(sign, dot, letter) && sign.left >= dot.right && sign.left - dot.right < letter * 0.5,
  )

/** A letter stands right before the dot, nearer than the dots of a leader to each other. */
const endsWord = (all: readonly Component[], dot: Component, letter: number): boolean =>
  all.some(
    (sign) => isSign(sign, dot, letter) && sign.right <= dot.left && dot.left - sign.right < letter * 0.3,
  )

/** It is of a letter's size and stands on the dot's line; a "g" reaches below it. */
const isSign = ({ left, right, top, bottom }: Component, dot: Component, letter: number): boolean =>
  bottom - top > letter * 0.7 &&
  right - left < letter * 4 &&
  bottom - dot.bottom > letter * -0.35 &&
  bottom - dot.bottom < letter * 0.6

/** Paints pieces of the page white. */
export function erased(
  page: Plane,
  what: {
    pieces: readonly Component[]
    places: readonly Rectangle[]
    rulings: readonly Ruling[]
    letter: number
  },
): Plane {
  const { width, height } = page
  const clear = { ...page, data: new Uint8Array(page.data) }
  const blank = (x0: number, y0: number, x1: number, y1: number) => {
    for (let y = Math.max(0, Math.round(y0)); y < Math.min(height, y1); y++)
      clear.data.fill(
        255,
        y * width + Math.max(0, Math.round(x0)),
        y * width + Math.min(width, Math.round(x1)),
      )
  }
  for (const { left, top, right, bottom } of what.pieces) blank(left - 1, top - 1, right + 1, bottom + 1)
  for (const { x, y, width: w, height: h } of what.places) blank(x - 2, y - 2, x + w + 2, y + h + 2)
  // Only the pixels of the line itself: letters that touch it keep theirs above and below.
  const reach = Math.max(2, Math.round(what.letter * 0.15))
  for (const { upright, at, from, to } of what.rulings)
    for (let i = Math.round(from); i < to; i++)
      for (let d = -reach; d <= reach; d++) {
        const [x, y] = upright ? [Math.round(at) + d, i] : [i, Math.round(at) + d]
        if (x >= 0 && y >= 0 && x < width && y < height) clear.data[y * width + x] = 255
      }
  return clear
}
