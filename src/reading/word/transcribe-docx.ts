import { clean } from '../../vietnamese/fold.ts'
import { repairLostFonts } from '../lost-fonts.ts'
import { preferred } from '../office/alternate.ts'
import { Unreadable } from '../office/archive.ts'
import { type LegacyText, linesOf } from '../office/lines.ts'
import { child, type Element, onOff, val } from '../office/xml.ts'
import type { Block, Line, Mark, Page, Transcript, TranscriptNote } from '../transcript.ts'
import { contentControlBox } from './boxes.ts'
import { ownText, textOf } from './drawings.ts'
import { readFormats } from './formats.ts'
import { readListBoxes } from './numbering.ts'
import { openPackage, type WordPackage } from './package.ts'
import type { Findings } from './piece.ts'
import { isPlaceholder, readPieces } from './pieces.ts'
import { readTable } from './tables.ts'

/**
 * Reads a .docx into the transcript, in the view that Word prints: tracked changes accepted, hidden text left out.
 * Throws an Error when the bytes are no Word file that can be opened; an `Unreadable` says why.
 */
export function transcribeDocx(bytes: Uint8Array): Transcript {
  const parts = openPackage(bytes)
  const legacy = { decoded: false, contradicted: false, trustFonts: true }
  const transcript = transcribePackage(parts, legacy)
  // Unicode typed in a legacy font: then the font's name alone proves nothing anywhere in this file.
  return repairLostFonts(
    legacy.decoded && legacy.contradicted
      ? transcribePackage(parts, { ...legacy, trustFonts: false })
      : transcript,
  )
}

/** Words that a header must have to be kept: page numbers and lone rules are not. */
const leastHeaderLetters = 4

function transcribePackage(parts: WordPackage, legacy: LegacyText, inChunk = false): Transcript {
  const notes = new Set<TranscriptNote>()
  const formats = readFormats(parts.styles, parts.theme)
  const listBox = readListBoxes(parts.numbering)
  const pages: { readonly blocks: Block[]; readonly marks: Mark[] }[] = [{ blocks: [], marks: [] }]
  const references: Findings['references'] = new Map()
  let wordsBefore = ''

  const newPage = () => {
    if (pages.at(-1)?.blocks.length) pages.push({ blocks: [], marks: [] })
  }

  const leaderTab = (tabs: Element | undefined): boolean =>
    tabs?.children.some(
      ({ attributes }) => attributes.leader !== undefined && attributes.leader !== 'none',
    ) ?? false

  /** The blocks of one paragraph: its lines, then what its text boxes hold. */
  function paragraphBlocks(paragraph: Element, onPage: (() => void) | null): Block[] {
    const properties = child(paragraph, 'pPr')
    const marks = (pages.at(-1) ?? { marks: [] }).marks
    const words = ownText(paragraph).trim().slice(0, 200)
    if (words !== '') wordsBefore = words
    const near = wordsBefore
    const findings: Findings = { notes: new Set(), marks, textBoxes: [], references, near: () => near }
    const pieces = readPieces(paragraph, formats.paragraph(properties), formats, findings)
    const box = listBox(child(properties, 'numPr') ?? formats.styleNumbering(properties))
    if (box) pieces.unshift({ kind: 'box', box })
    for (const note of findings.notes) notes.add(note)
    const leaders = leaderTab(child(properties, 'tabs')) || leaderTab(formats.styleTabs(properties))
    const blocks: Block[] = []
    for (const { line, pageBreakAfter } of linesOf(pieces, leaders, legacy)) {
      if (line.tokens.length > 0) blocks.push(line)
      if (pageBreakAfter && onPage) {
        pages.at(-1)?.blocks.push(...blocks.splice(0))
        onPage()
      }
    }
    for (const textBox of findings.textBoxes) blocks.push(...blocksOf(textBox.children, null))
    return blocks
  }

  function blocksOf(elements: readonly Element[], onPage: (() => void) | null): Block[] {
    return elements.flatMap((element) => blocksOfOne(element, onPage))
  }

  function blocksOfOne(element: Element, onPage: (() => void) | null): Block[] {
    switch (element.name) {
      case 'p': {
        const properties = child(element, 'pPr')
        if (onPage && (onOff(properties, 'pageBreakBefore') || startsOnNewPage(element))) onPage()
        return paragraphBlocks(element, onPage)
      }
      case 'tbl':
        return [
          readTable(
            element,
            (cell) => blocksOf(cell, null),
            (why) => notes.add(why),
          ),
        ]
      case 'sdt': {
        const content = child(element, 'sdtContent')?.children ?? []
        const box = contentControlBox(element)
        if (box) return controlledBlocks(element, content)
        return isPlaceholder(element) ? [] : blocksOf(content, onPage)
      }
      case 'altChunk':
        return chunkBlocks(element.attributes['r:id'] ?? '')
      case 'mc:AlternateContent':
        return blocksOf(preferred(element), onPage)
      case 'ins':
      case 'moveTo':
      case 'customXml':
      case 'smartTag':
        return blocksOf(element.children, onPage)
      default:
        return []
    }
  }

  /** A checkbox control around whole paragraphs is one around the text of the first. */
  function controlledBlocks(control: Element, content: readonly Element[]): Block[] {
    const [first, ...others] = content
    if (first?.name !== 'p') return blocksOf([paragraphOf([control])], null)
    const properties = control.children.filter(({ name }) => name === 'sdtPr')
    const runs = first.children.filter(({ name }) => name !== 'pPr')
    const inner = wrap('sdt', [...properties, wrap('sdtContent', runs)])
    const whole = paragraphOf([...first.children.filter(({ name }) => name === 'pPr'), inner])
    return blocksOf([whole, ...others], null)
  }

  /** Another document that Word would take in when it opens this one. */
  function chunkBlocks(id: string): Block[] {
    const chunk = parts.chunks.get(id)
    if (!chunk) return []
    if (chunk[0] !== 0x50 || chunk[1] !== 0x4b) throw new Unreadable('unsupported', 'w:altChunk')
    // A document put into itself would never end.
    if (inChunk) throw new Unreadable('too-large', 'w:altChunk')
    const inner = transcribePackage(openPackage(chunk), legacy, true)
    for (const note of inner.notes) notes.add(note)
    return inner.pages.flatMap(({ blocks }) => blocks)
  }

  const headerLines = parts.headers
    .flatMap((header) => blocksOf(header.children, null))
    .filter((block) => block.kind === 'table' || letters(block) >= leastHeaderLetters)
  pages[0]?.blocks.push(...headerLines)

  for (const element of child(parts.document, 'body')?.children ?? []) {
    const blocks = blocksOf([element], newPage)
    pages.at(-1)?.blocks.push(...blocks)
    if (endsSectionOnNewPage(element)) newPage()
  }
  if (references.size > 0) pages[0]?.marks.push(...noteMarks(parts, references))

  const filled = pages.filter(({ blocks, marks }, index) => index === 0 || blocks.length + marks.length > 0)
  if (legacy.decoded) notes.add('legacy-encoding')
  return {
    format: 'docx',
    pages: filled.map(
      ({ blocks, marks }, index): Page => ({ number: index + 1, width: null, height: null, blocks, marks }),
    ),
    signatures: [],
    notes: [...notes],
  }
}

