/** What a glyph of a symbol font shows. */
export type GlyphState = 'ticked' | 'empty'

interface SymbolFont {
  readonly name: RegExp
  readonly ticked: ReadonlySet<number>
  readonly empty: ReadonlySet<number>
}

const codes = (...list: number[]): ReadonlySet<number> => new Set(list)

/**
 * Symbol fonts that offices tick with, by the low byte of the character. The same byte means different things in
 * different fonts: 0x52 is a ticked box in Wingdings 2 and a sun in Wingdings.
 */
const symbolFonts: readonly SymbolFont[] = [
  {
    name: /^wingdings ?2/i,
    ticked: codes(0x52, 0x53, 0x54, 0x50, 0x51, 0x4f, 0x55, 0x56),
    empty: codes(0xa3, 0x2a),
  },
  {
    // OpenSymbol is what LibreOffice draws Wingdings with, under the letters of Wingdings.
    name: /^(wingdings(?! ?3)|opensymbol)/i,
    ticked: codes(0xfe, 0xfd, 0x78, 0xfc, 0xfb, 0x6e, 0xa4),
    empty: codes(0xa8, 0x6f, 0x71, 0x72, 0x70, 0xa1),
  },
  { name: /^webdings/i, ticked: codes(0x61, 0x72, 0x67), empty: codes(0x63) },
  {
    name: /dingbats/i,
    ticked: codes(0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x6e),
    empty: codes(0x6f, 0x70, 0x71, 0x72),
  },
]

const bareName = (font: string): string => font.replace(/^[A-Z]{6}\+/, '').replace(/^ITC /, '')

/** True for fonts whose letters are pictures, so that their text must not be read as text. */
export function isSymbolFont(font: string): boolean {
  return /^(wingdings|webdings|.*dingbats|symbol$|symbolmt|marlett|opensymbol)/i.test(bareName(font))
}

/**
 * What a character of a symbol font shows: ticked, empty, or null when it is neither (a bullet, an arrow).
 * `character` may be the plain letter or its private-use twin (U+F0xx).
 */
export function symbolState(font: string, character: string): GlyphState | null {
  const point = character.codePointAt(0) ?? 0
  // Other characters are not in such a font: a program sets "☐" in Wingdings and draws it from another one.
  if (point > 0xff && (point < 0xf000 || point > 0xf0ff)) return null
  const code = point & 0xff
  const known = symbolFonts.find(({ name }) => name.test(bareName(font)))
  if (!known) return null
  if (known.ticked.has(code)) return 'ticked'
  return known.empty.has(code) ? 'empty' : null
}

/**
 * A private-use character (U+F0xx) whose font is lost: Wingdings is by far the most usual, Wingdings 2 decides what
 * Wingdings does not know. Null when neither does.
 */
export function privateUseState(character: string): GlyphState | null {
  const code = character.codePointAt(0) ?? 0
  if (code < 0xf000 || code > 0xf0ff) return null
  return symbolState('Wingdings', character) ?? symbolState('Wingdings 2', character)
}

const tickedGlyphs = new Set('☑☒✓✔✗✘⊠⊗🗹🗷🗸■▣✅❎')
const emptyGlyphs = new Set('☐□▢❏❐❑❒⬜◻◽○')

/** What a Unicode character shows where it stands as a box or a mark; null for letters and all else. */
export function unicodeState(character: string): GlyphState | null {
  if (tickedGlyphs.has(character)) return 'ticked'
  return emptyGlyphs.has(character) ? 'empty' : null
}
