import { headings } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'
import { columnOf, type Piece } from './columns.ts'

/** The officer who filled in the form, as offices call him where he signs it beside or above who signs for the body. */
const title =
  /^(?:nguoi|can bo|chuyen vien) (?:lap|ke khai|khai|dien|tong hop|thuc hien|cung cap|bao cao|soan|cap nhat|theo doi)(?: (?:phieu|bieu|bang|mau|bao cao|thong tin|so lieu|khao sat|tong hop))*$/
/** "Người lập phiếu: Đỗ Như Trưởng" names him on the same line. */
const isTitle = (text: string): boolean => title.test(fold(text.split(':')[0] ?? ''))

/** "(Ký, ghi rõ họ tên)": the hint for a person; that for a body asks for its seal. */
const isHint = (text: string): boolean =>
  /^\(\s*k[ýyí](?!\p{L})[^()]{0,40}\)$/iu.test(text) && !asksSeal(text)
const asksSeal = (text: string): boolean => /\bdau\b/.test(fold(text))

/** Longer than any office's name with the officer's rank in it, it is a sentence. */
const longestTitle = 60

/** Whether a line opens the place of a preparer's signature; `next` is the line below it. */
export const opensPreparers = (text: string, next: string): boolean =>
  isTitle(text) ||
  isHint(text) ||
  (isHint(next) && /\p{L}{2}/u.test(text) && text.length <= longestTitle && !/[.;,]$/.test(text))

/** The officer's title beside the printed one, on one line that nothing parts. */
export function sharesLine(text: string): boolean {
  const [before, after] = fold(text).split(printed)
  return after !== undefined && [before, after].some((part) => title.test(part?.trim() ?? ''))
}
const printed = fold(headings.find(({ id }) => id === 'signature')?.label ?? '')

/**
 * The pieces of a signature block that are of whoever filled in the form, and whether his title is `known` as such: his
 * column of the table; else what stands from his title on, in its column, up to where the signer's part opens.
 */
export function preparersOf(
  pieces: readonly Piece[],
  opensSigners: (piece: Piece) => boolean,
): ReadonlyMap<Piece, { readonly known: boolean }> {
  const found = new Map<Piece, { known: boolean }>()
  const openings = new Set(pieces.filter(opensSigners))
  const isOpening = (piece: Piece): boolean => openings.has(piece)
  const signersColumns = new Set([...openings].map(columnIn))
  const firstOfSigner = pieces.findIndex(isOpening)
  for (const [index, piece] of pieces.entries()) {
    if (isOpening(piece) || found.has(piece)) continue
    const own = columnIn(piece)
    const ownColumn = own !== null && !signersColumns.has(own)
    // Such a hint may stand below the signer's title as well, but not beside or above him.
    const hinted = isHint(pieces[index + 1]?.text ?? '') && (ownColumn || index < firstOfSigner)
    const known = isTitle(piece.text)
    if (!known && !hinted) continue
    const column = columnOf(piece.place)
    const next = ownColumn ? -1 : pieces.findIndex((other, at) => at > index && isOpening(other))
    for (const other of pieces.slice(index, next < 0 ? undefined : next)) {
      const beside = ownColumn ? columnIn(other) !== own : column && other.place && !column(other.place)
      if (!beside) found.set(other, { known })
    }
  }
  return found
}

/** The column of a table that a piece stands in; null outside of tables. */
const columnIn = ({ cell }: Piece): string | null => cell && `${cell.table} ${cell.column}`
