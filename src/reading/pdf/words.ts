import { clean } from '../../vietnamese/fold.ts'
import { fromTcvn3, fromVni, legacyFont } from '../../vietnamese/legacy.ts'
import type { Placed } from '../layout/lines.ts'
import { remembered } from '../remembered.ts'
import type { Word } from '../transcript.ts'
import { type Glyph, runsOf } from './glyph.ts'
import { isLeaderSign, withoutCoveredLeaders } from './leaders.ts'

/** Letters of one drawn line, left to right. */
function rowsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const rows: { runs: Glyph[][]; at: number; size: number }[] = []
  const middle = ([first]: readonly Glyph[]): number => (first as Glyph).middle
  for (const run of runsOf(glyphs).sort((a, b) => middle(a) - middle(b))) {
    const { middle: at, size } = run[0] as Glyph
    const row = rows.findLast((one) => Math.abs(one.at - at) < 0.35 * Math.min(one.size, size || one.size))
    if (row) row.runs.push(run)
    else rows.push({ runs: [run], at, size: Math.max(size, 1) })
  }
  return rows.map(({ runs }) => {
    const letters = runs.flat()
    // Nearly always they are drawn so.
    const isSorted = letters.every((one, at) => one.x >= (letters[at - 1]?.x ?? one.x))
    return isSorted ? letters : letters.sort((a, b) => a.x - b.x)
  })
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

/** A word while its letters are put together, from left to right. */
class Draft {
  readonly first: Glyph
  last: Glyph
  text = ''
  isSenseless = false
  left = Infinity
  top = Infinity
  right = -Infinity
  bottom = -Infinity

  constructor(first: Glyph) {
    this.first = first
    this.last = first
    this.add(first)
  }

  add(glyph: Glyph): void {
    this.last = glyph
    this.text += glyph.text
    this.isSenseless ||= isSenseless(glyph.text)
    this.left = Math.min(this.left, glyph.x)
    this.top = Math.min(this.top, glyph.y)
    this.right = Math.max(this.right, glyph.x + glyph.width)
    this.bottom = Math.max(this.bottom, glyph.y + glyph.height)
  }
}

function wordOf(draft: Draft, { legacy, bold }: Face, glued: boolean): (Placed & Word) | null {
  const { first, text: raw, left, top, right, bottom } = draft
  const decoded = !legacy ? raw : legacy.encoding === 'vni' ? fromVni(raw) : fromTcvn3(raw, legacy.capitals)
  const text = plainWord.test(decoded) ? decoded : tidy(decoded)
  if (text === '') return null
  const word: Placed & Word = {
    kind: 'word',
    text,
    place: { x: left, y: top, width: right - left, height: bottom - top },
    // A ligature ("Th", "tt") whose letters the font does not name is lost, and its word with it.
    confidence: draft.isSenseless ? 0.4 : 1,
  }
  if (!bold && !glued && !first.annotation) return word
  return {
    ...word,
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
    let draft: Draft | null = null
    let glued = false
    const end = (nextGlued: boolean) => {
      const word = draft && wordOf(draft, face(draft.first.font), glued)
      if (word) words.push(word)
      draft = null
      glued = nextGlued && word !== null
    }
    for (const glyph of row) {
      if (glyph.isSpace) {
        end(false)
        continue
      }
      const previous: Glyph | undefined = draft?.last
      if (previous) {
        const gap = glyph.x - (previous.x + previous.width)
        // The same letter drawn again at the same place is a way to print bold.
        if (glyph.text === previous.text && Math.abs(glyph.x - previous.x) < 0.15 * glyph.size) continue
        if (gap > 0.2 * glyph.size || gap < -0.9 * glyph.size) end(false)
        else if (previous.font !== glyph.font && encodingsDiffer(face(previous.font), face(glyph.font)))
          end(true)
        else if (previous.annotation !== glyph.annotation) end(false)
        // The dots behind a field that was printed into the page are not those of its text.
        else if (previous.form !== glyph.form && isLeaderSign(glyph.text)) end(false)
      }
      if (draft) draft.add(glyph)
      else draft = new Draft(glyph)
    }
    end(false)
  }
  return words
}
