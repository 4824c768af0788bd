import type { Answer, ReviewReason } from '../../survey/answers.ts'
import type { QuestionId } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'
import type { Transcript } from '../transcript.ts'
import { answerOf, sureness } from './answer.ts'
import { type Frame, regionFrom } from './frames.ts'
import type { Hit } from './locate.ts'
import { marksIn } from './marks.ts'
import { cellIn, columnsFor, headPositions } from './need-columns.ts'
import { needIds } from './printed.ts'
import {
  boxTokensIn,
  lineAt,
  linesIn,
  placeOf,
  type Reel,
  type ReelCell,
  type Span,
  tokensIn,
  wordTokensIn,
} from './reel.ts'
import { emphasised } from './style.ts'
import { type Saying, sayingOf } from './yes-no.ts'

export interface NeedsRead {
  readonly answers: ReadonlyMap<QuestionId, Answer>
  readonly filled: boolean
  /** Words across or beside the section that deny it as a whole. */
  readonly remark: string | null
}

interface Verdict {
  readonly value: 'yes' | 'no' | null
  readonly confidence: number
  readonly reason: ReviewReason | null
  /** Where the answer stands. */
  readonly spans: readonly Span[]
  /** Anything at all is written there. */
  readonly filled: boolean
}

/** Reads the rows of section 3, each by its own row of the table, by the columns on the page, or by its words. */
export function readNeeds(reel: Reel, frame: Frame, transcript: Transcript): NeedsRead {
  const rows = needIds.flatMap((id) => frame.hits.get(id) ?? [])
  const remark = remarkIn(reel, frame, rows)
  const struck = rows.some((row) => emphasised(reel, row).struck)
  const answers = new Map<QuestionId, Answer>()
  let filled = remark !== null
  for (const id of needIds) {
    const row = frame.hits.get(id)
    if (!row) {
      answers.set(id, absentRow(reel, rows.length))
      continue
    }
    const verdict = verdictOf(reel, frame, row, rows)
    filled ||= verdict.filled
    const reason =
      doubt(row, transcript) ??
      unmeasured(reel, verdict, transcript) ??
      verdict.reason ??
      (struck ? 'struck-out' : null)
    answers.set(
      id,
      answerOf(reel, {
        kind: 'mark',
        value: verdict.value,
        confidence: verdict.confidence * (0.9 + 0.1 * sureness(reel, [row])) * (row.score >= 0.7 ? 1 : 0.95),
        reason: reason ?? (remark !== null && verdict.value === null ? 'in-words' : null),
        raw: rawOf(reel, verdict.spans),
        spans: [row, ...verdict.spans],
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
  if (transcript.notes.includes('marks-lost')) return 'mark-unclear'
  return row.distinct < 0.5 ? 'statement-changed' : null
}

/** On paper an answer place is empty only where no ink was measured: nothing found is not the same. */
function unmeasured(reel: Reel, verdict: Verdict, { format }: Transcript): ReviewReason | null {
  if (verdict.filled || (format !== 'pdf-scan' && format !== 'image')) return null
  const measured = verdict.spans.some((span) => boxTokensIn(reel, span).length > 0)
  return measured ? null : 'mark-unclear'
}

function rawOf(reel: Reel, spans: readonly Span[]): string | null {
  const text = spans
    .map((span) => {
      const boxes = new Map(tokensIn(reel, span).map(({ start, token }) => [start, token]))
      return [...reel.text.slice(span.start, span.end)]
        .map((sign, index) => {
          const token = boxes.get(span.start + index)
          return sign === '\uFFFC' && token?.kind === 'box' ? (token.state === 'ticked' ? '☒' : '☐') : sign
        })
        .join('')
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

/** The row's own cells below the heads "Có" and "Không". */
function byCells(reel: Reel, row: Hit, label: ReelCell): Verdict | null {
  const columns = columnsFor(reel, label)
  if (!columns) return null
  const behind = sayingOf(reel, [{ start: row.end, end: label.end }])
  const { yes, no, answer } = columns
  if (yes && no) {
    const [yesCell, noCell] = [cellIn(reel, label, yes), cellIn(reel, label, no)]
    if (!yesCell || !noCell) return null
    const merged = yesCell.merged || noCell.merged || yesCell.cell === noCell.cell
    if (yesCell.cell === noCell.cell) return single(reel, [yesCell.cell], merged && yesCell.merged)
    const verdict = combine(sayingOf(reel, [yesCell.cell]), sayingOf(reel, [noCell.cell]))
    const spans = [yesCell.cell, noCell.cell]
    if (!verdict.filled) return elsewhere(reel, label, spans, behind)
    const reason = verdict.reason ?? (merged || !columns.headed ? 'layout-unclear' : null)
    return { ...verdict, reason, spans }
  }
  const own = answer && cellIn(reel, label, answer)
  return own ? single(reel, [own.cell], own.merged || !columns.headed) : null
}

/** Both answer cells are empty: a word behind the label or a mark in another cell of the row may be the answer. */
function elsewhere(reel: Reel, label: ReelCell, spans: readonly Span[], behind: Saying): Verdict {
  const others = (reel.tables[label.table]?.[label.row] ?? []).filter(
    (cell) => cell !== label && !spans.includes(cell) && cell.column < label.column,
  )
  const markedNumber = others.some((cell) => marksIn(reel, cell).some((mark) => mark.state === 'ticked'))
  if (behind.says === 'yes' || behind.says === 'no')
    return { value: behind.says, confidence: 0.9, reason: null, spans, filled: true }
  if (behind.says !== 'none')
    return { value: null, confidence: 0.5, reason: behind.reason ?? 'layout-unclear', spans, filled: true }
  if (markedNumber) return { value: 'yes', confidence: 0.5, reason: 'layout-unclear', spans, filled: true }
  return { value: null, confidence: 0.97, reason: null, spans, filled: false }
}

function single(reel: Reel, spans: readonly Span[], doubtful: boolean): Verdict {
  const saying = sayingOf(reel, spans)
  const verdict = alone(saying)
  return {
    ...verdict,
    reason: verdict.reason ?? (doubtful && verdict.filled ? 'layout-unclear' : null),
    spans,
  }
}

/** One place for either answer. */
function alone(saying: Saying): Omit<Verdict, 'spans'> {
  const { says, confidence, reason } = saying
  if (says === 'yes' || says === 'no') return { value: says, confidence, reason, filled: true }
  if (says === 'none') return { value: null, confidence, reason: null, filled: false }
  if (says === 'both') return { value: null, confidence, reason: 'both-marked', filled: true }
  return { value: null, confidence: 0.5, reason: reason ?? 'layout-unclear', filled: true }
}

/** The cell below "Có" and the cell below "Không" together. */
function combine(yes: Saying, no: Saying): Omit<Verdict, 'spans'> {
  const confidence = Math.min(yes.confidence, no.confidence)
  const vague = [yes, no].find(({ says }) => says === 'unclear' || says === 'both')
  if (vague) return { value: null, confidence: 0.5, reason: vague.reason ?? 'mark-unclear', filled: true }
  const yesMarked = yes.says === 'marked' || yes.says === 'yes'
  const noMarked = no.says === 'marked' || no.says === 'no'
  // A word in the wrong column, or an answer in one and its opposite in the other.
  if (yes.says === 'no' || no.says === 'yes') {
    const single = no.says === 'none' || yes.says === 'none'
    return {
      value: single ? (yes.says === 'no' ? 'no' : 'yes') : null,
      confidence: 0.5,
      reason: 'mark-conflict',
      filled: true,
    }
  }
  if (yesMarked && noMarked) return { value: null, confidence, reason: 'both-marked', filled: true }
  if (yesMarked || noMarked)
    return { value: yesMarked ? 'yes' : 'no', confidence, reason: null, filled: true }
  return { value: null, confidence, reason: null, filled: false }
}

/** No table: signs and words on the row's lines, told apart by the heads' places across the page. */
function byPlaces(reel: Reel, frame: Frame, row: Hit, rows: readonly Hit[]): Verdict | null {
  const heads = headPositions(reel, headSpans(frame, rows))
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

/** Signs, and the words "Có", "Không" and "1", outside the rows' own wording. */
function answersIn(reel: Reel, span: Span, rows: readonly Hit[]) {
  const signs = marksIn(reel, span).map((mark) => ({ span: mark as Span, telling: mark.state !== 'empty' }))
  const words = wordTokensIn(reel, span)
    .filter((word) => /^(?:có|không|1)$/iu.test(word.token.text) && !rows.some((row) => inside(word, row)))
    .filter((word) => !opensLine(reel, word))
    .map((word) => ({ span: word as Span, telling: true }))
  return [...signs, ...words].flatMap((one) => {
    const place = placeOf(reel, one.span)
    return place ? [{ ...one, place, page: lineAt(reel, one.span.start).page }] : []
  })
}

/** Part of the row's printed wording; what another column put between its wrapped lines is not. */
const inside = (one: Span, row: Hit) =>
  one.start >= row.start && one.end <= row.end && !row.inserted.some((word) => word.start === one.start)
/** The "1" of the first row's number. */
const opensLine = (reel: Reel, word: Span) => lineAt(reel, word.start).start === word.start

function headSpans(frame: Frame, rows: readonly Hit[]): Span[] {
  const first = rows[0] as Hit
  const head = frame.hits.get('needsHeader')
  const section = frame.hits.get('section3')
  const start = section ? section.end : (head?.start ?? first.start)
  return start < first.start ? [{ start, end: first.start }] : head ? [head] : []
}

/** Running text: what stands behind the label up to the next row. */
function byWords(reel: Reel, frame: Frame, row: Hit): Verdict {
  const others = needIds.filter((id) => id !== row.unit.id)
  const spans = regionFrom(reel, frame, row.end, [
    ...others,
    'needsHeader',
    'section4',
    'signature',
    'signatureHint',
  ])
  const own = spans.slice(0, 1).map((span) => withinAnswer(reel, span, row))
  const verdict = alone(sayingOf(reel, own))
  if (verdict.filled) return { ...verdict, spans: own }
  const unclear = (found: readonly Span[]) =>
    ({ value: null, confidence: 0.5, reason: 'layout-unclear', spans: found, filled: true }) as const
  const between = row.inserted.filter(({ key }) => /^(co|khong|x|v|1)$/.test(key))
  if (between.length > 0) return unclear(between)
  const line = lineAt(reel, row.start)
  const front = marksIn(reel, { start: line.start, end: row.start }).filter((mark) => mark.state !== 'empty')
  if (front.length > 0) return { ...unclear(front), value: 'yes' }
  // Signs farther down, beyond lines that are no answer: this row's or the next one's.
  const beyond = spans
    .slice(0, 1)
    .flatMap((span) => marksIn(reel, span))
    .filter((mark) => mark.form === 'box')
  const read = own.flatMap((span) => marksIn(reel, span)).length
  return beyond.length > read ? unclear(beyond) : { ...verdict, spans: own }
}

/** The rest of the row's last line, and lines below it that hold nothing but an answer. */
function withinAnswer(reel: Reel, span: Span, row: Hit): Span {
  let end = Math.min(lineAt(reel, row.end).end, span.end)
  for (const line of linesIn(reel, { start: end, end: span.end })) {
    if (line.start <= end) continue
    const text = fold(reel.text.slice(line.start, line.end))
    if (!/^((co|khong|chua|nhu cau|x|v|\d)\s*)*$/.test(text)) break
    end = line.end
  }
  return { start: span.start, end: Math.max(span.start, end) }
}

/** "Không có nhu cầu" written across the section, outside the rows. */
function remarkIn(reel: Reel, frame: Frame, rows: readonly Hit[]): string | null {
  const last = rows.at(-1)
  const section = frame.hits.get('section3')
  const before =
    section && rows[0] && section.end < rows[0].start ? [{ start: section.end, end: rows[0].start }] : []
  const after = last
    ? regionFrom(reel, frame, lineAt(reel, last.end).end, ['section4', 'signature', 'signatureHint'])
    : []
  const lines = [...before, ...after]
    .flatMap((span) => linesIn(reel, span))
    .filter((line) => line.cell === null && !rows.some((row) => row.start < line.end && row.end > line.start))
  const denial = lines.find((line) =>
    /\b(khong|chua) (co |phat sinh )?nhu cau\b|\bchua (co )?dang ky\b/.test(
      fold(reel.text.slice(line.start, line.end)),
    ),
  )
  return denial ? reel.text.slice(denial.start, denial.end).trim() : null
}
