import { boxOf } from '../office/boxes.ts'
import { textPieces } from '../office/glyphs.ts'
import { type LegacyText, linesOf } from '../office/lines.ts'
import type { Piece } from '../office/piece.ts'
import type { RunFormat } from '../office/run-format.ts'
import type { Line } from '../transcript.ts'
import type { CellLook } from './looks.ts'
import { hidesText, showNumber } from './number-formats.ts'
import { runsOf, type TextRun, unescaped } from './rich-text.ts'
import type { Workbook } from './workbook.ts'
import type { SheetCell } from './worksheet.ts'

/** The lines of a cell as they are shown; none where it holds nothing or its format hides what it holds. */
export function linesOfCell(
  cell: SheetCell,
  look: CellLook,
  workbook: Workbook,
  legacy: LegacyText,
): readonly Line[] {
  return linesOfPieces([...piecesOf(cell, look, workbook)], legacy)
}

/** Lines that hold something, of text with breaks in it. */
export const linesOfPieces = (pieces: readonly Piece[], legacy: LegacyText): Line[] =>
  linesOf(pieces, false, legacy)
    .map(({ line }) => line)
    .filter(({ tokens }) => tokens.length > 0)

/** One text with its line breaks, glyphs of symbol fonts as boxes. */
export function* brokenPieces(text: string, format: RunFormat): Generator<Piece> {
  for (const [index, part] of text.split('\n').entries()) {
    if (index > 0) yield { kind: 'break', page: false }
    if (part !== '') yield* textPieces(part, format)
  }
}

/** A number of so many figures counts nothing: it is a telephone's, and the cell may have dropped its leading zero. */
const longestCount = 7
/** A boolean without Excel's own checkbox says the same, but a person decides whether it was meant so. */
const barelyMeant = 0.8

function* piecesOf(
  cell: SheetCell,
  look: CellLook,
  { strings, looks, from1904 }: Workbook,
): Generator<Piece> {
  const { type, value, formula, inline } = cell
  const { format, numberFormat } = look
  const runs = function* (all: readonly TextRun[]): Generator<Piece> {
    if (hidesText(numberFormat)) return
    for (const { text, properties } of all) yield* brokenPieces(text, looks.run(properties, look))
  }
  if (type === 'inlineStr' && inline) yield* runs(runsOf(inline))
  else if (value === null || value === '') {
    // Written by a program that does not compute: nobody knows what it would come to.
    if (formula) yield { kind: 'text', text: `=${formula}`, format, unsure: true }
  } else if (type === 's') yield* runs(strings[Number(value)] ?? [])
  else if (type === 'str') yield* runs([{ text: unescaped(value), properties: undefined }])
  else if (type === 'b') {
    const state = value === '1' ? 'ticked' : 'empty'
    yield {
      kind: 'box',
      box: look.checkbox ? boxOf(state, 'form-field') : boxOf(state, 'form-field', barelyMeant),
    }
  } else if (type === 'd') {
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(value) ?? []
    yield { kind: 'text', text: year ? `${day}/${month}/${year}` : value, format }
  } else if (type === 'n' && Number.isFinite(Number(value))) {
    const { text, fraction } = showNumber(Number(value), numberFormat, from1904)
    const lostZero = new RegExp(`^[1-9]\\d{${longestCount},}$`).test(text)
    if (text !== '') yield { kind: 'text', text, format, ...(fraction || lostZero ? { unsure: true } : {}) }
  } else yield { kind: 'text', text: value, format }
}
