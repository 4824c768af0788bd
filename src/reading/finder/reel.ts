import type { Rectangle } from '../../survey/answers.ts'
import { clean, fold } from '../../vietnamese/fold.ts'
import { around } from '../rectangles.ts'
import { knownWords } from '../remembered.ts'
import type { Block, Box, Cell, Line, Page, Row, Token, Transcript, Word } from '../transcript.ts'
import { withoutFurniture } from './furniture.ts'
import { partedWord } from './glued.ts'

/** Stands for a `Box` token in the reel's text. */
export const boxSign = '\uFFFC'
/** Stands for handwriting that was not recognised, so that it has a place in the text. */
export const penSign = '\u270D'

/** From `start` up to, not including, `end`: offsets into the reel's text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A token of the transcript with its place in the reel's text. */
export interface ReelToken extends Span {
  readonly token: Token
  readonly line: number
}

/** One folded word of the text, the unit that printed wording is compared by. */
export interface ReelWord extends Span {
  readonly key: string
  readonly line: number
}

export interface ReelCell extends Span {
  readonly table: number
  readonly row: number
  readonly column: number
  readonly columnSpan: number
  /** Goes on in the row below (vertical merge). */
  readonly reachesDown: boolean
  readonly place: Rectangle | null
}

export interface ReelLine extends Span {
  readonly index: number
  readonly page: number
  readonly place: Rectangle | null
  /** The innermost table cell the line stands in. */
  readonly cell: ReelCell | null
}

/**
 * The whole document as one string, line after line, tables row by row, with the way back from every offset to its
 * token, line, cell and page. What the agency wrote is what is left between the spans of printed words.
 */
export interface Reel {
  readonly text: string
  readonly lines: readonly ReelLine[]
  readonly tokens: readonly ReelToken[]
  readonly words: readonly ReelWord[]
  /** Cells by table, row and order in the row; cells that continue one from the row above are left out. */
  readonly tables: readonly (readonly (readonly ReelCell[])[])[]
  readonly pages: readonly Page[]
  /** Every word is typed and surely read, as in nearly all files that hold their own text. */
  readonly isTyped: boolean
}

/** Lays the pages, lines and tables of a transcript end to end. */
export function reelOf(transcript: Transcript): Reel {
  const reel = new Spool()
  for (const page of transcript.pages) {
    for (const block of withoutFurniture(page)) reel.block(block, page.number, null)
  }
  return reel.wound(transcript.pages)
}

/** Collects text while walking the blocks; kept inside this file, the reel itself is plain data. */
class Spool {
  text = ''
  readonly lines: ReelLine[] = []
  readonly tokens: ReelToken[] = []
  readonly words: ReelWord[] = []
  readonly tables: ReelCell[][][] = []

  block(block: Block, page: number, cell: ReelCell | null): void {
    if (block.kind === 'line') this.line(block, page, cell)
    else this.table(block.rows, page)
  }

  line(line: Line, page: number, cell: ReelCell | null): void {
    const start = this.text.length
    const index = this.lines.length
    // What stands between two spaces, glued tokens together, and where in the text.
    let run = ''
    let opened = start
    let words: readonly WordOfRun[] = []
    for (const token of line.tokens) {
      const own = token.kind === 'box' ? aBox : written(token.text)
      const text = own.text || (token.kind === 'word' && token.handwritten ? penSign : '')
      const glued = token.kind === 'word' && token.glued === true
      if (this.text.length > start && !glued) this.text += ' '
      const from = this.text.length
      this.text += text
      this.tokens.push({ token, line: index, start: from, end: this.text.length })
      if (glued) this.words.length -= words.length
      else opened = from
      run = glued ? run + text : text
      words = glued ? wordsOf(run) : own.words
      for (const { key, at, length } of words)
        this.words.push({ key, line: index, start: opened + at, end: opened + at + length })
    }
    this.lines.push({ index, page, start, end: this.text.length, place: line.place, cell })
    this.text += '\n'
  }

  table(rows: readonly Row[], page: number): void {
    const table = this.tables.length
    const own: ReelCell[][] = []
    this.tables.push(own)
    for (const [row, { cells }] of rows.entries()) {
      const below = rows[row + 1]?.cells ?? []
      own.push(
        cells
          .filter((cell) => !cell.continued)
          .map((cell) =>
            this.cell(
              cell,
              table,
              row,
              page,
              below.some((one) => one.continued && one.column === cell.column),
            ),
          ),
      )
    }
  }

