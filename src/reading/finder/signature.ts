import type { Answer, Rectangle } from '../../survey/answers.ts'
import type { QuestionId } from '../../survey/form.ts'
import { readDate } from '../../vietnamese/dates.ts'
import { hasNames, likelyName } from '../../vietnamese/names.ts'
import type { Transcript } from '../transcript.ts'
import { answerOf, hasHandwriting, legible, sureness } from './answer.ts'
import { withoutLeaders } from './blanks.ts'
import type { Piece } from './columns.ts'
import type { Frame } from './frames.ts'
import { sharesLine } from './preparer.ts'
import { lineAt, type Reel, wordTokensIn } from './reel.ts'
import { blockOf, joinDates, signersPieces } from './signature-block.ts'
import { fromPaper, hasInk, stampAnswer } from './signature-ink.ts'
import {
  copies,
  dateLine,
  hasLetterFigure,
  isSigners,
  isWhole,
  looksLikeDate,
  looksLikeName,
  looksLikeTitle,
  shortDateLine,
  withFigures,
} from './signature-words.ts'
import { likelyPlace, withKnownMarks } from './spelling.ts'
import { likelyTitleOf } from './titles.ts'

export interface SignatureRead {
  readonly answers: ReadonlyMap<QuestionId, Answer>
  /** Where the block begins: the suggestions end there. Null when it was not found. */
  readonly start: number | null
  readonly lines: readonly string[]
  readonly filled: boolean
}

/** Reads place, date, title, name and signs of signing at the end of the form. */
export function readSignature(reel: Reel, frame: Frame, transcript: Transcript): SignatureRead {
  const block = blockOf(reel, frame)
  const found = block.length > 0
  const start = block[0]?.start ?? null
  const { own, beyond } = signersPieces(reel, frame, block)
  const pieces = joinDates(own)
  const date = pieces.find(({ text }) => dateLine.test(text) || shortDateLine.test(text)) ?? null
  // Strokes of a seal or signature are read as words too, which the recogniser itself does not believe.
  const paper = fromPaper(transcript)
  const body = pieces
    .filter((piece) => piece !== date && isSigners(piece.text) && sureness(reel, [piece.span]) > 0.25)
    .map((piece) => (paper ? { ...piece, text: withoutEdges(piece.text) } : piece))
  const name = body.findLast(({ text }) => looksLikeName(text)) ?? null
  const titled = body.filter(
    (piece, index) =>
      piece !== name &&
      (looksLikeTitle(piece.text) || (index > 0 && continuesTitle(body[index - 1] as Piece, piece))),
  )
  const above = titled.filter(({ span }) => name === null || span.start < name.span.start)
  // Some sign with the name first and the title below it.
  const titles = above.length > 0 ? above : titled
  // Words that are neither title nor name, or a name that stands aside, while none was found in its place.
  const aside = name ? null : (beyond.findLast(({ text }) => isSigners(text) && looksLikeName(text)) ?? null)
  const lost = paper && !name ? (pieces.findLast(isLostName) ?? null) : null
  const unexplained = body.some((piece) => !titles.includes(piece) && /\p{L}{2}/u.test(piece.text))
  const unnamed = answerOf(reel, {
    value: aside ? withoutLeaders(aside.text) : lost ? likelyName(lost.text) : null,
    confidence: aside || !lost ? 0.5 : 0.3,
    spans: (aside ? [aside] : lost ? [lost] : body).map(({ span }) => span),
  })
  const inked = paper && hasInk(reel, block)
  // Where two sign side by side and nothing parts their lines, nobody knows whose title and name these are.
  const shared = pieces.some(({ text }) => sharesLine(text))
  const apart = (answer: Answer): Answer =>
    shared
      ? { ...answer, confidence: Math.min(answer.confidence, 0.5), review: true, reason: 'layout-unclear' }
      : answer
  const answers = new Map<QuestionId, Answer>([
    ['signed.place', placeAnswer(reel, date, besideOf(reel, date, [...own, ...beyond]), found, paper)],
    [
      'signed.date',
      dateAnswer(reel, date, found, paper, paper || pieces.some(({ text }) => looksLikeDate(text))),
    ],
    ['signed.title', apart(titleAnswer(reel, titles, found, paper, inked))],
    [
      'signed.name',
      name || !(unexplained || aside || lost)
        ? apart(nameAnswer(reel, name ? [name] : [], found, paper, inked))
        : unnamed,
    ],
    ['signed.stamp', stampAnswer(reel, block, transcript)],
  ])
  const written = (['signed.place', 'signed.title', 'signed.name'] as const).some(
    (id) => answers.get(id)?.value,
  )
  const dated = answers.get('signed.date')?.value
  return {
    answers,
    start,
    lines: pieces.map(({ text }) => text.trim()).filter((text) => text !== ''),
    filled: written || dated !== null,
  }
}

