import type { Ruling } from '../layout/ruling.ts'
import type { Bitmap } from '../pdf/render.ts'
import { touch } from '../rectangles.ts'
import type { Mark } from '../transcript.ts'
import { inkBelow, type Plane, quarterTurned, rotated } from './bitmap.ts'
import { bracketBoxes } from './brackets.ts'
import { type Components, componentsOf, letterHeight } from './components.ts'
import { erased, leadersOf } from './erase.ts'
import { outlinesOf, sidesOf, smallBoxes } from './find-outlines.ts'
import { marksOf, ringsOf, withoutBigStrokes, withoutRings } from './grey-seal.ts'
import { filledBoxes } from './hidden-boxes.ts'
import { aligned, type Outline, ofOneSize, withoutLetters } from './outline.ts'
import { type FlatPage, flattened, inkThreshold, printLevel, smallInk } from './paper.ts'
import { layFlat, sheetCorners } from './perspective.ts'
import { roundedBoxes } from './rounded-boxes.ts'
import { rulingsOf } from './rulings.ts'
import { type InkBothWays, inkBothWays } from './runs.ts'
import { sealsOf, withoutBlueStrokes, withoutSeals } from './seal.ts'
import { withoutStreaks } from './streaks.ts'
import { stacked } from './two-sheets.ts'
import { lieOf } from './upright.ts'

export interface UprightPage {
  readonly number: number
  /** The picture that all places refer to. */
  readonly upright: Bitmap
  /** The page lay on its side or stood on its head. */
  readonly turned: boolean
}

/** A page ready for its words to be recognised. */
export interface PreparedPage extends UprightPage {
  readonly seals: readonly Mark[]
  /** Null where there is nothing as large as letters. */
  readonly text: PreparedText | null
}

interface PreparedText {
  /** The page on even paper, its seals still on it. */
  readonly flat: FlatPage
  /** The same without its seals. */
  readonly unsealed: FlatPage
  /** Grey level where print ends and paper begins. */
  readonly threshold: number
  /** Height of small letters in pixels. */
  readonly letter: number
  readonly ink: Plane
  readonly components: Components
  /** The ink with pale strokes, a pencil's tick among them, and its pieces. */
  readonly marks: Plane
  readonly markPieces: Components
  readonly rulings: readonly Ruling[]
  readonly outlines: readonly Outline[]
  /** What the words are recognised from: without seals, boxes, leaders, rulings and big strokes. */
  readonly print: Plane
}

/** A4 at 200 dpi, pixels across. */
export const sheetWidth = 1654
/** Grey level of a flattened page below which a stroke counts, of a pencil or a thin grey line. */
const paleInk = 200
/** Where print is faded thin lines are paler than its letters' edges, by this share of the way to paper. */
const thinner = 0.4

/**
 * Sets one page's picture of about 200 dpi upright; a photographed sheet is laid flat first. Of several `sheets`, which
 * lay beside each other in one picture, one long page is made.
 */
export async function setUpright(sheets: readonly Bitmap[], number: number): Promise<UprightPage> {
  const straight = await Promise.all(sheets.map(straightened))
  return {
    number,
    upright: stacked(straight.map(({ bitmap }) => bitmap)),
    turned: straight.some(({ sideways }) => sideways),
  }
}

/** Takes seals, boxes and rulings off an upright page, so that only what is text is left to recognise. */
export function prepared(page: UprightPage): PreparedPage {
  const { upright } = page
  const flat = flattened(upright)
  const { threshold, seals, ink, components, ...unsealed } = withoutItsSeals(flat)
  const letter = letterHeight(components, upright.height)
  if (letter === null) return { ...page, seals, text: null }

  // Pale ink counts too: a pencil's tick is a tick.
  const level = Math.max(threshold, paleInk)
  const marks = inkBelow(unsealed.dark, level)
  const thin = threshold + (255 - threshold) * thinner
  const bothWays = inkBothWays(ink)
  const thinBothWays = thin > level ? inkBothWays(inkBelow(unsealed.dark, thin)) : null
  const printed = rulingsOf(bothWays, letter)
  const rulings = thinBothWays ? withThinLines(printed, rulingsOf(thinBothWays, letter), letter) : printed
  const markPieces = componentsOf(marks)
  const boxes = aligned(
    withOthers(
      bracketBoxes(ink, components, letter),
      drawnBoxes(
        bothWays,
        () => thinBothWays ?? (threshold < level ? inkBothWays(marks) : null),
        markPieces,
        letter,
        marginOf(components, letter),
      ),
    ),
    letter,
    ink,
  )
  const drawn = withoutLetters(boxes, components, letter)
  const outlines = [...drawn, ...filledBoxes(components, drawn, letter)].sort(
    (a, b) => a.y - b.y || a.x - b.x,
  )
  const leaders = leadersOf(components, letter)
  const text = withoutBlueStrokes(unsealed.dark, unsealed.blue, letter)
  const bare = withoutBigStrokes(text, seals, threshold, letter)
  const print = erased(bare, { pieces: leaders, places: outlines, rulings, letter })
  return {
    ...page,
    seals,
    text: {
      flat,
      unsealed,
      threshold,
      letter,
      ink,
      components,
      marks,
      markPieces,
      rulings,
      outlines,
      print,
    },
  }
}

