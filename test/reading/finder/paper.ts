import type {
  Block,
  Box,
  Cell,
  Line,
  Page,
  Table,
  Token,
  Transcript,
  Word,
} from '../../../src/reading/transcript.ts'

/** Small helpers that write transcripts by hand: one string is one line, `▢` an empty box, `▣` a ticked one. */

const box = (state: Box['state']): Box => ({
  kind: 'box',
  state,
  confidence: 0.99,
  place: null,
  source: 'content-control',
})

function tokensOf(text: string, style: Partial<Word> = {}): Token[] {
  return text
    .replace(/[▢▣▩]/g, ' $& ')
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part === '▢') return box('empty')
      if (part === '▣') return box('ticked')
      if (part === '▩') return { ...box('unclear'), reason: 'mark-unclear' }
      return { kind: 'word', text: part, place: null, confidence: 1, ...style }
    })
}

export const line = (text: string, style: Partial<Word> = {}): Line => ({
  kind: 'line',
  tokens: tokensOf(text, style),
  place: null,
})

const cell = (content: string | readonly Block[], column: number): Cell => ({
  column,
  columnSpan: 1,
  continued: false,
  blocks:
    typeof content === 'string'
      ? content
          .split('\n')
          .filter((text) => text !== '')
          .map((text) => line(text))
      : content,
  place: null,
})

/** Rows of cells, a string a cell; "\n" in it parts lines. */
export const table = (...rows: readonly (readonly (string | readonly Block[])[])[]): Table => ({
  kind: 'table',
  place: null,
  rows: rows.map((cells) => ({ cells: cells.map(cell) })),
})

const page = (blocks: readonly (Block | string)[], number = 1): Page => ({
  number,
  width: null,
  height: null,
  blocks: blocks.flatMap((block) =>
    typeof block === 'string' ? block.split('\n').map((text) => line(text)) : [block],
  ),
  marks: [],
})

export const document = (...pages: readonly (readonly (Block | string)[])[]): Transcript => ({
  format: 'docx',
  pages: pages.map((blocks, index) => page(blocks, index + 1)),
  signatures: [],
  notes: [],
})
