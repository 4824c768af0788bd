import { fold } from '../../vietnamese/fold.ts'
import type { Ruling } from '../layout/ruling.ts'
import { inkBelow, type Plane } from './bitmap.ts'
import type { SeenWord } from './ocr.ts'
import { rulingsOf } from './rulings.ts'
import { inkBothWays } from './runs.ts'

/** Grey lines of a table are lighter than any print, and darker than paper, on a flattened page. */
export const palest = 238
/** So many statements of section 2 on a page are the section, and no letter that quotes one. */
const fewestStatements = 4
/** In heights of small letters: a table is as wide as the text, and no line across it is shorter. */
const narrowest = 30
/** Statements that a line down the table has at its side. */
const fewestBeside = 3

/**
 * The lines of a page's tables with those of a table of statements that is ruled too pale for print: a cell to mark
 * stands beside each statement instead of a box. Only lines that make such a table are added. `letter` is the height of
 * small letters in pixels.
 */
export function withPaleTables(
  rulings: readonly Ruling[],
  words: readonly SeenWord[],
  dark: Plane,
  letter: number,
): readonly Ruling[] {
  const statements = words
    .filter(({ text }) => /^(?:Đã|Tần)/u.test(text) && /^(?:da|da dang|tan)$/.test(fold(text)))
    .map(({ place }) => place.y + place.height / 2)
    .sort((a, b) => a - b)
  if (statements.length < fewestStatements || isTable(rulings, statements)) return rulings
  const pale = rulingsOf(inkBothWays(inkBelow(dark, palest)), letter).filter(
    ({ upright, from, to }) => upright || to - from > letter * narrowest,
  )
  return isTable(pale, statements) ? [...rulings, ...pale] : rulings
}

/** A line runs down beside three statements and more, and one across between each two of them. */
function isTable(lines: readonly Ruling[], statements: readonly number[]): boolean {
  const down = lines.filter(
    ({ upright, from, to }) =>
      upright && statements.filter((at) => at > from && at < to).length >= fewestBeside,
  )
  return down.some(({ at, from, to }) => {
    const beside = statements.filter((y) => y > from && y < to)
    const across = lines.filter((line) => !line.upright && line.from < at + 2 && line.to > at - 2)
    return beside
      .slice(1)
      .every((y, index) => across.some((line) => line.at > (beside[index] as number) && line.at < y))
  })
}
