import { preferred } from '../office/alternate.ts'
import { drawnBox } from '../office/boxes.ts'
import { child, type Element, onOff, val } from '../office/xml.ts'
import type { Block, Cell, Row, Table } from '../transcript.ts'
import { contentControlBox } from './boxes.ts'
import { isShaded } from './formats.ts'

/** More columns than Word allows (63) are damage. */
const maxColumns = 100

/** Reads what a cell holds. */
export type ReadBlocks = (elements: readonly Element[]) => Block[]

/** Rows and cells may be wrapped in content controls and other envelopes. */
function unwrapped(elements: readonly Element[], name: string): Element[] {
  return elements.flatMap((element) => {
    if (element.name === name) return [element]
    if (element.name === 'sdt') {
      const inside = unwrapped(child(element, 'sdtContent')?.children ?? [], name)
      // A checkbox made over an empty cell wraps the cell itself: its state goes with it into the cell.
      return name === 'tc' && contentControlBox(element)
        ? inside.map((cell) => controlled(cell, element))
        : inside
    }
    if (element.name === 'mc:AlternateContent') return unwrapped(preferred(element), name)
    return /^(ins|moveTo|customXml|smartTag)$/.test(element.name) ? unwrapped(element.children, name) : []
  })
}

function controlled(cell: Element, control: Element): Element {
  const isText = ({ name }: Element) => name !== 'tcPr'
  const content: Element = {
    name: 'sdtContent',
    attributes: {},
    text: '',
    children: cell.children.filter(isText),
  }
  const properties = control.children.filter(({ name }) => name === 'sdtPr')
  const inner: Element = { name: 'sdt', attributes: {}, text: '', children: [...properties, content] }
  return { ...cell, children: [...cell.children.filter(({ name }) => name === 'tcPr'), inner] }
}

const span = (text: string | undefined): number =>
  Math.min(maxColumns, Math.max(0, Math.trunc(Number(text ?? 0)) || 0))

/** A merge of cells, sideways or downwards: whether this cell goes on from one before. */
function goesOn(properties: Element | undefined, name: 'vMerge' | 'hMerge'): boolean {
  const merge = child(properties, name)
  return merge !== undefined && merge.attributes.val !== 'restart'
}

interface ReadCell {
  readonly cell: Cell
  readonly shaded: boolean
}

function readRow(element: Element, readBlocks: ReadBlocks): ReadCell[] {
  let column = span(val(child(element, 'trPr'), 'gridBefore'))
  const cells: ReadCell[] = []
  for (const one of unwrapped(element.children, 'tc')) {
    const properties = child(one, 'tcPr')
    if (child(properties, 'cellDel')) continue
    const columnSpan = Math.max(1, span(val(properties, 'gridSpan')))
    const blocks = readBlocks(one.children)
    const previous = cells.at(-1)
    if (previous && goesOn(properties, 'hMerge')) {
      const { cell, shaded } = previous
      const wider = { ...cell, columnSpan: cell.columnSpan + columnSpan, blocks: [...cell.blocks, ...blocks] }
      cells[cells.length - 1] = { cell: wider, shaded }
    } else {
      const cell = { column, columnSpan, continued: goesOn(properties, 'vMerge'), blocks, place: null }
      cells.push({ cell, shaded: isShaded(child(properties, 'shd')) })
    }
    column += columnSpan
  }
  return cells
}

/**
 * A cell chosen by its colour alone holds no word that could carry the style, so it gets a box for a person: an empty
 * shaded cell in a row where another empty cell has none.
 */
function chosenByShade(row: readonly ReadCell[]): Row {
  const empty = ({ cell }: ReadCell) => cell.blocks.length === 0 && !cell.continued
  const plain = row.some((one) => empty(one) && !one.shaded)
  const cells = row.map((one): Cell => {
    if (!plain || !one.shaded || !empty(one)) return one.cell
    const box = { ...drawnBox, source: 'cell', reason: 'style-only' } as const
    return { ...one.cell, blocks: [{ kind: 'line', tokens: [box], place: null }] }
  })
  return { cells }
}

/**
 * Reads a `w:tbl` in the accepted view; `onLeftOut` hears of rows that tracked changes took out or that are
 * hidden.
 */
export function readTable(
  table: Element,
  readBlocks: ReadBlocks,
  onLeftOut: (why: 'tracked-changes' | 'hidden-text') => void,
): Table {
  const rows = unwrapped(table.children, 'tr').flatMap((row): Row[] => {
    const properties = child(row, 'trPr')
    const deleted = child(properties, 'del') !== undefined
    if (deleted || onOff(properties, 'hidden')) {
      onLeftOut(deleted ? 'tracked-changes' : 'hidden-text')
      return []
    }
    return [chosenByShade(readRow(row, readBlocks))]
  })
  return { kind: 'table', rows, place: null }
}
