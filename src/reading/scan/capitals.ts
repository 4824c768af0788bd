import type { Rectangle } from '../../survey/answers.ts'
import { across, down } from '../rectangles.ts'
import type { SeenWord } from './ocr.ts'

/** Letters whose small and capital forms differ in nothing but size, before a small one. */
const alike = /^[csvxoz](?=\p{Ll})/iu
/** Without marks, which blur into their letters: as high as small letters are, and as high as capitals. */
const [low, high] = [/[aceimnorsuvxz]/, /[A-Z0-9bdhkl]/]
/** Of the way from the height of small letters to that of capitals: below the first small, above the second capital. */
const [small, capital] = [0.3, 0.7]
/** Capitals are 1.35 times as high as small letters and more: lines in which they are not were measured badly. */
const leastHigher = 1.2

/**
 * The words with their first letter as large as it is drawn: "số" and "Số" are told apart by nothing else, and the
 * recogniser takes one for the other. The letter is held against the others of its line, small ones and high ones, where
 * words show as many `pieces` of ink as they have letters.
 */
export function withDrawnCapitals(words: readonly SeenWord[], pieces: readonly Rectangle[]): SeenWord[] {
  const asked = new Set(words.filter(({ text }) => alike.test(text)).map(({ line }) => line))
  if (asked.size === 0) return [...words]
  const lines = Map.groupBy(words, ({ line }) => line)
  const drawn = new Map<SeenWord, string>()
  for (const line of asked) {
    const letters = new Map((lines.get(line) ?? []).map((word) => [word, lettersOf(word, pieces)]))
    const heights = (of: RegExp): number[] =>
      [...letters].flatMap(([{ text }, places]) =>
        places
          .filter((_, index) => of.test(text.charAt(index)) && (index > 0 || !alike.test(text)))
          .map(({ height }) => height),
      )
    const [lowest, highest] = [middleOf(heights(low)), middleOf(heights(high))]
    if (lowest === null || highest === null || highest < lowest * leastHigher) continue
    for (const [word, [first]] of letters) {
      if (!first || !alike.test(word.text)) continue
      const share = (first.height - lowest) / (highest - lowest)
      const sign = word.text.charAt(0)
      if (share < small) drawn.set(word, sign.toLowerCase() + word.text.slice(1))
      if (share > capital) drawn.set(word, sign.toUpperCase() + word.text.slice(1))
    }
  }
  return words.map((word) => ({ ...word, text: drawn.get(word) ?? word.text }))
}

/** Where each letter of a word stands, without its marks; nothing where letters run together or are broken. */
function lettersOf({ text, place }: SeenWord, pieces: readonly Rectangle[]): Rectangle[] {
  const own = pieces
    .filter((one) => {
      const middle = one.x + one.width / 2
      return middle >= place.x && middle <= place.x + place.width && down(one, place) > one.height / 2
    })
    .sort((a, b) => a.x - b.x)
  const letters: Rectangle[] = []
  for (const piece of own) {
    const at = letters.findIndex((one) => across(one, piece) > Math.min(one.width, piece.width) / 2)
    const other = letters[at]
    if (!other) letters.push(piece)
    // Of a letter and its marks the letter is the largest.
    else if (piece.height * piece.width > other.height * other.width) letters[at] = piece
  }
  return letters.length === [...text].length ? letters : []
}

function middleOf(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? null
}
