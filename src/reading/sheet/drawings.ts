import { preferred } from '../office/alternate.ts'
import { type Archive, orNothing, type Relation } from '../office/archive.ts'
import type { Piece } from '../office/piece.ts'
import { child, descendants, type Element } from '../office/xml.ts'
import type { Mark } from '../transcript.ts'
import { anchorOf, placeOf, sizeOf } from './anchors.ts'
import { brokenPieces } from './cells.ts'
import { runsOf } from './rich-text.ts'
import { placeOf as cellNamed, type Worksheet } from './worksheet.ts'

/** Something beside the cells: a text box to be read, ink over them, a comment on one. */
export type Drawn =
  | { readonly kind: 'text-box'; readonly row: number; readonly pieces: readonly Piece[] }
  | {
      readonly kind: 'mark'
      readonly mark: Mark['kind']
      /** Null where nobody can tell what it lies over. */
      readonly cell: { readonly row: number; readonly column: number } | null
      /** As large as a tick or a box is drawn. */
      readonly small: boolean
      readonly text?: string
    }

/** A box or a tick is drawn up to this size; in points, 1.5 cm. */
const largestMark = 43
/** Thinner than this a shape is a rule; in points. */
const thickestRule = 1.5
/** "x" or "v" drawn as a text box is no text. */
const longestSign = 3

/** The shapes and pictures of a sheet. Those of form controls are in a choice that is not taken here. */
export function readDrawings(archive: Archive, relations: readonly Relation[], sheet: Worksheet): Drawn[] {
  const id = child(sheet.rest, 'drawing')?.attributes['r:id']
  const path = relations.find((relation) => relation.id === id)?.path
  const drawing = path ? orNothing(() => archive.part(path)) : null
  return (drawing?.children ?? [])
    .flatMap((element) => (element.name === 'mc:AlternateContent' ? preferred(element) : [element]))
    .filter(({ name }) => /Anchor$/.test(name))
    .flatMap((element) => drawnOf(element, sheet))
}

function drawnOf(element: Element, sheet: Worksheet): Drawn[] {
  const anchor = anchorOf(element)
  const shapes = shapesIn(element)
  if (shapes.length === 0) return []
  const named = descendants(element, 'xdr:cNvPr')
  if (named.length > 0 && named.every(({ attributes }) => attributes.hidden === '1')) return []
  const place = anchor && placeOf(anchor, sheet)
  const cell = place && { row: place.row, column: place.column }
  const size = anchor && sizeOf(anchor, sheet)
  const small = size !== null && size.width <= largestMark && size.height <= largestMark
  const texts = shapes.flatMap((shape): Drawn[] => {
    const pieces = piecesOf(child(shape, 'xdr:txBody'))
    const text = pieces
      .map((piece) => (piece.kind === 'text' ? piece.text : ' '))
      .join('')
      .trim()
    if (text === '') return []
    return text.length > longestSign
      ? [{ kind: 'text-box', row: cell?.row ?? 1, pieces }]
      : [{ kind: 'mark', mark: 'drawing', cell, small: true, text }]
  })
  if (texts.length > 0) return texts
  if (size && Math.min(size.width, size.height) <= thickestRule)
    return [{ kind: 'mark', mark: 'strike', cell, small: false }]
  const pictured = shapes.some(({ name }) => name === 'xdr:pic' || name === 'xdr:graphicFrame')
  return [{ kind: 'mark', mark: pictured ? 'picture' : 'drawing', cell, small }]
}

/** Shapes, pictures and lines, those of groups too. */
function shapesIn(element: Element): Element[] {
  return element.children.flatMap((one) => {
    if (/^xdr:(sp|pic|cxnSp|graphicFrame|contentPart)$/.test(one.name)) return [one]
    if (one.name === 'xdr:grpSp') return shapesIn(one)
    if (one.name !== 'mc:AlternateContent') return []
    return shapesIn({ ...one, children: [...preferred(one)] })
  })
}

/** The text of a shape, a line a paragraph. */
function piecesOf(body: Element | undefined): Piece[] {
  const paragraphs = body?.children.filter(({ name }) => name === 'a:p') ?? []
  return paragraphs.flatMap((paragraph, index): Piece[] => [
    ...(index > 0 ? [{ kind: 'break', page: false } as const] : []),
    ...paragraph.children.flatMap((run): Piece[] => {
      if (run.name === 'a:br') return [{ kind: 'break', page: false }]
      const properties = child(run, 'a:rPr')
      const font = child(properties, 'a:latin')?.attributes.typeface
      const struck = /^(sng|dbl)Strike$/.test(properties?.attributes.strike ?? '')
      const format = { ...(font ? { font } : {}), ...(struck ? { struck } : {}) }
      return [...brokenPieces(child(run, 'a:t')?.text ?? '', format)]
    }),
  ])
}

/** Comments: not part of what the form says, but a person must see them where they stand. */
export function readComments(archive: Archive, relations: readonly Relation[]): Drawn[] {
  const path = relations.find(({ type }) => type === 'comments')?.path
  const comments = path ? orNothing(() => archive.part(path)) : null
  return (child(comments ?? undefined, 'commentList')?.children ?? []).flatMap((comment): Drawn[] => {
    const content = child(comment, 'text')
    const text = (content ? runsOf(content) : [])
      .map((run) => run.text)
      .join('')
      .trim()
    if (text === '') return []
    const cell = cellNamed(comment.attributes.ref ?? '')
    return [{ kind: 'mark', mark: 'note', cell, small: false, text }]
  })
}
