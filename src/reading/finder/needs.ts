import type { Answer, ReviewReason } from '../../survey/answers.ts'
import type { QuestionId } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'
import { fromPaper, type Transcript } from '../transcript.ts'
import { answerOf, sureness } from './answer.ts'
import { type Frame, regionFrom } from './frames.ts'
import type { Hit } from './locate.ts'
import { marksIn } from './marks.ts'
import { needIds } from './printed.ts'
import { boxTokensIn, lineAt, linesIn, placeOf, type Reel, type ReelLine, type Span } from './reel.ts'
import { alone, byCells, endOf, type Verdict } from './row-cells.ts'
import { byPlaces } from './row-places.ts'
import { emphasised } from './style.ts'
import { sayingOf } from './yes-no.ts'

export interface NeedsRead {
  readonly answers: ReadonlyMap<QuestionId, Answer>
  readonly filled: boolean
  /** Words across or beside the section that deny it as a whole. */
  readonly remark: string | null
}

/** Reads the rows of section 3, each by its own row of the table, by the columns on the page, or by its words. */
export function readNeeds(reel: Reel, frame: Frame, transcript: Transcript): NeedsRead {
  const rows = needIds.flatMap((id) => frame.hits.get(id) ?? [])
  const around = linesAround(reel, frame, rows)
  const remark = around.find(isDenial) ?? null
  const answeredBelow = remark !== null || around.some(isAnswer)
  const struck = rows.some((row) => emphasised(reel, row).struck)
  const verdicts = new Map(rows.map((row) => [row, verdictOf(reel, frame, row, rows)]))
  const byStyle = [...verdicts.values()].some(({ reason }) => reason === 'style-only')
  // An empty row is not sure to be unanswered where the sender answered in other ways, or in places no row has.
  const elsewhere = byStyle
    ? 'style-only'
    : answeredBelow
      ? 'in-words'
      : hasStrayMark(reel, frame, verdicts)
        ? 'layout-unclear'
        : null
  const answers = new Map<QuestionId, Answer>()
  let filled = remark !== null
  for (const id of needIds) {
    const row = frame.hits.get(id)
    const verdict = row && verdicts.get(row)
    if (!row || !verdict) {
      answers.set(id, absentRow(reel, rows.length))
      continue
    }
    filled ||= verdict.filled
    const reason =
      doubt(row, transcript) ??
      unmeasured(reel, verdict, transcript) ??
      ringed(reel, verdict, transcript) ??
      verdict.reason ??
      (struck ? 'struck-out' : null)
    answers.set(
      id,
      answerOf(reel, {
        kind: 'mark',
        value: verdict.value,
        confidence: verdict.confidence * (0.9 + 0.1 * sureness(reel, [row])) * (row.score >= 0.7 ? 1 : 0.95),
        reason: reason ?? (verdict.value === null ? elsewhere : null),
        raw: rawOf(reel, verdict.spans),
        spans: [together(reel, row, verdict.spans), ...verdict.spans],
      }),
    )
  }
  return { answers, filled, remark }
}

const absentRow = (reel: Reel, found: number): Answer =>
  answerOf(reel, {
    kind: 'mark',
    value: null,
    confidence: 0,
    reason: found === 0 ? 'page-missing' : 'statement-missing',
  })

function doubt(row: Hit, transcript: Transcript): ReviewReason | null {
  if (transcript.notes.includes('marks-lost')) return 'marks-lost'
  return row.distinct < 0.5 ? 'statement-changed' : null
}

/** The row with its answers as one place to look at: the cells of one row, or what stands on its own lines. */
function together(reel: Reel, row: Hit, spans: readonly Span[]): Span {
  const line = lineAt(reel, row.start)
  const ofRow = spans.filter((span) => {
    const { cell, index } = lineAt(reel, span.start)
    return cell ? cell.table === line.cell?.table && cell.row === line.cell.row : index - line.index <= 1
  })
  const end = Math.max(row.end, ...ofRow.map((span) => span.end))
  return { start: row.start, end }
}

