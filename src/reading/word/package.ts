import { strFromU8, unzipSync } from 'fflate'
import { child, type Element, parseXml } from './xml.ts'

/** The parts of a Word file that are read. */
export interface WordPackage {
  readonly document: Element
  readonly styles: Element | null
  readonly numbering: Element | null
  readonly theme: Element | null
  readonly comments: Element | null
  readonly headers: readonly Element[]
  /** Pictures of the document by size, for forms that are a scan pasted into Word. */
  readonly media: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** Word's own limit for a file is 512 MB; a survey form of one part over 64 MB is a bomb. */
const maxPartBytes = 64 * 1024 * 1024
const maxTotalBytes = 192 * 1024 * 1024

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
  const files = unzipSync(bytes, {
    filter: (file) => {
      if (!/\.(xml|rels|jpe?g|png|tiff?|bmp|gif)$/i.test(file.name)) return false
      if (file.originalSize > maxPartBytes) throw new Error('a part is too large')
      total += file.originalSize
      if (total > maxTotalBytes) throw new Error('the file unpacks to too much')
      return true
    },
  })
  const byName = new Map(Object.entries(files).map(([name, content]) => [name.replace(/\\/g, '/'), content]))
  const part = (name: string): Element | null => {
    const content = byName.get(name)
    return content ? parseXml(xmlText(content)) : null
  }
  const relations = (of: string) => {
    const folder = of.split('/').slice(0, -1).join('/')
    const rels = part(`${folder ? `${folder}/` : ''}_rels/${of.split('/').pop()}.rels`)
    return (rels?.children ?? []).map((relation) => ({
      type: (relation.attributes.Type ?? '').split('/').pop() ?? '',
      path: resolvePath(of, relation.attributes.Target ?? ''),
      external: relation.attributes.TargetMode === 'External',
    }))
  }

  const main =
    relations('').find(({ type }) => type === 'officeDocument')?.path ??
    [...byName.keys()].find((name) => /(^|\/)document\d*\.xml$/i.test(name))
  const document = main ? part(main) : null
  if (!main || !document || !child(document, 'body')) throw new Error('no document part')

  const related = relations(main).filter(({ external }) => !external)
  // A broken part beside the document (styles of a converter, say) must not cost the whole form.
  const optional = (type: string): Element | null => {
    const found = related.find((relation) => relation.type === type)
    try {
      return found ? part(found.path) : null
    } catch {
      return null
    }
  }
  return {
    document,
    styles: optional('styles'),
    numbering: optional('numbering'),
    theme: optional('theme'),
    comments: optional('comments'),
    headers: related.filter(({ type }) => type === 'header').flatMap(({ path }) => part(path) ?? []),
    media: [...byName]
      .filter(([name]) => /(^|\/)media\//i.test(name))
      .map(([name, content]) => ({ name, bytes: content }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
  }
}
