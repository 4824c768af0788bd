import type { Rectangle } from '../../survey/answers.ts'
import { across, around } from '../rectangles.ts'
import { type Glyph, glyphsOf, type Run, without } from './glyph.ts'

/** A sign that leaders are drawn with. */
export const isLeaderSign = (text: string): boolean =>
  text === '.' || text === '…' || text === '_' || text === '·'
/** So many of one sign drawn in a row guide the pen; fewer are writing ("TP.", "…"). */
const shortestRun = 4
/** Rows are compared with those at most so many points above and below. */
const bucket = 6
/** A gap between two words of a value is no wider than twice this share of the type size. */
const gapReach = 0.45

/**
 * Takes out the signs of dot leaders that lie under other letters: who types a value over the dots of a finished PDF
 * draws both, and read side by side they mix ("S..ở.. .T..h..ô..n..g"). A leader is known by its signs being drawn one
 * after the other; what shows to the left and right of the value stays.
 */
export function withoutCoveredLeaders(runs: readonly Run[]): readonly Run[] {
  const leaders = leadersIn(runs)
  if (leaders.size === 0) return runs
  const rows = Map.groupBy(runs, rowOf)
  const covered = new Set<Glyph>()
  for (const [run, signs] of Map.groupBy(leaders, (sign) => sign.run)) {
    const line = around(signs)
    const isNear = (other: Rectangle): boolean => across(other, line) > -gapReach * run.size
    // Of most leaders that is the end of their label.
    const near = glyphsOf(
      [-1, 0, 1].flatMap((below) => rows.get(rowOf(run) + below) ?? []).filter(isNear),
    ).filter((other) => isNear(other) && !leaders.has(other))
    for (const sign of signs)
      if (near.some((other) => covers(other, sign)) || isBetween(sign, near)) covered.add(sign)
  }
  return without(runs, covered)
}

const rowOf = ({ y, height }: Run): number => Math.round((y + height / 2) / bucket)

function leadersIn(runs: readonly Run[]): Set<Glyph> {
  const leaders = new Set<Glyph>()
  let run: Glyph[] = []
  const end = () => {
    if (run.length >= shortestRun) for (const glyph of run) leaders.add(glyph)
    run = []
  }
  for (const { glyphs } of runs)
    for (const glyph of glyphs) {
      if (!isLeaderSign(glyph.text)) {
        if (run.length > 0 && !glyph.isSpace) end()
        continue
      }
      if (run.length > 0 && run[0]?.text !== glyph.text) end()
      run.push(glyph)
      // An ellipsis is as wide as two letters: one of them alone mixes with what is written over it.
      if (glyph.text === '…') leaders.add(glyph)
    }
  end()
  return leaders
}

/** Lies over a good part of the sign's width, at about its height. */
function covers(glyph: Glyph, sign: Glyph): boolean {
  if (Math.abs(glyph.middle - sign.middle) >= glyph.size * 0.6) return false
  const shared = across(glyph, sign)
  return shared > sign.width * 0.3 || shared > glyph.width * 0.5
}

/** Shows in the gap between two words of a value that lies over the dots. */
function isBetween(sign: Glyph, near: readonly Glyph[]): boolean {
  const reach = sign.size * gapReach
  const right = sign.x + sign.width
  const isLevel = ({ isSpace, middle }: Glyph): boolean =>
    !isSpace && Math.abs(middle - sign.middle) < sign.size * 0.6
  return (
    near.some((one) => Math.abs(sign.x - one.x - one.width) < reach && one.x < sign.x && isLevel(one)) &&
    near.some((one) => Math.abs(one.x - right) < reach && one.x + one.width > right && isLevel(one))
  )
}
