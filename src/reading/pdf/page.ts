import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Rectangle } from '../../survey/answers.ts'
import { clean } from '../../vietnamese/fold.ts'
import type { Placed } from '../layout/lines.ts'
import type { Ruling } from '../layout/ruling.ts'
import { layOut } from '../layout/tables.ts'
import { around } from '../rectangles.ts'
import type { DigitalSignature, Mark, Page, Word } from '../transcript.ts'
import { type PdfAnnotation, readAnnotations } from './annotations.ts'
import { findBoxes, largePictures } from './boxes.ts'
import { type Drawn, drawPage } from './draw.ts'
import { fieldFrames } from './field-frames.ts'
import { fieldBoxes, fieldWords } from './form-fields.ts'
import { glyphsOf, type Run, without } from './glyph.ts'
import { looseMarks } from './loose-marks.ts'
import type { Matrix } from './matrix.ts'
import type { Path } from './paths.ts'
import { withoutCovered, withoutOutside, withoutUnseen } from './seen.ts'
import { takeStamps } from './signatures.ts'
import { isSenseless, wordsOf } from './words.ts'

export interface ReadPage {
  readonly page: Page
  /** By how many degrees clockwise the page was turned so that its words stand upright. */
  readonly turned: number
  /** Boxes whose state the picture of the page must tell. */
  readonly toLookAt: readonly Rectangle[]
  /** The page is a picture, or its text cannot be trusted: it is for the reader of scans. */
  readonly isScan: boolean
  readonly hiddenText: boolean
  readonly hasFields: boolean
  readonly stamps: readonly DigitalSignature[]
}

/** Lines that belong together lie within this many points. */
const tolerance = 2

/** Reads one page by its drawing: words and boxes by place, tables by their rulings, fields and annotations as drawn. */
export async function readPage(
  page: PDFPageProxy,
  number: number,
  isVisible: (layer: unknown) => boolean,
): Promise<ReadPage> {
  let viewport = page.getViewport({ scale: 1 })
  let all = await drawPage(page, viewport.transform as unknown as Matrix, isVisible)
  const turned = turnOf(all.runs)
  if (turned !== 0) {
    viewport = page.getViewport({ scale: 1, rotation: (page.rotate + turned) % 360 })
    all = await drawPage(page, viewport.transform as unknown as Matrix, isVisible)
  }
  all = withoutOutside(all, viewport)
  const area = viewport.width * viewport.height
  const annotations = await readAnnotations(page, viewport.transform)
  const isNoMark = new Set(annotations.filter(({ drawsNoMark }) => drawsNoMark).map(({ id }) => id))
  const slanting = all.runs.filter(isSlanting)
  const drawn = slanting.length === 0 ? all : { ...all, runs: all.runs.filter((run) => !isSlanting(run)) }
  const frames = fieldFrames(drawn)
  const framed =
    frames.size === 0 ? drawn : { ...drawn, paths: drawn.paths.filter((path) => !frames.has(path)) }
  const uncovered = withoutUnseen(withoutCovered(framed, area))
  const written = fieldWords(annotations, uncovered.runs)
  const visible =
    written.replaced.size === 0
      ? uncovered
      : {
          ...uncovered,
          runs: uncovered.runs.filter(({ annotation }) => !written.replaced.has(annotation ?? '')),
        }

  const found = findBoxes(visible, isNoMark)
  const typed = wordsOf(without(visible.runs, found.usedGlyphs))
  const { words: plain, stamps } = takeStamps(typed)
  const stampLetters = stamps.length === 0 ? 0 : letters(typed) - letters(plain)
  const fields = fieldBoxes(annotations, found.boxes, visible)
  const boxes = [
    ...found.boxes.filter(({ place }) => !fields.replaced.some((one) => same(one, place))),
    ...fields.boxes,
    ...written.words,
  ]
  const paths = visible.paths.filter((path) => !found.usedPaths.has(path))
  const words = styled(plain, paths, annotations)
  const { rulings, others } = sortPaths(paths, isNoMark)
  const blocks = layOut([...words, ...boxes], rulings, tolerance)
  const loose = looseMarks(others, blocks)
  return {
    page: {
      number,
      width: viewport.width,
      height: viewport.height,
      blocks:
        loose.boxes.length > 0 ? layOut([...words, ...boxes, ...loose.boxes], rulings, tolerance) : blocks,
      marks: [
        ...annotations.flatMap(({ mark }) => mark ?? []),
        ...loose.marks,
        ...largePictures(visible.pictures).map(
          ({ place }): Mark => ({ kind: 'picture', place, confidence: 1 }),
        ),
        ...slantingNote(slanting),
      ],
    },
    turned,
    toLookAt: found.toLookAt.filter((place) => !fields.replaced.some((one) => same(one, place))),
    isScan: isScan(visible, area, stampLetters),
    hiddenText: drawn.hiddenLetters > 20 || countOf(visible.runs) < countOf(drawn.runs),
    hasFields: annotations.some(({ field }) => field !== null && field.kind !== 'signature'),
    stamps,
  }
}

