import type { Mark } from '../transcript.ts'
import { inkBelow, newPlane, type Plane, shrink } from './bitmap.ts'
import { componentsOf } from './components.ts'

/** Finds red seals: one red blob of the size of an office seal (30–45 mm; with a name beside it more), round or nearly. */
export function sealsOf(red: Plane): (Mark & { place: NonNullable<Mark['place']> })[] {
  const by = 8
  const small = shrink(red, by)
  const light = newPlane(small.width, small.height)
  // A pixel of the small picture is red where an eighth of it is; letters of the seal then hang together.
  for (let i = 0; i < light.data.length; i++) light.data[i] = (small.data[i] as number) > 7 ? 0 : 255
  const blobs = componentsOf(inkBelow(light, 128)).all
  const millimetre = small.width / 210
  return blobs
    .map(({ left, top, right, bottom, area }) => ({
      left,
      top,
      width: right - left,
      height: bottom - top,
      area,
    }))
    .filter(({ width, height, area }) => {
      const longest = Math.max(width, height) / millimetre
      const shortest = Math.min(width, height) / millimetre
      return longest > 20 && longest < 75 && shortest > 14 && area > width * height * 0.12
    })
    .map(({ left, top, width, height, area }) => ({
      kind: 'seal' as const,
      place: { x: left * by, y: top * by, width: width * by, height: height * by },
      confidence: area > width * height * 0.2 ? 0.95 : 0.85,
    }))
}

/** The page without the red of its seals: what was printed below shows again. */
export function withoutSeals(dark: Plane, red: Plane, seals: readonly Mark[]): Plane {
  if (seals.length === 0) return dark
  const clear = { ...dark, data: new Uint8Array(dark.data) }
  for (const { place } of seals) {
    if (!place) continue
    const level = redLight(dark, red, place)
    const right = Math.min(dark.width, place.x + place.width + 8)
    const bottom = Math.min(dark.height, place.y + place.height + 8)
    for (let y = Math.max(0, place.y - 8); y < bottom; y++)
      for (let x = Math.max(0, place.x - 8); x < right; x++) {
        const at = y * dark.width + x
        const redness = red.data[at] as number
        if (redness === 0) continue
        // In red light alone red ink is pale and print below it is not, whether the ink is thin or covers well.
        const light = (dark.data[at] as number) + redness
        const paler = (light - level + 28) / 20
        clear.data[at] = Math.max(0, Math.min(255, light * Math.max(0, paler) + (dark.data[at] as number)))
      }
  }
  return clear
}

/** How bright the seal's ink is in red light: the level that four fifths of its red pixels reach. */
function redLight(dark: Plane, red: Plane, place: NonNullable<Mark['place']>): number {
  const histogram = new Uint32Array(256)
  let count = 0
  for (let y = Math.max(0, place.y); y < Math.min(dark.height, place.y + place.height); y++)
    for (let x = Math.max(0, place.x); x < Math.min(dark.width, place.x + place.width); x++) {
      const at = y * dark.width + x
      const redness = red.data[at] as number
      if (redness < 60) continue
      histogram[Math.min(255, (dark.data[at] as number) + redness)]!++
      count++
    }
  let level = 255
  for (let seen = 0; level > 0; level--) {
    seen += histogram[level] as number
    if (seen >= count * 0.8) break
  }
  return Math.max(120, Math.min(220, level))
}

/** The page without big blue strokes: a signature over a typed name. Small ones stay, they are handwriting or type. */
export function withoutBlueStrokes(text: Plane, blue: Plane, letter: number): Plane {
  const mask = newPlane(blue.width, blue.height)
  let inked = 0
  for (let i = 0; i < mask.data.length; i++)
    if ((blue.data[i] as number) > 40) {
      mask.data[i] = 1
      inked++
    }
  if (inked === 0) return text
  const big = componentsOf(mask).all.filter(
    ({ left, top, right, bottom }) => bottom - top > letter * 2.5 && right - left > letter * 3,
  )
  if (big.length === 0) return text
  const clear = { ...text, data: new Uint8Array(text.data) }
  for (const { left, top, right, bottom } of big)
    for (let y = Math.max(0, top - 2); y < Math.min(text.height, bottom + 2); y++)
      for (let x = Math.max(0, left - 2); x < Math.min(text.width, right + 2); x++) {
        const at = y * text.width + x
        if ((blue.data[at] as number) > 0) clear.data[at] = 255
      }
  return clear
}
