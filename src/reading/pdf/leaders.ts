import { remembered } from '../remembered.ts'
import type { Glyph } from './draw.ts'

/** A sign that leaders are drawn with. */
export const isLeaderSign = (text: string): boolean =>
  text === '.' || text === '…' || text === '_' || text === '·'
/** So many of one sign drawn in a row guide the pen; fewer are writing ("TP.", "…"). */
const shortestRun = 4
/** Rows are compared with those at most so many points above and below. */
const bucket = 6

/**
 * Takes out the signs of dot leaders that lie under other letters: who types a value over the dots of a finished PDF
 * draws both, and read side by side they mix ("S..ở.. .T..h..ô..n..g"). A leader is known by its signs being drawn one
 * after the other; what shows to the left and right of the value stays.
 */
export function withoutCoveredLeaders(glyphs: readonly Glyph[]): readonly Glyph[] {
  const leaders = leaderRuns(glyphs)
  // An ellipsis is as wide as two letters: one of them alone mixes with what is written over it.
  for (const glyph of glyphs) if (glyph.text === '…') leaders.add(glyph)
  if (leaders.size === 0) return glyphs
  const rows = new Map<number, Glyph[]>()
  for (const glyph of glyphs) {
    if (leaders.has(glyph)) continue
    const row = rowOf(glyph)
    const known = rows.get(row)
    if (known) known.push(glyph)
    else rows.set(row, [glyph])
  }
  const nearRow = remembered((row: number) => [row - 1, row, row + 1].flatMap((at) => rows.get(at) ?? []))
  return glyphs.filter((glyph) => {
    if (!leaders.has(glyph)) return true
    const near = nearRow(rowOf(glyph))
    return !near.some((other) => covers(other, glyph)) && !isBetween(glyph, near)
  })
}

const rowOf = ({ place }: Glyph): number => Math.round((place.y + place.height / 2) / bucket)

function leaderRuns(glyphs: readonly Glyph[]): Set<Glyph> {
  const leaders = new Set<Glyph>()
  let run: Glyph[] = []
  const end = () => {
    if (run.length >= shortestRun) for (const glyph of run) leaders.add(glyph)
    run = []
  }
  for (const glyph of glyphs) {
    if (glyph.isSpace && run.length > 0) continue
    const last = run.at(-1)
    if (!isLeaderSign(glyph.text) || (last && last.text !== glyph.text)) end()
    if (isLeaderSign(glyph.text)) run.push(glyph)
  }
  end()
  return leaders
}

/** Lies over a good part of the sign's width, at about its height. */
function covers({ place, size }: Glyph, { place: sign }: Glyph): boolean {
  const shared = Math.min(place.x + place.width, sign.x + sign.width) - Math.max(place.x, sign.x)
  const apart = Math.abs(place.y + place.height / 2 - sign.y - sign.height / 2)
  return (shared > sign.width * 0.3 || shared > place.width * 0.5) && apart < size * 0.6
}

/** Shows in the gap between two words of a value that lies over the dots. */
function isBetween({ place: sign, size }: Glyph, near: readonly Glyph[]): boolean {
  const reach = size * 0.45
  const level = near.filter(
    ({ isSpace, place }) =>
      !isSpace && Math.abs(place.y + place.height / 2 - sign.y - sign.height / 2) < size * 0.6,
  )
  const right = sign.x + sign.width
  return (
    level.some(({ place }) => Math.abs(sign.x - place.x - place.width) < reach && place.x < sign.x) &&
    level.some(({ place }) => Math.abs(place.x - right) < reach && place.x + place.width > right)
  )
}
