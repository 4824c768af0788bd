import type { Rectangle } from '../survey/answers.ts'

/** They have a part of the page in common. */
export const touch = (a: Rectangle, b: Rectangle): boolean => across(a, b) > 0 && down(a, b) > 0

/** Width that two have in common; below 0 the gap between them. */
export const across = (a: Rectangle, b: Rectangle): number =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)

/** Height that two have in common; below 0 the gap between them. */
export const down = (a: Rectangle, b: Rectangle): number =>
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)

/** Of a box, which is about as wide as high: the middle between both. */
export const sideOf = ({ width, height }: Rectangle): number => (width + height) / 2

/** The share of `inner` that lies within `outer`, 0 to 1. What is thinner than 1 counts as 1 thick. */
export function shareWithin(inner: Rectangle, outer: Rectangle): number {
  const wide = across(inner, outer)
  const high = down(inner, outer)
  if (wide <= 0 || high <= 0) return 0
  return (Math.max(wide, 1) * Math.max(high, 1)) / (Math.max(inner.width, 1) * Math.max(inner.height, 1))
}

/** The middle of `inner` lies in `outer`, or no further than `slack` from it. */
export function holdsMiddle(outer: Rectangle, inner: Rectangle, slack = 0): boolean {
  const x = inner.x + inner.width / 2 - outer.x
  const y = inner.y + inner.height / 2 - outer.y
  return x >= -slack && x <= outer.width + slack && y >= -slack && y <= outer.height + slack
}

/** The smallest rectangle around all of these; they must be at least one. */
export function around(places: readonly Rectangle[]): Rectangle {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of places) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}
