import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fontkit from '@pdf-lib/fontkit'

export type TypefaceName = 'tinos' | 'tinos-bold' | 'dejavu-serif' | 'dejavu-sans' | 'hand'

interface Glyph {
  readonly advanceWidth: number
  readonly path: { toSVG(): string }
}
interface Font {
  readonly unitsPerEm: number
  hasGlyphForCodePoint(code: number): boolean
  glyphForCodePoint(code: number): Glyph
}

const require = createRequire(import.meta.url)
const fontsource = (family: string, weight: string) =>
  ['latin', 'vietnamese', 'latin-ext'].map(
    (part) => `@fontsource/${family}/files/${family}-${part}-${weight}-normal.woff`,
  )
const dejavu = (file: string) => `dejavu-fonts-ttf/ttf/${file}.ttf`

/** Files of a face, the first that has a letter draws it. Faces come from npm: a newcomer's machine may have no fonts. */
const files: Record<TypefaceName, readonly string[]> = {
  tinos: [...fontsource('tinos', '400'), dejavu('DejaVuSerif'), dejavu('DejaVuSans')],
  'tinos-bold': [...fontsource('tinos', '700'), dejavu('DejaVuSerif-Bold')],
  'dejavu-serif': [dejavu('DejaVuSerif'), dejavu('DejaVuSans')],
  'dejavu-sans': [dejavu('DejaVuSans')],
  hand: [
    ...['latin', 'vietnamese', 'latin-ext'].map(
      (part) => `@fontsource/patrick-hand/files/patrick-hand-${part}-400-normal.woff`,
    ),
    dejavu('DejaVuSans'),
  ],
}

const opened = new Map<string, Font>()

function open(file: string): Font {
  let font = opened.get(file)
  if (!font) {
    font = fontkit.create(readFileSync(require.resolve(file))) as unknown as Font
    opened.set(file, font)
  }
  return font
}

function glyphOf(face: TypefaceName, code: number): { glyph: Glyph; unitsPerEm: number } {
  const list = files[face]
  const file = list.find((one) => open(one).hasGlyphForCodePoint(code)) ?? (list[0] as string)
  const font = open(file)
  return { glyph: font.glyphForCodePoint(code), unitsPerEm: font.unitsPerEm }
}

/** Width of a text in points. */
export function widthOf(text: string, size: number, face: TypefaceName): number {
  let width = 0
  for (const sign of text.normalize('NFC')) {
    const { glyph, unitsPerEm } = glyphOf(face, sign.codePointAt(0) as number)
    width += (glyph.advanceWidth * size) / unitsPerEm
  }
  return width
}

/** A text as SVG outlines, its baseline starting at (x, y); `jitter` gives each letter its own shift, size and turn. */
export function drawText(
  text: string,
  at: { x: number; y: number; size: number; face: TypefaceName; colour?: string },
  jitter?: () => { dx: number; dy: number; grow: number; turn: number },
): string {
  let x = at.x
  const parts: string[] = []
  for (const sign of text.normalize('NFC')) {
    const { glyph, unitsPerEm } = glyphOf(at.face, sign.codePointAt(0) as number)
    const own = jitter?.() ?? { dx: 0, dy: 0, grow: 1, turn: 0 }
    const scale = (at.size / unitsPerEm) * own.grow
    const path = glyph.path.toSVG()
    if (path !== '')
      parts.push(
        `<path transform="translate(${(x + own.dx).toFixed(2)} ${(at.y + own.dy).toFixed(2)}) rotate(${own.turn.toFixed(1)}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})" d="${path}"/>`,
      )
    x += (glyph.advanceWidth * at.size) / unitsPerEm
  }
  return `<g fill="${at.colour ?? '#111'}">${parts.join('')}</g>`
}