/** A title too long for its line ends on the next in small letters: "… Tin học - Công" and "báo". */
const continuesTitle = (before: Piece, { text }: Piece): boolean =>
  looksLikeTitle(before.text) && /^\p{Ll}[\p{L} ]{1,30}$/u.test(text)

function titleAnswer(...[reel, titles, found, paper, inked]: Parameters<typeof textAnswer>): Answer {
  const answer = textAnswer(reel, titles, found, paper, inked)
  if (!answer.review || typeof answer.value !== 'string') return answer
  const words = titles.map(({ span }) =>
    wordTokensIn(reel, span).map(({ token }) => ({ ...token, text: withoutLeaders(token.text) })),
  )
  const title = likelyTitleOf(words)
  return { ...answer, value: (paper ? withKnownMarks(title) : title) || answer.value }
}

function nameAnswer(...[reel, pieces, found, paper, inked]: Parameters<typeof textAnswer>): Answer {
  const answer = textAnswer(reel, pieces, found, paper, inked)
  return paper && answer.review && typeof answer.value === 'string'
    ? { ...answer, value: likelyName(answer.value) || answer.value }
    : answer
}

/** Names of which a seal or a signature hides a part: no name as it was recognised, and nothing else. */
function isLostName({ text }: Piece): boolean {
  if (looksLikeTitle(text) || dateLine.test(text) || copies.test(text)) return false
  const likely = likelyName(text)
  return looksLikeName(likely) && hasNames(likely.split(' '))
}

/** Signs before and behind a line, of strokes that run into it: ">>Dương Quốc Việt". */
const withoutEdges = (text: string): string => text.replace(/^[^\p{L}\p{N}(]+|[^\p{L}\p{N}.)…]+$/gu, '')

function textAnswer(
  reel: Reel,
  pieces: readonly Piece[],
  found: boolean,
  paper: boolean,
  inked: boolean,
): Answer {
  const spans = pieces.map(({ span }) => span)
  if (hasHandwriting(reel, spans))
    return answerOf(reel, { value: null, confidence: 0.3, reason: 'handwriting', spans })
  const value = pieces.map(({ text }) => withoutLeaders(text)).join(' ')
  // A signature and a seal lie over the typed name: not recognised is not the same as not there.
  if (value === '' && paper && found) return answerOf(reel, { value: null, confidence: 0.5 })
  if (value === '') return blankAnswer(reel, found)
  const doubt = paper && (inked || pieces.some((piece) => !isWhole(piece.text))) ? 0.6 : 1
  return answerOf(reel, { value, raw: value, confidence: 0.95 * doubt * sureness(reel, spans), spans })
}

const blankAnswer = (reel: Reel, found: boolean): Answer =>
  found
    ? answerOf(reel, { value: null, confidence: 0.9 })
    : answerOf(reel, { value: null, confidence: 0, reason: 'page-missing' })

/** What stands on the line of the date, set apart from it: the place, typed wider than its blank. */
const besideOf = (reel: Reel, date: Piece | null, pieces: readonly Piece[]): Piece | null =>
  pieces.find(
    ({ span, text }) =>
      date !== null &&
      span.end <= date.span.start &&
      lineAt(reel, span.start) === lineAt(reel, date.span.start) &&
      /\p{L}{2}/u.test(text) &&
      !copies.test(text),
  ) ?? null

