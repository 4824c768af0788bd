import type { Rectangle } from '../../survey/answers.ts'

/** A PDF transformation: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number]

/** The transformation that does `b` first and `a` after it. */
export function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ]
}

export function applied(matrix: Matrix, x: number, y: number): [number, number] {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]]
}

/** The upright rectangle around a transformed one, given by two opposite corners. One a letter: it makes no lists. */
export function boxAround(matrix: Matrix, x0: number, y0: number, x1: number, y1: number): Rectangle {
  const [a, b, c, d, e, f] = matrix
  const left = a * x0 + c * y0 + e
  const right = a * x1 + c * y1 + e
  const otherLeft = a * x0 + c * y1 + e
  const otherRight = a * x1 + c * y0 + e
  const top = b * x0 + d * y0 + f
  const bottom = b * x1 + d * y1 + f
  const otherTop = b * x1 + d * y0 + f
  const otherBottom = b * x0 + d * y1 + f
  const x = Math.min(left, right, otherLeft, otherRight)
  const y = Math.min(top, bottom, otherTop, otherBottom)
  return {
    x,
    y,
    width: Math.max(left, right, otherLeft, otherRight) - x,
    height: Math.max(top, bottom, otherTop, otherBottom) - y,
  }
}
