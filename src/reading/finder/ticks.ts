import type { Answer, ReviewReason } from '../../survey/answers.ts'
import type { QuestionId } from '../../survey/form.ts'
import { fromPaper, type Transcript } from '../transcript.ts'
import { answerOf, sureness } from './answer.ts'
import { type Frame, regionFrom } from './frames.ts'
import { asMeant } from './habitual-marks.ts'
import { type Habits, judge, type Standing } from './judge-tick.ts'
import type { Hit } from './locate.ts'
import { type MarkSign, marksIn } from './marks.ts'
import { pairMarks, setApart } from './pairing.ts'
import { statementIds } from './printed.ts'
import { lineAt, type Reel, type Span, wordsIn } from './reel.ts'
import { standingOf } from './standing.ts'

/** Words of a remark or a numbering; a statement badly read leaves more. */
const mostUnexplained = 5

export interface TicksRead {
  readonly answers: ReadonlyMap<QuestionId, Answer>
  /** Any box ticked, any word written beside a statement: the section is not blank. */
  readonly filled: boolean
}

/** Reads the statements of section 2. `frequency` is the stretch of the two counts, whose own signs do not count. */
export function readTicks(
  reel: Reel,
  frame: Frame,
  transcript: Transcript,
  frequency: readonly Span[],
): TicksRead {
  const statements = statementIds
    .flatMap((id) => frame.hits.get(id) ?? [])
    .sort((a, b) => order(frame, a) - order(frame, b) || a.start - b.start)
  const spans = sectionSpans(reel, frame, statements)
  const marks = spans
    .flatMap((span) => marksIn(reel, span))
    .filter(
      (mark) =>
        !frequency.some((span) => mark.start >= span.start && mark.end <= span.end) || isAtRight(reel, mark),
    )
    .filter((mark) => !standsInHead(reel, mark, statements))
  const pairing = pairMarks(
    reel,
    statements,
    asMeant(reel, marks, statements.length)
      .filter((mark) => countsAsMark(reel, mark, statements))
      .map((mark) => unlessStub(reel, mark, statements)),
    (hit) => (hit.unit.id === 'frequency.exchanged' ? endOfBlanks(hit, statements, frequency) : hit.end),
  )
  const scattered = scatteredStatements(pairing.of)
  const standings = statements.map((hit) =>
    standingOf(
      reel,
      hit,
      statements,
      pairing.of.get(hit) ?? [],
      pairing.unsure.has(hit) || scattered.has(hit),
    ),
  )
  const ticked = (marks: readonly MarkSign[]) => marks.some((mark) => mark.state !== 'empty')
  const habits: Habits = {
    // On paper the boxes are there, though none was found; no mark seen is then not the same as none.
    boxes: fromPaper(transcript) || standings.some(({ marks }) => marks.some((mark) => mark.form === 'box')),
    marks: standings.some(({ marks, asked }) => ticked(marks) || asked?.filled === true),
    words: standings.filter(({ word }) => word === 'yes' || word === 'no').length * 2 >= standings.length,
    marksLost: transcript.notes.includes('marks-lost'),
    stray: ticked(
      pairing.stray.filter((mark) => mark.form === 'box' || statements.length < statementIds.length),
    ),
    deleted: standings.length > 0 && standings.length < statementIds.length,
    unexplained: unexplainedWords(reel, frame, spans, frequency) > mostUnexplained,
  }
  const answers = new Map<QuestionId, Answer>()
  for (const id of statementIds) {
    const standing = standings.find(({ hit }) => hit.unit.id === id)
    answers.set(
      id,
      standing
        ? presentAnswer(reel, standing, standings, habits)
        : absentAnswer(reel, frame, habits, transcript),
    )
  }
  const filled =
    habits.marks ||
    habits.stray ||
    standings.some(({ word, handwriting }) => (word !== null && word !== 'other') || handwriting)
  return { answers, filled }
}

