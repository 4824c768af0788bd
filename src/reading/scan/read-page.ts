import { linesIn } from '../layout/blocks.ts'
import { linesOf, type Placed } from '../layout/lines.ts'
import type { Ruling } from '../layout/ruling.ts'
import { layOut } from '../layout/tables.ts'
import type { Bitmap } from '../pdf/render.ts'
import { touch } from '../rectangles.ts'
import type { Block, Mark, Page } from '../transcript.ts'
import { hasStrokeBeside, isPrint } from './beside.ts'
import { inkBelow, type Plane, quarterTurned, rotated } from './bitmap.ts'
import type { MarkedPage } from './box-ink.ts'
import { bracketBoxes } from './brackets.ts'
import { holdsText, withDoubtedBoxes, withDoubtedRows, withMeasuredCells } from './cells.ts'
import { type Components, componentsOf, letterHeight, placeOf } from './components.ts'
import { erased, leadersOf } from './erase.ts'
import { marksOf, ringsOf, withoutBigStrokes, withoutRings } from './grey-seal.ts'
import { penWork } from './handwriting.ts'
import { type MeasuredBox, measureBoxes } from './measure.ts'
import { withNeedsGrid } from './needs-grid.ts'
import { recognise, type SeenWord } from './ocr.ts'
import {
  aligned,
  expectedBoxes,
  filledBoxes,
  type Outline,
  ofOneSize,
  outlinesOf,
  sidesOf,
  smallBoxes,
} from './outlines.ts'
import { type FlatPage, flattened, inkThreshold, printLevel, smallInk } from './paper.ts'
import { layFlat, sheetCorners } from './perspective.ts'
import { roundedBoxes } from './rounded-boxes.ts'
import { rulingsOf } from './rulings.ts'
import { type InkBothWays, inkBothWays } from './runs.ts'
import { sealsOf, withoutBlueStrokes, withoutSeals } from './seal.ts'
import { withSecondOpinion } from './second-opinion.ts'
import { readSignersLines } from './signers-lines.ts'
import { withoutStreaks } from './streaks.ts'
import { withStrips } from './strips.ts'
import { stacked } from './two-sheets.ts'
import { unreadInk } from './unread.ts'
import { lieOf } from './upright.ts'
import { wordsOf } from './words.ts'

/** A page read: its transcript, and the upright picture that its places refer to. */
export interface ReadPicture {
  readonly page: Page
  readonly upright: Bitmap
  readonly turned: boolean
}

/** Words that are surely words, of all that were recognised: below half the page stands on its head or is no text. */
const readable = 0.5
/** A4 at 200 dpi, pixels across. */
export const sheetWidth = 1654
/** Grey level of a flattened page below which a stroke counts, of a pencil or a thin grey line. */
const paleInk = 200

/**
 * Reads one page's picture of about 200 dpi; a photographed sheet is laid flat first. Of several `sheets`, which lay
 * beside each other in one picture, one long page is made.
 */
