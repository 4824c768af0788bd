import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Rectangle } from '../../survey/answers.ts'
import { clean } from '../../vietnamese/fold.ts'
import type { Placed } from '../layout/lines.ts'
import type { Box, Mark, Word } from '../transcript.ts'
import type { Drawn } from './draw.ts'
import { boxAround, type Matrix } from './matrix.ts'

export interface PdfAnnotation {
  readonly id: string
  readonly place: Rectangle
  readonly field: Field | null
  /** What a person should know lies here; null for what is text or drawn into a box. */
  readonly mark: Mark | null
  /** Its paint is no mark of a pen: highlights, links, notes. */
  readonly drawsNoMark: boolean
}

type Field =
  | { readonly kind: 'check'; readonly on: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'signature' }

interface RawAnnotation {
  id: string
  subtype?: string
  rect: number[]
  fieldType?: string
  fieldValue?: unknown
  exportValue?: string
  buttonValue?: string
  checkBox?: boolean
  radioButton?: boolean
  hidden?: boolean
  noView?: boolean
  annotationFlags?: number
  contentsObj?: { str?: string }
  textContent?: string[]
}

/** How the kinds of annotation count, where they are no form field. */
const markKinds: Record<string, Mark['kind']> = {
  Ink: 'stroke',
  Line: 'stroke',
  PolyLine: 'stroke',
  Polygon: 'stroke',
  Square: 'drawing',
  Circle: 'drawing',
  Stamp: 'seal',
  Highlight: 'highlight',
  StrikeOut: 'strike',
  Squiggly: 'strike',
  Text: 'note',
}

function fieldOf(raw: RawAnnotation): Field | null {
  if (raw.subtype !== 'Widget') return null
  if (raw.fieldType === 'Sig') return { kind: 'signature' }
  if (raw.checkBox)
    return { kind: 'check', on: raw.fieldValue === raw.exportValue && raw.fieldValue !== 'Off' }
  if (raw.radioButton)
    return { kind: 'check', on: raw.fieldValue !== null && raw.fieldValue === raw.buttonValue }
  const value = Array.isArray(raw.fieldValue) ? raw.fieldValue.join(', ') : String(raw.fieldValue ?? '')
  return raw.fieldType === 'Tx' || raw.fieldType === 'Ch'
    ? { kind: 'text', value: clean(value).trim() }
    : null
}

/** The annotations and form fields of a page that a printout would show, with places as on the page shown. */
export async function readAnnotations(
  page: PDFPageProxy,
  transform: readonly number[],
): Promise<PdfAnnotation[]> {
  const raw = (await page.getAnnotations({ intent: 'display' })) as RawAnnotation[]
  const hiddenFlags = 2 | 32 // Hidden, NoView
  return raw
    .filter(
      (one) => one.subtype !== 'Popup' && ((one.annotationFlags ?? 0) & hiddenFlags) === 0 && !one.hidden,
    )
    .map((one): PdfAnnotation => {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = one.rect
      const place = boxAround(transform as unknown as Matrix, x0, y0, x1, y1)
      const kind = markKinds[one.subtype ?? '']
      const text = clean(one.contentsObj?.str ?? '').trim()
      return {
        id: one.id,
        place,
        field: fieldOf(one),
        mark: kind ? { kind, place, confidence: 1, ...(text ? { text } : {}) } : null,
        drawsNoMark: /^(Highlight|Underline|StrikeOut|Squiggly|Link|Text|Widget|FileAttachment)$/.test(
          one.subtype ?? '',
        ),
      }
    })
}

const inside = (outer: Rectangle, inner: Rectangle): boolean => {
  const x = inner.x + inner.width / 2
  const y = inner.y + inner.height / 2
  return (
    x >= outer.x - 1 && x <= outer.x + outer.width + 1 && y >= outer.y - 1 && y <= outer.y + outer.height + 1
  )
}

/**
 * What form fields add to what is drawn: a box for every checkbox, and the text of fields whose file leaves the
 * drawing to the viewer (NeedAppearances). Where the drawing and the field disagree, a person must look.
 */
export function fieldTokens(
  annotations: readonly PdfAnnotation[],
  words: readonly (Placed & Word)[],
  boxes: readonly (Placed & Box)[],
  drawn: Drawn,
): { tokens: Placed[]; replaced: Rectangle[] } {
  const tokens: Placed[] = []
  const replaced: Rectangle[] = []
  for (const { field, place, id } of annotations) {
    if (field?.kind === 'text' && field.value !== '') {
      if (words.some((word) => inside(place, word.place) && word.overlay)) continue
      const parts = field.value.split(/\s+/)
      parts.forEach((text, index) => {
        const width = place.width / parts.length
        tokens.push({
          kind: 'word',
          text,
          confidence: 1,
          overlay: true,
          place: {
            x: place.x + index * width,
            y: place.y,
            width: width * 0.9,
            height: Math.min(place.height, 14),
          },
        })
      })
    } else if (field?.kind === 'check') {
      const here = boxes.filter((box) => inside(place, box.place) || inside(box.place, place))
      const shown = here.find(({ state }) => state === 'ticked')
      const painted =
        drawn.glyphs.some((glyph) => glyph.annotation === id && !glyph.isSpace) || shown !== undefined
      for (const box of here) replaced.push(box.place)
      const agrees = field.on || !painted
      tokens.push({
        kind: 'box',
        state: agrees ? (field.on ? 'ticked' : 'empty') : 'unclear',
        confidence: agrees ? 0.99 : 0.5,
        place,
        source: 'form-field',
        ...(agrees ? {} : { reason: 'mark-conflict' }),
      })
    }
  }
  return { tokens, replaced }
}
