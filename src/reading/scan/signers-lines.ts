import type { Rectangle } from '../../survey/answers.ts'
import { headings } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'
import { isSyllable } from '../../vietnamese/syllable.ts'
import { across, around, down, holdsMiddle } from '../rectangles.ts'
import { inkBelow, lay, newPlane, type Plane } from './bitmap.ts'
import { componentsOf, withoutPieces } from './components.ts'
import { recogniseAgain, type SeenWord } from './ocr.ts'
import { type FlatPage, printLevel } from './paper.ts'

export interface SignersLines {
  /** What is read where the signer's title and name stand. */
  readonly words: readonly SeenWord[]
  /** What was seen everywhere else. */
  readonly others: readonly SeenWord[]
  /** The page with the signer's lines freed of seal and signature. */
  readonly print: Plane
}

export interface PageUnderSeal {
  readonly flat: FlatPage
  /** Its dark ink with the seals taken off that were found. */
  readonly unsealed: Plane
  /** What was recognised: without seals, boxes and rulings. */
  readonly print: Plane
  /** Height of small letters in pixels. */
  readonly letter: number
}

/**
 * Reads the signer's title and name, over which a seal and a signature lie on nearly every paper, once more from a
 * picture in which only the black of print is left. Of 70 titles and names half were read before, nine in ten now.
 * `seen` is what was recognised. Null where neither the form's line "(Ký, ghi rõ họ tên, …)" nor a date is on the page.
 */
export async function readSignersLines(
  seen: readonly SeenWord[],
  { flat, unsealed, print, letter }: PageUnderSeal,
): Promise<SignersLines | null> {
  const area = areaOf(seen, print, letter)
  if (!area) return null
  const clear = withoutStrokes(onlyPrint(flat, unsealed, area), letter)
  const again = (await recogniseAgain(clear)).map((word) => ({
    ...word,
    place: { ...word.place, x: word.place.x + area.x, y: word.place.y + area.y },
  }))
  const kept = new Set(seen.filter(({ place }) => !holdsMiddle(area, place)))
  const first = seen.filter((word) => !kept.has(word))
  const words = again.flatMap((word) => withFirst(word, first) ?? [])
  // A name stamped in blue, or printed too pale, is gone from the clear picture.
  const lost = first.filter((word) => isSure(word) && !words.some(({ place }) => cross(place, word.place)))
  const line = Math.max(0, ...seen.map((word) => word.line)) + 1
  return {
    words: [...words.map((word) => ({ ...word, line: word.line + line })), ...lost],
    others: [...kept],
    print: patched(print, clear, area),
  }
}

const labels = headings
  .filter(({ id }) => id === 'signature' || id === 'signatureHint')
  .map(({ label }) => fold(label).split(' '))

/** In heights of small letters: as far down as a seal, a signature and a name reach. */
const deep = 34
/** Share of the page's width to either side of the heading's middle. */
const wide = 0.3

/**
 * Where title and name stand: below the printed lines at the signature's place, at their side of the page; below the
 * line of the date where a retyped form has no others.
 */
function areaOf(seen: readonly SeenWord[], page: Plane, letter: number): Rectangle | null {
  const lines = [...Map.groupBy(seen, ({ line }) => line).values()]
  const printed = lines.flatMap((line) => {
    const heading = line.filter(({ text }) => labels.some((label) => label.includes(fold(text))))
    const keys = new Set(heading.map(({ text }) => fold(text)))
    const isHeading = labels.some(
      (label) => label.filter((key) => keys.has(key)).length >= label.length * 0.6,
    )
    return isHeading && line.length < heading.length * 2 ? [around(heading.map(({ place }) => place))] : []
  })
  const last = printed.at(-1) ?? dateIn(lines)
  if (!last) return null
  const middle = last.x + last.width / 2
  const x = Math.max(0, Math.round(middle - page.width * wide))
  const right = Math.min(page.width, Math.round(middle + page.width * wide))
  const below = last.y + last.height
  // On a page set askew the line of the title begins higher than the printed one ends.
  const title = { x, y: below, width: right - x, height: letter * 3 }
  const tops = seen
    .filter((word) => isSure(word) && holdsMiddle(title, word.place))
    .map(({ place }) => place.y)
  const y = Math.round(Math.min(below + letter * 0.2, ...tops.map((top) => top - 1)))
  const bottom = Math.min(page.height, Math.round(y + letter * deep))
  return right - x < letter * 10 || bottom - y < letter * 3
    ? null
    : { x, y, width: right - x, height: bottom - y }
}

/**
 * The last "…, ngày … tháng … năm 2017" on the page with no more below it than a signer's lines and a list of copies.
 * A form has such a date at its head too, that of the letter it came with.
 */
