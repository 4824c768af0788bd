import { isColour, type RunFormat } from '../office/run-format.ts'
import { child, descendants, type Element, onOff, val } from '../office/xml.ts'

/** Looks up what a run inherits from its styles. */
export interface Formats {
  /** Format of a paragraph's text before any run property. */
  paragraph(properties: Element | undefined): RunFormat
  /** Format of a run in a paragraph of that format. */
  run(properties: Element | undefined, paragraph: RunFormat): RunFormat
  /** The numbering a paragraph style brings, as `numId` and level. */
  styleNumbering(properties: Element | undefined): Element | undefined
  /** Tab stops with a leader that the paragraph's style brings. */
  styleTabs(properties: Element | undefined): Element | undefined
}

function themeFonts(theme: () => Element | null): (name: string) => string | undefined {
  let read: Element | null | undefined
  const scheme = () => {
    read ??= theme()
    return read ? descendants(read, 'a:fontScheme')[0] : undefined
  }
  const latin = (which: string) => child(child(scheme(), which), 'a:latin')?.attributes.typeface
  return (name) => latin(name.startsWith('major') ? 'a:majorFont' : 'a:minorFont')
}

/** A pattern or a fill other than the paper's white is drawn behind the words. */
export function isShaded(shading: Element | undefined): boolean {
  const { val: pattern = 'clear', fill = 'auto' } = shading?.attributes ?? {}
  if (!shading || pattern === 'nil') return false
  return !/^(auto|f{6}|none|clear)$/i.test(fill) || !/^(clear|none)$/i.test(pattern)
}

/** The properties that a single `w:rPr` sets itself. */
function ownFormat(properties: Element | undefined, theme: (name: string) => string | undefined): RunFormat {
  if (!properties) return {}
  const fonts = child(properties, 'rFonts')?.attributes
  const themed = (name: string | undefined) => (name ? theme(name) : undefined)
  const hAnsi = themed(fonts?.hAnsiTheme) ?? fonts?.hAnsi
  const ascii = themed(fonts?.asciiTheme) ?? fonts?.ascii
  const strike = onOff(properties, 'strike')
  const doubleStrike = onOff(properties, 'dstrike')
  const underline = val(properties, 'u')
  const border = val(properties, 'bdr')
  const shaded = isShaded(child(properties, 'shd')) || (border !== undefined && !/^(nil|none)$/.test(border))
  const highlight = val(properties, 'highlight')
  const bold = onOff(properties, 'b')
  const italic = onOff(properties, 'i')
  const hidden = onOff(properties, 'vanish')
  const capitals = onOff(properties, 'caps')
  const colour = val(properties, 'color')
  return {
    ...(hAnsi ? { font: hAnsi } : {}),
    ...(ascii ? { asciiFont: ascii } : {}),
    ...(strike !== undefined || doubleStrike !== undefined
      ? { struck: Boolean(strike || doubleStrike) }
      : {}),
    ...(shaded || highlight !== undefined ? { highlighted: shaded || highlight !== 'none' } : {}),
    ...(underline !== undefined ? { underlined: underline !== 'none' } : {}),
    ...(bold !== undefined ? { bold } : {}),
    ...(italic !== undefined ? { italic } : {}),
    ...(hidden !== undefined ? { hidden } : {}),
    ...(capitals !== undefined ? { capitals } : {}),
    ...(colour !== undefined ? { coloured: isColour(colour) } : {}),
  }
}

/** Reads styles.xml and the theme once; look-ups follow `basedOn` (bounded: hostile files make circles). */
export function readFormats(styles: Element | null, theme: () => Element | null): Formats {
  const themeFont = themeFonts(theme)
  const byId = new Map<string, Element>()
  let standard: string | undefined
  for (const style of styles?.children ?? []) {
    const id = style.attributes.styleId
    if (style.name !== 'style' || !id) continue
    byId.set(id, style)
    if (style.attributes.type === 'paragraph' && /^(1|true|on)$/.test(style.attributes.default ?? ''))
      standard = id
  }
  const defaults = ownFormat(
    child(child(child(styles ?? undefined, 'docDefaults'), 'rPrDefault'), 'rPr'),
    themeFont,
  )

  /** The style and those it is based on, the most basic first. */
  const chain = (id: string | undefined): Element[] => {
    const found: Element[] = []
    for (let next = id; next && found.length < 20; ) {
      const style = byId.get(next)
      if (!style) break
      found.unshift(style)
      next = val(style, 'basedOn')
    }
    return found
  }
  const known = new Map<string, RunFormat>()
  const styleFormat = (id: string | undefined): RunFormat => {
    if (!id) return {}
    let format = known.get(id)
    if (!format) {
      format = Object.assign(
        {},
        ...chain(id).map((style) => ownFormat(child(style, 'rPr'), themeFont)),
      ) as RunFormat
      known.set(id, format)
    }
    return format
  }
  const styleOf = (properties: Element | undefined) => val(properties, 'pStyle') ?? standard
  const fromStyle = (properties: Element | undefined, name: string): Element | undefined =>
    chain(styleOf(properties))
      .map((style) => child(child(style, 'pPr'), name))
      .findLast((found) => found !== undefined)

  return {
    paragraph: (properties) => ({
      ...defaults,
      ...styleFormat(styleOf(properties)),
      ...(isShaded(child(properties, 'shd') ?? fromStyle(properties, 'shd')) ? { highlighted: true } : {}),
    }),
    run: (properties, paragraph) => ({
      ...paragraph,
      ...styleFormat(val(properties, 'rStyle')),
      ...ownFormat(properties, themeFont),
    }),
    styleNumbering: (properties) => fromStyle(properties, 'numPr'),
    styleTabs: (properties) => fromStyle(properties, 'tabs'),
  }
}
