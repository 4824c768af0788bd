import type { Rectangle } from '../../survey/answers.ts'
import { across, around } from '../rectangles.ts'
import { newPlane, type Plane } from './bitmap.ts'
import { isOfForm } from './form-words.ts'
import { recogniseAgain, type SeenWord } from './ocr.ts'

/** More lines than a filled form has blanks: a dispatch, whose words are no answers. */
const mostLines = 26

/**
 * Reads the lines that hold words of the agency's own once more, larger and with other language data. A slip of one
 * recogniser (0 for 6, ố for ổ, a lost _) is seldom the other's too: where they differ the word is doubtful, and the
 * value it stands in goes to a person. `letter` is the height of small letters in pixels.
 */
export async function withSecondOpinion(
  seen: readonly SeenWord[],
  page: Plane,
  letter: number,
): Promise<SeenWord[]> {
  const doubted = new Set(seen.filter(isAnswered).map(({ line }) => line))
  if (doubted.size === 0 || doubted.size > mostLines) return [...seen]
  // Whole lines: figures cut out of "Gửi 12 Vb/tháng" are read worse than within it.
  const strips = [...doubted].map((line) => ({
    line,
    from: withMargin(
      seen.filter((word) => word.line === line).map(({ place }) => place),
      letter,
      page,
    ),
  }))
  const gap = Math.round(letter * 1.5)
  const width = Math.max(...strips.map(({ from }) => from.width)) + gap * 2
  const height = strips.reduce((sum, { from }) => sum + from.height + gap, gap)
  const sheet = newPlane(width, height, 255)
  const placed: { line: number; from: Rectangle; y: number }[] = []
  let y = gap
  for (const { line, from } of strips) {
    for (let row = 0; row < from.height; row++) {
      const start = (from.y + row) * page.width + from.x
      sheet.data.set(page.data.subarray(start, start + from.width), (y + row) * width + gap)
    }
    placed.push({ line, from, y })
    y += from.height + gap
  }
  const again = await recogniseAgain(sheet)
  return seen.map((word) => {
    if (!doubted.has(word.line) || !isAnswered(word)) return word
    const strip = placed.find(({ line }) => line === word.line)
    if (!strip) return word
    const { from, y: top } = strip
    const here = again.filter(({ place }) => {
      const middle = place.y + place.height / 2
      return middle >= top && middle < top + from.height
    })
    return judged(
      word,
      here.filter(({ place }) => overlap(word.place, { ...place, x: place.x - gap + from.x }) > 0.3),
    )
  })
}

const isAnswered = ({ text }: SeenWord): boolean => /[\p{L}\p{N}]/u.test(text) && !isOfForm(text)

/** Leaders and the sign that ends a line say nothing about the word. */
const bare = (text: string): string => text.replace(/^[.…_:;]+|[.…_:;]+$/g, '')

function judged(word: SeenWord, others: readonly SeenWord[]): SeenWord {
  const same = others.find(({ text }) => bare(text) === bare(word.text))
  if (same) return { ...word, confidence: Math.max(word.confidence, same.confidence) }
  const joined = others.map(({ text }) => bare(text)).join('')
  if (joined === bare(word.text)) return word
  // Dots and strokes are read as one long row of letters.
  if (joined.length > word.text.length * 2 + 4) return { ...word, confidence: Math.min(word.confidence, 0.3) }
  // The second set is the slower and surer one; an address with its @ is surely no chance.
  const surer =
    joined !== '' && (isAddress(joined) || others.every(({ confidence }) => confidence >= word.confidence))
  return {
    ...word,
    text: surer && !isAddress(word.text) ? others.map(({ text }) => text).join(' ') : word.text,
    confidence: Math.min(word.confidence, 0.45),
  }
}

const isAddress = (text: string): boolean => /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(text)

/** The smallest rectangle around these with some paper at its sides, within the page. */
function withMargin(places: readonly Rectangle[], letter: number, page: Plane): Rectangle {
  const pad = Math.round(letter * 0.4)
  const all = around(places)
  const x = Math.max(0, all.x - pad)
  const y = Math.max(0, all.y - pad)
  const right = Math.min(page.width, all.x + all.width + pad)
  const bottom = Math.min(page.height, all.y + all.height + pad)
  return { x, y, width: right - x, height: bottom - y }
}

/** Share of the narrower of two words that lies across the other. */
const overlap = (a: Rectangle, b: Rectangle): number => across(a, b) / Math.max(1, Math.min(a.width, b.width))