/** "Có (X)" above the column for the marks: the head says how to mark, and marks nothing. */
function standsInHead(reel: Reel, { cell, start, end }: MarkSign, statements: readonly Hit[]): boolean {
  if (!cell) return false
  const beside = reel.text.slice(cell.start, start) + reel.text.slice(end, cell.end)
  const rows = statements.flatMap((hit) => {
    const own = lineAt(reel, hit.start).cell
    return own?.table === cell.table ? [own.row] : []
  })
  return /\p{L}{2}/u.test(beside) && rows.length > 0 && rows.every((row) => row > cell.row)
}

/** A box at the right edge beside "Nhận … Vb/tháng" is that of the statement above, in the column of the other boxes. */
const isAtRight = (reel: Reel, mark: MarkSign): boolean => mark.form === 'box' && setApart(reel, mark)

/** Where the counts below their statement end, unless another statement stands between. */
function endOfBlanks(hit: Hit, statements: readonly Hit[], frequency: readonly Span[]): number {
  const end = Math.max(hit.end, ...frequency.map((span) => span.end))
  return statements.some(({ start }) => start > hit.end && start < end) ? hit.end : end
}

/**
 * Bare marks of one table in one column for some statements and in another for others: perhaps "Có" and "Không" below
 * heads that were not found, so that a mark may mean either.
 */
function scatteredStatements(signs: ReadonlyMap<Hit, readonly MarkSign[]>): Set<Hit> {
  const bare = [...signs].flatMap(([hit, marks]) =>
    marks.flatMap(({ form, cell }) => (form === 'letter' && cell ? [{ hit, cell }] : [])),
  )
  return new Set(
    bare
      .filter(({ cell }) =>
        bare.some((other) => other.cell.table === cell.table && other.cell.column !== cell.column),
      )
      .map(({ hit }) => hit),
  )
}

/** From the head of section 2, or its first statement where the head is lost, to section 3, page by page. */
function sectionSpans(reel: Reel, frame: Frame, statements: readonly Hit[]): Span[] {
  const first = statements[0]
  if (!first) return []
  const heads = (['section2', 'section2a', 'section2b'] as const).flatMap((id) => frame.hits.get(id) ?? [])
  const head = heads.find((hit) => hit.start < first.start && order(frame, hit) <= order(frame, first))
  const line = lineAt(reel, first.start)
  // A box may stand alone on the line above, or in a cell to the left, of the first statement.
  const above = reel.lines[line.index - 1]
  const start = head ? head.end : above && above.page === line.page ? above.start : line.start
  return regionFrom(reel, frame, Math.max(start, stretchOf(frame, first).start), [
    'section3',
    'needsHeader',
    'needs.mobile',
    'section4',
    'signature',
  ])
}

/** Words in the section that no printed piece accounts for: a deleted statement leaves none behind. */
function unexplainedWords(
  reel: Reel,
  frame: Frame,
  spans: readonly Span[],
  frequency: readonly Span[],
): number {
  const known = [...frame.hits.values(), ...frequency]
  return spans
    .flatMap((span) => wordsIn(reel, span))
    .filter((word) => !known.some((span) => word.start >= span.start && word.end <= span.end))
    .filter(({ key }) => /^\p{L}{2,}$/u.test(key) && !/^(co|khong|chua|da|dang)$/.test(key)).length
}

const stretchOf = (frame: Frame, hit: Hit): Span =>
  frame.stretches.find((span) => hit.start >= span.start && hit.start < span.end) ?? hit
const order = (frame: Frame, hit: Hit): number => frame.stretches.indexOf(stretchOf(frame, hit))

/** "… đơn v" for "… đơn vị": a letter behind a statement whose last word is missing may be the rest of that word. */
function unlessStub(reel: Reel, mark: MarkSign, statements: readonly Hit[]): MarkSign {
  const sign = reel.text.slice(mark.start, mark.end).toLowerCase()
  const stub = statements.some(
    (hit) => Math.abs(mark.start - hit.end) <= 2 && hit.missing.some((word) => word.startsWith(sign)),
  )
  return stub ? { ...mark, state: 'unclear', reason: 'mark-unclear' } : mark
}

