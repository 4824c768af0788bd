import { clean } from '../../vietnamese/fold.ts'
import { repairLostFonts } from '../lost-fonts.ts'
import { drawnBox } from '../office/boxes.ts'
import type { LegacyText } from '../office/lines.ts'
import type { Line, Mark, Page, Token, Transcript, TranscriptNote } from '../transcript.ts'
import { linesOfCell, linesOfPieces } from './cells.ts'
import { type Control, readControls } from './controls.ts'
import { type Drawn, readComments, readDrawings } from './drawings.ts'
import { type Grid, type GridCell, type GridRow, gridOf } from './grid.ts'
import { blocksOf } from './layout.ts'
import { openWorkbook, type Workbook } from './workbook.ts'
import { readWorksheet, type SheetCell, type Worksheet } from './worksheet.ts'

/**
 * Reads an .xlsx into the transcript, in the view that a person has of it: a page a sheet, numbers as they are shown,
 * hidden rows, columns and sheets left out. Throws an Error when the bytes are no spreadsheet that can be opened; an
 * `Unreadable` says why.
 */
export function transcribeXlsx(bytes: Uint8Array): Transcript {
  const workbook = openWorkbook(bytes)
  const legacy = { decoded: false, contradicted: false, trustFonts: true }
  const transcript = transcribeWorkbook(workbook, legacy)
  // Unicode typed in a legacy font: then the font's name alone proves nothing anywhere in this file.
  return repairLostFonts(
    legacy.decoded && legacy.contradicted
      ? transcribeWorkbook(workbook, { ...legacy, trustFonts: false })
      : transcript,
  )
}

/** More sheets than a group has member units. */
const mostSheets = 200
/** Letters of a whole workbook; the form has 4,000. One long text may stand in every cell of every sheet. */
const mostLetters = 1_000_000

/** What is left of the letters that are read. */
interface Allowance {
  letters: number
}

function transcribeWorkbook(workbook: Workbook, legacy: LegacyText): Transcript {
  const notes = new Set<TranscriptNote>()
  const pages: Omit<Page, 'number'>[] = []
  const allowance: Allowance = { letters: mostLetters }
  const shown = workbook.sheets.filter(({ hidden }) => !hidden)
  if (shown.length < workbook.sheets.length) notes.add('hidden-text')
  if (shown.length > mostSheets) notes.add('too-many-pages')
  for (const { path } of shown.slice(0, mostSheets)) {
    const page = transcribeSheet(workbook, path, legacy, allowance, notes)
    if (page.blocks.length + page.marks.length > 0) pages.push(page)
  }
  if (legacy.decoded) notes.add('legacy-encoding')
  const all = pages.length > 0 ? pages : [{ width: null, height: null, blocks: [], marks: [] }]
  return {
    format: 'xlsx',
    pages: all.map((page, index) => ({ ...page, number: index + 1 })),
    signatures: [],
    notes: [...notes],
  }
}

function transcribeSheet(
  workbook: Workbook,
  path: string,
  legacy: LegacyText,
  allowance: Allowance,
  notes: Set<TranscriptNote>,
): Omit<Page, 'number'> {
  const { archive, looks } = workbook
  const isPlace = (style: string | undefined) => {
    const { ruledSides, fill } = looks.cell(style)
    return ruledSides >= 2 || fill !== null
  }
  const sheet = readWorksheet((take) => archive.part(path, take), isPlace)
  const relations = archive.relations(path)
  const controls = readControls(archive, relations, sheet)
  if (!controls) notes.add('marks-lost')
  const linked = new Set(controls?.flatMap(({ linked }) => linked ?? []))
  const lookOf = ({ style }: SheetCell) => looks.cell(style)
  const grid = gridOf(
    withoutLinked(sheet, linked),
    lookOf,
    (cell, look) => {
      if (allowance.letters <= 0) return []
      const lines = linesOfCell(cell, look, workbook, legacy)
      allowance.letters -= lettersIn(lines)
      return lines
    },
    looks.cell('0'),
  )
  if (sheet.cut || allowance.letters <= 0) notes.add('too-many-cells').add('marks-lost')
  else if (grid.hidden) notes.add('hidden-text')
  for (const control of controls ?? []) putControl(grid, control, legacy)

  const drawn = [...readDrawings(archive, relations, sheet), ...readComments(archive, relations)]
  const marks = drawn.flatMap((one) => (one.kind === 'mark' ? markOf(grid, one, notes) : []))
  const textBoxes = drawn.flatMap((one) =>
    one.kind === 'text-box' ? [{ row: one.row, lines: linesOfPieces(one.pieces, legacy) }] : [],
  )
  return { width: null, height: null, blocks: blocksOf(grid.rows, textBoxes), marks }
}