/** On paper a row is empty only where both its places were measured: nothing found is not the same. */
function unmeasured(reel: Reel, verdict: Verdict, transcript: Transcript): ReviewReason | null {
  if (verdict.filled || !fromPaper(transcript)) return null
  const measured =
    verdict.spans.length >= 2 && verdict.spans.every((span) => boxTokensIn(reel, span).length > 0)
  return measured ? null : 'mark-unclear'
}

/** In heights of the word: a ring around another word is higher, and stands on the same line. */
const ringHeight = 1.3

/** On paper one word as the answer says nothing where strokes stand beside it: a ring around the other word hid that. */
function ringed(reel: Reel, verdict: Verdict, transcript: Transcript): ReviewReason | null {
  const isWord = verdict.value !== null && verdict.spans.every((span) => boxTokensIn(reel, span).length === 0)
  if (!isWord || !fromPaper(transcript)) return null
  const isRinged = verdict.spans.some((span) => {
    const word = placeOf(reel, span)
    const { page } = lineAt(reel, span.start)
    const marks = transcript.pages.find(({ number }) => number === page)?.marks ?? []
    return marks.some(
      ({ kind, place }) =>
        (kind === 'stroke' || kind === 'signature') &&
        place &&
        word &&
        place.height > word.height * ringHeight &&
        Math.abs(place.y + place.height / 2 - word.y - word.height / 2) < word.height,
    )
  })
  return isRinged ? 'drawing-over' : null
}

function rawOf(reel: Reel, spans: readonly Span[]): string | null {
  const text = spans
    .map((span) => {
      const boxes = boxTokensIn(reel, span)
      return reel.text
        .slice(span.start, span.end)
        .replaceAll('\uFFFC', (sign, index) => {
          const box = boxes.find(({ start }) => start === span.start + index)
          return box ? (box.token.state === 'ticked' ? '☒' : '☐') : sign
        })
        .trim()
    })
    .filter((part) => part !== '')
    .join(' | ')
  return text === '' ? null : text
}

function verdictOf(reel: Reel, frame: Frame, row: Hit, rows: readonly Hit[]): Verdict {
  const cell = lineAt(reel, row.start).cell
  const cells = cell ? (reel.tables[cell.table]?.[cell.row]?.length ?? 0) : 0
  if (cell && cells > 1) {
    const shared = rows.some((other) => other !== row && lineAt(reel, other.start).cell === cell)
    const verdict = byCells(reel, row, cell)
    if (verdict)
      return shared && verdict.filled ? { ...verdict, value: null, reason: 'layout-unclear' } : verdict
  }
  return byPlaces(reel, frame, row, rows) ?? byWords(reel, frame, row)
}

/** Running text: what stands behind the label up to the next row. */
function byWords(reel: Reel, frame: Frame, row: Hit): Verdict {
  const others = needIds.filter((id) => id !== row.unit.id)
  const spans = regionFrom(reel, frame, endOf(reel, row), [
    ...others,
    'needsHeader',
    'section4',
    'signature',
    'signatureHint',
  ])
  const own = answerSpans(reel, spans, row)
  const verdict = alone(sayingOf(reel, own))
  if (verdict.filled) return { ...verdict, spans: own }
  const unclear = (found: readonly Span[]) =>
    ({ value: null, confidence: 0.5, reason: 'layout-unclear', spans: found, filled: true }) as const
  const between = row.inserted.filter(({ key }) => /^(co|khong|x|v|1)$/.test(key))
  const boxesWithin = marksIn(reel, row).filter((mark) => mark.form === 'box')
  if (between.length > 0 || boxesWithin.length > 0) return unclear([...between, ...boxesWithin])
  const line = lineAt(reel, row.start)
  const front = marksIn(reel, { start: line.start, end: row.start }).filter((mark) => mark.state !== 'empty')
  if (front.length > 0) return { ...unclear(front), value: 'yes' }
  // Signs farther down, beyond lines that are no answer: this row's or the next one's.
  const beyond = spans.flatMap((span) => marksIn(reel, span)).filter((mark) => mark.form === 'box')
  const read = own.flatMap((span) => marksIn(reel, span)).length
  return beyond.length > read ? unclear(beyond) : { ...verdict, spans: own }
}

