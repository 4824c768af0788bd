import type { Rectangle } from '../../survey/answers.ts'
import { newPlane, type Plane } from './bitmap.ts'

/** Pixels to the side for each upwards, as italics lean. */
const slants = [0.15, 0.2, 0.25, 0.3]
/** So much more their strokes stand in one column when italics are set upright: 1.06 to 1.3; of upright letters 1.03. */
const gain = 1.05

/** By how much the letters of an area lean to the right, in pixels for each upwards; 0 where they stand upright. */
export function slantOf(page: Plane, area: Rectangle): number {
  let best = { slant: 0, standing: strokesStanding(page, area, 0) * gain }
  for (const slant of slants) {
    const standing = strokesStanding(page, area, slant)
    if (standing > best.standing) best = { slant, standing }
  }
  return best.slant
}

/** How much ink gathers in few columns once letters that lean so much are set upright: their stems fall into one. */
function strokesStanding({ width, data }: Plane, area: Rectangle, slant: number): number {
  const spare = Math.ceil((slant * area.height) / 2)
  const columns = new Float64Array(area.width + 2 * spare + 2)
  for (let row = 0; row < area.height; row++) {
    const shift = spare + Math.round(slant * (row - area.height / 2))
    const start = (area.y + row) * width + area.x
    for (let x = 0; x < area.width; x++) columns[x + shift]! += 255 - (data[start + x] as number)
  }
  return columns.reduce((sum, column) => sum + column * column, 0)
}

/** Letters that lean so much set upright, those at half the height staying where they are. */
export function unslanted(strip: Plane, slant: number): Plane {
  if (slant === 0) return strip
  const { width, height, data } = strip
  const upright = newPlane(width, height, 255)
  for (let row = 0; row < height; row++) {
    const shift = slant * (height / 2 - row)
    const whole = Math.floor(shift)
    const rest = shift - whole
    for (let x = Math.max(0, -whole); x < width - whole - 1 && x < width; x++) {
      const from = row * width + x + whole
      upright.data[row * width + x] = (data[from] as number) * (1 - rest) + (data[from + 1] as number) * rest
    }
  }
  return upright
}
