import { clean } from '../../vietnamese/fold.ts'
import { fromTcvn3, fromVni, isUnicodeVietnamese, legacyFont } from '../../vietnamese/legacy.ts'
import type { Line, Token, Word } from '../transcript.ts'
import type { Piece } from './piece.ts'
import type { RunFormat } from './run-format.ts'

type TextPiece = Extract<Piece, { kind: 'text' }>

/** How the text of legacy fonts is read, and what was met of it. */
export interface LegacyText {
  /** Text in a legacy encoding was decoded. */
  decoded: boolean
  /** Unicode was met in a legacy font: someone typed on where the font is missing, so its name proves little. */
  contradicted: boolean
  /** Whether text that could be of either kind is believed to be of the encoding its font stands for. */
  readonly trustFonts: boolean
}

/** The legacy font a piece is really in; Unicode letters show that the font is a mere name. */
const encodingOf = (piece: TextPiece) => {
  const font = legacyFont(piece.format.font ?? '')
  return font && !isUnicodeVietnamese(piece.text) ? font : null
}

/** Signs of TCVN3 and VNI that stand in no Vietnamese word of Unicode. */
const surelyTcvn3 = /[®§\u00ad¬¨ª«µ¸¹¶·»¼½¾]/
const surelyVni = /[ñÑ]|[aeouyAEOUY][øùûïäåØÙÛÏÄÅ]|[öôÖÔ][øùûõïØÙÛÕÏ]/

/** Text of one legacy font in Unicode; borrows the first letter of `next` where it completes one of VNI. */
function decodedPiece(piece: TextPiece, legacy: LegacyText): TextPiece {
  const font = encodingOf(piece)
  if (!font) {
    if (legacyFont(piece.format.font ?? '')) legacy.contradicted = true
    return piece
  }
  if (!/[\u00a1-\u00fe]/.test(piece.text)) return piece
  const sure = font.encoding === 'tcvn3' ? surelyTcvn3 : surelyVni
  if (!legacy.trustFonts && !sure.test(piece.text)) return { ...piece, unsure: true }
  legacy.decoded = true
  const text = font.encoding === 'tcvn3' ? fromTcvn3(piece.text, font.capitals) : fromVni(piece.text)
  return { ...piece, text }
}

/** A VNI letter is a base and a mark, and the mark may begin the next run. */
function borrowed(pieces: readonly Piece[]): Piece[] {
  const result = [...pieces]
  for (const [at, piece] of result.entries()) {
    const next = result[at + 1]
    if (piece.kind !== 'text' || next?.kind !== 'text') continue
    if (encodingOf(piece)?.encoding !== 'vni' || encodingOf(next)?.encoding !== 'vni') continue
    const first = next.text.slice(0, 1)
    if (first === '' || [...fromVni(piece.text.slice(-1) + first)].length !== 1) continue
    result[at] = { ...piece, text: piece.text + first }
    result[at + 1] = { ...next, text: next.text.slice(1) }
  }
  return result
}

/** Combining marks that begin a run belong to the last letter of the one before. */
function composed(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  for (const piece of pieces) {
    const previous = result.at(-1)
    const marks = piece.kind === 'text' ? /^[\u0300-\u036f]+/.exec(piece.text)?.[0] : undefined
    if (piece.kind === 'text' && marks && previous?.kind === 'text') {
      result[result.length - 1] = { ...previous, text: previous.text + marks }
      result.push({ ...piece, text: piece.text.slice(marks.length) })
    } else result.push(piece)
  }
  return result
}

function styleOf(format: RunFormat): Word['style'] {
  const style = {
    ...(format.struck ? { struck: true } : {}),
    ...(format.highlighted ? { highlighted: true } : {}),
    ...(format.underlined ? { underlined: true } : {}),
    ...(format.bold ? { bold: true } : {}),
    ...(format.italic ? { italic: true } : {}),
    ...(format.coloured ? { coloured: true } : {}),
  }
  return Object.keys(style).length > 0 ? style : undefined
}

