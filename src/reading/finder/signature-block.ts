import { fold } from '../../vietnamese/fold.ts'
import { around } from '../rectangles.ts'
import { columnOf, type Piece, piecesOf } from './columns.ts'
import { type Frame, regionFrom } from './frames.ts'
import { opensPreparers, preparersOf } from './preparer.ts'
import { lineAt, linesIn, placeOf, type Reel, type ReelLine } from './reel.ts'
import {
  authority,
  beforeGluedDate,
  brokenDate,
  copies,
  dateLine,
  looksLikeDateLine,
  shortDateLine,
  titleWord,
} from './signature-words.ts'

const longestBlock = 25

/**
 * The lines from the first sign of the block on: a date line, the printed title, "KT. …", "Nơi nhận", or who filled in
 * the form.
 */
export function blockOf(reel: Reel, frame: Frame): ReelLine[] {
  const from = frame.hits.get('section4') ?? frame.hits.get('needs.securityTraining')
  const title = frame.hits.get('signature') ?? frame.hits.get('signatureHint')
  const start = from?.end ?? title?.start
  if (start === undefined) return []
  const lines = regionFrom(reel, frame, start, []).flatMap((span) =>
    linesIn(reel, span).filter(
      (line) => line.start >= lineAt(reel, span.start).start && line.end > span.start,
    ),
  )
  // The pages may lie in another order: a line before the heading's is none that stands above it.
  const isHead = (line: ReelLine): boolean => line.start < start && line.end > start
  const textOf = (line: ReelLine | undefined) =>
    line ? reel.text.slice(isHead(line) ? start : line.start, line.end).trim() : ''
  const opening = lines.findIndex((line, index) => {
    // What stands behind the heading of section 4 is a suggestion.
    if (isHead(line) && !title) return false
    const text = textOf(line)
    if (title && title.start >= line.start && title.start <= line.end) return true
    return (
      dateLine.test(text) ||
      shortDateLine.test(text) ||
      looksLikeDateLine(text) ||
      opensBlock(text) ||
      opensPreparers(text, textOf(lines[index + 1])) ||
      opensWithDate(text) ||
      beforeGluedDate(text) > 0
    )
  })
  if (opening < 0) return []
  const [first, ...rest] = lines.slice(opening, opening + longestBlock) as [ReelLine, ...ReelLine[]]
  const block = [
    { ...first, start: first.start + beforeGluedDate(reel.text.slice(first.start, first.end)) },
    ...rest,
  ]
  const stranger = block.findIndex(
    (line, index) => index > 0 && /^cong hoa xa hoi/.test(fold(reel.text.slice(line.start, line.end))),
  )
  return stranger < 0 ? block : block.slice(0, stranger)
}

/** A date line broken before its year, or parted by the wide blank of its day, is one piece. */
export function joinDates(pieces: readonly Piece[]): Piece[] {
  const goesOn = (before: string, text: string): boolean =>
    (brokenDate.test(before) && /^[^\p{L}]{0,12}(?:n[aă]m(?!\p{L})|20\d\d)/iu.test(text)) ||
    (/(?:^|[\s,.…])ng\p{L}y[^\p{L}]{0,12}$/iu.test(before) &&
      /^[^\p{L}]{0,12}th\p{L}ng(?!\p{L})/iu.test(text))
  return pieces.reduce<Piece[]>((joined, piece) => {
    const last = joined.at(-1)
    if (last && goesOn(last.text, piece.text))
      joined[joined.length - 1] = {
        ...last,
        text: `${last.text} ${piece.text}`,
        span: { start: last.span.start, end: piece.span.end },
        place: last.place && piece.place ? around([last.place, piece.place]) : null,
      }
    else joined.push(piece)
    return joined
  }, [])
}

function withoutGluedDate(piece: Piece): Piece[] {
  const before = beforeGluedDate(piece.text)
  if (before === 0) return [piece]
  const at = piece.span.start + before
  return [
    { ...piece, text: piece.text.slice(0, before), span: { ...piece.span, end: at } },
    { ...piece, text: piece.text.slice(before), span: { ...piece.span, start: at } },
  ]
}

/** "Hà Nội, ngày 20 tháng 4" with its year on the next line: a place of few words before the date, nothing behind. */
const opensWithDate = (text: string) => brokenDate.test(text) && text.split(/\s+/).length <= 12

/** "KT. CHÁNH VĂN PHÒNG" or "Nơi nhận:" opens a block; a sentence that begins alike does not. */
function opensBlock(text: string): boolean {
  if (text.length > 70) return false
  if (/^n[oơ]i nh[aậ]n\s*:/iu.test(text)) return true
  const capitals = text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)
  return capitals && (authority.test(text) || titleWord.test(fold(text)))
}

/**
 * The pieces of the block in the signer's column, and those `beyond` it: "Nơi nhận" stands to the left of it. Those of
 * the officer who filled in the form are neither, or beyond it where only his place tells him.
 */
export function signersPieces(
  reel: Reel,
  frame: Frame,
  block: readonly ReelLine[],
): { own: Piece[]; beyond: Piece[] } {
  const anchor = frame.hits.get('signature') ?? frame.hits.get('signatureHint')
  const opensSigners = ({ text, span }: Piece): boolean =>
    (anchor !== undefined && span.start < anchor.end && anchor.start < span.end) ||
    dateLine.test(text) ||
    shortDateLine.test(text) ||
    (opensBlock(text) && !opensPreparers(text, ''))
  const all = block.flatMap((line) => joinDates(piecesOf(reel, line))).flatMap(withoutGluedDate)
  const preparers = preparersOf(all, opensSigners)
  const pieces = all.filter((piece) => !preparers.get(piece)?.known)
  const dated = pieces.find(({ text }) => dateLine.test(text))
  const column = columnOf(dated?.place ?? (anchor ? placeOf(reel, anchor) : null))
  const copyCells = new Set(pieces.filter(({ text }) => copies.test(text)).map(({ cell }) => cell))
  const isOwn = (piece: Piece): boolean =>
    !preparers.has(piece) &&
    !(piece.cell && copyCells.has(piece.cell)) &&
    (!column || !piece.place || column(piece.place))
  return { own: pieces.filter(isOwn), beyond: pieces.filter((piece) => !isOwn(piece)) }
}