/**
 * The rest of the row's last line, and lines below it that hold nothing but an answer; where a page ends between both,
 * such lines at the head of the next one.
 */
function answerSpans(reel: Reel, spans: readonly Span[], row: Hit): Span[] {
  const { cell, end: lineEnd } = lineAt(reel, row.end)
  const [first, second] = spans
  if (!first) return []
  if (cell) return [{ start: first.start, end: Math.max(first.start, Math.min(cell.end, first.end)) }]
  const rest = Math.min(lineEnd, first.end)
  const own = { start: first.start, end: Math.max(first.start, answersEnd(reel, rest, first.end)) }
  if (!second || /[\p{L}\p{N}\uFFFC]/u.test(reel.text.slice(own.start, first.end))) return [own]
  const end = Math.max(second.start, answersEnd(reel, second.start - 1, second.end))
  return [own, { start: second.start, end }]
}

/** Where the lines that begin behind `start` and hold nothing but an answer come to their end. */
function answersEnd(reel: Reel, start: number, end: number): number {
  let last = start
  for (const line of linesIn(reel, { start, end })) {
    if (line.start <= start) continue
    const text = fold(reel.text.slice(line.start, line.end))
    if (!/^((co|khong|chua|nhu cau|x|v|\d)\s*)*$/.test(text)) break
    last = line.end
  }
  return last
}

/** A mark stands in the section that no row took for its answer. */
function hasStrayMark(reel: Reel, frame: Frame, verdicts: ReadonlyMap<Hit, Verdict>): boolean {
  const rows = [...verdicts.keys()]
  const [first] = rows
  if (!first) return false
  const known = [...rows, ...[...verdicts.values()].flatMap(({ spans }) => spans)]
  return regionFrom(reel, frame, lineAt(reel, first.start).start, ['section4', 'signature', 'signatureHint'])
    .flatMap((span) => marksIn(reel, span))
    .filter(({ state }) => state === 'ticked')
    .some((mark) => !known.some((span) => mark.start < span.end && mark.end > span.start))
}

/** What is written before, below or across the rows of the section, outside its table. */
function linesAround(reel: Reel, frame: Frame, rows: readonly Hit[]): string[] {
  const last = rows.at(-1)
  const section = frame.hits.get('section3')
  const before =
    section && rows[0] && section.end < rows[0].start ? [{ start: section.end, end: rows[0].start }] : []
  const after = last
    ? regionFrom(reel, frame, lineAt(reel, last.end).end, ['section4', 'signature', 'signatureHint'])
    : []
  return [...before, ...after]
    .flatMap((span) => linesIn(reel, span))
    .filter(
      (line) => standsAlone(reel, line) && !rows.some((row) => row.start < line.end && row.end > line.start),
    )
    .map((line) => reel.text.slice(line.start, line.end).trim())
}

/** Outside a table, or with nothing beside it in its row: merged over the table, or typed into its first cell. */
const standsAlone = (reel: Reel, { cell }: ReelLine): boolean =>
  cell === null ||
  (reel.tables[cell.table]?.[cell.row] ?? []).every(
    (other) => other === cell || reel.text.slice(other.start, other.end).trim() === '',
  )

/** "Không có nhu cầu" written across the section. */
const isDenial = (text: string): boolean =>
  /\b(khong|chua) (co |phat sinh )?nhu cau\b|\bchua (co )?dang ky\b/.test(fold(text))

/** "Có nhu cầu đối với cả 4 nội dung" below an empty table. */
const isAnswer = (text: string): boolean =>
  /\bco nhu cau\b|\b(ca|tat ca|toan bo|deu)\b.*\b(noi dung|nhu cau|muc|dong)\b|\b(noi dung|nhu cau|muc|dong) (so )?\d/.test(
    fold(text),
  )
