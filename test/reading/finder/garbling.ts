import type { Block, Line, Token, Transcript, Word } from '../../../src/reading/transcript.ts'

/** A small seeded generator (mulberry32): the same seed garbles the same way. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** What OCR made of this very form, and what it makes of Vietnamese in general. */
const confusions: Record<string, string> = {
  ế: 'e',
  ố: 'o',
  ổ: 'o',
  à: 'a',
  ậ: 'a',
  ử: 'ừ',
  ữ: 'ư',
  ủ: 'ỉ',
  ă: 'ã',
  â: 'ă',
  ơ: 'ó',
  ư: 'u',
  đ: 'd',
  Đ: 'D',
  i: 'l',
  l: 'I',
  m: 'rn',
  n: 'ri',
  d: 'cl',
  o: '0',
  g: 'q',
  t: 'f',
  c: 'e',
  h: 'b',
  u: 'ii',
  S: '5',
  O: '0',
  I: '1',
}

function garbleWord(text: string, random: () => number): string {
  const letters = [...text]
  const at = Math.floor(random() * letters.length)
  const letter = letters[at] as string
  const how = random()
  if (how < 0.6) letters[at] = confusions[letter] ?? 'x'
  else if (how < 0.75) letters.splice(at, 1)
  else if (how < 0.9) letters.splice(at, 0, letter)
  else letters[at] = '|'
  return letters.join('')
}

export interface Garbling {
  readonly seed: number
  /** Share of the words that lose or change a letter. */
  readonly rate: number
  /** Words that are answers and stay as they are: what they say is not what is tested here. */
  readonly keep: ReadonlySet<string>
  /** Typing in a file that holds its own text: no doubt about any letter, and no picture to look at. */
  readonly typed?: boolean
}

/** A transcript as OCR would give it: printed words damaged, lines broken anywhere, sureness lower for damaged words. */
export function garble(transcript: Transcript, { seed, rate, keep, typed = false }: Garbling): Transcript {
  const random = randomOf(seed)
  const word = (token: Word): Word[] => {
    const isLeader = /^[.…_]+$/.test(token.text)
    if (keep.has(token.text) || !/\p{L}/u.test(token.text)) {
      if (isLeader && random() < rate) return [{ ...token, text: '..»..:', confidence: 0.3 + random() * 0.3 }]
      return [{ ...token, confidence: 0.9 + random() * 0.08 }]
    }
    if (random() >= rate) return [{ ...token, confidence: 0.85 + random() * 0.14 }]
    if (random() < 0.08 && token.text.length > 3)
      return [
        { ...token, text: token.text.slice(0, 2), confidence: 0.5 },
        { ...token, text: token.text.slice(2), confidence: 0.5 },
      ]
    return random() < 0.04
      ? []
      : [{ ...token, text: garbleWord(token.text, random), confidence: 0.4 + random() * 0.5 }]
  }
  const tokens = (all: readonly Token[]): Token[] =>
    all.flatMap((token): Token[] =>
      token.kind === 'word'
        ? word(token).map((one) => (typed ? { ...one, confidence: 1 } : one))
        : [typed ? token : { ...token, source: 'measured' }],
    )
  const lines = (line: Line): Line[] => {
    const garbled = tokens(line.tokens)
    const cut = 6 + Math.floor(random() * 8)
    if (garbled.length <= cut || random() < 0.5) return [{ ...line, tokens: garbled }]
    return [
      { ...line, tokens: garbled.slice(0, cut) },
      { ...line, tokens: garbled.slice(cut) },
    ]
  }
  const blocks = (all: readonly Block[]): Block[] =>
    all.flatMap((block): Block[] =>
      block.kind === 'line'
        ? lines(block)
        : [
            {
              ...block,
              rows: block.rows.map((row) => ({
                cells: row.cells.map((cell) => ({ ...cell, blocks: blocks(cell.blocks) })),
              })),
            },
          ],
    )
  return {
    ...transcript,
    format: typed ? transcript.format : 'pdf-scan',
    pages: transcript.pages.map((page) => ({ ...page, blocks: blocks(page.blocks) })),
  }
}
