import type { Answer, ReviewReason } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'
import { type QuantityReading, readQuantity } from '../../vietnamese/numbers.ts'
import { answerOf, isWrittenIn, legible, sureness } from './answer.ts'
import { emptyBlank } from './blanks.ts'
import { cellBelow } from './cells.ts'
import { type Frame, regionFrom } from './frames.ts'
import { editsBetween } from './fuzzy.ts'
import { inkBehind } from './ink.ts'
import { statementIds } from './printed.ts'
import { lineAt, linesIn, type Reel, type ReelWord, type Span, wordsIn, wordTokensIn } from './reel.ts'

export interface FrequencyRead {
  readonly sent: Answer
  readonly received: Answer
  /** The text of the two blanks with their labels: signs in it are no ticks. */
  readonly spans: readonly Span[]
  /** Something stands in a blank. */
  readonly filled: boolean
}

/** Figures above this, and the year of the survey, are more likely a misreading than a count. */
const plausibleLimit = 20_000
const surveyYear = 2017

const unit =
  /(?:v\s*\.?\s*b|văn\s*bản|van\s*ban|công\s*văn)[^\p{L}\p{N}\n]{0,3}(?:trên|mỗi|một)?\s*th[aáàảãạ]ng/iu
const anyUnit = /[/\\|]\s*(?:ng[aà]y|tu[aầ]n|th[aá]ng|qu[yý]|n[aă]m)(?!\p{L})/iu

/** Reads "Gửi … Vb/tháng; Nhận … Vb/tháng" below the statement of frequency. */
export function readFrequency(reel: Reel, frame: Frame, fromPicture: boolean): FrequencyRead {
  const spans = region(reel, frame)
  const labels = labelsIn(reel, spans)
  const [sent, received] = [labels.sent, labels.received].map((label) =>
    label ? blankOf(reel, spans, label, [labels.sent, labels.received]) : null,
  ) as [Span | null, Span | null]
  const deleted = !fromPicture && !frame.hits.has('frequency.exchanged') && spans.length > 0
  const missing = labels.sent || labels.received ? 'layout-unclear' : deleted ? null : 'page-missing'
  const starts = [labels.sent, labels.received].filter((label) => label !== null).map((label) => label.start)
  const ends = [sent, received].filter((span) => span !== null).map((span) => span.end)
  const from = Math.min(...starts)
  const [sentBlank, receivedBlank] = [sent, received].map((span) => span === null || isBlank(reel, span))
  const inked = (label: ReelWord | null): boolean => {
    const other = label === labels.sent ? labels.received : labels.sent
    return (
      fromPicture &&
      label !== null &&
      inkBehind(reel, label, other && other.start > label.start ? other : null)
    )
  }
  return {
    sent: countAnswer(reel, sentBlank === true ? labels.sent : null, sent, missing, inked(labels.sent)),
    received: countAnswer(
      reel,
      receivedBlank === true ? labels.received : null,
      received,
      missing,
      inked(labels.received),
    ),
    spans: starts.length === 0 ? [] : [{ start: lineStartOr(reel, frame, from), end: Math.max(...ends) }],
    filled: sentBlank === false || receivedBlank === false,
  }
}

function region(reel: Reel, frame: Frame): Span[] {
  const statements = statementIds.flatMap((id) => frame.hits.get(id) ?? [])
  const start = frame.hits.get('frequency.exchanged') ?? statements.at(-1) ?? frame.hits.get('section2b')
  return start
    ? regionFrom(reel, frame, start.end, ['section3', 'needsHeader', 'needs.mobile', 'section4', 'signature'])
    : []
}

/**
 * The first "Gửi" and "Nhận" that stand apart: "gửi/nhận" is the statement's own wording. One that lost a letter counts
 * before any further on, where a dispatch has its "Kính gửi".
 */
function labelsIn(reel: Reel, spans: readonly Span[]): { sent: ReelWord | null; received: ReelWord | null } {
  const stretches = spans.map((span) => wordsIn(reel, span))
  const first = (label: 'gui' | 'nhan'): ReelWord | null => {
    for (const words of stretches) {
      const found =
        words.find((word, index) => word.key === label && isLabel(words, index)) ??
        words.find((word) => editsBetween(word.key, label, 1) === 1 && opensClause(reel, word))
      if (found) return found
    }
    return null
  }
  return { sent: first('gui'), received: first('nhan') }
}

const isLabel = (words: readonly ReelWord[], index: number): boolean =>
  words[index]?.key === 'gui' ? words[index + 1]?.key !== 'nhan' : words[index - 1]?.key !== 'gui'

/** First word of its line or behind a semicolon, with a blank or a figure behind it: "Nhậận …540… Vb/tháng". */
function opensClause(reel: Reel, word: ReelWord): boolean {
  const line = lineAt(reel, word.start)
  const before = reel.text.slice(line.start, word.start)
  return (
    /(?:^|[;,.:])[^\p{L}\p{N}]*$/u.test(before) &&
    /^[^\p{L}]*(?:[…._]|\d)/u.test(reel.text.slice(word.end, line.end))
  )
}

