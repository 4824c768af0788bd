import type { Rectangle } from '../../survey/answers.ts'
import type { Placed } from '../layout/lines.ts'
import { holdsMiddle, shareWithin } from '../rectangles.ts'
import { type GlyphState, privateUseState, symbolState, unicodeState } from '../symbols.ts'
import type { Box } from '../transcript.ts'
import type { Drawn, Picture } from './draw.ts'
import { type Glyph, glyphsOf, type Run } from './glyph.ts'
import type { Path } from './paths.ts'
import { ringsOf } from './rings.ts'
import { isSquare, largest, smallest } from './square.ts'

/** A place for a mark on the page: an outline drawn as lines, a glyph of a box, or a small picture. */
interface Candidate {
  readonly place: Rectangle
  readonly source: Box['source']
  /** What its own glyph shows; null for drawn outlines and for glyphs whose code says nothing. */
  readonly state: GlyphState | null
  readonly outline: readonly Path[]
  readonly glyph: Glyph | null
}

export interface FoundBoxes {
  readonly boxes: readonly (Placed & Box)[]
  /** What became part of a box and is no text, ruling or picture any more. */
  readonly usedGlyphs: ReadonlySet<Glyph>
  readonly usedPaths: ReadonlySet<Path>
  /** Boxes whose state only the picture of the page can tell: small pictures and glyphs without a known code. */
  readonly toLookAt: readonly Rectangle[]
}

/** Share of the smaller one that both have in common. */
const overlap = (a: Rectangle, b: Rectangle): number => Math.max(shareWithin(a, b), shareWithin(b, a))

/** The outline of a box in one path: four sides, axis-parallel, nothing else. */
function isOutline(path: Path): boolean {
  if (!isSquare(path.place) || path.curved) return false
  if (path.filled && !path.stroked && !path.white) return false
  const { x, y, width, height } = path.place
  const onEdge = (px: number, py: number): boolean =>
    Math.min(Math.abs(px - x), Math.abs(px - x - width)) < 0.6 ||
    Math.min(Math.abs(py - y), Math.abs(py - y - height)) < 0.6
  const straight = path.pieces.every(([x0, y0, x1, y1]) => Math.abs(x0 - x1) < 0.6 || Math.abs(y0 - y1) < 0.6)
  return (
    straight &&
    path.pieces.length >= 3 &&
    path.pieces.length <= 6 &&
    path.pieces.every(([x0, y0]) => onEdge(x0, y0))
  )
}

/** A stroke or bar up to so thick is a side. */
const thin = 1.8

/** Boxes drawn side by side as four strokes or four thin bars (Word and Chromium draw borders so). */
function outlinesOfSides(paths: readonly Path[]): { place: Rectangle; outline: Path[] }[] {
  const short = (length: number): boolean => length >= smallest && length <= largest
  const sides = paths.filter(({ place, white }) => !white && (short(place.width) || short(place.height)))
  const level = sides.filter(({ place }) => place.height <= thin && short(place.width))
  const upright = sides.filter(({ place }) => place.width <= thin && short(place.height))
  const found: { place: Rectangle; outline: Path[] }[] = []
  for (const top of level) {
    for (const bottom of level) {
      const height = bottom.place.y - top.place.y
      if (height < smallest || height > largest || Math.abs(top.place.x - bottom.place.x) > thin) continue
      const place = {
        x: top.place.x,
        y: top.place.y,
        width: top.place.width,
        height: height + bottom.place.height,
      }
      if (!isSquare(place)) continue
      const side = (x: number) =>
        upright.find(
          (one) => Math.abs(one.place.x - x) <= 2 * thin && Math.abs(one.place.y - place.y) <= 2 * thin,
        )
      const left = side(place.x)
      const right = side(place.x + place.width)
      if (!left || !right || left === right) continue
      if (goesOn(place, paths, 'x', 'width') && goesOn(place, paths, 'y', 'height')) continue
      found.push({ place, outline: [top, bottom, left, right] })
    }
  }
  return found
}

/** Its sides end on others' that run on in their line: a cell of a grid, in a column as narrow as its rows are high. */
function goesOn(
  box: Rectangle,
  paths: readonly Path[],
  along: 'x' | 'y',
  length: 'width' | 'height',
): boolean {
  const [across, thick] = along === 'x' ? (['y', 'height'] as const) : (['x', 'width'] as const)
  const meets = (a: number, b: number): boolean => Math.abs(a - b) <= thin
  return paths.some(({ place, white }) => {
    if (white || place[thick] > thin || place[length] <= thin) return false
    const inLine =
      meets(place[across], box[across]) || meets(place[across] + place[thick], box[across] + box[thick])
    const runsOn =
      meets(place[along] + place[length], box[along]) || meets(place[along], box[along] + box[length])
    return inLine && runsOn
  })
}

