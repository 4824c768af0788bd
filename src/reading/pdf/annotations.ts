import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Rectangle } from '../../survey/answers.ts'
import { clean } from '../../vietnamese/fold.ts'
import type { Mark } from '../transcript.ts'
import { boxAround, type Matrix } from './matrix.ts'

export interface PdfAnnotation {
  readonly id: string
  readonly place: Rectangle
  readonly field: Field | null
  /** Text laid over the page that its file leaves to the viewer to draw. */
  readonly undrawnText: string | null
  /** What a person should know lies here; null for what is text or drawn into a box. */
  readonly mark: Mark | null
  /** Its paint is no mark of a pen: highlights, links, notes. */
  readonly drawsNoMark: boolean
}

type Field =
  | { readonly kind: 'check'; readonly on: boolean }
  /** `isPrompt`: the text stands there before anybody types ("(ghi rõ địa chỉ)"). */
  | { readonly kind: 'text'; readonly value: string; readonly isPrompt: boolean }
  | { readonly kind: 'signature' }

interface RawAnnotation {
  id: string
  subtype?: string
  rect: number[]
  fieldType?: string
  fieldValue?: unknown
  defaultFieldValue?: unknown
  exportValue?: string
  buttonValue?: string
  checkBox?: boolean
  radioButton?: boolean
  hasAppearance?: boolean
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
  const isOn = raw.fieldValue !== 'Off' && raw.fieldValue !== null && raw.fieldValue !== undefined
  // Without a drawing of its own the file names no value that means "on".
  if (raw.checkBox)
    return { kind: 'check', on: isOn && raw.fieldValue === (raw.exportValue ?? raw.fieldValue) }
  if (raw.radioButton)
    return { kind: 'check', on: raw.fieldValue !== null && raw.fieldValue === raw.buttonValue }
  if (raw.fieldType !== 'Tx' && raw.fieldType !== 'Ch') return null
  const textOf = (value: unknown) =>
    clean(Array.isArray(value) ? value.join(', ') : String(value ?? '')).trim()
  const value = textOf(raw.fieldValue)
  return { kind: 'text', value, isPrompt: value !== '' && value === textOf(raw.defaultFieldValue) }
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
        undrawnText: one.subtype === 'FreeText' && !one.hasAppearance && text !== '' ? text : null,
        mark: kind ? { kind, place, confidence: 1, ...(text ? { text } : {}) } : null,
        drawsNoMark: /^(Highlight|Underline|StrikeOut|Squiggly|Link|Text|Widget|FileAttachment)$/.test(
          one.subtype ?? '',
        ),
      }
    })
}
