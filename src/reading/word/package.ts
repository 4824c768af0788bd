import { strFromU8, unzipSync } from 'fflate'
import type { Problem } from '../transcript.ts'
import { child, type Element, parseXml } from './xml.ts'

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

/** Why a Word file is not read, where it is not simply damaged: by a code of the reader's problems. */
export class Unreadable extends Error {
  readonly code: Problem['code']
  constructor(code: Problem['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Word's own limit for a file is 512 MB; a survey form of one part over 64 MB is a bomb. */
const maxPartBytes = 64 * 1024 * 1024
const maxTotalBytes = 192 * 1024 * 1024
/** A long report with hundreds of pictures has fewer. */
const maxParts = 5000
const read = /\.(xml|rels|docx|x?html?|mht|rtf|txt)$/i

/** Undoes an encoding other than UTF-8, which Word itself never writes but converters do. */
function xmlText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return strFromU8(bytes).replace(/^\ufeff/, '')
}

function resolvePath(base: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts = base.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/**
 * Opens a .docx: finds the main part and its relations by their types, as names differ between programs.
 * Throws an Error when it is no readable Word file.
 */
export function openPackage(bytes: Uint8Array): WordPackage {
  let total = 0
  let parts = 0
  const files = unzipSync(bytes, {
    filter: (file) => {
      if (!read.test(file.name)) return false
      if (++parts > maxParts) throw new Unreadable('too-large', 'the file has too many parts')
      if (file.originalSize > maxPartBytes) throw new Unreadable('too-large', 'a part is too large')
      total += file.originalSize
      if (total > maxTotalBytes) throw new Unreadable('too-large', 'the file unpacks to too much')
      return true
    },
  })
  // Names of parts are the same in any case, and some zip programs write backslashes.
  const byName = new Map(
    Object.entries(files).map(([name, content]) => [name.replace(/\\/g, '/').toLowerCase(), content]),
  )
  const part = (name: string): Element | null => {
    const content = byName.get(name.toLowerCase())
    return content ? parseXml(xmlText(content)) : null
  }
  const relations = (of: string) => {
    const folder = of.split('/').slice(0, -1).join('/')
    const rels = part(`${folder ? `${folder}/` : ''}_rels/${of.split('/').pop()}.rels`)
    return (rels?.children ?? []).map((relation) => ({
      id: relation.attributes.Id ?? '',
      type: (relation.attributes.Type ?? '').split('/').pop() ?? '',
      path: resolvePath(of, relation.attributes.Target ?? ''),
      external: relation.attributes.TargetMode === 'External',
    }))
  }

  const named = orNothing(() => relations(''))?.find(({ type }) => type === 'officeDocument')?.path
  const main =
    (named && byName.has(named.toLowerCase()) ? named : undefined) ??
    [...byName.keys()].find((name) => /(^|\/)document\d*\.xml$/i.test(name))
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
          const content = byName.get(path.toLowerCase())
          return content ? [[id, content] as const] : []
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

function orNothing<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
