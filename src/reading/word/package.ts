import { unzipSync } from 'fflate'
import { maxPartBytes, openArchive, orNothing } from '../office/archive.ts'
import { child, type Element } from '../office/xml.ts'

/** The parts of a Word file that are read. */
export interface WordPackage {
  readonly document: Element
  readonly styles: Element | null
  /** Read only where something refers to it, as are the theme and the notes. */
  numbering(): Element | null
  theme(): Element | null
  notes(kind: 'comments' | 'footnotes' | 'endnotes'): Element | null
  readonly headers: readonly Element[]
  /** Whole documents put in by `w:altChunk`, by relation id. */
  readonly chunks: ReadonlyMap<string, Uint8Array>
}

const wanted = /\.(xml|rels|docx|x?html?|mht|rtf|txt)$/i

/**
 * Opens a .docx: finds the main part and its relations by their types, as names differ between programs.
 * Throws an Error when it is no readable Word file.
 */
export function openPackage(bytes: Uint8Array): WordPackage {
  const { names, bytes: content, part, relations } = openArchive(bytes, wanted)
  const named = orNothing(() => relations(''))?.find(({ type }) => type === 'officeDocument')?.path
  const main =
    (named && content(named) ? named : undefined) ??
    names.find((name) => /(^|\/)document\d*\.xml$/i.test(name))
  const document = main ? part(main) : null
  if (!main || !document || !child(document, 'body')) throw new Error('no document part')

  const related = orNothing(() => relations(main).filter(({ external }) => !external)) ?? []
  // A broken part beside the document (styles of a converter, say) must not cost the whole form.
  const optional = (type: string): Element | null => {
    const found = related.find((relation) => relation.type === type)
    return found ? orNothing(() => part(found.path)) : null
  }
  return {
    document,
    styles: optional('styles'),
    numbering: () => optional('numbering'),
    theme: () => optional('theme'),
    notes: optional,
    headers: related
      .filter(({ type }) => type === 'header')
      .flatMap(({ path }) => orNothing(() => part(path)) ?? []),
    chunks: new Map(
      related
        .filter(({ type }) => type === 'aFChunk')
        .flatMap(({ id, path }) => {
          const chunk = content(path)
          return chunk ? [[id, chunk] as const] : []
        }),
    ),
  }
}

/** A scanned page has more; logos and signatures less. In bytes. */
const leastPageBytes = 20_000

/** The larger pictures of a Word file in the order of their names, for forms that are a scan pasted into Word. */
export function picturesOf(bytes: Uint8Array): Uint8Array[] {
  const pictures = unzipSync(bytes, {
    filter: ({ name, originalSize }) =>
      /(^|[\\/])media[\\/].*\.(jpe?g|png|tiff?|bmp|gif)$/i.test(name) &&
      originalSize >= leastPageBytes &&
      originalSize <= maxPartBytes,
  })
  return Object.entries(pictures)
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([, content]) => content)
}
