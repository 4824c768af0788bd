import type { Bitmap } from '../pdf/render.ts'

/** Half the width of a streak of dirt on a scanner's glass, in pixels at 200 dpi. */
const reach = 3
/** A streak is this much darker than what lies beside it, in nearly every row. */
const contrast = 22
/** What is darker is print. */
const printed = 110

/**
 * Takes out the streaks that dirt on the glass of a feeder draws from edge to edge, along either side of the sheet. Done
 * before the page is straightened: a streak is straight in the scan, not on the sheet.
 */
export function withoutStreaks(bitmap: Bitmap): Bitmap {
  const upright = streakLines(bitmap, true)
  const level = streakLines(bitmap, false)
  if (upright.length + level.length === 0) return bitmap
  const clear = { ...bitmap, data: new Uint8Array(bitmap.data) }
  for (const line of upright) heal(clear, line, true)
  for (const line of level) heal(clear, line, false)
  return clear
}

/** Every so many pixels along a streak it is looked at. */
const stride = 5

function streakLines({ width, height, channels, data }: Bitmap, upright: boolean): number[] {
  const [lines, length] = upright ? [width, height] : [height, width]
  const [jump, step] = upright ? [channels, width * channels] : [width * channels, channels]
  const aside = reach * jump
  const seen = new Uint16Array(lines)
  const dark = new Uint16Array(lines)
  // A table's rule ends at the margins; dirt on the glass does not know them.
  const margin = new Uint16Array(lines)
  const darkMargin = new Uint16Array(lines)
  for (let i = Math.round(length * 0.012); i < length * 0.988; i += stride) {
    const inMargin = i < length * 0.055 || i > length * 0.945 ? 1 : 0
    for (let line = reach + 1; line < lines - reach - 1; line++) {
      const at = line * jump + i * step
      const before = data[at - aside] as number
      const after = data[at + aside] as number
      const darker = before < after ? before : after
      // Beside print nothing can be told.
      if (darker < printed) continue
      const isDark = (data[at] as number) < darker - contrast ? 1 : 0
      seen[line]! += 1
      dark[line]! += isDark
      margin[line]! += inMargin
      darkMargin[line]! += isDark & inMargin
    }
  }
  return Array.from(seen.keys()).filter(
    (line) =>
      (seen[line] as number) > length / 10 &&
      (dark[line] as number) > (seen[line] as number) * 0.75 &&
      (darkMargin[line] as number) > (margin[line] as number) * 0.6,
  )
}

/** Lays the brighter neighbour over each pixel of the streak that is darker; print it crosses stays. */
function heal({ width, height, channels, data }: Bitmap, line: number, upright: boolean): void {
  const length = upright ? height : width
  const at = (across: number, i: number) => (upright ? i * width + across : across * width + i) * channels
  for (let i = 0; i < length; i++) {
    for (let d = -1; d <= 1; d++) {
      for (let c = 0; c < channels; c++) {
        const before = data[at(line - reach, i) + c] as number
        const after = data[at(line + reach, i) + c] as number
        const here = at(line + d, i) + c
        const healed = (before + after) / 2
        if (Math.min(before, after) > printed && (data[here] as number) < healed) data[here] = healed
      }
    }
  }
}
