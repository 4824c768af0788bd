import type { Mark } from '../transcript.ts'
import { inkBelow, type Plane, shrink } from './bitmap.ts'
import { type Component, type Components, componentsOf, withoutPieces } from './components.ts'

/** A seal on a page without colour: its outer ring, pixels of the page. */
export interface Ring {
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** Office seals are 30 to 42 mm across. */
const radii = { least: 14, most: 22 }
/** The search runs on a picture of this fraction. */
const by = 4
const angles = 120

/** Finds seals by their ring where no colour tells them: a circle of an office seal's size, nearly closed. */
export function ringsOf(dark: Plane, ink: Plane, { all }: Components): Ring[] {
  const millimetre = dark.width / 210
  const small = inkBelow(shrink(dark, by), 215)
  const found: Ring[] = []
  for (const piece of all) {
    const [width, height] = [(piece.right - piece.left) / millimetre, (piece.bottom - piece.top) / millimetre]
    if (piece.area === 0 || width < radii.least * 1.4 || height < radii.least * 1.4) continue
    if (width > radii.most * 5 || height > radii.most * 3) continue
    const rough = bestCircle(small, piece, millimetre)
    const ring = rough && sharpened(ink, rough)
    if (ring && !found.some((one) => Math.hypot(one.x - ring.x, one.y - ring.y) < ring.radius))
      found.push(ring)
  }
  return found
}

/** Every inked pixel votes for the centres it may lie around. */
function bestCircle(small: Plane, piece: Component, millimetre: number): Ring | null {
  const [left, top] = [Math.floor(piece.left / by), Math.floor(piece.top / by)]
  const [right, bottom] = [Math.ceil(piece.right / by), Math.ceil(piece.bottom / by)]
  const [width, height] = [right - left, bottom - top]
  const votes = new Uint16Array(width * height)
  let best: (Ring & { share: number }) | null = null
  for (
    let radius = Math.floor((radii.least * millimetre) / by);
    radius <= Math.ceil((radii.most * millimetre) / by);
    radius++
  ) {
    votes.fill(0)
    const steps = Array.from({ length: angles }, (_, i) => [
      Math.round(radius * Math.cos((i / angles) * 2 * Math.PI)),
      Math.round(radius * Math.sin((i / angles) * 2 * Math.PI)),
    ])
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) {
        if (!small.data[y * small.width + x]) continue
        for (const [dx, dy] of steps as [number, number][]) {
          const [cx, cy] = [x - left + dx, y - top + dy]
          if (cx >= 0 && cy >= 0 && cx < width && cy < height) votes[cy * width + cx]!++
        }
      }
    for (let i = 0; i < votes.length; i++) {
      const share = (votes[i] as number) / angles
      // Each point of a circle gives its centre one vote an angle; a line is a pixel or two thick.
      if (share > 0.75 && share > (best?.share ?? 0))
        best = {
          x: ((i % width) + left) * by,
          y: (Math.floor(i / width) + top) * by,
          radius: radius * by,
          share,
        }
    }
  }
  return best
}

/** Share of the angles at which the page is inked this far from the centre. */
function inkedShare(ink: Plane, x: number, y: number, radius: number, slack = 0): number {
  let inked = 0
  for (let i = 0; i < 240; i++) {
    const angle = (i / 240) * 2 * Math.PI
    for (let r = radius - slack; r <= radius + slack; r++) {
      const [px, py] = [Math.round(x + r * Math.cos(angle)), Math.round(y + r * Math.sin(angle))]
      if (px < 0 || py < 0 || px >= ink.width || py >= ink.height || !ink.data[py * ink.width + px]) continue
      inked++
      break
    }
  }
  return inked / 240
}

/** The circle laid exactly on the ring, or null where no ring is nearly closed there. */
function sharpened(ink: Plane, rough: Ring): Ring | null {
  let best = { ...rough, share: 0 }
  for (let dy = -by; dy <= by; dy++)
    for (let dx = -by; dx <= by; dx++)
      for (let dr = -by; dr <= by; dr++) {
        const share = inkedShare(ink, rough.x + dx, rough.y + dy, rough.radius + dr)
        if (share > best.share) best = { x: rough.x + dx, y: rough.y + dy, radius: rough.radius + dr, share }
      }
  if (best.share < 0.72) return null
  // The rings of one seal share a centre: take the outermost.
  for (let radius = best.radius + 1; radius < best.radius * 1.35; radius++)
    if (inkedShare(ink, best.x, best.y, radius) > 0.6) best = { ...best, radius }
  return { x: best.x, y: best.y, radius: best.radius }
}

/** A seal mark for each ring. */
export const marksOf = (rings: readonly Ring[]): (Mark & { place: NonNullable<Mark['place']> })[] =>
  rings.map(({ x, y, radius }) => ({
    kind: 'seal',
    place: { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 },
    confidence: 0.85,
  }))

