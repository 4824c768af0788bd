import { clean } from '../../vietnamese/fold.ts'
import type { Block, Cell, Line, Mark, Page, Row, Transcript, TranscriptNote } from '../transcript.ts'
import { contentControlBox } from './boxes.ts'
import { readFormats } from './formats.ts'
import { linesOf } from './lines.ts'
import { readListBoxes } from './numbering.ts'
import { openPackage, type WordPackage } from './package.ts'
import { type FieldStack, type Findings, preferred, readPieces } from './pieces.ts'
import { child, descendants, type Element, val } from './xml.ts'

/**
 * Reads a .docx into the transcript, in the view that Word prints: tracked changes accepted, hidden text left out.
 * Throws an Error when the bytes are no Word file that can be opened.
 */
export function transcribeDocx(bytes: Uint8Array): Transcript {
  return transcribePackage(openPackage(bytes))
}

/** Words that a header must have to be kept: page numbers and lone rules are not. */
const leastHeaderLetters = 4

export function transcribePackage(parts: WordPackage): Transcript {
  const notes = new Set<TranscriptNote>()
  const marks: Mark[] = []
  const formats = readFormats(parts.styles, parts.theme)
  const listBox = readListBoxes(parts.numbering)
  const pages: Block[][] = [[]]

  const leaderTab = (tabs: Element | undefined): boolean =>
    tabs?.children.some(
      ({ attributes }) => attributes.leader !== undefined && attributes.leader !== 'none',
    ) ?? false

  /** The blocks of one paragraph: its lines, then what its text boxes hold. */
  function paragraphBlocks(paragraph: Element, fields: FieldStack, onPage: (() => void) | null): Block[] {
    const properties = child(paragraph, 'pPr')
    const format = formats.paragraph(properties)
    const findings: Findings = { notes: new Set(), marks, textBoxes: [] }
    const pieces = [...readPieces(paragraph, format, formats, fields, findings)]
    const box = listBox(child(properties, 'numPr') ?? formats.styleNumbering(properties))
    if (box) pieces.unshift({ kind: 'box', box })
    for (const note of findings.notes) notes.add(note)
    const leaders = leaderTab(child(properties, 'tabs')) || leaderTab(formats.styleTabs(properties))
    const blocks: Block[] = []
    for (const { line, pageBreakAfter } of linesOf(pieces, leaders, () => notes.add('legacy-encoding'))) {
      if (line.tokens.length > 0) blocks.push(line)
      if (pageBreakAfter && onPage) {
        pages.at(-1)?.push(...blocks.splice(0))
        onPage()
      }
    }
    for (const textBox of findings.textBoxes) blocks.push(...blocksOf(textBox.children, [], null))
    return blocks
  }

  function cellOf(element: Element, column: number, fields: FieldStack): Cell {
    const properties = child(element, 'tcPr')
    const merge = child(properties, 'vMerge')
    return {
      column,
      columnSpan: Math.max(1, Number(val(properties, 'gridSpan') ?? 1) || 1),
      continued: merge !== undefined && merge.attributes.val !== 'restart',
      blocks: blocksOf(element.children, fields, null),
      place: null,
    }
  }

  /** Rows and cells may be wrapped in content controls and other envelopes. */
  function unwrapped(elements: readonly Element[], name: string): Element[] {
    return elements.flatMap((element) => {
      if (element.name === name) return [element]
      if (element.name === 'sdt') return unwrapped(child(element, 'sdtContent')?.children ?? [], name)
      if (element.name === 'mc:AlternateContent') return unwrapped(preferred(element), name)
      return /^(ins|moveTo|customXml|smartTag)$/.test(element.name) ? unwrapped(element.children, name) : []
    })
  }

  function rowOf(element: Element, fields: FieldStack): Row | null {
    const properties = child(element, 'trPr')
    if (child(properties, 'del')) {
      notes.add('tracked-changes')
      return null
    }
    let column = Number(val(properties, 'gridBefore') ?? 0) || 0
    const cells: Cell[] = []
    for (const one of unwrapped(element.children, 'tc')) {
      const cell = cellOf(one, column, fields)
      cells.push(cell)
      column += cell.columnSpan
    }
    return { cells }
  }

  function blocksOf(elements: readonly Element[], fields: FieldStack, onPage: (() => void) | null): Block[] {
    return elements.flatMap((element): Block[] => {
      switch (element.name) {
        case 'p': {
          const properties = child(element, 'pPr')
          if (onPage && (child(properties, 'pageBreakBefore') || startsOnNewPage(element))) onPage()
          return paragraphBlocks(element, fields, onPage)
        }
        case 'tbl':
          return [
            {
              kind: 'table',
              rows: unwrapped(element.children, 'tr').flatMap((row) => rowOf(row, fields) ?? []),
              place: null,
            },
          ]
        case 'sdt': {
          const box = contentControlBox(element)
          if (box) return [{ kind: 'line', tokens: [box], place: null }]
          if (child(child(element, 'sdtPr'), 'showingPlcHdr')) return []
          return blocksOf(child(element, 'sdtContent')?.children ?? [], fields, onPage)
        }
        case 'mc:AlternateContent':
          return blocksOf(preferred(element), fields, onPage)
        case 'ins':
        case 'moveTo':
        case 'customXml':
        case 'smartTag':
          return blocksOf(element.children, fields, onPage)
        default:
          return []
      }
    })
  }

  const headerLines = parts.headers
    .flatMap((header) => blocksOf(header.children, [], null))
    .filter((block) => block.kind === 'table' || letters(block) >= leastHeaderLetters)
  pages[0]?.push(...headerLines)

  const fields: FieldStack = []
  for (const element of child(parts.document, 'body')?.children ?? []) {
    const blocks = blocksOf([element], fields, () => {
      if (pages.at(-1)?.length) pages.push([])
    })
    pages.at(-1)?.push(...blocks)
  }
  for (const comment of parts.comments?.children ?? []) {
    const text = clean(
      descendants(comment, 't')
        .map((one) => one.text)
        .join(' '),
    ).trim()
    if (text) marks.push({ kind: 'note', place: null, confidence: 1, text })
  }

  const filled = pages.filter((blocks, index) => index === 0 || blocks.length > 0)
  return {
    format: 'docx',
    pages: filled.map(
      (blocks, index): Page => ({
        number: index + 1,
        width: null,
        height: null,
        blocks,
        marks: index === 0 ? marks : [],
      }),
    ),
    signatures: [],
    notes: [...notes],
  }
}

/** True where Word, when it last saved, began a page with this paragraph. */
function startsOnNewPage(paragraph: Element): boolean {
  const first = paragraph.children.find(({ name }) => name === 'r')
  return first?.children.find(({ name }) => name !== 'rPr')?.name === 'lastRenderedPageBreak'
}

function letters(line: Line): number {
  return line.tokens.reduce(
    (sum, token) => sum + (token.kind === 'word' ? (token.text.match(/\p{L}/gu)?.length ?? 0) : 0),
    0,
  )
}