/** The sheet laid flat, its lines level. */
async function straightened(picture: Bitmap): Promise<{ bitmap: Bitmap; sideways: boolean }> {
  const corners = sheetCorners(picture)
  const clear = withoutStreaks(picture)
  const bitmap = corners ? layFlat(clear, corners, sheetWidth) : clear
  const lie = lieOf(smallInk(bitmap).ink)
  const level = quarterTurned(bitmap, lie.sideways ? 1 : 0)
  return {
    bitmap: Math.abs(lie.angle) < 0.0012 ? level : await rotated(level, lie.angle),
    sideways: lie.sideways,
  }
}

/** In heights of small letters: boxes stand no farther before the text than this. */
const farBefore = 5

/**
 * Left of it no boxes stand: in the shadow of a book's fold, or at a border set aslant, squares are seen far before all
 * text.
 */
function marginOf({ all }: Components, letter: number): number {
  const lefts = all
    .filter(({ top, bottom, area }) => area > 0 && bottom - top > letter * 0.7 && bottom - top < letter * 2)
    .map(({ left }) => left)
    .sort((a, b) => a - b)
  return (lefts[Math.floor(lefts.length * 0.05)] ?? 0) - letter * farBefore
}

/** In heights of small letters: a table's lines across are as long as the text is wide, and those down as a row is high. */
const [longestWord, highestWord] = [30, 5]

/** The printed lines with those that only pale ink shows, where they are longer than any letters that blur into one. */
function withThinLines(
  printed: readonly Ruling[],
  thin: readonly Ruling[],
  letter: number,
): readonly Ruling[] {
  const long = thin.filter(
    ({ upright, from, to }) => to - from > letter * (upright ? highestWord : longestWord),
  )
  const isWhole = (one: Ruling): boolean =>
    !long.some(
      ({ upright, at, from, to }) =>
        upright === one.upright && Math.abs(at - one.at) <= 3 && from < one.to && to > one.from,
    )
  return [...printed.filter(isWhole), ...long]
}

/** The form has eight boxes: where fewer are found their sides may be paler than print. */
const boxesOfForm = 8

/**
 * `paler`: the page with its pale ink, where it has more of that than of print, made only if asked for; `pieces` are its
 * pieces.
 */
function drawnBoxes(
  print: InkBothWays,
  paler: () => InkBothWays | null,
  pieces: Components,
  letter: number,
  margin: number,
): Outline[] {
  const sides = sidesOf(print, letter)
  const isBesideText = ({ x, width }: Outline): boolean => x + width > margin
  const printed = outlinesOf(print, letter, { sides }).filter(isBesideText)
  if (printed.length >= boxesOfForm) return printed
  const palerInk = paler()
  const pale = palerInk ? outlinesOf(palerInk, letter).filter(isBesideText) : []
  const square = pale.length > printed.length ? withOthers(pale, printed) : printed
  const oblong = square.length < fewBoxes ? outlinesOf(print, letter, { sides, widest: oblongSide }) : []
  if (oblong.length >= fewBoxes) return oblong
  const rounded = roundedBoxes(pieces, letter)
  if (rounded.length > 0) return aligned(ofOneSize(withOthers(rounded, square)), letter, print.level.plane)
  const small = square.length < fewBoxes ? smallBoxes(print, letter) : []
  return small.length > 0 ? small : square
}

/** Some draw their boxes half again as wide as high. */
const oblongSide = 1.8

/** Fewer squares than these on a page are letters and logos as likely as boxes. */
const fewBoxes = 3

const withOthers = (boxes: readonly Outline[], others: readonly Outline[]): Outline[] => [
  ...boxes,
  ...others.filter((one) => !boxes.some((box) => touch(one, box))),
]

interface UnsealedPage extends FlatPage {
  readonly seals: readonly Mark[]
  /** Where print ends and paper begins. */
  readonly threshold: number
  readonly ink: Plane
  readonly components: Components
}

/** The page with its seals taken off, by their red or by their ring. */
function withoutItsSeals(flat: FlatPage): UnsealedPage {
  const threshold = inkThreshold(flat.dark)
  const inked = (dark: Plane, seals: readonly Mark[]): UnsealedPage => {
    const ink = inkBelow(dark, threshold)
    return { ...flat, dark, seals, threshold, ink, components: componentsOf(ink) }
  }
  const red = sealsOf(flat.red)
  if (red.length > 0) return inked(withoutSeals(flat.dark, flat.red, red), red)
  const page = inked(flat.dark, [])
  const rings = ringsOf(page.dark, page.ink, page.components)
  if (rings.length === 0) return page
  return inked(withoutRings(page.dark, page.ink, rings, printLevel(page.dark)), marksOf(rings))
}
