import { clean } from '../../vietnamese/fold.ts'
import { fromTcvn3, fromVni, legacyFont } from '../../vietnamese/legacy.ts'
import type { Line, Token, Word } from '../transcript.ts'
import type { RunFormat } from './formats.ts'
import type { Piece } from './pieces.ts'

type TextPiece = Extract<Piece, { kind: 'text' }>

/** Fonts differ within a word (a ư typed in another font), so letters are decoded over the borders of runs. */
function decoded(pieces: readonly Piece[], onLegacy: () => void): Piece[] {
  const result: Piece[] = []
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece
    const legacy = piece.kind === 'text' ? legacyFont(piece.format.font ?? '') : null
    if (piece.kind !== 'text' || !legacy) {
      result.push(piece)
      continue
    }
    if (/[\u00a1-\u00fe]/.test(piece.text)) onLegacy()
    if (legacy.encoding === 'tcvn3') {
      result.push({ ...piece, text: fromTcvn3(piece.text, legacy.capitals) })
      continue
    }
    // A VNI letter is a base and a mark, and the mark may begin the next run.
    let text = piece.text
    const next = pieces[at + 1]
    if (next?.kind === 'text' && legacyFont(next.format.font ?? '')?.encoding === 'vni') {
      const borrowed = next.text.slice(0, 1)
      if (fromVni(text.slice(-1) + borrowed).length === 1 && borrowed !== '') {
        text += borrowed
        ;(pieces as Piece[])[at + 1] = { ...next, text: next.text.slice(1) }
      }
    }
    result.push({ ...piece, text: fromVni(text) })
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
  }
  return Object.keys(style).length > 0 ? style : undefined
}

const sameStyle = (a: RunFormat, b: RunFormat): boolean =>
  Boolean(a.struck) === Boolean(b.struck) &&
  Boolean(a.highlighted) === Boolean(b.highlighted) &&
  Boolean(a.underlined) === Boolean(b.underlined) &&
  Boolean(a.bold) === Boolean(b.bold) &&
  Boolean(a.italic) === Boolean(b.italic)

/** Neighbouring runs of one look are one text: Word splits words at every edit. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  for (const piece of pieces) {
    const previous = result.at(-1)
    if (piece.kind === 'text' && previous?.kind === 'text' && sameStyle(piece.format, previous.format)) {
      result[result.length - 1] = { ...previous, text: previous.text + piece.text }
    } else result.push(piece)
  }
  return result
}

function* wordsOf(piece: TextPiece, afterSpace: boolean): Generator<Word> {
  const text = clean(piece.text.replace(/\u00ad/g, ''))
  const shown = piece.format.capitals ? text.toLocaleUpperCase('vi') : text
  const style = styleOf(piece.format)
  let spaced = afterSpace
  for (const part of shown.split(/(\s+)/)) {
    if (part === '') continue
    if (/^\s/.test(part)) {
      spaced = true
      continue
    }
    yield {
      kind: 'word',
      text: part,
      place: null,
      confidence: 1,
      ...(style ? { style } : {}),
      ...(spaced ? {} : { glued: true }),
    }
    spaced = true
  }
}

/**
 * Turns the pieces of a paragraph into lines of tokens, one line up to each manual break. `leaderTabs` says whether
 * tabs of this paragraph are drawn as dots: such a tab is a blank to be filled, shown as "…".
 */
export function linesOf(
  pieces: readonly Piece[],
  leaderTabs: boolean,
  onLegacy: () => void,
): { line: Line; pageBreakAfter: boolean }[] {
  const lines: { line: Line; pageBreakAfter: boolean }[] = []
  let tokens: Token[] = []
  let spaced = true
  const end = (pageBreakAfter: boolean) => {
    lines.push({ line: { kind: 'line', tokens, place: null }, pageBreakAfter })
    tokens = []
    spaced = true
  }
  for (const piece of joined(composed(decoded([...pieces], onLegacy)))) {
    if (piece.kind === 'break') end(piece.page)
    else if (piece.kind === 'box') {
      tokens.push(piece.box)
      spaced = true
    } else if (piece.kind === 'tab') {
      if (leaderTabs) tokens.push({ kind: 'word', text: '……', place: null, confidence: 1 })
      spaced = true
    } else {
      const words = [...wordsOf(piece, spaced || tokens.length === 0)]
      tokens.push(...words)
      if (piece.text !== '') spaced = /\s$/.test(piece.text)
    }
  }
  end(false)
  return lines
}
