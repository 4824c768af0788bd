import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Rectangle } from '../../survey/answers.ts'
import type { Placed } from '../layout/lines.ts'
import { layOut, type Ruling } from '../layout/tables.ts'
import type { Mark, Page, Word } from '../transcript.ts'
import { fieldTokens, type PdfAnnotation, readAnnotations } from './annotations.ts'
import { findBoxes, largePictures } from './boxes.ts'
import { type Drawn, drawPage, type Path } from './draw.ts'
import { wordsOf } from './words.ts'

export interface ReadPage {
  readonly page: Page
  /** Boxes whose state the picture of the page must tell. */
  readonly toLookAt: readonly Rectangle[]
  /** The page is a picture, or its text cannot be trusted: it is for the reader of scans. */
  readonly isScan: boolean
  readonly hiddenText: boolean
  readonly hasFields: boolean
}

/** Lines that belong together lie within this many points. */
const tolerance = 2

/** Reads one page by its drawing: words and boxes by place, tables by their rulings, fields and annotations as drawn. */
export async function readPage(page: PDFPageProxy, number: number): Promise<ReadPage> {
  const drawn = await drawPage(page)
  const viewport = page.getViewport({ scale: 1 })
  const annotations = await readAnnotations(page, viewport.transform)
  const isNoMark = new Set(annotations.filter(({ drawsNoMark }) => drawsNoMark).map(({ id }) => id))
  const visible = withoutCovered(drawn, viewport.width * viewport.height)
  const scan = isScan(visible, viewport.width * viewport.height)

  const found = findBoxes(visible, isNoMark)
  const glyphs = visible.glyphs.filter((glyph) => !found.usedGlyphs.has(glyph))
  const words = wordsOf(glyphs)
  const fields = fieldTokens(annotations, words, found.boxes, visible)
  const boxes = [
    ...found.boxes.filter(({ place }) => !fields.replaced.some((one) => same(one, place))),
    ...fields.tokens,
  ]
  const paths = visible.paths.filter((path) => !found.usedPaths.has(path))
  const rulings = paths.flatMap(rulingsOf)
  const tokens: Placed[] = [...words, ...boxes]
  return {
    page: {
      number,
      width: viewport.width,
      height: viewport.height,
      blocks: layOut(tokens, rulings, tolerance),
      marks: marksOf(annotations, paths, words, visible),
    },
    toLookAt: found.toLookAt.filter((place) => !fields.replaced.some((one) => same(one, place))),
    isScan: scan,
    hiddenText: drawn.hiddenLetters > 20 || visible.glyphs.length < drawn.glyphs.length,
    hasFields: annotations.some(({ field }) => field !== null),
  }
}

const same = (a: Rectangle, b: Rectangle): boolean => a.x === b.x && a.y === b.y

/** Glyphs under a picture that fills the page are a text layer nobody sees. */
function withoutCovered(drawn: Drawn, area: number): Drawn {
  const cover = drawn.pictures.findLast(({ place }) => place.width * place.height > 0.8 * area)
  if (!cover) return drawn
  return {
    ...drawn,
    glyphs: drawn.glyphs.filter(({ order, annotation }) => order > cover.order || annotation !== null),
    paths: drawn.paths.filter(({ order, annotation }) => order > cover.order || annotation !== null),
  }
}

/**
 * A page is a scan when pictures fill half of it and hardly anything is written beside them (a signature stamp has
 * about 150 letters), when it has drawings but no letters (text turned into outlines), or when its letters have no
 * meaning (fonts without a table).
 */
function isScan(drawn: Drawn, area: number): boolean {
  const letters = drawn.glyphs.filter(({ isSpace, annotation }) => !isSpace && annotation === null)
  const pictured = drawn.pictures.reduce((sum, { place }) => sum + place.width * place.height, 0)
  if (pictured > 0.45 * area && letters.length < 260) return true
  if (letters.length === 0 && (drawn.paths.length > 400 || pictured > 0.1 * area)) return true
  const senseless = letters.filter(
    ({ text, font }) => isSenseless(text) && !/wingdings|webdings|dingbats|symbol/i.test(font),
  )
  return letters.length > 40 && senseless.length > 0.3 * letters.length
}

const isSenseless = (text: string): boolean => text === '' || /^[\p{Cc}\p{Co}\p{Cn}\ufffd]/u.test(text)

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

/** Drawings that are no text, box or ruling: what an annotation drew, strokes through words, pictures. */
function marksOf(
  annotations: readonly PdfAnnotation[],
  paths: readonly Path[],
  words: readonly (Placed & Word)[],
  drawn: Drawn,
): Mark[] {
  const marks: Mark[] = annotations.flatMap(({ mark }) => mark ?? [])
  for (const path of paths) {
    if (path.white || path.annotation !== null) continue
    const slanted =
      path.stroked && path.pieces.some(([x0, y0, x1, y1]) => Math.abs(x0 - x1) > 3 && Math.abs(y0 - y1) > 3)
    if ((slanted || path.curved) && !path.filled && path.place.width < 200) {
      marks.push({ kind: 'drawing', place: path.place, confidence: 0.8 })
    } else if (path.place.height < 2 && path.place.width > 10) {
      const through = words.find(
        ({ place }) =>
          path.place.y > place.y + 0.3 * place.height &&
          path.place.y < place.y + 0.68 * place.height &&
          path.place.x < place.x + place.width / 2 &&
          path.place.x + path.place.width > place.x + place.width / 2,
      )
      if (through) marks.push({ kind: 'strike', place: path.place, confidence: 0.9 })
    }
  }
  for (const { place } of largePictures(drawn.pictures)) marks.push({ kind: 'picture', place, confidence: 1 })
  return marks
}