/** A cell with nothing but a figure costs a little too. */
const lettersIn = (lines: readonly Line[]): number =>
  lines.reduce(
    (sum, { tokens }) =>
      tokens.reduce((all, token) => all + (token.kind === 'word' ? token.text.length : 1), sum),
    1,
  )

/** The state of a control is shown by the control: the cell behind it says it a second time. */
function withoutLinked(sheet: Worksheet, linked: ReadonlySet<string>): Worksheet {
  if (linked.size === 0) return sheet
  const rows = sheet.rows.map((row) => ({
    ...row,
    cells: row.cells.filter(({ column, type }) => type === 's' || !linked.has(`${row.number} ${column}`)),
  }))
  return { ...sheet, rows }
}

/** Sets a control's box and caption into the cell it is drawn over, before its words or behind them. */
function putControl(grid: Grid, { row, column, share, box, caption }: Control, legacy: LegacyText): void {
  const cell = grid.cellAt(row, column)
  const words = linesOfPieces([{ kind: 'text', text: caption, format: {} }], legacy)
  const tokens: Token[] = [box, ...words.flatMap((line) => line.tokens)]
  const behind = cell.columnSpan > 1 ? column >= cell.column + cell.columnSpan / 2 : share > 0.5
  const [first, last] = [cell.lines[0], cell.lines.at(-1)]
  const lineOf = (content: readonly Token[]): Line => ({ kind: 'line', place: null, tokens: content })
  if (!first || !last) cell.lines = [lineOf(tokens)]
  else if (behind || hasBox(first))
    cell.lines = [...cell.lines.slice(0, -1), lineOf([...last.tokens, ...tokens])]
  else cell.lines = [lineOf([...tokens, ...first.tokens]), ...cell.lines.slice(1)]
}

/** A second control in the same cell stands behind the first. */
const hasBox = ({ tokens }: Line): boolean => tokens.some(({ kind }) => kind === 'box')

function markOf(
  grid: Grid,
  { mark, cell, small, text }: Extract<Drawn, { kind: 'mark' }>,
  notes: Set<TranscriptNote>,
): Mark[] {
  const near = cell ? wordsNear(grid.rows, cell.row) : ''
  if (mark === 'drawing') notes.add('drawings-over')
  // Alone in a cell it is that cell's answer as likely as not.
  if (small && cell) {
    const own = grid.cellAt(cell.row, cell.column)
    if (own.lines.length === 0) own.lines = [{ kind: 'line', place: null, tokens: [drawnBox] }]
  }
  return [{ kind: mark, place: null, confidence: 1, near, ...(text ? { text: clean(text) } : {}) }]
}

/** The longest text of the row that a drawing lies over, or of the nearest row above that has one. */
function wordsNear(rows: readonly GridRow[], row: number): string {
  const at = rows.findLast((one) => one.number <= row && one.cells.some((cell) => wordsOf(cell) !== ''))
  const texts = at?.cells.map(wordsOf) ?? []
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '').slice(0, 200)
}

const wordsOf = ({ lines }: GridCell): string =>
  lines
    .map(({ tokens }) => tokens.flatMap((token) => (token.kind === 'word' ? token.text : [])).join(' '))
    .reduce((longest, text) => (text.length > longest.length ? text : longest), '')