function blankOf(
  reel: Reel,
  spans: readonly Span[],
  label: ReelWord,
  labels: readonly (ReelWord | null)[],
): Span {
  const known = labels.filter((one) => one !== null)
  return cellBelow(reel, known, label, (text) => /\d/.test(text)) ?? blankAfter(reel, spans, label, labels)
}

/** From the label to its unit, to the other label, or to the end of the line; over line ends while nothing has come. */
function blankAfter(
  reel: Reel,
  spans: readonly Span[],
  label: ReelWord,
  labels: readonly (ReelWord | null)[],
): Span {
  const within = spans.find((span) => label.start >= span.start && label.start < span.end) as Span
  const next = labels
    .filter((other) => other !== null && other.start > label.start)
    .map((other) => other?.start ?? 0)
  const limit = Math.min(within.end, ...next)
  for (const line of linesIn(reel, { start: label.end, end: limit })) {
    const end = Math.min(line.end, limit)
    const text = reel.text.slice(label.end, end)
    const ended = unit.exec(text) ?? anyUnit.exec(text)
    if (ended) {
      const unitEnd = label.end + ended.index + ended[0].length
      // A figure or a word typed behind the unit because the blank was too short.
      const behind = reel.text.slice(unitEnd, end)
      const before = text.slice(0, ended.index)
      const beside = cellBeside(reel, label, limit)
      if (beside && !/[\p{L}\p{N}]/u.test(before + behind)) return beside
      const filled = /[\p{L}\p{N}]/u
      return { start: label.end, end: filled.test(behind) && !filled.test(before) ? end : unitEnd }
    }
    if (written(text) && !continuesWithUnit(reel, line.index, limit)) return { start: label.end, end }
  }
  return { start: label.end, end: Math.min(lineAt(reel, label.end).end, limit) }
}

/** "Gửi (Vb/tháng)" in one cell and the figure in the next one of the row. */
function cellBeside(reel: Reel, label: ReelWord, limit: number): Span | null {
  const cell = reel.lines[label.line]?.cell
  const written = (one: Span) => /[\p{L}\p{N}]/u.test(reel.text.slice(one.start, one.end))
  const right =
    cell &&
    reel.tables[cell.table]?.[cell.row]?.find(
      (one) => one.column >= cell.column + cell.columnSpan && written(one),
    )
  if (!right || right.start >= limit) return null
  const alone = cell?.start === lineAt(reel, label.start).start
  return alone ? { start: right.start, end: Math.min(right.end, limit) } : null
}

/** Anything but the words that stretch the label: "Gửi đi:", "Nhận về:". */
const written = (text: string) => /[\p{L}\p{N}]/u.test(text.replace(stretchedLabel, ''))
const stretchedLabel = /^\s*(?:đi|về|đến|là)(?!\p{L})/iu

/** "Gửi 320" in one cell or line and "Vb/tháng" in the next. */
function continuesWithUnit(reel: Reel, line: number, limit: number): boolean {
  const next = reel.lines[line + 1]
  return next !== undefined && next.start < limit && unit.test(reel.text.slice(next.start, next.end))
}

function lineStartOr(reel: Reel, frame: Frame, start: number): number {
  const line = lineAt(reel, start)
  const own = [...frame.hits.values()].some((hit) => hit.start < line.end && hit.end > line.start)
  return own ? start : line.start
}

/** `label`: that of a blank left empty. `missing`: why there is no blank; null where the sender deleted the lines with their statement. */
function countAnswer(
  reel: Reel,
  label: ReelWord | null,
  span: Span | null,
  missing: ReviewReason | null,
  inked: boolean,
): Answer {
  if (!span && missing === null) return answerOf(reel, { value: null, confidence: 0.85 })
  if (!span) return answerOf(reel, { value: null, confidence: 0.3, reason: missing })
  const typed = typedText(reel, span)
  const raw = reel.text.slice(span.start, span.end).trim()
  const reading = readQuantity(typed.text.replace(stretchedLabel, ' '))
  const sure = sureness(reel, figuresOf(reel, span))
  const verdict = verdictOf(reading, raw, sure)
  const reason =
    inked || isWrittenIn(reel, [span]) || standsApart(reel, span)
      ? 'handwriting'
      : typed.struck
        ? 'struck-out'
        : (verdict.reason ?? null)
  const { min, max, approximate, period } = reading
  const byHand = reason === 'handwriting'
  const answer = answerOf(reel, {
    // Where all of it was made out it is offered to the person who looks.
    value: byHand ? legibleCount(reel, span) : (verdict.value ?? letteredCount(typed.text)),
    confidence: byHand ? 0.3 : verdict.confidence,
    reason,
    raw,
    spans: [span],
    shown: label ? emptyBlank(reel, label, wordsIn(reel, span)[0] ?? null) : null,
  })
  return reading.kind === 'blank' ? answer : { ...answer, quantity: { min, max, approximate, period } }
}

