import type { Rectangle } from '../../survey/answers.ts'
import { touch } from '../rectangles.ts'
import type { Word } from '../transcript.ts'
import type { PenWork } from './handwriting.ts'
import type { MeasuredBox } from './measure.ts'
import type { SeenWord } from './ocr.ts'

/**
 * The words of a page, each with the number of the line it was recognised in: what was read from boxes, ticks, borders
 * and holes left out, what was written by pen as handwriting. `seen` is what the first recogniser saw, `letter` the
 * height of small letters in pixels.
 */
export function wordsOf(
  read: readonly SeenWord[],
  page: {
    readonly seen: readonly SeenWord[]
    readonly boxes: readonly MeasuredBox[]
    readonly pen: PenWork
    readonly letter: number
  },
): ReadonlyMap<Word & { place: Rectangle }, number> {
  return new Map(
    read
      .filter(
        (word) =>
          !isJunk(word, page.boxes, page.letter) &&
          !isBesideText(word, page.seen, page.letter) &&
          (page.pen.words.has(word) || !isLeader(word, page.letter)),
      )
      .map((word) => [wordOf(word, page.pen), word.line]),
  )
}

/** No letter is so low, in heights of small letters. */
const thinnest = 0.35

/** What was read from a box, its tick, a line or nothing at all: no word. */
function isJunk(word: SeenWord, boxes: readonly MeasuredBox[], letter: number): boolean {
  const signs = !/[\p{L}\p{N}]/u.test(word.text)
  // A leader drawn as a line and broken by a fax: three pixels high, and read as a row of letters.
  if (!signs && word.place.height < letter * thinnest) return true
  if (signs && word.confidence < 0.6 && !/[.…_:;,()/&-]/.test(word.text)) return true
  return boxes.some(({ place }) => {
    const near = {
      x: place.x - place.width * 0.6,
      y: place.y - place.height * 0.4,
      width: place.width * 2,
      height: place.height * 1.8,
    }
    const within = word.place.x > place.x - place.width * 1.2 && word.place.width < place.width * 1.6
    const weak = signs || word.confidence < (word.text.length <= 2 ? 0.85 : within ? 0.5 : 0)
    const covered = touch(near, word.place) && weak
    return (
      covered && Math.abs(word.place.y + word.place.height / 2 - place.y - place.height / 2) < place.height
    )
  })
}

/** No sign is so wide, in heights of small letters. */
const widestSign = 8
/** What is believed less and has fewer letters and figures among its signs than this share was read from dots. */
const [leastBelieved, fewestLetters] = [0.3, 0.4]

/** A row of dots read as a few signs: "mm." as wide as the page, "x-——--m:". */
function isLeader({ text, confidence, place }: SeenWord, letter: number): boolean {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  const isSparse = text.length > 4 && letters < text.length * fewestLetters
  return place.width > letter * widestSign * text.length || (confidence < leastBelieved && isSparse)
}

/** In heights of small letters: what stands so far beside all text is none of it, however surely it was read. */
const farBeside = 5

/** What was read in a black border or a hole at the paper's edge, beyond every word that was surely read. */
function isBesideText(word: SeenWord, seen: readonly SeenWord[], letter: number): boolean {
  if (word.text.length > 4) return false
  // "@" is a hole as surely as it was read.
  const isText = word.confidence > 0.6 && /[\p{L}\p{N}]/u.test(word.text)
  const gap = letter * (isText ? farBeside : 1)
  const sure = seen.filter(({ text, confidence }) => confidence > 0.85 && /\p{L}{2}/u.test(text))
  if (sure.length < 20) return false
  const left = Math.min(...sure.map(({ place }) => place.x))
  const right = Math.max(...sure.map(({ place }) => place.x + place.width))
  return word.place.x + word.place.width < left - gap || word.place.x > right + gap
}

function wordOf(word: SeenWord, pen: PenWork): Word & { place: Rectangle } {
  const { place, confidence } = word
  // The recogniser sees a bracket in the round of an @.
  const text = word.text.replace(/[([{]@/, '@')
  if (!pen.words.has(word)) return { kind: 'word', text, place, confidence: Math.min(0.99, confidence) }
  return {
    kind: 'word',
    text: pen.legible.has(word) ? text : '',
    place,
    confidence: 0.3,
    handwritten: true,
  }
}
