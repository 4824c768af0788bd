import type { Plane } from './bitmap.ts'

/**
 * How evenly ink gathers into rows when the page is looked at along lines of this slope (rise per pixel): text gives
 * dark lines and white gaps only along its own direction.
 */
function rowContrast(points: Int32Array, height: number, width: number, slope: number): number {
  const rows = new Float64Array(height + 2 * Math.ceil(Math.abs(slope) * width) + 4)
  const base = Math.ceil(Math.abs(slope) * width) + 1
  for (let i = 0; i < points.length; i += 2)
    rows[base + Math.round((points[i + 1] as number) - slope * (points[i] as number))]!++
  let sum = 0
  for (let i = 1; i < rows.length; i++) sum += ((rows[i] as number) - (rows[i - 1] as number)) ** 2
  return sum
}

function inkPoints(ink: Plane, across: boolean): Int32Array {
  const points: number[] = []
  const marginX = ink.width * 0.03
  const marginY = ink.height * 0.03
  for (let y = Math.ceil(marginY); y < ink.height - marginY; y++)
    for (let x = Math.ceil(marginX); x < ink.width - marginX; x++)
      if (ink.data[y * ink.width + x]) points.push(across ? y : x, across ? x : y)
  return Int32Array.from(points)
}

/** The slope of the text lines of a small picture, and how marked its lines are. */
function bestSlope(points: Int32Array, height: number, width: number): { slope: number; contrast: number } {
  let best = { slope: 0, contrast: 0 }
  const attempt = (slope: number) => {
    const contrast = rowContrast(points, height, width, slope)
    if (contrast > best.contrast) best = { slope, contrast }
  }
  for (let degrees = -10; degrees <= 10; degrees += 0.5) attempt(Math.tan((degrees * Math.PI) / 180))
  for (const step of [0.1, 0.03]) {
    const around = best.slope
    for (let i = -6; i <= 6; i++) attempt(around + Math.tan((i * step * Math.PI) / 180))
  }
  return best
}

/**
 * How a small ink picture lies: on its side or not, and by how many radians its lines fall to the right. Whether it
 * stands on its head is for the words to tell.
 */
export function lieOf(ink: Plane): { sideways: boolean; angle: number } {
  const upright = bestSlope(inkPoints(ink, false), ink.height, ink.width)
  const sideways = bestSlope(inkPoints(ink, true), ink.width, ink.height)
  // The two are sums over the same ink, so they compare as they are; a table's rules add to both.
  if (sideways.contrast > upright.contrast * 1.3) return { sideways: true, angle: -Math.atan(sideways.slope) }
  return { sideways: false, angle: Math.atan(upright.slope) }
}
