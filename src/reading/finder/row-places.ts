import type { Word } from '../transcript.ts'
import { type Frame, regionFrom } from './frames.ts'
import type { Hit } from './locate.ts'
import { marksIn } from './marks.ts'
import { headPositions } from './need-columns.ts'
import { lineAt, placeOf, type Reel, type Span, wordTokensIn } from './reel.ts'
import { combine, type Verdict } from './row-cells.ts'
import { sayingOf } from './yes-no.ts'

/** No table: signs and words on the row's lines, told apart by the heads' places across the page. */
export function byPlaces(reel: Reel, frame: Frame, row: Hit, rows: readonly Hit[]): Verdict | null {
  const heads = headPositions(reel, headSpans(reel, frame, rows))
  if (!heads || !placeOf(reel, row)) return null
  const reach = Math.abs(heads.no - heads.yes) * 0.35
  const written = writtenOnRow(reel, frame, row, rows)
  const inColumn = (column: number) => written.filter(({ middle }) => Math.abs(middle - column) <= reach)
  const [yes, no] = [inColumn(heads.yes), inColumn(heads.no)]
  const lost = written.filter((one) => one.telling && !yes.includes(one) && !no.includes(one))
  if (lost.length > 0)
    return {
      value: null,
      confidence: 0.5,
      reason: 'layout-unclear',
      spans: lost.map(({ span }) => span),
      filled: true,
    }
  if (written.length === 0) return null
  const saying = (found: readonly Written[]) =>
    found.length === 0
      ? ({ says: 'none', confidence: 0.97, reason: null } as const)
      : sayingOf(
          reel,
          found.map(({ span }) => span),
        )
  return { ...combine(saying(yes), saying(no)), spans: [...yes, ...no].map(({ span }) => span) }
}

interface Written {
  readonly span: Span
  /** Across the page. */
  readonly middle: number
  /** More than an empty box or a dash. */
  readonly telling: boolean
}

/** Signs and answer words that stand on the lines of a row, or nearer to it than to any other. */
function writtenOnRow(reel: Reel, frame: Frame, row: Hit, rows: readonly Hit[]): Written[] {
  const bands = rows.flatMap((one) => {
    const place = placeOf(reel, one)
    return place ? [{ one, place, page: lineAt(reel, one.start).page }] : []
  })
  const start = lineAt(reel, (rows[0] as Hit).start).start
  return regionFrom(reel, frame, start, ['section4', 'signature', 'signatureHint'])
    .flatMap((span) => answersIn(reel, span, rows))
    .filter(({ place, page }) => {
      const middle = place.y + place.height / 2
      const nearest = bands
        .filter((band) => band.page === page)
        .map(({ one, place: { y, height } }) => ({ one, away: Math.max(y - middle, middle - y - height, 0) }))
        .sort((a, b) => a.away - b.away)[0]
      return nearest?.one === row && nearest.away <= place.height * 1.5
    })
    .map(({ span, place, telling }) => ({ span, telling, middle: place.x + place.width / 2 }))
}

/**
 * Signs, and the words "Có", "Không" and "1", outside the rows' own wording; and what is no word at all, such as a tick
 * whose font does not say what it is.
 */
function answersIn(reel: Reel, span: Span, rows: readonly Hit[]) {
  const marks = marksIn(reel, span)
  const signs = marks.map((mark) => ({ span: mark as Span, telling: mark.state !== 'empty' }))
  const words = wordTokensIn(reel, span)
    .filter((word) => !marks.some((mark) => mark.start < word.end && word.start < mark.end))
    .flatMap((word) => {
      const saysSo =
        /^(?:có|không|1)$/iu.test(word.token.text) &&
        !rows.some((row) => inside(word, row) || opensRow(reel, word, row)) &&
        !opensLine(reel, word)
      return saysSo || isUnknownSign(word.token) ? [{ span: word as Span, telling: saysSo }] : []
    })
  return [...signs, ...words].flatMap((one) => {
    const place = placeOf(reel, one.span)
    return place ? [{ ...one, place, page: lineAt(reel, one.span.start).page }] : []
  })
}

/** No letter or figure, no leader, dash or rule, and not what a recogniser makes of a speck. */
const isUnknownSign = ({ text, confidence }: Word): boolean =>
  confidence === 1 && /^[^\p{L}\p{N}\s.…_,;:?\-–—|/()]{1,2}$/u.test(text)

/** Part of the row's printed wording; what another column put between its wrapped lines is not. */
const inside = (one: Span, row: Hit) =>
  one.start >= row.start && one.end <= row.end && !row.inserted.some((word) => word.start === one.start)
/** Some retype the rows as "Có nhu cầu …". */
const opensRow = (reel: Reel, word: Span, row: Hit): boolean =>
  word.end <= row.start && reel.text.slice(word.end, row.start).trim() === ''
/** The "1" of the first row's number. */
const opensLine = (reel: Reel, word: Span) => lineAt(reel, word.start).start === word.start

/** Above the first row's line: that may begin with "Có nhu cầu …". */
function headSpans(reel: Reel, frame: Frame, rows: readonly Hit[]): Span[] {
  const first = lineAt(reel, (rows[0] as Hit).start)
  const head = frame.hits.get('needsHeader')
  const section = frame.hits.get('section3')
  const start = section ? section.end : (head?.start ?? first.start)
  return start < first.start ? [{ start, end: first.start }] : head ? [head] : []
}
