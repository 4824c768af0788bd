import { preferred } from '../office/alternate.ts'
import { descendants, type Element } from '../office/xml.ts'
import type { Mark } from '../transcript.ts'

/**
 * What a drawing says: text boxes to be read, a mark in the line where it stands, or ink over the page of which only
 * a person can say what it means.
 */
export type Drawn =
  | { readonly kind: 'text-box'; readonly content: Element }
  /** Stands in the line like a letter: a picture of a box, a control, a small shape. */
  | { readonly kind: 'in-line' }
  | { readonly kind: 'over'; readonly mark: Mark['kind']; readonly small: boolean; readonly text?: string }

/** A box or a tick is drawn up to this size; in points, 1.5 cm. */
const largestMark = 43
/** Thinner than this a shape is a rule; in points. */
const thickestRule = 1.5
const emuPerPoint = 12_700

/** Elements of this name in what is shown, not looking inside those found. */
function shown(element: Element, name: string): Element[] {
  const children = element.name === 'mc:AlternateContent' ? preferred(element) : element.children
  return children.flatMap((one) => (one.name === name ? [one] : shown(one, name)))
}

/** Text of an element, runs joined without anything between. */
export function textOf(element: Element): string {
  return descendants(element, 't')
    .map(({ text }) => text)
    .join('')
}

/** A paragraph's own text: without that of text boxes, which are only anchored in it. */
export function ownText(element: Element): string {
  if (element.name === 't') return element.text
  if (/^(drawing|pict|object)$/.test(element.name)) return ''
  const children = element.name === 'mc:AlternateContent' ? preferred(element) : element.children
  return children.map(ownText).join('')
}

/** Width and height in points; null where the file does not tell. */
function sizeOf(element: Element): { width: number; height: number } | null {
  const extent = shown(element, 'wp:extent')[0]?.attributes
  if (extent) return { width: Number(extent.cx) / emuPerPoint, height: Number(extent.cy) / emuPerPoint }
  const style = vmlShape(element)?.attributes.style ?? ''
  const side = (name: string): number => {
    const [, value, unit] =
      new RegExp(`(?:^|;)\\s*${name}:\\s*([\\d.]+)(pt|in|cm|mm|px)?`, 'i').exec(style) ?? []
    const points = { pt: 1, in: 72, cm: 28.35, mm: 2.835, px: 0.75 }[unit?.toLowerCase() ?? 'px'] ?? 1
    return value === undefined ? Number.NaN : Number(value) * points
  }
  const size = { width: side('width'), height: side('height') }
  return Number.isNaN(size.width) || Number.isNaN(size.height) ? null : size
}

const vmlShapes = ['v:shape', 'v:rect', 'v:oval', 'v:roundrect', 'v:line', 'v:polyline', 'v:group', 'v:arc']

function vmlShape(element: Element): Element | undefined {
  return vmlShapes.flatMap((name) => shown(element, name))[0]
}

/** The rule under "Độc lập - Tự do - Hạnh phúc" is such a one; so is a line drawn through a statement. */
function isRule(element: Element, size: { width: number; height: number } | null): boolean {
  if (size && Math.min(size.width, size.height) <= thickestRule) return true
  const line = shown(element, 'v:line')[0]?.attributes
  const y = (point: string | undefined) => Number.parseFloat(point?.split(',')[1] ?? '0')
  return line !== undefined && Math.abs(y(line.from) - y(line.to)) <= thickestRule
}

/** Reads a `w:drawing`, `w:pict` or `w:object`. */
export function readDrawing(element: Element): Drawn[] {
  if (shown(element, 'wp:docPr')[0]?.attributes.hidden === '1') return []
  if (element.name === 'object' && shown(element, 'control').length > 0) return [{ kind: 'in-line' }]
  const size = sizeOf(element)
  const small = size !== null && size.width <= largestMark && size.height <= largestMark
  const floats =
    shown(element, 'wp:anchor').length > 0 ||
    /position:\s*absolute/i.test(vmlShape(element)?.attributes.style ?? '')

  const contents = shown(element, 'txbxContent').filter(
    (content) => textOf(content).trim() !== '' || descendants(content, 'sym').length > 0,
  )
  if (contents.length > 0) {
    return contents.map((content): Drawn => {
      const text = textOf(content).trim()
      if (text.length > 3) return { kind: 'text-box', content }
      return floats ? { kind: 'over', mark: 'drawing', small: true, text } : { kind: 'in-line' }
    })
  }
  if (isRule(element, size)) return [{ kind: 'over', mark: 'strike', small: false }]
  if (small && !floats) return [{ kind: 'in-line' }]
  const pictured = shown(element, 'pic:pic').length > 0 || shown(element, 'v:imagedata').length > 0
  return [{ kind: 'over', mark: pictured || element.name === 'object' ? 'picture' : 'drawing', small }]
}
