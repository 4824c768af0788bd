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

/** Shares of the page's length: where no streak is looked for, and how far the margins reach. */
const [leftOut, margin] = [0.012, 0.055]

function streakLines(bitmap: Bitmap, upright: boolean): number[] {
  const length = upright ? bitmap.height : bitmap.width
  const lines = (upright ? bitmap.width : bitmap.height) - reach - 1
  // A table's rule ends at the margins; dirt on the glass does not know them. There few lines are left.
  const inMargins = Array.from(
    { length: Math.max(0, lines - reach - 1) },
    (_, index) => index + reach + 1,
  ).filter((line) => {
    const near = looked(bitmap, upright, line, leftOut * length, margin * length)
    const far = looked(bitmap, upright, line, (1 - margin) * length, (1 - leftOut) * length)
    return near.dark + far.dark > (near.seen + far.seen) * 0.6
  })
  return inMargins.filter((line) => {
    const { seen, dark } = looked(bitmap, upright, line, leftOut * length, (1 - leftOut) * length)
    return seen > length / 10 && dark > seen * 0.75
  })
}

/** At how many places along a line there is no print beside it, and at how many of them it is darker than its sides. */
function looked(
  { width, channels, data }: Bitmap,
  upright: boolean,
  line: number,
  from: number,
  to: number,
): { seen: number; dark: number } {
  const [jump, step] = upright ? [channels, width * channels] : [width * channels, channels]
  const aside = reach * jump
  let [seen, dark] = [0, 0]
  for (let i = Math.round(from); i < to; i += stride) {
    const at = line * jump + i * step
    const before = data[at - aside] as number
    const after = data[at + aside] as number
    const darker = before < after ? before : after
    // Beside print nothing can be told.
    if (darker < printed) continue
    seen++
    if ((data[at] as number) < darker - contrast) dark++
  }
  return { seen, dark }
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
