import type { ReviewReason } from '../../survey/answers.ts'
import type { Hit } from './locate.ts'
import { emptyButton, marksIn } from './marks.ts'
import { cellIn, columnsFor } from './need-columns.ts'
import { boxTokensIn, type Reel, type ReelCell, type Span } from './reel.ts'
import { type Saying, sayingOf } from './yes-no.ts'

/** What was answered beside a printed row, "Có" or "Không". */
export interface Verdict {
  readonly value: 'yes' | 'no' | null
  readonly confidence: number
  readonly reason: ReviewReason | null
  /** Where the answer stands. */
  readonly spans: readonly Span[]
  /** Anything at all is written there. */
  readonly filled: boolean
}

/** Where a row's wording ends, with the question mark that is printed behind the first one. */
export const endOf = (reel: Reel, row: Hit): number =>
  row.end + (/^\s*\?/.exec(reel.text.slice(row.end, row.end + 3))?.[0].length ?? 0)

/** The row's own cells below the heads "Có" and "Không". */
export function byCells(reel: Reel, row: Hit, label: ReelCell): Verdict | null {
  const columns = columnsFor(reel, label)
  if (!columns) return null
  const behind = sayingOf(reel, [{ start: endOf(reel, row), end: label.end }])
  const { yes, no, answer } = columns
  if (yes && no) {
    const [yesCell, noCell] = [cellIn(reel, label, yes), cellIn(reel, label, no)]
    if (!yesCell || !noCell) return null
    const merged = yesCell.merged || noCell.merged || yesCell.cell === noCell.cell
    if (yesCell.cell === noCell.cell) return single(reel, [yesCell.cell], merged && yesCell.merged)
    const verdict = combine(sayingOf(reel, [yesCell.cell]), sayingOf(reel, [noCell.cell]))
    const spans = [yesCell.cell, noCell.cell]
    if (!verdict.filled && (isVague(reel, spans) || isRingAlone(reel, spans)))
      return { value: null, confidence: 0.5, reason: 'mark-unclear', spans, filled: true }
    const stray = isMarkedBetween(reel, label, spans)
    if (!verdict.filled && !stray) return elsewhere(reel, label, spans, behind, verdict.confidence)
    const reason = verdict.reason ?? (merged || !columns.headed || stray ? 'layout-unclear' : null)
    return { ...verdict, reason, spans }
  }
  const own = answer && cellIn(reel, label, answer)
  return own ? single(reel, [own.cell], own.merged || !columns.headed) : null
}

/** Beside a mark a slash means "not this", alone it may be a tick; a lone circle may be one as well. */
function isVague(reel: Reel, spans: readonly Span[]): boolean {
  const cells = spans.map(({ start, end }) => reel.text.slice(start, end).trim())
  return cells.includes('/') || cells.filter((text) => text === emptyButton).length === 1
}

/** Boxes to tick are printed in both columns: in one cell alone a pen drew what was taken for one. */
const isRingAlone = (reel: Reel, spans: readonly Span[]): boolean =>
  spans.filter((span) => boxTokensIn(reel, span).some(({ token }) => token.source === 'measured')).length ===
  1

/** A mark in a cell that has no head of its own: a pen's line, also that of a ring, parts a column like a printed one. */
function isMarkedBetween(reel: Reel, label: ReelCell, answers: readonly ReelCell[]): boolean {
  const rows = reel.tables[label.table] ?? []
  const right = Math.max(...answers.map(({ column }) => column))
  const isHeaded = ({ column }: ReelCell): boolean =>
    rows.some((row) =>
      row.some((cell) => cell.column === column && /\p{L}/u.test(reel.text.slice(cell.start, cell.end))),
    )
  return (rows[label.row] ?? []).some(
    (cell) =>
      cell.column > label.column &&
      (cell.column < right || !isHeaded(cell)) &&
      !answers.includes(cell) &&
      marksIn(reel, cell).some(({ state }) => state !== 'empty'),
  )
}

/** Both answer cells are empty, as surely as `empty`: a word behind the label or a mark in another cell of the row may be the answer. */
function elsewhere(
  reel: Reel,
  label: ReelCell,
  spans: readonly Span[],
  behind: Saying,
  empty: number,
): Verdict {
  const others = (reel.tables[label.table]?.[label.row] ?? []).filter(
    (cell) => cell !== label && !spans.includes(cell) && cell.column < label.column,
  )
  const markedNumber = others.some((cell) => marksIn(reel, cell).some((mark) => mark.state === 'ticked'))
  if (behind.says === 'yes' || behind.says === 'no')
    return { value: behind.says, confidence: 0.9, reason: null, spans, filled: true }
  if (behind.says !== 'none')
    return { value: null, confidence: 0.5, reason: behind.reason ?? 'layout-unclear', spans, filled: true }
  if (markedNumber) return { value: 'yes', confidence: 0.5, reason: 'layout-unclear', spans, filled: true }
  return { value: null, confidence: Math.min(0.97, empty), reason: null, spans, filled: false }
}

function single(reel: Reel, spans: readonly Span[], doubtful: boolean): Verdict {
  const saying = sayingOf(reel, spans)
  // "1" and "0" below "Có/Không": most likely yes and no.
  const zero = spans.some((span) => /^[0Oo]$/.test(reel.text.slice(span.start, span.end).trim()))
  if (zero && saying.says === 'none')
    return { value: null, confidence: 0.5, reason: 'in-words', spans, filled: true }
  const verdict = alone(saying)
  return {
    ...verdict,
    reason: verdict.reason ?? (doubtful && verdict.filled ? 'layout-unclear' : null),
    spans,
  }
}

/** One place for either answer. */
export function alone(saying: Saying): Omit<Verdict, 'spans'> {
  const { says, confidence, reason } = saying
  if (says === 'yes' || says === 'no') return { value: says, confidence, reason, filled: true }
  if (says === 'none') return { value: null, confidence, reason: null, filled: false }
  if (says === 'both') return { value: null, confidence, reason: 'both-marked', filled: true }
  return { value: null, confidence: 0.5, reason: reason ?? 'layout-unclear', filled: true }
}

/** The cell below "Có" and the cell below "Không" together. */
export function combine(yes: Saying, no: Saying): Omit<Verdict, 'spans'> {
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