/** Every box and mark in Unicode comes behind this; letters, figures and punctuation before it. */
const firstArrow = 0x2190
const isBehindLetters = (text: string): boolean => text.charCodeAt(0) >= firstArrow

function glyphCandidates(runs: readonly Run[]): Candidate[] {
  const signs = runs.flatMap(({ symbolic, glyphs }) =>
    symbolic ? glyphs : glyphs.filter(({ text }) => isBehindLetters(text)),
  )
  return signs.flatMap((glyph): Candidate[] => {
    const { symbolic } = glyph
    const [character = ''] = glyph.text
    const unicode = unicodeState(character)
    // A lone circle or filled square is a list's bullet as often as a box: only outlines that are boxes count.
    const bulletLike = '■○▣'.includes(character) || (character >= '✓' && character <= '✘')
    const known = symbolic
      ? (unicode ??
        symbolState(glyph.font, character) ??
        (character < ' ' ? null : privateUseState(character)))
      : bulletLike
        ? null
        : (unicode ?? privateUseState(character))
    if (!known && !(symbolic && isRenumbered(glyph.font, character))) return []
    const { x, y, width, height } = glyph
    const place = { x, y: y + height * 0.1, width, height: height * 0.8 }
    if (place.width < 3 || place.width > largest * 1.4) return []
    return [{ place, source: 'symbol', state: known, outline: [], glyph }]
  })
}

/**
 * A character of a symbol font that tells nothing: a control character, or one beyond the font's 256, as where a program
 * numbered the glyphs it embedded anew. Bullets of the font Symbol are what they seem.
 */
const isRenumbered = (font: string, character: string): boolean =>
  !/[\uf0b7\uf0a7]/.test(character) &&
  !(/[•·]/.test(character) && /symbol/i.test(font)) &&
  (/\p{C}/u.test(character) || character > '\xff')

/** Text that stands for a mark when it lies on a box. */
const typedMarks = new Set('xX×vV✓✔✗✘√☑☒✕✖*+●•■/')
const isMarking = ({ text, font, symbolic }: Glyph): boolean =>
  typedMarks.has(text) || (symbolic && symbolState(font, text) !== null) || unicodeState(text) !== null

/**
 * Finds the boxes of a page and what is drawn in each: strokes, fills, a second glyph, a typed letter. `ignored` are
 * annotations that are no marks (highlights, links).
 */
