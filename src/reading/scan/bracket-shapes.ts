import type { Component, Components } from './components.ts'

/** Whether a piece of ink is the bracket that opens (`side` 1) or closes (-1) a pair. */
export type Shape = (components: Components, piece: Component, side: 1 | -1) => boolean

/** Steps from the bar's side to the nearest and behind the farthest ink of each row. */
function rowsOf(
  { labels, width }: Components,
  { label, left, right, top, bottom }: Component,
  side: 1 | -1,
): { from: number; to: number }[] {
  return Array.from({ length: bottom - top }, (_, row) => {
    const inked = Array.from({ length: right - left }, (_, step) => step).filter((step) => {
      const x = side > 0 ? left + step : right - 1 - step
      return labels[(top + row) * width + x] === label
    })
    return { from: inked[0] ?? right - left, to: (inked.at(-1) ?? -1) + 1 }
  })
}

/** Widths of a round bracket in its height: "C" is half as wide as high and more, "l" a ninth. */
const [slimmest, plumpest] = [0.15, 0.48]

/** One thin stroke that bends to its right (`side` 1) or left at either end, and nowhere else. */
export function isParenthesis(components: Components, piece: Component, side: 1 | -1): boolean {
  const [across, down] = [piece.right - piece.left, piece.bottom - piece.top]
  if (across < 4 || across < down * slimmest || across > down * plumpest) return false
  const rows = rowsOf(components, piece, side)
  const mean = (part: readonly { from: number }[]): number =>
    part.reduce((sum, { from }) => sum + from, 0) / part.length
  const sixth = Math.max(2, Math.floor(down / 6))
  const middle = mean(rows.slice(Math.floor(down * 0.4), Math.ceil(down * 0.6)))
  const [above, below] = [mean(rows.slice(0, sixth)), mean(rows.slice(-sixth))]
  const bend = across * 0.3
  const isThin = rows.every(({ from, to }) => to - from <= Math.max(3, across * 0.75))
  const half = down >> 1
  const isEven = rows.every(({ from }, row) => {
    const next = rows[row + 1]?.from ?? from
    return row < half ? next <= from + 1 : next >= from - 1
  })
  return middle < across * 0.25 && above - middle > bend && below - middle > bend && isThin && isEven
}

/** Rows between the feet of a square bracket, as shares of the height. */
const [belowFoot, aboveFoot] = [0.25, 0.75]

/** An upright bar with a short foot at either end to its right (`side` 1) or left, and paper between them. */
export function isBracket(components: Components, piece: Component, side: 1 | -1): boolean {
  const [across, down] = [piece.right - piece.left, piece.bottom - piece.top]
  if (across < 3) return false
  const rows = rowsOf(components, piece, side)
  const bar = rows.filter(({ from }) => from < across * 0.45).length
  const between = rows.slice(Math.ceil(down * belowFoot), Math.floor(down * aboveFoot)).map(({ to }) => to)
  const thick = between.sort((a, b) => a - b)[between.length >> 1] ?? across
  // The feet of some typefaces reach no more than half the bar's own width out of it.
  const foot = Math.max(1, Math.floor(across * 0.25))
  const open = between.filter((to) => to <= across - foot).length
  const reach = Math.max(2, Math.round(down * 0.2))
  // An L and a Γ have one.
  const hasBoth = [rows.slice(0, reach), rows.slice(-reach)].every((end) =>
    end.some(({ to }) => to >= thick + foot),
  )
  return bar > down * 0.92 && open > between.length * 0.9 && hasBoth
}
