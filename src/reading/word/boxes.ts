import { boxOf } from '../office/boxes.ts'
import { child, descendants, type Element, onOff } from '../office/xml.ts'
import { type GlyphState, privateUseState, symbolState, unicodeState } from '../symbols.ts'
import type { Box } from '../transcript.ts'

const conflict = (source: Box['source']): Box => ({
  kind: 'box',
  state: 'unclear',
  confidence: 0.5,
  place: null,
  source,
  reason: 'mark-conflict',
})

/** What people type into a box's place, where a program lets them. */
const typedMark = /^[xXvV√+✓✔]$/

/** What the visible content of a content control shows, or null when it shows no box glyph. */
function shownState(control: Element, properties: Element): GlyphState | null {
  const content = child(control, 'sdtContent')
  if (!content) return null
  const symbol = descendants(content, 'sym')[0]
  const text = descendants(content, 't')
    .map((one) => one.text)
    .join('')
    .trim()
  const fonts = descendants(content, 'rFonts')[0]?.attributes
  const glyphs = symbol
    ? [String.fromCodePoint(Number.parseInt(symbol.attributes.char ?? '', 16) || 0)]
    : [...text]
  const font = symbol?.attributes.font ?? fonts?.hAnsi ?? fonts?.ascii ?? ''
  // The author may have chosen own glyphs: then the control says which stands for what.
  const own = (name: string): number => {
    const attributes = (child(properties, `w14:${name}`) ?? child(properties, `?:${name}`))?.attributes
    return Number.parseInt(attributes?.['w14:val'] ?? attributes?.val ?? '', 16)
  }
  for (const glyph of glyphs.slice(0, 1)) {
    const known = symbolState(font, glyph) ?? unicodeState(glyph) ?? privateUseState(glyph)
    if (known) return known
    if (glyph.codePointAt(0) === own('checkedState')) return 'ticked'
    if (glyph.codePointAt(0) === own('uncheckedState')) return 'empty'
  }
  return typedMark.test(text) ? 'ticked' : null
}

/** The box of a checkbox content control (`w14:checkbox`), or null when the control is another kind. */
export function contentControlBox(control: Element): Box | null {
  const properties = child(control, 'sdtPr')
  const checkbox = properties?.children.find(({ name }) => name === 'w14:checkbox' || name === '?:checkbox')
  if (!properties || !checkbox) return null
  const value = child(checkbox, 'w14:checked') ?? child(checkbox, '?:checked')
  const raw = value?.attributes['w14:val'] ?? value?.attributes.val ?? (value ? '1' : '0')
  const state: GlyphState = /^(1|true|on)$/i.test(raw) ? 'ticked' : 'empty'
  const shown = shownState(control, checkbox)
  return shown && shown !== state ? conflict('content-control') : boxOf(state, 'content-control')
}

/** The box of a legacy form field's data (`w:ffData/w:checkBox`); `w:checked` overrides `w:default`. */
export function legacyFieldBox(fieldData: Element | undefined): Box | null {
  const checkbox = child(fieldData, 'checkBox')
  if (!checkbox) return null
  const ticked = onOff(checkbox, 'checked') ?? onOff(checkbox, 'default') ?? false
  return boxOf(ticked ? 'ticked' : 'empty', 'legacy-field')
}