function dateIn(lines: readonly (readonly SeenWord[])[]): Rectangle | null {
  const at = lines.findLastIndex((line) => {
    const keys = line.map(({ text }) => fold(text))
    return line.length <= longestDate && ['ngay', 'thang', 'nam'].every((key) => keys.includes(key))
  })
  const below = lines.slice(at + 1).flatMap((line) => line.filter(isSure))
  return at < 0 || below.length > mostBelow ? null : around((lines[at] ?? []).map(({ place }) => place))
}

/** Words of "Thừa Thiên Huế, ngày 20 tháng 4 năm 2017", and what a stroke or two are read as. */
const longestDate = 13
/** Surely read words of a title, a name and a list of copies; a form has two hundred a page. */
const mostBelow = 40

/**
 * Grey levels above print, as a share of those up to paper, that still count as ink: a seal in grey lies beyond, the
 * edges of letters do not.
 */
const reach = 0.6

/** The area in the brightest colour of each pixel, where red and blue ink are pale, and with pale ink faded out. */
function onlyPrint({ dark, red, blue }: FlatPage, unsealed: Plane, area: Rectangle): Plane {
  const black = printLevel(dark)
  const range = (255 - black) * reach
  const clear = newPlane(area.width, area.height)
  for (let y = 0; y < area.height; y++)
    for (let x = 0; x < area.width; x++) {
      const at = (area.y + y) * dark.width + area.x + x
      const coloured = (dark.data[at] as number) + Math.max(red.data[at] as number, blue.data[at] as number)
      const brightest = Math.max(coloured, unsealed.data[at] as number)
      clear.data[y * area.width + x] = Math.max(0, Math.min(255, ((brightest - black) * 255) / range))
    }
  return clear
}

/** Rows that so many letters share hold a line of text. */
const lettersOfLine = 5

/** Without what is too big for a letter, but for where it runs through a line of text. */
function withoutStrokes(page: Plane, letter: number): Plane {
  const components = componentsOf(inkBelow(page, 128))
  const inLine = new Uint16Array(page.height)
  for (const { top, bottom, left, right, area } of components.all)
    if (area > 0 && bottom - top > letter * 0.5 && bottom - top < letter * 2.2 && right - left < letter * 4)
      for (let y = top; y < bottom; y++) inLine[y]!++
  const big = components.all.filter(
    ({ left, top, right, bottom, area }) =>
      area > 0 && (bottom - top >= letter * 2.3 || right - left >= letter * 6),
  )
  return withoutPieces(page, components, big, (row) => (inLine[row] as number) >= lettersOfLine)
}

/** A word, or the "Q." of who acts for a head. */
const isSure = ({ text, confidence }: SeenWord): boolean => confidence > 0.85 && /\p{L}{2}|^Q\.$/u.test(text)

/** Read alike before, a word is as sure as the surer of both; otherwise a person looks at it. */
function withFirst(word: SeenWord, first: readonly SeenWord[]): SeenWord | null {
  const before = first.filter(({ text, place }) => /\p{L}/u.test(text) && cross(place, word.place))
  const same = before.find(({ text }) => text === word.text)
  if (same) return { ...word, confidence: Math.max(word.confidence, same.confidence) }
  // What is left of a signature is read as short words, of which the recogniser itself is not sure.
  if (word.confidence < 0.3 && !/\p{L}{3}/u.test(word.text)) return null
  const [other, ...more] = before
  const isOne = other && more.length === 0 && (isOfOneWord(other, word) || isAlike(other, word))
  const isLikelier = isOne && isRather(other, word)
  return { ...word, text: isLikelier ? other.text : word.text, confidence: Math.min(word.confidence, 0.45) }
}

/** "CHÁNH-VĂN", read as one word before, is not what each of its two words is, nor is "gô" the whole of "Ngô". */
const isOfOneWord = ({ place }: SeenWord, word: SeenWord): boolean =>
  place.width < word.place.width * 1.4 && place.width > word.place.width * 0.85

/** Of the same letters: "CHÁNH" and the "__.CHÁNH" with a stroke before it. */
const isAlike = (one: SeenWord, other: SeenWord): boolean =>
  [one, other]
    .map(({ text }) => text.replace(/[^\p{L}]/gu, ''))
    .every((letters, _, [first]) => letters === first)

/** The surer of two readings, unless only one of them is a syllable: "Dương" for the likes of "Đưong". */
function isRather(one: SeenWord, other: SeenWord): boolean {
  const [first, second] = [one, other].map(({ text }) => isSyllable(text))
  return first === second ? one.confidence > other.confidence : first === true
}

/** One stands where the other does, in half of the smaller one's width and height. */
const cross = (a: Rectangle, b: Rectangle): boolean =>
  across(a, b) > 0.5 * Math.min(a.width, b.width) && down(a, b) > 0.5 * Math.min(a.height, b.height)

function patched(page: Plane, patch: Plane, area: Rectangle): Plane {
  const whole = { ...page, data: new Uint8Array(page.data) }
  lay(whole, patch, area)
  return whole
}
