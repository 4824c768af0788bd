import type { Bitmap } from '../pdf/render.ts'

/** Half the width of a streak of dirt on a scanner's glass, in pixels at 200 dpi. */
const reach = 3
/** A streak is this much darker than what lies beside it, in nearly every row. */
const darker = 22

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

function streakLines({ width, height, channels, data }: Bitmap, upright: boolean): number[] {
  const [lines, length] = upright ? [width, height] : [height, width]
  const at = (line: number, i: number) => (upright ? i * width + line : line * width + i) * channels
  const found: number[] = []
  for (let line = reach + 1; line < lines - reach - 1; line++) {
    let seen = 0
    let dark = 0
    // A table's rule ends at the margins; dirt on the glass does not know them.
    let margin = 0
    let darkMargin = 0
    for (let i = Math.round(length * 0.012); i < length * 0.988; i += 5) {
      const inMargin = i < length * 0.055 || i > length * 0.945
      const before = data[at(line - reach, i)] as number
      const after = data[at(line + reach, i)] as number
      // Beside print nothing can be told.
      if (before < 110 || after < 110) continue
      const isDark = (data[at(line, i)] as number) < Math.min(before, after) - darker
      seen++
      if (isDark) dark++
      if (inMargin) {
        margin++
        if (isDark) darkMargin++
      }
    }
    if (seen > length / 10 && dark > seen * 0.75 && darkMargin > margin * 0.6) found.push(line)
  }
  return found
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
        if (Math.min(before, after) > 110 && (data[here] as number) < healed) data[here] = healed
      }
    }
  }
}
