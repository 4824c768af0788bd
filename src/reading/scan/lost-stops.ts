import type { Rectangle } from '../../survey/answers.ts'
import { across, down } from '../rectangles.ts'
import type { Plane } from './bitmap.ts'
import { isOfForm } from './form-words.ts'
import type { SeenWord } from './ocr.ts'

/** Sizes of a stop or comma in heights of small letters; specks are less. */
const [smallest, widest, highest] = [0.16, 0.5, 0.8]
/** In the same: so far behind its word it stands, and so much of it above and below the line that letters stand on. */
const [behind, above, below] = [0.4, 0.45, 0.55]
/** The dots of leaders are less high; a comma that touches one was taken off with it. */
const tallestDot = 0.4
const doubtful = 0.45
/** Suggestions are written in words of the form too: so many others, and such a share of them, has no line of its own. */
const [fewestOwn, leastOwn] = [3, 0.2]

/**
 * The agency's words with those doubted that have a stop or a comma drawn behind them, or within a number, which was not
 * read: "cấp huyện, hiện nay" without its comma is read as surely as with it. `page` is the print as it was recognised,
 * without its leaders; `pieces` are those of the page's ink with them; `letter` is the height of small letters in pixels.
 */
export function withDoubtedEnds(
  words: readonly SeenWord[],
  page: Plane,
  pieces: readonly Rectangle[],
  letter: number,
): SeenWord[] {
  const isStop = ({ width, height }: Rectangle): boolean =>
    Math.min(width, height) >= letter * smallest && width <= letter * widest && height <= letter * highest
  const stops = pieces.filter(
    (piece) => isStop(piece) && (piece.height > letter * tallestDot || isPrinted(page, piece)),
  )
  const lines = Map.groupBy(words, ({ line }) => line)
  const isAnswer = ({ text, line }: SeenWord): boolean => {
    const all = lines.get(line) ?? []
    const own = all.filter((word) => !isOfForm(word.text)).length
    return !isOfForm(text) || own >= Math.max(fewestOwn, all.length * leastOwn)
  }
  return words.map((word) => {
    if (!/[\p{L}\p{N}]$/u.test(word.text) || !isAnswer(word)) return word
    const letters = pieces.filter(
      (piece) =>
        piece.height > letter * 0.8 &&
        across(piece, word.place) > piece.width / 2 &&
        down(piece, word.place) > piece.height / 2,
    )
    if (letters.length === 0) return word
    const bottoms = letters.map(({ y, height }) => y + height).sort((a, b) => a - b)
    const baseline = bottoms[(bottoms.length - 1) >> 1] as number
    const right = Math.max(...letters.map(({ x, width }) => x + width))
    const drawn = stops.filter(
      ({ x, y, height }) =>
        x > word.place.x &&
        x - right < letter * behind &&
        y > baseline - letter * above &&
        y + height > baseline - letter * smallest &&
        y + height < baseline + letter * below,
    )
    const isLost = drawn.some(({ x }) => x >= right - 1) || hasLostDot(word, drawn.length)
    return isLost ? { ...word, confidence: Math.min(word.confidence, doubtful) } : word
  })
}

/** "tanpvvp@…" for "tanpv.vp@…": an address or a number, which have no marks below letters, shows more dots than were read. */
const hasLostDot = ({ text }: SeenWord, drawn: number): boolean =>
  /@|\p{N}/u.test(text) && drawn > (text.match(/[.,:;]/g)?.length ?? 0)

/** Still there once leaders, boxes and lines are taken off. */
function isPrinted({ width, data }: Plane, { x, y, width: wide, height }: Rectangle): boolean {
  const middle = Math.floor(y + height / 2) * width + Math.floor(x + wide / 2)
  return (data[middle] as number) < 200
}
