import type { Rectangle } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'
import { inkBelow, type Plane } from './bitmap.ts'
import { type Component, componentsOf } from './components.ts'
import { isSurelyType, isTypedPage, legibleOf } from './legible.ts'
import type { SeenWord } from './ocr.ts'
import type { FlatPage } from './paper.ts'

/** Share of a word's ink that must be blue (or red) to call it pen work. */
const penShare = 0.45

/** The words that were written by pen, and those of them that can be read all the same. */
export interface PenWork {
  readonly words: ReadonlySet<SeenWord>
  readonly legible: ReadonlySet<SeenWord>
}

/**
 * The words that were written by pen: their ink is blue or red and they are no address, which Word prints in blue; or
 * they stand as no type sets them beside the printed words of their line. On a page that was filled in by type what was
 * recognised as only type is stays type. `print` is the page that was recognised, darker than `threshold` where it is
 * inked; `letter` is the height of small letters.
 */
export function penWork(
  words: readonly SeenWord[],
  flat: FlatPage,
  print: Plane,
  threshold: number,
  letter: number,
): PenWork {
  const isInked = (word: SeenWord): boolean =>
    flat.coloured && !/@|www|http/.test(word.text) && penInk(word.place, flat) > penShare
  const found = new Set(words.filter(({ place }) => place.height > letter * 6))
  const shapes = shapesOf(inkBelow(print, threshold), letter)
  const lines = [...Map.groupBy(words, ({ line }) => line).values()]
  const page = median(words.slice(0, 80).map((word) => shapes(word).stroke))
  const isByPen = (some: readonly SeenWord[], label: readonly SeenWord[]) =>
    isUneven(some.map(shapes), label.map(shapes), page, letter, some)
  const parts = lines.map((line) => ({
    ...parted(line),
    isLabelled: colonOf(line) >= 0,
    inked: line.filter((word) => !found.has(word) && isInked(word)),
  }))
  const isTyped = isTypedPage(parts.map(({ isLabelled, value, inked }) => (isLabelled ? value : inked)))
  for (const { label, value, inked } of parts) {
    for (const word of inked) found.add(word)
    if (value.length === 0 || label.length === 0) continue
    // A day or a count put into a printed line stands for itself: beside it others may be typed.
    const figures = label.length > 1 && !isTelephone(value) ? value.filter(isFigures) : []
    const shade = ({ place }: SeenWord) => shadeOf(place, print, threshold)
    const usual = figures.length > 0 ? median(label.map(shade)) : 0
    const written =
      !(isTyped && isSurelyType(value)) && isByPen(value, label)
        ? value
        : figures.filter((word) => isByPen([word], label) || Math.abs(shade(word) - usual) > otherInk)
    for (const word of written) found.add(word)
  }
  return { words: found, legible: legibleOf(found, isTyped) }
}

function penInk({ x, y, width, height }: Rectangle, flat: FlatPage): number {
  let ink = 0
  let pen = 0
  for (let row = Math.max(0, y); row < Math.min(flat.dark.height, y + height); row++)
    for (let column = Math.max(0, x); column < Math.min(flat.dark.width, x + width); column++) {
      const at = row * flat.dark.width + column
      if ((flat.dark.data[at] as number) > 150) continue
      ink++
      if ((flat.blue.data[at] as number) > 40 || (flat.red.data[at] as number) > 60) pen++
    }
  return ink === 0 ? 0 : pen / ink
}

const isFigures = ({ text }: SeenWord): boolean => /^[^\p{L}]*\d[\d.,]*$/u.test(text)

/** Its groups of figures are one value. */
function isTelephone(words: readonly SeenWord[]): boolean {
  const text = words.map((word) => word.text.replace(/fax/i, '')).join('')
  return !/\p{L}/u.test(text) && text.replace(/\D/g, '').length >= 8
}

/** Grey levels by which the ink of a word differs from that of its line when it is another ink. */
const otherInk = 34

/** The grey level that the darkest quarter of a word's ink reaches, on the flattened page. */
function shadeOf({ x, y, width, height }: Rectangle, page: Plane, threshold: number): number {
  const levels: number[] = []
  for (let row = Math.max(0, Math.round(y)); row < Math.min(page.height, y + height); row++)
    for (let column = Math.max(0, Math.round(x)); column < Math.min(page.width, x + width); column++) {
      const level = page.data[row * page.width + column] as number
      if (level < threshold) levels.push(level)
    }
  levels.sort((a, b) => a - b)
  return levels[levels.length >> 2] ?? threshold
}

/** The word with the colon that ends a label; the list of copies, "Nơi nhận:", stands beside the date and labels none. */
function colonOf(words: readonly SeenWord[]): number {
  const at = words.findIndex(({ text }) => text.endsWith(':'))
  return fold(
    words
      .slice(0, at + 1)
      .map(({ text }) => text)
      .join(' '),
  ) === 'noi nhan'
    ? -1
    : at
}

/** The printed words of a line, and what was put on it: all behind the colon, or its figures. */
function parted(line: readonly SeenWord[]): { label: SeenWord[]; value: SeenWord[] } {
  const words = line.filter(({ text }) => /[\p{L}\p{N}]{2}/u.test(text))
  const colon = colonOf(words)
  if (colon >= 0 && colon < words.length - 1)
    return {
      label: words.slice(0, colon + 1),
      value: words.slice(colon + 1).filter(({ text }) => !/^vb|th[aá]ng/iu.test(text)),
    }
  return { label: words.filter((word) => !isFigures(word)), value: words.filter(isFigures) }
}

