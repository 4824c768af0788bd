import { clean } from '../../vietnamese/fold.ts'
import { fromTcvn3, fromVni, legacyFont } from '../../vietnamese/legacy.ts'
import type { Placed } from '../layout/lines.ts'
import { around } from '../rectangles.ts'
import { remembered } from '../remembered.ts'
import type { Word } from '../transcript.ts'
import type { Glyph } from './draw.ts'
import { isLeaderSign, withoutCoveredLeaders } from './leaders.ts'

const middle = (glyph: Glyph): number => glyph.place.y + glyph.place.height / 2

/** Letters of one drawn line, left to right. */
function rowsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const rows: { glyphs: Glyph[]; at: number; size: number }[] = []
  for (const glyph of [...glyphs].sort((a, b) => middle(a) - middle(b))) {
    const at = middle(glyph)
    const row = rows.findLast(
      (one) => Math.abs(one.at - at) < 0.35 * Math.min(one.size, glyph.size || one.size),
    )
    if (row) row.glyphs.push(glyph)
    else rows.push({ glyphs: [glyph], at, size: Math.max(glyph.size, 1) })
  }
  return rows.map((row) => row.glyphs.sort((a, b) => a.place.x - b.place.x))
}

/** Letters and signs with nothing to tidy: nearly every word of a form. */
const plainWord = /^[!-~\xa1-\xac\xae-\u02ff\u1ea0-\u1ef9\u2026]+$/

const tidy = (text: string): string =>
  clean(text.replace(/\u00ad/g, '').replace(/[\ufb00-\ufb06]/g, (sign) => sign.normalize('NFKC')))
    .replace(/\s+/g, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: fonts without a table give control characters
    .replace(/[\x00-\x1f]/g, '')

/** What the name of a font tells. */
const faceOf = (font: string) => ({ legacy: legacyFont(font), bold: /bold/i.test(font) })
type Face = ReturnType<typeof faceOf>

function wordOf(glyphs: readonly Glyph[], { legacy, bold }: Face, glued: boolean): (Placed & Word) | null {
  const first = glyphs[0] as Glyph
  let raw = ''
  for (const { text } of glyphs) raw += text
  const decoded = !legacy ? raw : legacy.encoding === 'vni' ? fromVni(raw) : fromTcvn3(raw, legacy.capitals)
  const text = plainWord.test(decoded) ? decoded : tidy(decoded)
  if (text === '') return null
  return {
    kind: 'word',
    text,
    place: around(glyphs.map(({ place }) => place)),
    // A ligature ("Th", "tt") whose letters the font does not name is lost, and its word with it.
    confidence: glyphs.some(({ text: sign }) => isSenseless(sign)) ? 0.4 : 1,
    ...(bold ? { style: { bold: true } } : {}),
    ...(glued ? { glued: true } : {}),
    ...(first.annotation ? { overlay: true } : {}),
  }
}

/** A glyph whose font does not tell what it stands for. */
export const isSenseless = (text: string): boolean =>
  text === '' || !(plainLetter(text) || !/^[\p{Cc}\p{Co}\p{Cn}\ufffd]/u.test(text))

/** Told without a regular expression, which two thousand letters a page would wait for. */
function plainLetter(text: string): boolean {
  const first = text.charCodeAt(0)
  return (
    (first > 0x20 && first < 0x7f) || (first >= 0xc0 && first < 0x250) || (first >= 0x1ea0 && first < 0x1efa)
  )
}

/** Of one old encoding a font has the capitals and another the small letters: "Ủ" of .VnTimeH before "y" of .VnTime. */
const encodingsDiffer = ({ legacy: before }: Face, { legacy: behind }: Face): boolean =>
  before?.encoding !== behind?.encoding || before?.capitals !== behind?.capitals

/**
 * Puts glyphs together to words by the gaps between them; a gap of a fifth of the type size is a space whether or not
 * the file says so. A change of font within a word makes two words, the second `glued`.
 */
export function wordsOf(glyphs: readonly Glyph[]): (Placed & Word)[] {
  const words: (Placed & Word)[] = []
  const face = remembered(faceOf)
  for (const row of rowsOf(withoutCoveredLeaders(glyphs))) {
    let current: Glyph[] = []
    let glued = false
    const end = (nextGlued: boolean) => {
      const [first] = current
      const word = first ? wordOf(current, face(first.font), glued) : null
      if (word) words.push(word)
      current = []
      glued = nextGlued && word !== null
    }
    for (const glyph of row) {
      const previous = current.at(-1)
      if (glyph.isSpace) {
        end(false)
        continue
      }
      if (previous) {
        const right = previous.place.x + previous.place.width
        const gap = glyph.place.x - right
        // The same letter drawn again at the same place is a way to print bold.
        if (glyph.text === previous.text && Math.abs(glyph.place.x - previous.place.x) < 0.15 * glyph.size)
          continue
        if (gap > 0.2 * glyph.size || gap < -0.9 * glyph.size) end(false)
        else if (previous.font !== glyph.font && encodingsDiffer(face(previous.font), face(glyph.font)))
          end(true)
        else if (previous.annotation !== glyph.annotation) end(false)
        // The dots behind a field that was printed into the page are not those of its text.
        else if (previous.form !== glyph.form && isLeaderSign(glyph.text)) end(false)
      }
      current.push(glyph)
    }
    end(false)
  }
  return words
}
