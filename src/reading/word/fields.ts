import { drawnBox } from '../office/boxes.ts'
import { symbolPiece } from '../office/glyphs.ts'
import type { Piece } from '../office/piece.ts'
import type { RunFormat } from '../office/run-format.ts'
import { child, type Element } from '../office/xml.ts'
import { legacyFieldBox } from './boxes.ts'

/** A field of Word between its `begin` and `end`: the instruction, then the result it showed when last updated. */
export interface Field {
  instruction: string
  readonly data: Element | undefined
  showsResult: boolean
}

/** Fields that draw themselves: what stands as their result is not shown, or not kept by every program. */
const selfDrawn = /^\s*(FORMCHECKBOX|SYMBOL|FORMDROPDOWN|EQ)\b/i

/** True while what stands in the file is the field's instruction, or a result that is drawn by us instead. */
export const hidesContent = (field: Field): boolean => !field.showsResult || selfDrawn.test(field.instruction)

export const drawsItself = (instruction: string): boolean => selfDrawn.test(instruction)

function symbolOfInstruction(instruction: string): { font: string; character: string } | null {
  const match = /^\s*SYMBOL\s+(0x[0-9a-f]+|\d+)/i.exec(instruction)
  if (!match) return null
  const font = /\\f\s+"?([^"\\]+)"?/i.exec(instruction)?.[1]?.trim() ?? 'Symbol'
  return { font, character: String.fromCodePoint(Number(match[1]) & 0xffff) }
}

function chosenEntry(data: Element | undefined): string | undefined {
  const list = child(data, 'ddList')
  const entries = list?.children.filter(({ name }) => name === 'listEntry') ?? []
  const chosen = child(list, 'result')?.attributes.val ?? child(list, 'default')?.attributes.val ?? 0
  return entries[Number(chosen)]?.attributes.val
}

/** What a field that draws itself shows: by its data, or by its instruction. Nothing for other fields. */
export function* drawnField({ instruction, data }: Field, format: RunFormat): Generator<Piece> {
  if (/^\s*FORMCHECKBOX/i.test(instruction) || child(data, 'checkBox')) {
    const box = legacyFieldBox(data)
    if (box) yield { kind: 'box', box }
  } else if (/^\s*SYMBOL/i.test(instruction)) {
    const symbol = symbolOfInstruction(instruction)
    if (symbol) yield symbolPiece(symbol.font, symbol.character, format)
  } else if (/^\s*FORMDROPDOWN/i.test(instruction)) {
    const text = chosenEntry(data)
    if (text) yield { kind: 'text', text, format }
  } else if (/^\s*EQ\b/i.test(instruction)) {
    // EQ \o(□,√) lays one character over another.
    yield { kind: 'box', box: drawnBox }
  }
}