/**
 * The page without its grey seals. A red seal scanned in grey is paler than print: what is paler than halfway from print
 * to the ring goes, inside the seal. One hardly paler than print would take thin letters with it: of it only the rings
 * go, but for what is as dark as print. In black and white only the rings can be told from letters; where a stroke
 * crosses a ring it stays.
 */
export function withoutRings(dark: Plane, ink: Plane, rings: readonly Ring[], print: number): Plane {
  if (rings.length === 0) return dark
  const clear = { ...dark, data: new Uint8Array(dark.data) }
  for (const ring of rings) {
    const level = ringLevel(dark, ring)
    const halfway = (level + print) / 2
    if (level - print >= palerBy.far) erasePale(clear, dark, ring, halfway)
    else eraseLines(clear, dark, ink, ring, level - print >= palerBy.near ? halfway : 0)
  }
  return clear
}

/** Grey levels by which a seal is paler than print: erased whole, and told from letters where it crosses them. */
const palerBy = { far: 35, near: 12 }

/** Grey level of the ring's own ink: the median of the darkest pixels across it. */
function ringLevel({ data, width, height }: Plane, { x, y, radius }: Ring): number {
  const levels: number[] = []
  for (let i = 0; i < 240; i++) {
    const angle = (i / 240) * 2 * Math.PI
    let darkest = 255
    for (let r = radius - 5; r <= radius + 2; r++) {
      const [px, py] = [Math.round(x + r * Math.cos(angle)), Math.round(y + r * Math.sin(angle))]
      if (px >= 0 && py >= 0 && px < width && py < height)
        darkest = Math.min(darkest, data[py * width + px] as number)
    }
    levels.push(darkest)
  }
  levels.sort((a, b) => a - b)
  return levels[120] as number
}

function erasePale(clear: Plane, dark: Plane, { x, y, radius }: Ring, above: number): void {
  const reach = radius + 4
  for (let py = Math.max(0, Math.floor(y - reach)); py < Math.min(dark.height, y + reach); py++)
    for (let px = Math.max(0, Math.floor(x - reach)); px < Math.min(dark.width, x + reach); px++) {
      if (Math.hypot(px - x, py - y) > reach) continue
      const at = py * dark.width + px
      const level = dark.data[at] as number
      if (level > above) clear.data[at] = Math.min(255, level + (level - above) * 4)
    }
}

/** Erases the rings themselves, but for strokes that cross them and for what is darker than `above`. */
function eraseLines(clear: Plane, dark: Plane, ink: Plane, { x, y, radius }: Ring, above: number): void {
  const lines: boolean[] = []
  for (let r = 0; r <= radius + 4; r++) lines[r] = r > radius * 0.4 && inkedShare(ink, x, y, r, 1) > 0.6
  const inkedAt = (px: number, py: number) =>
    px >= 0 && py >= 0 && px < ink.width && py < ink.height && ink.data[py * ink.width + px] === 1
  for (let from = 0; from < lines.length; from++) {
    if (!lines[from]) continue
    let to = from
    while (lines[to + 1]) to++
    const [inner, outer] = [from - 1, to + 1]
    for (let py = Math.floor(y - outer); py <= y + outer; py++)
      for (let px = Math.floor(x - outer); px <= x + outer; px++) {
        const distance = Math.hypot(px - x, py - y)
        if (distance < inner || distance > outer || px < 0 || py < 0 || px >= ink.width || py >= ink.height)
          continue
        const [ux, uy] = [(px - x) / distance, (py - y) / distance]
        const crossed =
          inkedAt(Math.round(x + ux * (inner - 1)), Math.round(y + uy * (inner - 1))) &&
          inkedAt(Math.round(x + ux * (outer + 1)), Math.round(y + uy * (outer + 1)))
        const at = py * ink.width + px
        if (!crossed && (dark.data[at] as number) >= above) clear.data[at] = 255
      }
    from = to
  }
}

/**
 * The page without what is too big for a letter in the middle of a seal: its star, the signature across it. Above and
 * below stand the signer's office and name.
 */
export function withoutBigStrokes(
  page: Plane,
  seals: readonly Mark[],
  threshold: number,
  letter: number,
): Plane {
  if (seals.length === 0) return page
  const components = componentsOf(inkBelow(page, threshold))
  const big = components.all.filter((piece) => {
    const height = piece.bottom - piece.top
    if (piece.area === 0 || height < letter * 2.3 || height > letter * 16) return false
    if (piece.right - piece.left < letter) return false
    return seals.some(({ place }) => place && inMiddle(place, piece))
  })
  return withoutPieces(page, components, big)
}

function inMiddle(
  place: NonNullable<Mark['place']>,
  { left, top, right, bottom }: Pick<Component, 'left' | 'top' | 'right' | 'bottom'>,
): boolean {
  const off = Math.abs((top + bottom) / 2 - place.y - place.height / 2)
  return left < place.x + place.width && right > place.x && off < place.height * 0.3
}
