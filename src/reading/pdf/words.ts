import { clean } from '../../vietnamese/fold.ts'
import { fromTcvn3, fromVni, legacyFont } from '../../vietnamese/legacy.ts'
import type { Placed } from '../layout/lines.ts'
import { remembered } from '../remembered.ts'
import type { Word } from '../transcript.ts'
import { type Glyph, glyphsOf, type Run } from './glyph.ts'
import { isLeaderSign, withoutCoveredLeaders } from './leaders.ts'

const middle = ({ y, height }: Run): number => y + height / 2

/** Letters of one drawn line, left to right. */
function rowsOf(runs: readonly Run[]): (readonly Glyph[])[] {
  const rows: { runs: Run[]; at: number; size: number }[] = []
  for (const run of runs.toSorted((a, b) => middle(a) - middle(b))) {
    const { size } = run
    const at = middle(run)
    const row = rows.findLast((one) => Math.abs(one.at - at) < 0.35 * Math.min(one.size, size || one.size))
    if (row) row.runs.push(run)
    else rows.push({ runs: [run], at, size: Math.max(size, 1) })
  }
  return rows.map((row) => {
    const [first, second] = row.runs
    const letters = first && !second ? first.glyphs : glyphsOf(row.runs)
    return isSorted(letters) ? letters : letters.toSorted((a, b) => a.x - b.x)
  })
}

/** Nearly always letters are drawn from left to right. */
function isSorted(letters: readonly Glyph[]): boolean {
  for (let at = 1; at < letters.length; at++)
    if ((letters[at] as Glyph).x < (letters[at - 1] as Glyph).x) return false
  return true
}

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
  /** Of letters and signs with nothing to tidy, as nearly every word of a form. */
  isPlain = true
  isSenseless = false
  top: number
  right: number
  bottom: number

  constructor(first: Glyph) {
    this.first = first
    this.last = first
    this.top = first.y
    this.right = first.x + first.width
    this.bottom = first.y + first.height
    this.write(first.text)
  }

  add(glyph: Glyph): void {
    this.right = Math.max(this.right, glyph.x + glyph.width)
    if (glyph.run !== this.last.run) {
      this.top = Math.min(this.top, glyph.y)
      this.bottom = Math.max(this.bottom, glyph.y + glyph.height)
    }
    this.last = glyph
    this.write(glyph.text)
  }

  write(text: string): void {
    this.text += text
    if (isPlainSign(text)) return
    this.isPlain = false
    this.isSenseless ||= isSenseless(text)
  }
}

function wordOf(draft: Draft, { legacy, bold }: Face, glued: boolean): (Placed & Word) | null {
  const { first, text: raw, top, right, bottom } = draft
  const decoded = !legacy ? raw : legacy.encoding === 'vni' ? fromVni(raw) : fromTcvn3(raw, legacy.capitals)
  const text = draft.isPlain && !legacy ? raw : tidy(decoded)
  if (text === '') return null
  const word: Placed & Word = {
    kind: 'word',
    text,
    place: { x: first.x, y: top, width: right - first.x, height: bottom - top },
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
  !isPlainSign(text) && (text === '' || /^[\p{Cc}\p{Co}\p{Cn}\ufffd]/u.test(text))

/** A letter or usual sign; told without a regular expression, which two thousand letters a page would wait for. */
function isPlainSign(text: string): boolean {
  if (text.length !== 1) return false
  const code = text.charCodeAt(0)
  return (
    (code > 0x20 && code < 0x7f) ||
    (code > 0xa0 && code < 0x300 && code !== 0xad) ||
    (code > 0x1e9f && code < 0x1efa) ||
    code === 0x2026
  )
}

/** Of one old encoding a font has the capitals and another the small letters: "Ủ" of .VnTimeH before "y" of .VnTime. */
const encodingsDiffer = ({ legacy: before }: Face, { legacy: behind }: Face): boolean =>
  before?.encoding !== behind?.encoding || before?.capitals !== behind?.capitals

/**
 * Puts glyphs together to words by the gaps between them; a gap of a fifth of the type size is a space whether or not
 * the file says so. A change of font within a word makes two words, the second `glued`.
 */
export function wordsOf(runs: readonly Run[]): (Placed & Word)[] {
  const words: (Placed & Word)[] = []
  const face = remembered(faceOf)
  for (const row of rowsOf(withoutCoveredLeaders(runs))) {
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
        else if (previous.run !== glyph.run) {
          if (previous.font !== glyph.font && encodingsDiffer(face(previous.font), face(glyph.font)))
            end(true)
          else if (previous.annotation !== glyph.annotation) end(false)
          // The dots behind a field that was printed into the page are not those of its text.
          else if (previous.form !== glyph.form && isLeaderSign(glyph.text)) end(false)
        }
      }
      if (draft) draft.add(glyph)
      else draft = new Draft(glyph)
    }
    end(false)
  }
  return words
}