export async function readPicture(sheets: readonly Bitmap[], number: number): Promise<ReadPicture> {
  const straight = await Promise.all(sheets.map(straightened))
  const upright = stacked(straight.map(({ bitmap }) => bitmap))
  const turned = straight.some(({ sideways }) => sideways)
  const first = await readUpright(upright, number)
  if (first.sure >= readable || first.words === 0) return { page: first.page, upright, turned }
  const head = quarterTurned(upright, 2)
  const second = await readUpright(head, number)
  return second.sure > first.sure
    ? { page: second.page, upright: head, turned: true }
    : { page: first.page, upright, turned }
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

async function readUpright(
  bitmap: Bitmap,
  number: number,
): Promise<{ page: Page; sure: number; words: number }> {
  const { width, height } = bitmap
  const page = flattened(bitmap)
  const { threshold, seals, ink, components, ...flat } = unsealed(page)
  const letter = letterHeight(components, height)
  if (letter === null) return { page: { number, width, height, blocks: [], marks: seals }, sure: 0, words: 0 }

  // Pale ink counts too: a pencil's tick is a tick.
  const marks = inkBelow(flat.dark, Math.max(threshold, paleInk))
  const bothWays = inkBothWays(ink)
  const rulings = rulingsOf(bothWays, letter)
  const markPieces = componentsOf(marks)
  const drawn = withOthers(
    bracketBoxes(ink, components, letter),
    drawnBoxes(bothWays, threshold < paleInk ? marks : null, markPieces, letter),
  )
  const outlines = [...drawn, ...filledBoxes(components, drawn, letter)].sort(
    (a, b) => a.y - b.y || a.x - b.x,
  )
  const leaders = leadersOf(components, letter)
  const text = withoutBlueStrokes(flat.dark, flat.blue, letter)
  const bare = withoutBigStrokes(text, seals, threshold, letter)
  const bareOfBoxes = erased(bare, { pieces: leaders, places: outlines, rulings, letter })
  const seen = await recognise(bareOfBoxes)

  const expected = expectedBoxes(components, outlines, seen)
  const boxes = measure({ dark: flat.dark, marks, components, rulings }, [...outlines, ...expected], seen)
  const signers = await readSignersLines(seen, {
    flat: page,
    unsealed: flat.dark,
    print: bareOfBoxes,
    letter,
  })
  const print = signers?.print ?? bareOfBoxes
  const read = [
    ...(await withSecondOpinion(signers?.others ?? seen, print, letter)),
    ...(signers?.words ?? []),
  ]
  const pen = penWork(read, flat, print, threshold, letter)
  const words = wordsOf(read, { seen, boxes, pen, letter })
  const tokens: Placed[] = [...boxes.map(withoutMeasure), ...words]
  const ruled = rulings.filter((ruling) => !isSideOfBox(ruling, outlines))
  const { rulings: lines, drawn: guessed } = withNeedsGrid(
    withStrips(ruled, ink, read, letter),
    read,
    flat.dark,
    letter,
  )
  const blocks = layOut(tokens, lines, Math.max(4, letter * 0.4)).flatMap((block): Block[] => {
    if (block.kind === 'line') return [block]
    if (holdsText(block)) {
      const measured = withMeasuredCells(block, marks, lines, letter)
      return [guessed ? withDoubtedRows(measured) : measured]
    }
    return linesOf(linesIn([block]).flatMap((line) => line.tokens as Placed[]))
  })
  const writing = words.filter(({ text, handwritten }) => handwritten || /[\p{L}\p{N}]/u.test(text))
  const explained = [...writing, ...boxes, ...seals].flatMap(({ place }) => place ?? [])
  const lettered = seen.filter(({ text }) => /\p{L}/u.test(text))
  const surely = lettered.filter(({ text, confidence }) => /\p{L}{2,}/u.test(text) && confidence > 0.7)
  const sure = surely.length / Math.max(1, lettered.length)
  return {
    page: {
      number,
      width,
      height,
      blocks: sure < legible ? blocks.map(withDoubtedBoxes) : blocks,
      marks: [
        ...seals,
        ...signaturesOf(components, seen, boxes, blocks, letter),
        ...unreadInk(markPieces, explained, letter),
      ],
    },
    sure,
    words: seen.length,
  }
}

/**
 * Of the words of a page read well, faxes too, 86 in 100 and more are surely words; of one whose letters have run to
 * spots 45 at most, and there spots are taken for boxes.
 */
const legible = 0.7

/** The form has eight boxes: where fewer are found their sides may be paler than print. */
const boxesOfForm = 8

/** `paler`: the page with its pale ink, where it has more of that than of print; `pieces` are its pieces. */
function drawnBoxes(print: InkBothWays, paler: Plane | null, pieces: Components, letter: number): Outline[] {
  const sides = sidesOf(print, letter)
  const printed = outlinesOf(print, letter, { sides })
  if (printed.length >= boxesOfForm) return printed
  const pale = paler ? outlinesOf(inkBothWays(paler), letter) : []
  const square = pale.length > printed.length ? withOthers(pale, printed) : printed
  const oblong = square.length < fewBoxes ? outlinesOf(print, letter, { sides, widest: oblongSide }) : []
  if (oblong.length >= fewBoxes) return oblong
  const rounded = roundedBoxes(pieces, letter)
  if (rounded.length > 0) return aligned(ofOneSize(withOthers(rounded, square)), letter)
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
function unsealed(flat: FlatPage): UnsealedPage {
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

function measure(page: MarkedPage, outlines: readonly Outline[], seen: readonly SeenWord[]): MeasuredBox[] {
  const text = seen.filter(isPrint)
  return measureBoxes(page, outlines, (box) =>
    hasStrokeBeside(page.marks, page.components, box, outlines, text),
  )
}

const withoutMeasure = ({ inside, ...box }: MeasuredBox): Placed => box

function isSideOfBox({ upright, at, from, to }: Ruling, outlines: readonly Outline[]): boolean {
  const [x, y] = upright ? [at, (from + to) / 2] : [(from + to) / 2, at]
  return outlines.some(
    (box) => touch({ x: x - 2, y: y - 2, width: 4, height: 4 }, box) && to - from < box.width * 2,
  )
}

/** Big strokes that are no word, box or table: signatures and initials. */
function signaturesOf(
  { all }: Components,
  seen: readonly SeenWord[],
  boxes: readonly MeasuredBox[],
  blocks: readonly Block[],
  letter: number,
): Mark[] {
  const text = seen.filter((word) => /\p{L}{2,}/u.test(word.text) && word.confidence > 0.7)
  const tables = blocks.flatMap((block) => (block.kind === 'table' && block.place ? [block.place] : []))
  return all.flatMap((piece): Mark[] => {
    const place = placeOf(piece)
    if (place.height < letter * 3 || place.width < letter * 3 || place.height > letter * 30) return []
    if (piece.area > place.width * place.height * 0.5) return []
    if ([...tables, ...boxes.map((box) => box.place)].some((one) => touch(one, place))) return []
    const covered = text.filter((word) => touch(word.place, place)).length
    return covered > 4 ? [] : [{ kind: 'signature', place, confidence: 0.8 }]
  })
}
