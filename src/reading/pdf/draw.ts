import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Rectangle } from '../../survey/answers.ts'
import { remembered } from '../remembered.ts'
import { isSymbolFont } from '../symbols.ts'
import { type Form, Glyph, type Run } from './glyph.ts'
import { boxAround, type Matrix, times } from './matrix.ts'
import { type Path, pathsOf } from './paths.ts'

export interface Picture {
  readonly place: Rectangle
  readonly order: number
}

export interface Drawn {
  readonly runs: readonly Run[]
  readonly paths: readonly Path[]
  readonly pictures: readonly Picture[]
  /** Letters of invisible text (render mode 3): an OCR layer under a scan. */
  readonly hiddenLetters: number
}

interface State {
  matrix: Matrix
  font: { name: string; symbolic: boolean; scale: number } | null
  size: number
  charSpacing: number
  wordSpacing: number
  stretch: number
  leading: number
  rise: number
  mode: number
  /** How light its paint is. */
  fill: number
  stroke: number
  form: Form | null
}

interface FontData {
  name?: string
  fontMatrix?: number[]
}
interface GlyphData {
  unicode?: string
  width?: number
  isSpace?: boolean
  fontChar?: string
}

/** More than any form has; a page beyond it is a map or hostile, and is cut off. */
const maxOperators = 400_000

const numberIn = (args: readonly unknown[], index: number): number => Number(args[index] ?? 0)

const pictures = new Set<number>([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObjectRepeat,
  OPS.paintSolidColorImageMask,
])

/**
 * Follows the drawing of a page once and notes every glyph, path and picture with its place, form fields and
 * annotations as they are drawn. One pass gives text and lines together, so both share one set of coordinates.
 * `base` brings the page's own coordinates to those wanted (a viewport's transform). What lies on a layer that is
 * switched off (`isVisible` of its optional content) is not drawn.
 */