export function findBoxes(drawn: Drawn, ignored: ReadonlySet<string>): FoundBoxes {
  const paths = drawn.paths.filter(({ annotation }) => annotation === null || !ignored.has(annotation))
  const candidates: Candidate[] = []
  const add = (candidate: Candidate) => {
    if (!candidates.some((one) => overlap(one.place, candidate.place) > 0.5)) candidates.push(candidate)
  }
  for (const path of paths) {
    if (isOutline(path))
      add({ place: path.place, source: 'drawn', state: null, outline: [path], glyph: null })
  }
  for (const { place, outline } of outlinesOfSides(paths))
    add({ place, source: 'drawn', state: null, outline, glyph: null })
  for (const { outline, ticked } of ringsOf(paths))
    add({
      place: outline.place,
      source: 'drawn',
      state: ticked ? 'ticked' : null,
      outline: [outline],
      glyph: null,
    })
  for (const candidate of glyphCandidates(drawn.runs)) add(candidate)
  for (const { place } of drawn.pictures) {
    if (isSquare(place)) add({ place, source: 'drawn', state: null, outline: [], glyph: null })
  }

  const marksOf = ({ outline, place }: Candidate): Path[] =>
    paths.filter((path) => !outline.includes(path) && !path.white && isMark(path, place))
  const drawnIn = candidates.map((candidate) => {
    const marks = marksOf(candidate)
    return { marks, ink: inkLength(marks, candidate.place) }
  })
  const usedGlyphs = new Set<Glyph>()
  const usedPaths = new Set<Path>()
  const toLookAt: Rectangle[] = []
  const boxes = candidates.map((candidate, index): Placed & Box => {
    const { place } = candidate
    if (candidate.glyph) usedGlyphs.add(candidate.glyph)
    for (const path of candidate.outline) usedPaths.add(path)
    const { marks, ink } = drawnIn[index] as (typeof drawnIn)[number]
    const over = othersIn(candidate, drawn.runs, 0.5).filter(isMarking)
    for (const path of marks) usedPaths.add(path)
    for (const glyph of over) usedGlyphs.add(glyph)
    const made = (state: Box['state'], confidence: number, reason?: string): Placed & Box => ({
      kind: 'box',
      state,
      confidence,
      place,
      source: candidate.source,
      ...(reason ? { reason } : {}),
    })
    const overTicked = over.some(
      (glyph) =>
        typedMarks.has(glyph.text) ||
        (symbolState(glyph.font, glyph.text) ?? unicodeState(glyph.text)) === 'ticked',
    )
    // A scribble over the box is six sides long and more; beside shorter ticks it takes a mark back.
    if (ink >= 6 && drawnIn.some((other) => other.ink >= 0.55 && other.ink < ink / 2))
      return made('unclear', 0.5, 'struck-out')
    if (candidate.state === 'ticked') return made('ticked', 0.99)
    if (overTicked) return made('ticked', 0.985)
    if (ink >= 0.55) return made('ticked', 0.98)
    if (ink > 0.12) return made('unclear', 0.5, 'mark-unclear')
    const own = candidate.state ?? (candidate.outline.length > 0 ? 'empty' : null)
    const pictured = drawn.pictures.some(
      (picture) => isMarkSized(picture.place, place) && holdsMiddle(place, picture.place),
    )
    if (own === 'empty' && !pictured) {
      return othersIn(candidate, drawn.runs, -1).length > 0
        ? made('unclear', 0.5, 'mark-unclear')
        : made('empty', 0.985)
    }
    toLookAt.push(place)
    return made('unclear', 0.5, 'mark-unclear')
  })
  return { boxes, usedGlyphs, usedPaths, toLookAt }
}

/** The signs that stand in a box, or no further from it than `slack`, but its own. */
function othersIn({ place, glyph: own }: Candidate, runs: readonly Run[], slack: number): Glyph[] {
  const [top, bottom] = [place.y - slack, place.y + place.height + slack]
  return glyphsOf(runs.filter(({ y, height }) => y <= bottom && y + height >= top)).filter(
    (glyph) => glyph !== own && !glyph.isSpace && holdsMiddle(place, glyph, slack),
  )
}

/** Paint that lies in the box and is no second outline of it, no table rule and no underline passing by. */
function isMark(path: Path, box: Rectangle): boolean {
  const { place } = path
  if (
    overlap({ ...place, width: Math.max(place.width, 0.5), height: Math.max(place.height, 0.5) }, box) < 0.25
  )
    return false
  if (place.width > 3 * box.width || place.height > 3 * box.height) return false
  const concentric = place.width > 0.62 * box.width && place.height > 0.62 * box.height && isRectangular(path)
  if (concentric && !(path.filled && !path.white)) return false
  // A side of the outline that was drawn apart.
  const onEdge = (at: number, from: number, length: number) =>
    Math.min(Math.abs(at - from), Math.abs(at - from - length)) < 1
  if (place.height < 1.2 && onEdge(place.y + place.height / 2, box.y, box.height)) return false
  if (place.width < 1.2 && onEdge(place.x + place.width / 2, box.x, box.width)) return false
  return true
}

const isRectangular = (path: Path): boolean =>
  !path.curved && path.pieces.every(([x0, y0, x1, y1]) => Math.abs(x0 - x1) < 0.3 || Math.abs(y0 - y1) < 0.3)

/** A picture of a tick: not the background of a page, not a speck. */
const isMarkSized = (picture: Rectangle, box: Rectangle): boolean =>
  Math.max(picture.width, picture.height) < 3 * box.width &&
  Math.min(picture.width, picture.height) > 0.3 * box.width

/** How much is drawn in the box: length of strokes, or girth of fills, in lengths of the box's side. */
function inkLength(marks: readonly Path[], box: Rectangle): number {
  const side = (box.width + box.height) / 2
  return (
    marks.reduce(
      (sum, { pieces }) =>
        sum + pieces.reduce((all, [x0, y0, x1, y1]) => all + Math.hypot(x1 - x0, y1 - y0), 0),
      0,
    ) / side
  )
}

/** Small pictures that became boxes are none any more. */
export function largePictures(pictures: readonly Picture[]): Picture[] {
  return pictures.filter(({ place }) => !isSquare(place))
}
