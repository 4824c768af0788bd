import type { Rectangle } from '../../survey/answers.ts'
import { across, down, touch } from '../rectangles.ts'
import type { Plane } from './bitmap.ts'
import { isOfForm } from './form-words.ts'
import type { SeenWord } from './ocr.ts'

/** Sizes of a stop or comma in heights of small letters; specks are less. */
const [smallest, widest, highest] = [0.16, 0.5, 0.8]
/** In the same: so far behind its word it stands, and so much of it above and below the line that letters stand on. */
const [behind, above, below] = [0.4, 0.45, 0.55]
/** A comma hangs so far below that line, a full stop stands on it. */
const hanging = 0.14
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
  // Values are typed smaller than the form, or in a face of smaller letters.
  const isLetter = ({ width, height }: Rectangle): boolean =>
    height > letter * highest || (height > letter * 0.6 && width > letter * 0.35)
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
        isLetter(piece) &&
        across(piece, word.place) > piece.width / 2 &&
        down(piece, word.place) > piece.height / 2,
    )
    if (letters.length === 0) return word
    const bottoms = letters.map(({ y, height }) => y + height).sort((a, b) => a - b)
    const baseline = bottoms[(bottoms.length - 1) >> 1] as number
    const right = Math.max(...letters.map(({ x, width }) => x + width))
    // What the recogniser takes for a word's place may reach into the next one's.
    const next = Math.min(
      ...(lines.get(word.line) ?? []).map(({ place }) => place.x).filter((x) => x > word.place.x),
    )
    const drawn = stops.filter(
      ({ x, y, height }) =>
        x > word.place.x &&
        x < next &&
        x - right < letter * behind &&
        y > baseline - letter * above &&
        y + height > baseline - letter * smallest &&
        y + height < baseline + letter * below,
    )
    const ends = drawn.filter(({ x }) => x >= right - 1)
    const hangs = ({ y, height }: Rectangle): boolean => y + height > baseline + letter * hanging
    const doubted = { ...word, confidence: Math.min(word.confidence, doubtful) }
    if (hasLostDot(word, drawn.length)) {
      // In a count the dot of a leader beneath it would part its figures.
      if (!isAddress(word.text)) return doubted
      const signs = pieces.filter(
        (piece) => touch(piece, word.place) && piece.y < baseline - letter * smallest,
      )
      const dots = drawn.filter((piece) => !hangs(piece))
      return { ...doubted, text: withDots(word, signs, dots) }
    }
    if (ends.length === 0) return word
    const isComma = ends.some(
      (piece) => piece.height > letter * tallestDot && piece.height > piece.width && hangs(piece),
    )
    return isComma ? { ...doubted, text: `${word.text},` } : doubted
  })
}

/** "tanpvvp@…" for "tanpv.vp@…": an address or a number, which have no marks below letters, shows more dots than were read. */
const hasLostDot = ({ text }: SeenWord, drawn: number): boolean =>
  /@|\p{N}/u.test(text) && drawn > (text.match(/[.,:;]/g)?.length ?? 0)

/** An e-mail address, or a telephone number of six figures and more. */
const isAddress = (text: string): boolean => text.includes('@') || text.replace(/\D/g, '').length > 5

/**
 * With its dots where they are drawn, if the pieces between them are as many as its other signs: two that touch are one
 * piece of twice the width.
 */
function withDots({ text }: SeenWord, pieces: readonly Rectangle[], dots: readonly Rectangle[]): string {
  const columns: { x: number; right: number; isDot: boolean }[] = []
  for (const piece of [...pieces].sort((a, b) => a.x - b.x)) {
    const before = columns.at(-1)
    const right = piece.x + piece.width
    // The dot of an i stands above it.
    if (before && !before.isDot && piece.x < before.right) before.right = Math.max(before.right, right)
    else columns.push({ x: piece.x, right, isDot: dots.includes(piece) })
  }
  const widths = columns.flatMap(({ x, right, isDot }) => (isDot ? [] : [right - x])).sort((a, b) => a - b)
  const usual = widths[widths.length >> 1] ?? 0
  const signs = text.replace(/[.,:;]/g, '')
  let [at, dotted] = [0, '']
  for (const { x, right, isDot } of columns) {
    const isPair = right - x > usual * 1.6 && !/[mw@]/i.test(signs.charAt(at))
    dotted += isDot ? '.' : signs.slice(at, isPair ? at + 2 : at + 1)
    if (!isDot) at += isPair ? 2 : 1
  }
  // Two beside each other, or one at the end, are a leader's.
  return at === signs.length && dotted.length > text.length && !/\.\.|\.$/.test(dotted) ? dotted : text
}

/** Still there once leaders, boxes and lines are taken off. */
function isPrinted({ width, data }: Plane, { x, y, width: wide, height }: Rectangle): boolean {
  const middle = Math.floor(y + height / 2) * width + Math.floor(x + wide / 2)
  return (data[middle] as number) < 200
}