  cell(cell: Cell, table: number, row: number, page: number, reachesDown: boolean): ReelCell {
    const { column, columnSpan, place } = cell
    const made = {
      table,
      row,
      column,
      columnSpan,
      reachesDown,
      place,
      start: this.text.length,
      end: this.text.length,
    }
    for (const block of cell.blocks) this.block(block, page, made)
    made.end = this.text.length
    return made
  }

  wound(pages: readonly Page[]): Reel {
    const { text, lines, tokens, words, tables } = this
    const isTyped = tokens.every(
      ({ token }) => token.kind === 'box' || (token.confidence === 1 && token.handwritten !== true),
    )
    return { text, lines, tokens, words, tables, pages, isTyped }
  }
}

const wordPattern = /[\p{L}\p{N}]+/gu
/** "ngày66" and "1Nhu" are two words whose space was lost; "VS1GN" is one, badly read. */
const lostSpace = /^(\p{L}{3,})(\p{N}+)$|^(\p{N}+)(\p{L}{3,})$/u

interface WordOfRun {
  readonly key: string
  readonly at: number
  readonly length: number
}

/** The folded words of what stands between two spaces. */
const wordsOf = knownWords((run: string): readonly WordOfRun[] =>
  [...run.matchAll(wordPattern)].flatMap(({ 0: word, index }) => {
    const keys = keysOf(word)
    if (keys.length === 1) return { key: keys[0] as string, at: index, length: word.length }
    let at = index
    return keys.map((key) => {
      at += key.length
      return { key, at: at - key.length, length: key.length }
    })
  }),
)

/** A token's text as it stands in the reel, with its words. */
const written = knownWords((text: string) => {
  const plain = clean(text)
  return { text: plain, words: wordsOf(plain) }
})
const aBox = written(boxSign)

/** The folded words a word is made of. */
function keysOf(word: string): readonly string[] {
  const joined = lostSpace.exec(word)
  const first = joined ? ((joined[1] ?? joined[3]) as string) : word
  const parts = joined ? [fold(first), fold(word.slice(first.length))] : partedWord(fold(word))
  // Folding keeps the number of letters, but where words hold letters that fall away.
  return parts.length > 1 && parts.join('').length !== word.length ? [fold(word)] : parts
}

/** The tokens that touch the span, in order. */
export function tokensIn(reel: Reel, span: Span): ReelToken[] {
  return between(reel.tokens, span)
}

/** The folded words that touch the span, in order. */
export function wordsIn(reel: Reel, span: Span): ReelWord[] {
  return between(reel.words, span)
}

/** The lines that touch the span, in order. */
export function linesIn(reel: Reel, span: Span): ReelLine[] {
  return between(reel.lines, span, true)
}

/** The line an offset stands in. */
export function lineAt(reel: Reel, offset: number): ReelLine {
  const index = firstAfter(reel.lines, offset) - 1
  const line = reel.lines[Math.max(0, index)]
  if (!line) throw new Error('The reel has no lines')
  return line
}

/** The smallest rectangle around the tokens of a span that stand on its first page; null where there are no places. */
export function placeOf(reel: Reel, span: Span): Rectangle | null {
  const places: Rectangle[] = []
  let first: number | undefined
  for (const { token, line } of tokensIn(reel, span)) {
    const page = reel.lines[line]?.page
    if (token.place) first ??= page
    if (token.place && page === first) places.push(token.place)
  }
  return places.length === 0 ? null : around(places)
}

/** Word tokens of a span. */
export const wordTokensIn = (reel: Reel, span: Span): (ReelToken & { token: Word })[] =>
  tokensIn(reel, span).filter((one): one is ReelToken & { token: Word } => one.token.kind === 'word')

/** Box tokens of a span. */
export const boxTokensIn = (reel: Reel, span: Span): (ReelToken & { token: Box })[] =>
  tokensIn(reel, span).filter((one): one is ReelToken & { token: Box } => one.token.kind === 'box')

/** Sorted, non-overlapping spans: those that touch `span`; an empty one counts when it stands inside. */
function between<T extends Span>(sorted: readonly T[], span: Span, withEmpty = false): T[] {
  const found: T[] = []
  for (let index = Math.max(0, firstAfter(sorted, span.start) - 1); index < sorted.length; index++) {
    const one = sorted[index] as T
    if (one.start >= span.end && !(withEmpty && one.start === span.start)) break
    if (one.end > span.start || (one.start === one.end && one.start >= span.start)) found.push(one)
  }
  return found
}

/** Index of the first span that starts after the offset. */
function firstAfter(sorted: readonly Span[], offset: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as Span).start <= offset) low = middle + 1
    else high = middle
  }
  return low
}