const letters = (words: readonly Word[]): number => words.reduce((sum, { text }) => sum + text.length, 0)

/** The quarter turn that brings most of a page's letters upright: scanners and printers write pages on their side. */
function turnOf(runs: readonly Run[]): number {
  if (runs.every(({ turn }) => turn === 0)) return 0
  const counts = [0, 0, 0, 0]
  for (const { turn, glyphs } of runs) {
    if (turn % 90 === 0) for (const { isSpace } of glyphs) if (!isSpace) (counts[turn / 90] as number)++
  }
  const most = counts.indexOf(Math.max(...counts))
  return most === 0 ? 0 : 360 - most * 90
}

/** A watermark across the page or a note along its edge: its letters must not get between the words of lines. */
const isSlanting = ({ turn, annotation }: Run): boolean => annotation === null && turn > 8 && turn < 352

function slantingNote(runs: readonly Run[]): Mark[] {
  if (runs.length === 0) return []
  const glyphs = glyphsOf(runs)
  const text = clean(glyphs.map((glyph) => glyph.text).join('')).trim()
  return [{ kind: 'note', place: around(glyphs), confidence: 1, text }]
}

const countOf = (runs: readonly Run[]): number => runs.reduce((sum, { glyphs }) => sum + glyphs.length, 0)

const same = (a: Rectangle, b: Rectangle): boolean => a.x === b.x && a.y === b.y

/**
 * A page is a scan when pictures fill half of it and little is written beside them (typed answers and stamps have
 * some 100 to 400 letters, the form's own pages 600 and more), when it has drawings but no letters (text turned into
 * outlines), or when its letters have no meaning (fonts without a table).
 */
function isScan(drawn: Drawn, area: number, stampLetters: number): boolean {
  let all = 0
  let senseless = 0
  for (const { font, annotation, glyphs } of drawn.runs) {
    if (annotation !== null) continue
    for (const { text, isSpace } of glyphs) {
      if (isSpace) continue
      all++
      if (isSenseless(text) && !/wingdings|webdings|dingbats|symbol/i.test(font)) senseless++
    }
  }
  const count = all - stampLetters
  const pictured = drawn.pictures.reduce((sum, { place }) => sum + place.width * place.height, 0)
  if (pictured > 0.45 * area && count < (pictured > 0.8 * area ? 450 : 260)) return true
  if (count <= 0 && (drawn.paths.length > 400 || pictured > 0.1 * area)) return true
  return all > 40 && senseless > 0.3 * all
}

/** The straight lines of a path that may rule a table: strokes, and fills too thin to be anything else. */
function rulingsOf(path: Path): Ruling[] {
  if (path.white || path.annotation !== null || path.curved) return []
  const { place } = path
  if (path.filled && !path.stroked) {
    if (place.height <= 2.5 && place.width > 8)
      return [level(place.y + place.height / 2, place.x, place.x + place.width)]
    if (place.width <= 2.5 && place.height > 6)
      return [upright(place.x + place.width / 2, place.y, place.y + place.height)]
    return []
  }
  return path.pieces.flatMap(([x0, y0, x1, y1]): Ruling[] => {
    if (Math.abs(y0 - y1) < 0.8 && Math.abs(x0 - x1) > 8)
      return [level((y0 + y1) / 2, Math.min(x0, x1), Math.max(x0, x1))]
    if (Math.abs(x0 - x1) < 0.8 && Math.abs(y0 - y1) > 6)
      return [upright((x0 + x1) / 2, Math.min(y0, y1), Math.max(y0, y1))]
    return []
  })
}

