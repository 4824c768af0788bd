import type { Answer, Rectangle } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'
import { touch } from '../rectangles.ts'
import { fromPaper, type Mark, type Transcript } from '../transcript.ts'
import { answerOf, hasHandwriting } from './answer.ts'
import type { Piece } from './columns.ts'
import type { Reel, ReelLine } from './reel.ts'

/**
 * A digital signature is a signature. In Word and digital PDF a picture in the block may be a scanned one, so nobody
 * can say; in a picture of paper the seal's red and the ink speak for themselves.
 */
export function stampAnswer(reel: Reel, block: readonly ReelLine[], transcript: Transcript): Answer {
  const stamp = (value: 'present' | 'absent' | 'unknown', confidence: number) =>
    answerOf(reel, {
      value,
      confidence,
      spans: block[0] ? [{ start: block[0].start, end: block.at(-1)?.end ?? 0 }] : [],
    })
  if (transcript.signatures.length > 0) return stamp('present', 0.97)
  const first = block[0]
  // The words of a mail have no ink.
  if (transcript.format === 'eml') return stamp('absent', 0.97)
  if (!first) return answerOf(reel, { value: 'unknown', confidence: 0, reason: 'page-missing' })
  if (transcript.notes.includes('marks-lost'))
    return answerOf(reel, { value: 'unknown', confidence: 0.5, reason: 'marks-lost' })
  const marks = marksInBlock(reel, block)
  const signs = marks.filter(({ kind }) => kind === 'seal' || kind === 'signature')
  if (signs.length > 0) return stamp('present', Math.max(...signs.map(({ confidence }) => confidence)))
  if (fromPaper(transcript)) return marks.length > 0 ? stamp('unknown', 0.6) : stamp('absent', 0.85)
  return marks.length > 0 ? stamp('unknown', 0.8) : stamp('absent', 0.95)
}

/** Ink, pictures and drawings at or below the first line of the block, on its pages. */
function marksInBlock(reel: Reel, block: readonly ReelLine[]): Mark[] {
  const first = block[0] as ReelLine
  const pages = new Set(block.map((line) => line.page))
  const words = fold(block.map((line) => reel.text.slice(line.start, line.end)).join(' '))
  return reel.pages
    .filter((page) => pages.has(page.number))
    .flatMap((page) =>
      page.marks.filter((mark) => {
        if (mark.kind === 'highlight' || mark.kind === 'strike' || mark.kind === 'note') return false
        if (mark.place && first.place && page.number === first.page)
          return mark.place.y + mark.place.height >= first.place.y - first.place.height * 2
        if (mark.place) return page.number !== first.page
        return mark.near === undefined || mark.near.trim() === '' || words.includes(fold(mark.near))
      }),
    )
}

/** In heights of a line: so far beside it a seal hides a word of it ("PHÓ"), and so far above a line that belongs to it. */
const reach = { beside: 4, above: 1.2, below: 0.4 } as const

/**
 * A seal or a signature lies on these lines of the block or beside them: it hides letters and leaves the rest looking
 * whole. "CHÁNH VĂN PHÒNG" may be a deputy's title, "Thị Thu Hà" lack its family name.
 */
export function isUnderInk(reel: Reel, block: readonly ReelLine[], pieces: readonly Piece[]): boolean {
  const hand = block.filter((line) => hasHandwriting(reel, [line])).map((line) => line.place)
  const ink = marksInBlock(reel, block).flatMap(({ kind, place }) => (kind === 'picture' ? [] : [place]))
  return [...hand, ...ink].some(
    (mark) => !mark || pieces.some(({ place }) => !place || touch(mark, nearby(place))),
  )
}

const nearby = ({ x, y, width, height }: Rectangle): Rectangle => ({
  x: x - height * reach.beside,
  y: y - height * reach.above,
  width: width + 2 * height * reach.beside,
  height: height * (1 + reach.above + reach.below),
})