/** How the signs of a word stand and how thick they are, in pixels. */
interface Shape {
  /** Lower and upper edges of its signs; marks above and below letters left out. */
  readonly feet: readonly number[]
  readonly heads: readonly number[]
  readonly stroke: number
}

function shapesOf(ink: Plane, letter: number): (word: SeenWord) => Shape {
  const { labels, width, all } = componentsOf(ink)
  const known = new Map<SeenWord, Shape>()
  const shapeOf = ({ place, text }: SeenWord): Shape => {
    const pieces = new Set<number>()
    let area = 0
    let edges = 0
    const right = Math.min(width, Math.ceil(place.x + place.width))
    const bottom = Math.min(ink.height, Math.ceil(place.y + place.height))
    for (let y = Math.max(0, Math.floor(place.y)); y < bottom; y++)
      for (let x = Math.max(0, Math.floor(place.x)); x < right; x++) {
        const label = labels[y * width + x]
        if (!label) continue
        pieces.add(label)
        area++
        if (!labels[y * width + x - 1] || !labels[y * width + x + 1]) edges++
      }
    const found = [...pieces]
      .map((label) => all[label] as Component)
      .filter((piece) => piece.bottom - piece.top > letter * 0.75 && piece.right - piece.left < letter * 3)
    const signs = withoutBrackets(found, text)
    return {
      feet: signs.map(({ bottom }) => bottom),
      heads: signs.map(({ top }) => top),
      stroke: (2 * area) / Math.max(1, edges),
    }
  }
  return (word) => {
    const shape = known.get(word) ?? shapeOf(word)
    known.set(word, shape)
    return shape
  }
}

/** "(024) 3747.7995": brackets are higher than figures and hang below the line, in type too. */
function withoutBrackets(signs: readonly Component[], text: string): readonly Component[] {
  const brackets = text.match(/[()]/g)?.length ?? 0
  if (brackets === 0) return signs
  const height = ({ top, bottom }: Component) => bottom - top
  const least = Math.min(...signs.map(height))
  const highest = [...signs].sort((a, b) => height(b) - height(a)).slice(0, brackets)
  return signs.filter((sign) => !highest.includes(sign) || height(sign) < least * 1.08)
}

/**
 * Type stands on the line of its label, its signs on one foot and, figures, of one height, with strokes as thick as
 * elsewhere on the page. On 230 typed and written values two in a hundred typed ones are taken for written; written
 * ones that are not noticed (one in ten) were recognised badly enough to be doubted.
 */
function isUneven(
  value: readonly Shape[],
  label: readonly Shape[],
  page: number,
  letter: number,
  words: readonly SeenWord[],
): boolean {
  const slack = Math.max(1, letter * 0.07)
  const count = value.reduce((sum, { feet }) => sum + feet.length, 0)
  if (count < 2) return false
  const mean = (of: (shape: Shape) => number) =>
    value.reduce((sum, shape) => sum + of(shape) * shape.feet.length, 0) / count
  const line = densest(
    label.flatMap(({ feet }) => feet),
    2,
  ).at
  const figures = words.every(({ text }) => /^[\d.,()+-]+$/.test(text))
  const off = mean(({ feet }) => Math.abs(densest(feet, slack).at - line)) / letter
  const onFoot = mean(({ feet }) => densest(feet, slack).share)
  const oneHeight = mean(({ heads }) => densest(heads, slack).share)
  const size = tallest(value) / Math.max(1, tallest(label))
  if (label.length > 1 && (size > largestType || size < smallestType)) return true
  if (off > 0.09 || onFoot < 0.72 * (1 - hanging(words)) || oneHeight < (figures ? 0.85 : 0.4)) return true
  // Bold type is thick too, but is surely recognised, and its figures stand in rank and file.
  const ranked = !figures || (count > 2 && off < 0.08 && onFoot === 1 && oneHeight === 1)
  const sure = words.filter(({ confidence }) => confidence > 0.9).length
  const surely = ranked && (sure === words.length || (words.length > 2 && sure >= words.length * 0.75))
  const own = mean(({ stroke }) => stroke)
  const beside = own / Math.max(0.1, median(label.map(({ stroke }) => stroke)))
  const usual = own / Math.max(0.1, page)
  return !surely && ((beside > 1.17 && usual > 1.17) || (beside < 0.75 && usual < 0.75))
}

/** Capitals of what is typed are as high as those of its label, in bold and in other typefaces too. */
const [smallestType, largestType] = [0.72, 1.3]

/** Height that one in seven signs reaches: that of capitals, figures and tall letters. */
function tallest(shapes: readonly Shape[]): number {
  const heights = shapes
    .flatMap(({ feet, heads }) => feet.map((foot, index) => foot - (heads[index] as number)))
    .sort((a, b) => b - a)
  return heights[Math.floor(heights.length / 7)] ?? 0
}

/** Share of the letters that reach below the line. */
function hanging(words: readonly SeenWord[]): number {
  const letters = words.flatMap(({ text }) =>
    [...text.normalize('NFD')].filter((sign) => /[\p{L}\p{N}]/u.test(sign)),
  )
  const low = words.flatMap(({ text }) => text.normalize('NFD').match(/[gjpqy]|\u0323/giu) ?? [])
  return Math.min(0.5, low.length / Math.max(1, letters.length))
}

/** The value that most lie around, and the share of all that do. */
function densest(values: readonly number[], slack: number): { at: number; share: number } {
  let [at, most] = [0, 0]
  for (const one of values) {
    const near = values.filter((other) => Math.abs(other - one) <= slack).length
    if (near > most) [at, most] = [one, near]
  }
  return { at, share: values.length === 0 ? 1 : most / values.length }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
