import { strToU8, zipSync } from 'fflate'
import type { Block, Box, Line, Transcript } from '../../../src/reading/transcript.ts'

const namespaces = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  w14: 'http://schemas.microsoft.com/office/word/2010/wordml',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  pic: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
}
const declarations = Object.entries(namespaces)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ')

export interface Parts {
  readonly styles?: string
  readonly numbering?: string
  readonly theme?: string
  readonly comments?: string
  readonly footnotes?: string
  readonly header?: string
  readonly chunks?: Readonly<Record<string, Uint8Array>>
}

const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const roots = {
  styles: 'w:styles',
  numbering: 'w:numbering',
  theme: 'a:theme',
  comments: 'w:comments',
  footnotes: 'w:footnotes',
  header: 'w:hdr',
} as const

/** A .docx of this body and these parts, each given as the XML inside its root; as a clerk's Word would save it. */
export function wordFile(body: string, parts: Parts = {}): Uint8Array {
  const names = (Object.keys(roots) as (keyof typeof roots)[]).filter((name) => parts[name] !== undefined)
  const chunks = Object.entries(parts.chunks ?? {})
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`
  const relations = [
    ...names.map((name) => relation(`r-${name}`, name, `${name}.xml`)),
    ...chunks.map(([id]) => relation(id, 'aFChunk', `${id}.docx`)),
  ].join('')
  const list = (content: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${content}</Relationships>`
  return zipSync({
    '_rels/.rels': strToU8(list(relation('r1', 'officeDocument', 'word/document.xml'))),
    'word/_rels/document.xml.rels': strToU8(list(relations)),
    'word/document.xml': strToU8(part('w:document', `<w:body>${body}</w:body>`)),
    ...Object.fromEntries(
      names.map((name) => [`word/${name}.xml`, strToU8(part(roots[name], parts[name] as string))]),
    ),
    ...Object.fromEntries(chunks.map(([id, bytes]) => [`word/${id}.docx`, bytes])),
  })
}

const part = (root: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} ${declarations}>${content}</${root}>`

export const p = (...content: string[]): string => `<w:p>${content.join('')}</w:p>`
/** A run with these properties (`w:rPr`). */
export const r = (content: string, properties = ''): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}${content}</w:r>`
export const t = (text: string, properties = ''): string =>
  r(`<w:t xml:space="preserve">${text}</w:t>`, properties)
export const font = (name: string): string => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`
export const tc = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`
export const tr = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`
export const tbl = (...rows: string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`

const boxSigns: Record<Box['state'], string> = { ticked: '⟦x⟧', empty: '⟦ ⟧', unclear: '⟦?⟧' }

/** A line as people would write it down: words as they stand, boxes as ⟦x⟧, ⟦ ⟧ and ⟦?⟧. */
function written(line: Line): string {
  let text = ''
  for (const token of line.tokens) {
    const glued = token.kind === 'word' && token.glued === true
    text += (glued || text === '' ? '' : ' ') + (token.kind === 'box' ? boxSigns[token.state] : token.text)
  }
  return text
}

/** All lines of a transcript; a table's rows as lines with " | " between the cells. */
export function linesIn(transcript: Transcript): string[] {
  return transcript.pages.flatMap(({ blocks }) => blocks.flatMap(linesOfBlock))
}

function linesOfBlock(block: Block): string[] {
  if (block.kind === 'line') return [written(block)]
  return block.rows.map(({ cells }) =>
    cells.map(({ blocks }) => blocks.flatMap(linesOfBlock).join(' / ')).join(' | '),
  )
}