const wrap = (name: string, children: Element[]): Element => ({ name, attributes: {}, children, text: '' })
const paragraphOf = (children: Element[]): Element => wrap('p', children)

/** Comments and footnotes: not part of what the form says, but a person must see them where they stand. */
function noteMarks(parts: WordPackage, references: ReadonlyMap<string, string>): Mark[] {
  return (['comment', 'footnote', 'endnote'] as const).flatMap((kind) =>
    (parts.notes(`${kind}s`)?.children ?? []).flatMap((note): Mark[] => {
      const text = clean(textOf(note)).trim()
      const near = references.get(`${kind} ${note.attributes.id}`)
      if (text === '' || /separator/i.test(note.attributes.type ?? '')) return []
      return [{ kind: 'note', place: null, confidence: 1, text, ...(near === undefined ? {} : { near }) }]
    }),
  )
}

/** True where Word, when it last saved, began a page with this paragraph. */
function startsOnNewPage(paragraph: Element): boolean {
  const first = paragraph.children.find(({ name }) => name === 'r')
  return first?.children.find(({ name }) => name !== 'rPr')?.name === 'lastRenderedPageBreak'
}

/** The last paragraph of a section carries the section's properties; the next one usually begins on a new page. */
function endsSectionOnNewPage(element: Element): boolean {
  const section = child(child(element, 'pPr'), 'sectPr')
  return section !== undefined && !/^(continuous|nextColumn)$/.test(val(section, 'type') ?? 'nextPage')
}

function letters(line: Line): number {
  return line.tokens.reduce(
    (sum, token) => sum + (token.kind === 'word' ? (token.text.match(/\p{L}/gu)?.length ?? 0) : 0),
    0,
  )
}
