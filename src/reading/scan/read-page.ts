import { linesIn } from '../layout/blocks.ts'
import { linesOf, type Placed } from '../layout/lines.ts'
import type { Ruling } from '../layout/ruling.ts'
import { layOut } from '../layout/tables.ts'
import { touch } from '../rectangles.ts'
import type { Block, Mark, Page } from '../transcript.ts'
import { hasStrokeBeside, type PrintedWord, printIn } from './beside.ts'
import { quarterTurned } from './bitmap.ts'
import type { MarkedPage } from './box-ink.ts'
import { withDrawnCapitals } from './capitals.ts'
import { holdsText, withDoubtedBoxes, withDoubtedRows, withMeasuredCells } from './cells.ts'
import { type Components, placeOf, placesOf } from './components.ts'
import { penWork } from './handwriting.ts'
import { expectedBoxes } from './hidden-boxes.ts'
import { withDoubtedEnds } from './lost-stops.ts'
import { type MeasuredBox, measureBoxes } from './measure.ts'
import { withNeedsGrid } from './needs-grid.ts'
import { handedOver, type Recognition, type SeenWord } from './ocr.ts'
import type { Outline } from './outline.ts'
import { withPaleTables } from './pale-tables.ts'
import { type PreparedPage, prepared, type UprightPage } from './prepare-page.ts'
import { withSecondOpinion } from './second-opinion.ts'
import { readSignersLines } from './signers-lines.ts'
import { withStrips } from './strips.ts'
import { unreadInk } from './unread.ts'
import { wordsOf } from './words.ts'

/** A page read: its transcript, and the upright picture that its places refer to. */
export interface ReadPicture extends Pick<UprightPage, 'upright' | 'turned'> {
  readonly page: Page
}

/** Words that are surely words, of all that were recognised: below half the page stands on its head or is no text. */
const readable = 0.5

/** Hands a page's print to the recogniser. */
export const recognition = async ({ text }: PreparedPage): Promise<Recognition> =>
  text ? await handedOver(text.print) : { words: Promise.resolve([]) }

/** Reads a page in which the recogniser saw these words; once more the other way up where they are no words. */
export async function readPage(page: PreparedPage, seen: readonly SeenWord[]): Promise<ReadPicture> {
  const { number, upright, turned } = page
  const first = await readUpright(page, seen)
  if (first.sure >= readable || seen.length === 0) return { page: first.page, upright, turned }
  const head = prepared({ number, upright: quarterTurned(upright, 2), turned: true })
  const { words } = await recognition(head)
  const second = await readUpright(head, await words)
  return second.sure > first.sure
    ? { page: second.page, upright: head.upright, turned: true }
    : { page: first.page, upright, turned }
}

async function readUpright(
  { number, upright: { width, height }, seals, text }: PreparedPage,
  seen: readonly SeenWord[],
): Promise<{ page: Page; sure: number }> {
  if (!text) return { page: { number, width, height, blocks: [], marks: seals }, sure: 0 }
  const { unsealed, threshold, letter, ink, components, marks, markPieces, rulings, outlines } = text

  const expected = expectedBoxes(components, outlines, seen)
  const boxes = measure(
    { dark: unsealed.dark, marks, components, rulings },
    [...outlines, ...expected],
    printIn(seen, outlines, letter),
  )
  const signers = await readSignersLines(seen, {
    flat: text.flat,
    unsealed: unsealed.dark,
    print: text.print,
    letter,
  })
  const print = signers?.print ?? text.print
  const second = await withSecondOpinion(signers?.others ?? seen, print, letter)
  const pieces = placesOf(components)
  const own = withDoubtedEnds(withDrawnCapitals(second, pieces), print, pieces, letter)
  const read = [...own, ...(signers?.words ?? [])]
  const pen = penWork(read, unsealed, print, threshold, letter)
  const placed = wordsOf(read, { seen, boxes, pen, letter })
  const words = [...placed.keys()]
  const lineOf: ReadonlyMap<Placed, number> = placed
  const inOneLine = (one: Placed, other: Placed): boolean =>
    lineOf.has(one) && lineOf.get(one) === lineOf.get(other)
  const tokens: Placed[] = [...boxes.map(withoutMeasure), ...words]
  const ruled = rulings.filter((ruling) => !isSideOfBox(ruling, outlines))
  const { rulings: lines, drawn: guessed } = withNeedsGrid(
    withStrips(
      boxes.length < fewBoxes ? withPaleTables(ruled, read, unsealed.dark, letter) : ruled,
      ink,
      read,
      letter,
    ),
    read,
    unsealed.dark,
    letter,
  )
  const blocks = layOut(tokens, lines, Math.max(4, letter * 0.4), inOneLine).flatMap((block): Block[] => {
    if (block.kind === 'line') return [block]
    if (holdsText(block)) {
      const measured = withMeasuredCells(block, marks, lines, letter)
      return [guessed ? withDoubtedRows(measured) : measured]
    }
    return linesOf(
      linesIn([block]).flatMap((line) => line.tokens as Placed[]),
      inOneLine,
    )
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
  }
}

/**
 * Of the words of a page read well, faxes too, 86 in 100 and more are surely words; of one whose letters have run to
 * spots 45 at most, and there spots are taken for boxes.
 */
const legible = 0.7

/** Of eight; fewer on a page with statements are none of theirs. */
const fewBoxes = 4

function measure(
  page: MarkedPage,
  outlines: readonly Outline[],
  print: readonly PrintedWord[],
): MeasuredBox[] {
  return measureBoxes(page, outlines, (box) =>
    hasStrokeBeside(page.marks, page.components, box, outlines, print),
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