export async function drawPage(
  page: PDFPageProxy,
  base: Matrix,
  isVisible: (layer: unknown) => boolean,
): Promise<Drawn> {
  const list = await page.getOperatorList({ intent: 'display' })
  const runs: Run[] = []
  const paths: Path[] = []
  const images: Picture[] = []
  let hiddenLetters = 0

  const fresh = (matrix: Matrix): State => ({
    matrix,
    font: null,
    size: 0,
    charSpacing: 0,
    wordSpacing: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
    mode: 0,
    fill: 0,
    stroke: 0,
    form: null,
  })
  let state = fresh(base)
  const saved: State[] = []
  let text: Matrix = [1, 0, 0, 1, 0, 0]
  let x = 0
  let y = 0
  let lineX = 0
  let lineY = 0
  let annotation: string | null = null
  /** For every piece of marked content that is open, whether it is hidden. */
  const hidden: boolean[] = []
  const isHidden = (): boolean => hidden.includes(true)
  const fontOf = remembered((id: string): NonNullable<State['font']> => {
    const { name = '', fontMatrix } = (page.commonObjs.has(id) ? page.commonObjs.get(id) : {}) as FontData
    return { name, symbolic: isSymbolFont(name), scale: fontMatrix?.[0] ?? 0.001 }
  })
  const lightOf = remembered(lightness)

  function showText(items: readonly (GlyphData | number)[], order: number): void {
    const { font, size } = state
    if (!font) return
    const matrix = times(state.matrix, text)
    const bottom = y + state.rise - 0.22 * size
    const top = y + state.rise + 0.78 * size
    const line = boxAround(matrix, x, bottom, x, top)
    const glyphs: Glyph[] = []
    const run = {
      glyphs,
      font: font.name,
      symbolic: font.symbolic,
      size: Math.abs(size) * Math.hypot(matrix[2], matrix[3]),
      x: Infinity,
      y: line.y,
      width: 0,
      height: line.height,
      turn: (Math.round((Math.atan2(matrix[1], matrix[0]) * 180) / Math.PI) + 360) % 360,
      white: state.mode !== 1 && state.fill > 0.94,
      annotation,
      form: state.form,
      order,
    }
    // As nearly all text: only where a glyph begins and ends is its own.
    const level = matrix[1] === 0 && matrix[2] === 0
    const invisible = state.mode === 3 || state.mode === 7
    const unseen = isHidden()
    let advance = 0
    let end = -Infinity
    for (const item of items) {
      if (typeof item === 'number') {
        advance -= (item * size) / 1000
        continue
      }
      if (!item) continue
      const width = (item.width ?? 0) * size * font.scale
      const unicode = item.unicode ?? ''
      if (invisible) {
        if (!isBlank(unicode)) hiddenLetters++
      } else if (!unseen) {
        const left = x + advance * state.stretch
        const right = x + (advance + width) * state.stretch
        // By what it says: in subset fonts any letter may have the code of a space.
        const isSpace = unicode === '' ? item.isSpace === true : isBlank(unicode)
        if (level) {
          const from = matrix[0] * left + matrix[4]
          const to = matrix[0] * right + matrix[4]
          const glyph = new Glyph(unicode, isSpace, Math.min(from, to), Math.abs(to - from), run)
          glyphs.push(glyph)
          run.x = Math.min(run.x, glyph.x)
          end = Math.max(end, glyph.x + glyph.width)
        } else {
          const place = boxAround(matrix, left, bottom, right, top)
          const own: Glyph[] = []
          const ownRun = { ...run, ...place, glyphs: own }
          own.push(new Glyph(unicode, isSpace, place.x, place.width, ownRun))
          runs.push(ownRun)
        }
      }
      advance += width + (item.isSpace ? state.wordSpacing : 0) + state.charSpacing
    }
    x += advance * state.stretch
    run.width = end - run.x
    if (glyphs.length > 0) runs.push(run)
  }

  const operators = Math.min(list.fnArray.length, maxOperators)
  for (let at = 0; at < operators; at++) {
    const args = (list.argsArray[at] ?? []) as unknown[]
    switch (list.fnArray[at]) {
      case OPS.save:
        saved.push({ ...state })
        break
      case OPS.restore:
        state = saved.pop() ?? state
        break
      case OPS.transform:
        state.matrix = times(state.matrix, args as unknown as Matrix)
        break
      case OPS.paintFormXObjectBegin:
        saved.push({ ...state })
        if (args[0]) state.matrix = times(state.matrix, args[0] as Matrix)
        if (args[1]) {
          const [x0, y0, x1, y1] = args[1] as [number, number, number, number]
          state.form = { place: boxAround(state.matrix, x0, y0, x1, y1) }
        }
        break
      case OPS.paintFormXObjectEnd:
        state = saved.pop() ?? state
        break
      case OPS.beginAnnotation:
        saved.push({ ...state })
        state = fresh(times(times(base, args[2] as Matrix), args[3] as Matrix))
        annotation = String(args[0])
        break
      case OPS.endAnnotation:
        state = saved.pop() ?? state
        annotation = null
        break
      case OPS.beginMarkedContent:
        hidden.push(false)
        break
      case OPS.beginMarkedContentProps:
        hidden.push(args[0] === 'OC' && !isVisible(args[1]))
        break
      case OPS.endMarkedContent:
        hidden.pop()
        break
      case OPS.beginText:
        text = [1, 0, 0, 1, 0, 0]
        x = y = lineX = lineY = 0
        break
      case OPS.setTextMatrix:
        text = args[0] as Matrix
        x = y = lineX = lineY = 0
        break
      case OPS.setLeadingMoveText:
        state.leading = numberIn(args, 1)
        x = lineX += numberIn(args, 0)
        y = lineY += numberIn(args, 1)
        break
      case OPS.moveText:
        x = lineX += numberIn(args, 0)
        y = lineY += numberIn(args, 1)
        break
      case OPS.nextLine:
        x = lineX
        y = lineY += state.leading
        break
      case OPS.setLeading:
        state.leading = -numberIn(args, 0)
        break
      case OPS.setFont:
        state.font = fontOf(String(args[0]))
        state.size = numberIn(args, 1)
        break
      case OPS.setCharSpacing:
        state.charSpacing = numberIn(args, 0)
        break
      case OPS.setWordSpacing:
        state.wordSpacing = numberIn(args, 0)
        break
      case OPS.setHScale:
        state.stretch = numberIn(args, 0) / 100
        break
      case OPS.setTextRise:
        state.rise = numberIn(args, 0)
        break
      case OPS.setTextRenderingMode:
        state.mode = numberIn(args, 0)
        break
      case OPS.setGState:
        for (const [key, value] of args[0] as [string, unknown][]) {
          if (key === 'Font' && Array.isArray(value)) {
            state.font = fontOf(String(value[0]))
            state.size = Number(value[1])
          }
        }
        break
      case OPS.setFillRGBColor:
        state.fill = lightOf(String(args[0]))
        break
      case OPS.setStrokeRGBColor:
        state.stroke = lightOf(String(args[0]))
        break
      case OPS.showText:
        showText(args[0] as (GlyphData | number)[], at)
        break
      case OPS.constructPath:
        if (!isHidden()) paths.push(...pathsOf(args, state, { annotation, order: at }))
        break
      default:
        if (pictures.has(list.fnArray[at] as number) && !isHidden()) {
          images.push({ place: boxAround(state.matrix, 0, 0, 1, 1), order: at })
        }
    }
  }
  return { runs, paths, pictures: images, hiddenLetters }
}

/** Told by the first sign for nearly all letters. */
function isBlank(text: string): boolean {
  const first = text.charCodeAt(0)
  return !(first > 0x20 && first < 0x7f) && text.trim() === ''
}

/** How light a colour "#rrggbb" is, from 0 (black) to 1; red ink counts as dark, yellow marker as light. */
function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[a-f0-9]{2}/gi) ?? []).map((part) =>
    parseInt(part, 16),
  )
  return (0.3 * red + 0.59 * green + 0.11 * blue) / 255
}