function legibleCount(reel: Reel, span: Span): number | null {
  // The rest of a leader may cling to the unit: "6.050 _VB/tháng".
  const written = reel.text.slice(span.start, span.end).replace(stretchedLabel, ' ').replaceAll('_', ' ')
  const text = legible(reel, [span], written) ?? ''
  const { kind, value } = readQuantity(text)
  return kind === 'exact' ? value : letteredCount(text)
}

/** A count some of whose figures were read as letters, old-style ones above all: "62o". Only a suggestion. */
function letteredCount(text: string): number | null {
  const word = /^[\s._…]*((?=[oO]*\d)[\doO]{2,5})(?![\p{L}\d])/u.exec(text)?.[1]
  return word && /[oO]/.test(word) ? Number(word.replace(/[oO]/g, '0')) : null
}

/**
 * On paper a typed figure is as high as the V of the unit behind it; a pen seldom keeps to that. Shares of the height of
 * "Vb/tháng", of which a figure has 0.76 to 0.80.
 */
function standsApart(reel: Reel, span: Span): boolean {
  const words = wordTokensIn(reel, span).map(({ token }) => token)
  const unit = words.find(({ text }) => /^vb\/th/iu.test(text))?.place
  if (!unit) return false
  return words.some(({ text, place, confidence }) => {
    if (!place || confidence === 1 || !/^\d[\d.,]*$/.test(text)) return false
    const high = place.height / unit.height
    return Math.abs(place.y - unit.y) > Math.max(2, unit.height * 0.13) || high > 1.05 || high < 0.62
  })
}

/** The words of the blank but those of its unit, which say nothing of the figure: "Vb/tháng" is badly read often. */
function figuresOf(reel: Reel, span: Span): Span[] {
  const words = wordTokensIn(reel, span)
  const unit = words.findIndex(({ token }) => /^[(/]?v(?:b|[aă]n)/iu.test(token.text))
  return (unit > 0 ? words.slice(0, unit) : words).map(({ start, end }) => ({ start, end }))
}

/** The words of the blank without pen strokes and without what was struck out. */
function typedText(reel: Reel, span: Span): { text: string; struck: boolean } {
  let text = reel.text.slice(span.start, span.end)
  let struck = false
  for (const { token, start, end } of wordTokensIn(reel, span).reverse()) {
    const out = token.style?.struck === true
    struck ||= out && /[\p{L}\p{N}]/u.test(token.text)
    if (out || token.handwritten) {
      const [from, to] = [Math.max(start, span.start) - span.start, Math.min(end, span.end) - span.start]
      text = text.slice(0, from) + ' '.repeat(Math.max(0, to - from)) + text.slice(to)
    }
  }
  return { text, struck }
}

function verdictOf(
  reading: QuantityReading,
  raw: string,
  sure: number,
): { value: number | null; confidence: number; reason?: ReviewReason } {
  const { kind, value } = reading
  switch (kind) {
    case 'blank':
      return { value: null, confidence: sure < 1 ? 0.9 : 0.97 }
    case 'zero':
      return { value: 0, confidence: 0.95 * sure }
    case 'unknown':
      return { value: null, confidence: 0.93 * sure }
    case 'inexact':
      return { value, confidence: 0.9 * sure, reason: 'not-exact' }
    case 'several':
      return { value: null, confidence: 0.5, reason: 'not-exact' }
    case 'other-period':
      return { value: null, confidence: 0.9 * sure, reason: 'other-period' }
    case 'words':
      return { value: null, confidence: 0.8 * sure, reason: 'in-words' }
    case 'unclear':
      return { value, confidence: 0.5, reason: 'in-words' }
    case 'noise':
      if (sure < 1 && isLoneLetter(raw)) return { value: null, confidence: 0.5, reason: 'handwriting' }
      // Signs of a dot leader and not one digit: an empty blank, badly read.
      return sure < 1 && !/\d/.test(raw)
        ? { value: null, confidence: 0.8 }
        : { value: null, confidence: 0.4, reason: 'low-confidence' }
    case 'exact':
      return exactVerdict(value as number, raw, sure)
  }
}

/** "Nhận .Ô Vb/tháng": one letter and no more is a figure written by pen, where a badly read leader gives many signs. */
const isLoneLetter = (raw: string): boolean => /^[.…]?\s?\p{L}\s?[.…]?$/u.test(raw.replace(unit, '').trim())

function exactVerdict(value: number, raw: string, sure: number) {
  const implausible = value > plausibleLimit || value === surveyYear
  if (implausible) return { value, confidence: 0.5, reason: 'implausible' as const }
  const inPlace = unit.test(raw) || anyUnit.test(raw)
  // In a picture one digit among leader dots may be a speck, and without its unit the place is not sure.
  // "2()" is twenty, written by pen.
  const speck = sure < 1 && (!inPlace || (value < 10 && /[.…_]{2}|\(\)/.test(raw)))
  return { value, confidence: speck ? Math.min(0.6, sure) : (inPlace ? 0.99 : 0.95) * sure }
}

const isBlank = (reel: Reel, span: Span) => {
  const { kind } = readQuantity(reel.text.slice(span.start, span.end))
  return kind === 'blank' || (kind === 'noise' && fold(reel.text.slice(span.start, span.end)) === '')
}