const sameStyle = (a: RunFormat, b: RunFormat): boolean =>
  Boolean(a.struck) === Boolean(b.struck) &&
  Boolean(a.highlighted) === Boolean(b.highlighted) &&
  Boolean(a.underlined) === Boolean(b.underlined) &&
  Boolean(a.bold) === Boolean(b.bold) &&
  Boolean(a.italic) === Boolean(b.italic) &&
  Boolean(a.coloured) === Boolean(b.coloured)

const sameEncoding = (a: TextPiece, b: TextPiece): boolean => {
  const [first, second] = [encodingOf(a), encodingOf(b)]
  return first?.encoding === second?.encoding && first?.capitals === second?.capitals
}

/** Neighbouring runs of one look are one text: Word splits words at every edit. */
function joined(pieces: readonly Piece[], alike: (a: TextPiece, b: TextPiece) => boolean): Piece[] {
  const result: Piece[] = []
  for (const piece of pieces) {
    const previous = result.at(-1)
    if (piece.kind === 'text' && previous?.kind === 'text' && alike(previous, piece)) {
      result[result.length - 1] = { ...previous, text: previous.text + piece.text }
    } else result.push(piece)
  }
  return result
}

const alikeToRead = (a: TextPiece, b: TextPiece): boolean =>
  sameStyle(a.format, b.format) &&
  Boolean(a.format.capitals) === Boolean(b.format.capitals) &&
  a.unsure === b.unsure

/** Pieces with their text in Unicode: words are put together before they are decoded. */
function readable(pieces: readonly Piece[], legacy: LegacyText): Piece[] {
  const whole = joined(composed(pieces), (a, b) => alikeToRead(a, b) && sameEncoding(a, b))
  const decoded = borrowed(whole).map((piece) =>
    piece.kind === 'text' ? decodedPiece(piece, legacy) : piece,
  )
  return joined(decoded, alikeToRead)
}

/** Text that may be of a legacy encoding or not: below what the finder gives out without a person. */
const unsureText = 0.5

const letters = /\S+/g

function wordsOf(piece: TextPiece, afterSpace: boolean): Word[] {
  const text = clean(piece.text)
  const shown = piece.format.capitals ? text.toLocaleUpperCase('vi') : text
  const style = styleOf(piece.format)
  return [...shown.matchAll(letters)].map((match) => ({
    kind: 'word',
    text: match[0],
    place: null,
    confidence: piece.unsure ? unsureText : 1,
    ...(style ? { style } : {}),
    ...(afterSpace || match.index > 0 ? {} : { glued: true }),
  }))
}

/**
 * Turns the pieces of a paragraph into lines of tokens, one line up to each manual break. `leaderTabs` says whether
 * tabs of this paragraph are drawn as dots: such a tab is a blank to be filled, shown as "…".
 */
export function linesOf(
  pieces: readonly Piece[],
  leaderTabs: boolean,
  legacy: LegacyText,
): { line: Line; pageBreakAfter: boolean }[] {
  const lines: { line: Line; pageBreakAfter: boolean }[] = []
  let tokens: Token[] = []
  let spaced = true
  const end = (pageBreakAfter: boolean) => {
    lines.push({ line: { kind: 'line', tokens, place: null }, pageBreakAfter })
    tokens = []
    spaced = true
  }
  for (const piece of readable(pieces, legacy)) {
    if (piece.kind === 'break') end(piece.page)
    else if (piece.kind === 'box') {
      tokens.push(piece.box)
      spaced = true
    } else if (piece.kind === 'tab') {
      if (leaderTabs) tokens.push({ kind: 'word', text: '……', place: null, confidence: 1 })
      spaced = true
    } else {
      tokens.push(...wordsOf(piece, spaced || tokens.length === 0))
      if (piece.text !== '') spaced = /\s$/.test(piece.text)
    }
  }
  end(false)
  return lines
}