function placeAnswer(
  reel: Reel,
  date: Piece | null,
  beside: Piece | null,
  found: boolean,
  paper: boolean,
): Answer {
  if (!date && paper && found) return answerOf(reel, { value: null, confidence: 0.4 })
  if (!date) return blankAnswer(reel, found)
  const match = dateLine.exec(date.text) ?? shortDateLine.exec(date.text)
  const value = withoutLeaders(match?.groups?.place ?? '')
    .replace(/[,\s.]+$/, '')
    .replace(/^[^\p{L}]+/u, '')
  if (!/\p{L}/u.test(value) && beside)
    return answerOf(reel, {
      value: withoutLeaders(beside.text)
        .replace(/\s*,\s*/g, ' ')
        .trim(),
      raw: beside.text,
      confidence: 0.6,
      spans: [beside.span],
    })
  if (!/\p{L}/u.test(value)) return blankAnswer(reel, found)
  // The day behind it, often written by pen, says nothing of the place; dots between its letters do: "Hà.Nội".
  const typed = match?.groups?.place ?? ''
  const dotted = paper && /\p{L}[.…]+\s?\p{L}/u.test(typed) ? 0.7 : 1
  const likely = paper ? likelyPlace(value) : null
  return answerOf(reel, {
    value: likely ?? value,
    raw: date.text.trim(),
    reason: likely === null ? null : 'low-confidence',
    confidence: 0.96 * dotted * sureness(reel, [{ ...date.span, end: date.span.start + typed.length }]),
    spans: [date.span],
  })
}

/** `expected`: the line must be there; where it was not found it was badly read. */
function dateAnswer(
  reel: Reel,
  date: Piece | null,
  found: boolean,
  paper: boolean,
  expected: boolean,
): Answer {
  if (!date && expected && found) return answerOf(reel, { value: null, confidence: 0.4 })
  if (!date) return blankAnswer(reel, found)
  const sure = sureness(reel, [date.span])
  const reading = readDate(date.text)
  const base = { raw: date.text.trim(), spans: [date.span] }
  if (hasHandwriting(reel, [date.span]))
    return answerOf(reel, {
      ...base,
      // Where all of it was made out it is offered to the person who looks.
      value: legible(reel, [date.span], date.text) ? (reading?.iso ?? null) : null,
      confidence: 0.3,
      reason: 'handwriting',
    })
  if (reading?.iso)
    return answerOf(reel, {
      ...base,
      value: reading.iso,
      confidence:
        0.97 * sure * ((paper && !hasPrintedDay(reel, date)) || hasLetterFigure(date.text) ? 0.7 : 1),
    })
  const likely = paper && hasLetterFigure(date.text) ? readDate(withFigures(date.text))?.iso : null
  if (likely) return answerOf(reel, { ...base, value: likely, confidence: 0.5 })
  // Something stands in a blank that is no day: "ngày 31 tháng 4" or a misread stroke.
  const odd = reading !== null && reading.day !== null && reading.month !== null
  // On paper figures written by hand may not have been seen at all.
  return answerOf(reel, {
    ...base,
    value: null,
    confidence: odd || hasLetterFigure(date.text) ? 0.5 : paper ? 0.6 : 0.92,
    reason: odd ? 'implausible' : null,
  })
}

/**
 * The day stands as a word of its own, surely read. On paper it is often the one thing written by pen, and then runs
 * into its dots or the word behind it: "1.0tháng".
 */
function hasPrintedDay(reel: Reel, { span }: Piece): boolean {
  const words = wordTokensIn(reel, span).map(({ token }) => token)
  const day = words[words.findIndex(({ text }) => /^ng\p{L}y$/iu.test(text)) + 1]
  const year = words.find(({ text }) => /^20\d\d$/.test(text))
  const own = day !== undefined && /^\d{1,2}$/.test(day.text) && day.confidence > 0.9
  return own && year !== undefined && standAlike(day.place, year.place)
}

/** Figures of one typeface on one line have their heads and feet at the same heights, within a twentieth of theirs. */
function standAlike(one: Rectangle | null, other: Rectangle | null): boolean {
  if (!one || !other) return true
  const slack = Math.max(1, other.height * 0.055)
  return Math.abs(one.y - other.y) <= slack && Math.abs(one.y + one.height - other.y - other.height) <= slack
}