const level = (at: number, from: number, to: number): Ruling => ({ upright: false, at, from, to })
const upright = (at: number, from: number, to: number): Ruling => ({ upright: true, at, from, to })

/** A stroke shorter than this rules nothing, unless it joins others to a grid. */
const shortestRuling = 24

/** Parts what may rule a table or line a text from what was drawn for another purpose. */
function sortPaths(
  paths: readonly Path[],
  isNoMark: ReadonlySet<string>,
): { rulings: Ruling[]; others: Path[] } {
  const others: Path[] = []
  const ruled = paths.map((path) => ({ path, here: rulingsOf(path) }))
  const rulings = ruled.flatMap(({ here }) => here)
  for (const { path, here } of ruled) {
    const { width, height } = path.place
    const isRule =
      here.length > 0 &&
      (Math.max(width, height) >= shortestRuling || here.every((one) => joinsOthers(one, rulings)))
    // Dotted leaders are drawn as dots or dashes, thin and many.
    const isDot = height < 2.2 && width < 9
    if (!isRule && !isDot && !path.white && !(path.annotation && isNoMark.has(path.annotation)))
      others.push(path)
  }
  return { rulings, others }
}

/** Both its ends meet other rulings: one side of one cell, as browsers and drawing libraries print a table's grid. */
function joinsOthers(ruling: Ruling, rulings: readonly Ruling[]): boolean {
  const meets = (end: number) =>
    rulings.some((other) => {
      if (other === ruling) return false
      const [along, across] = other.upright === ruling.upright ? [end, ruling.at] : [ruling.at, end]
      return (
        Math.abs(other.at - across) <= tolerance &&
        along >= other.from - tolerance &&
        along <= other.to + tolerance
      )
    })
  return meets(ruling.from) && meets(ruling.to)
}

/** Words with what lies over them: highlighter, strokes through them or under them. */
function styled(
  words: readonly (Placed & Word)[],
  paths: readonly Path[],
  annotations: readonly PdfAnnotation[],
): (Placed & Word)[] {
  const lines = paths.filter(({ place, white }) => !white && place.height < 2.2 && place.width > 4)
  const shades = paths.filter(
    ({ pale, white, filled, curved, place }) =>
      pale && !white && filled && !curved && place.height > 5 && place.height < 40,
  )
  const over = (kind: Mark['kind']): Rectangle[] =>
    annotations.flatMap(({ mark }) => (mark?.kind === kind && mark.place ? [mark.place] : []))
  const highlights = [...shades.map(({ place }) => place), ...over('highlight')]
  const strikes = over('strike')
  const all = [...lines.map(({ place }) => place), ...highlights, ...strikes]
  return words.map((word) => {
    const { y, height } = word.place
    const isLevel = all.some((place) => place.y < y + 1.15 * height && place.y + place.height > y)
    return isLevel ? styledBy(word, lines, highlights, strikes) : word
  })
}

function styledBy(
  word: Placed & Word,
  lines: readonly Path[],
  highlights: readonly Rectangle[],
  strikes: readonly Rectangle[],
): Placed & Word {
  const { x, y, width, height } = word.place
  const covers = (place: Rectangle): boolean =>
    place.x < x + 0.35 * width && place.x + place.width > x + 0.65 * width
  const at = (place: Rectangle): number => (place.y + place.height / 2 - y) / height
  const level = lines.filter(({ place }) => covers(place))
  const inside = (place: Rectangle): boolean =>
    covers(place) && place.y < y + 0.4 * height && place.y + place.height > y + 0.6 * height
  const struck = level.some(({ place }) => at(place) > 0.35 && at(place) < 0.66) || strikes.some(inside)
  const highlighted = highlights.some(inside)
  // A rule much longer than the word is a table's or a blank's.
  const underlined = level.some(
    ({ place }) => at(place) > 0.72 && at(place) < 1.15 && place.width < 4 * width + 60,
  )
  if (!struck && !highlighted && !underlined) return word
  return {
    ...word,
    style: {
      ...word.style,
      ...(struck ? { struck } : {}),
      ...(highlighted ? { highlighted } : {}),
      ...(underlined ? { underlined } : {}),
    },
  }
}
