import { isSymbolFont } from '../symbols.ts'
import { symbolBox } from './boxes.ts'
import type { Piece } from './piece.ts'
import type { RunFormat } from './run-format.ts'

const lowByte = (character: string): number => (character.codePointAt(0) ?? 0) & 0xff

/** Glyphs of Wingdings that are no box, but that a reader of the page would call by these names. */
const wingdingsText: Readonly<Record<number, string>> = { 108: '●', 165: '◎', 159: '•', 167: '▪' }
/** The Symbol font holds a root and a cross that people use as ticks, typed like letters, and plain figures. */
const symbolText: Readonly<Record<number, string>> = { 214: '√', 180: '×', 183: '•' }

/** One character of a symbol font: a box, a mark typed like a letter, or a picture that says nothing. */
export function symbolPiece(font: string, character: string, format: RunFormat): Piece {
  const box = symbolBox(font, character)
  if (box) return { kind: 'box', box }
  const code = lowByte(character)
  const isSymbol = /^symbol/i.test(font)
  const plain = isSymbol && code >= 0x20 && code <= 0x3f ? String.fromCharCode(code) : undefined
  const text = (isSymbol ? symbolText[code] : wingdingsText[code]) ?? plain ?? ' '
  return { kind: 'text', text, format }
}

const inSymbolFont = /[\x21-\xff\uf000-\uf0ff]/

/**
 * The pieces of a run's text. Letters of a symbol font are pictures; ASCII letters and the rest may have fonts of
 * their own. A private-use character whose font is lost is told by its code.
 */
export function textPieces(text: string, format: RunFormat): Piece[] {
  const { font = '', asciiFont = font } = format
  const wide = isSymbolFont(font)
  const narrow = isSymbolFont(asciiFont)
  if (!wide && !narrow && !/[\uf000-\uf0ff]/.test(text)) return [{ kind: 'text', text, format }]
  const pieces: Piece[] = []
  let plain = ''
  for (const character of text) {
    const privateUse = character >= '\uf000' && character <= '\uf0ff'
    const own = privateUse ? (wide ? font : asciiFont) : character < '\x80' ? asciiFont : font
    const pictured = privateUse ? true : isSymbolFont(own) && inSymbolFont.test(character)
    if (!pictured) {
      plain += character
      continue
    }
    if (plain !== '') pieces.push({ kind: 'text', text: plain, format })
    plain = ''
    if (privateUse && !isSymbolFont(own)) {
      const box = symbolBox('', character)
      pieces.push(box ? { kind: 'box', box } : { kind: 'text', text: character, format })
    } else pieces.push(symbolPiece(own, character, format))
  }
  if (plain !== '') pieces.push({ kind: 'text', text: plain, format })
  return pieces
}