/** A bare letter inside a sentence is no mark; "v" and "x" count at the edge of a line or alone in a cell. */
function countsAsMark(reel: Reel, mark: MarkSign, statements: readonly Hit[]): boolean {
  if (mark.form === 'box') return true
  if (statements.some((hit) => mark.start >= hit.start && mark.end <= hit.end)) return setApart(reel, mark)
  const line = reel.lines[mark.line]
  if (!line) return false
  const before = reel.text.slice(line.start, mark.start)
  const after = reel.text.slice(mark.end, line.end)
  const nearHit = statements.some((hit) => {
    const from = Math.min(hit.end, mark.end)
    const to = Math.max(hit.start, mark.start)
    return to - from <= 12 && !/\p{L}{2,}/u.test(reel.text.slice(from, to))
  })
  return nearHit || !/\p{L}{2,}/u.test(before) || !/\p{L}{2,}/u.test(after)
}

function presentAnswer(reel: Reel, standing: Standing, all: readonly Standing[], habits: Habits): Answer {
  const verdict = judge(standing, all, habits)
  const printed = wordingDoubt(standing.hit)
  const { hit, marks } = standing
  return answerOf(reel, {
    kind: 'mark',
    value: verdict.value,
    confidence: verdict.confidence * printed.factor * (0.9 + 0.1 * sureness(reel, [hit])),
    reason: verdict.reason ?? printed.reason ?? null,
    raw: marks.length > 0 ? marks.map((mark) => rawOf(reel, mark)).join(' ') : null,
    spans: [together(reel, hit, marks), ...marks],
  })
}

/** Statement and mark as one place to look at, where no words of another statement lie between. */
function together(reel: Reel, hit: Hit, marks: readonly MarkSign[]): Span {
  const near = marks.filter((mark) => {
    const between = reel.text.slice(Math.min(mark.end, hit.end), Math.max(mark.start, hit.start))
    return !/\p{L}{4,}/u.test(between)
  })
  return {
    start: Math.min(hit.start, ...near.map(({ start }) => start)),
    end: Math.max(hit.end, ...near.map(({ end }) => end)),
  }
}

function rawOf(reel: Reel, mark: MarkSign): string {
  const text = reel.text.slice(mark.start, mark.end)
  return text.replaceAll('\uFFFC', mark.state === 'ticked' ? '☒' : mark.state === 'empty' ? '☐' : '?').trim()
}

/** Wording that was found only in part may be another statement put in its place. */
function wordingDoubt(hit: Hit): { factor: number; reason?: ReviewReason } {
  if (hit.distinct < 0.5) return { factor: 0.7, reason: 'statement-changed' }
  if (hit.score >= 0.9) return { factor: 1 }
  return hit.score >= 0.7 ? { factor: 0.97 } : { factor: 0.88 }
}

/** A statement that is not on the form: its page is missing, or the sender deleted the line, which means "not". */
function absentAnswer(reel: Reel, frame: Frame, habits: Habits, transcript: Transcript): Answer {
  const found = statementIds.filter((id) => frame.hits.has(id)).length
  if (found === 0)
    return answerOf(reel, { kind: 'mark', value: false, confidence: 0, reason: 'page-missing' })
  // Only flowing text is sure to have all its lines in order; on a page one may hide between two columns.
  const flows = transcript.format === 'docx' || transcript.format === 'doc'
  const trusted = flows && habits.marks && !habits.stray && !habits.marksLost && !habits.unexplained
  return answerOf(reel, {
    kind: 'mark',
    value: false,
    confidence: trusted ? 0.9 : 0.5,
    reason: trusted ? null : 'statement-missing',
  })
}
