import type { Answer } from '../../survey/answers.ts'
import type { QuestionId } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'
import { hasNames, likelyName } from '../../vietnamese/names.ts'
import { across, down } from '../rectangles.ts'
import { fromPaper, type Transcript } from '../transcript.ts'
import { answerOf, byHand, hasHandwriting, surelyReadIn, sureness } from './answer.ts'
import { withoutLeaders } from './blanks.ts'
import type { Piece } from './columns.ts'
import type { Frame } from './frames.ts'
import { sharesLine } from './preparer.ts'
import { type Reel, type Span, wordTokensIn } from './reel.ts'
import { blockOf, joinDates, signersPieces } from './signature-block.ts'
import { isUnderInk, stampAnswer } from './signature-ink.ts'
import {
  copies,
  dateLine,
  isSigners,
  isWhole,
  looksLikeDate,
  looksLikeName,
  looksLikeTitle,
  shortDateLine,
} from './signature-words.ts'
import { besideOf, blankAnswer, dateAnswer, placeAnswer } from './signed-date.ts'
import { hasUnknownMarks, withKnownMarks } from './spelling.ts'
import { isOffice, isProbablyTitle, likelyTitleOf } from './titles.ts'

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
    .filter((piece) => piece !== date && isSigners(piece.text))
    .filter(({ span }) => sureness(reel, [span]) > 0.25 || isProbablyTitle(wordsOf(reel, span)))
    .map((piece) => (paper ? withoutEdges(fromAuthority(reel, piece)) : piece))
  const name = body.findLast(({ text }) => looksLikeName(text)) ?? null
  const titled = body.filter(
    (piece, index) =>
      piece !== name &&
      (looksLikeTitle(piece.text) || (index > 0 && continuesTitle(body[index - 1] as Piece, piece))) &&
      !(paper && body.slice(0, index).some((above) => isOfSealBelow(reel, above, piece))),
  )
  const above = titled.filter(({ span }) => name === null || span.start < name.span.start)
  // Some sign with the name first and the title below it.
  const titles = withoutHeadings(above.length > 0 ? above : titled)
  // Words that are neither title nor name, or a name that stands aside, while none was found in its place.
  const aside = name ? null : (beyond.findLast(({ text }) => isSigners(text) && looksLikeName(text)) ?? null)
  const lost = paper && !name ? (pieces.findLast(isLostName) ?? null) : null
  // Above the title stood a line that could not be read. Above one that stands below its name a signature does.
  const isLineLost = pieces.some(
    (piece) =>
      piece !== date &&
      !body.includes(piece) &&
      isSigners(piece.text) &&
      above.some(({ span }) => piece.span.start < span.start),
  )
  const unexplained = body.some((piece) => !titles.includes(piece) && /\p{L}{2}/u.test(piece.text))
  const unnamed = answerOf(reel, {
    value: aside ? withoutLeaders(aside.text) : lost ? likelyName(lost.text) : null,
    confidence: aside || !lost ? 0.5 : 0.3,
    spans: (aside ? [aside] : lost ? [lost] : body).map(({ span }) => span),
  })
  const isInked = (of: readonly Piece[]): boolean => paper && isUnderInk(reel, block, of)
  const title = titleAnswer(reel, titles, found, paper, isInked(titles))
  // Where two sign side by side and nothing parts their lines, nobody knows whose title and name these are.
  const shared = pieces.some(({ text }) => sharesLine(text))
  const apart = (answer: Answer): Answer =>
    shared
      ? { ...answer, confidence: Math.min(answer.confidence, 0.5), review: true, reason: 'layout-unclear' }
      : answer
  const answers = new Map<QuestionId, Answer>([
    ['signed.place', placeAnswer(reel, own, date, besideOf(reel, date, [...own, ...beyond]), found, paper)],
    [
      'signed.date',
      dateAnswer(reel, date, found, paper, paper || pieces.some(({ text }) => looksLikeDate(text))),
    ],
    ['signed.title', apart(isLineLost ? withHead(title) : title)],
    [
      'signed.name',
      name || !(unexplained || aside || lost)
        ? apart(nameAnswer(reel, name ? [name] : [], found, paper, isInked(name ? [name] : [])))
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

/** Some retype the printed "Cơ quan lập báo cáo" as another heading, below which their title stands. */
const heading = /^(?:thu truong|dai dien|lanh dao)? ?(?:co )?(?:quan|don vi)(?: lap (?:phieu|bao cao))?$/

function withoutHeadings(titles: readonly Piece[]): readonly Piece[] {
  const others = titles.filter(({ text }) => !heading.test(fold(text)))
  return others.length > 0 ? others : titles
}

/** A title too long for its line ends on the next in small letters: "… Tin học - Công" and "báo". */
const continuesTitle = (before: Piece, { text }: Piece): boolean =>
  looksLikeTitle(before.text) && /^\p{Ll}[\p{L} ]{1,30}$/u.test(text)

function titleAnswer(...[reel, titles, found, paper, inked]: Parameters<typeof textAnswer>): Answer {
  const answer = textAnswer(reel, titles, found, paper, inked)
  if (typeof answer.value !== 'string') return answer
  // "Chánh Văn phờng", surely read.
  const isMisread = paper && hasUnknownMarks(answer.value)
  if (!answer.review && !isMisread) return answer
  const title = likelyTitleOf(rowsOf(titles).map((row) => row.flatMap(({ span }) => wordsOf(reel, span))))
  const likely = { ...answer, value: (paper ? withKnownMarks(title) : title) || answer.value }
  return isMisread ? { ...likely, confidence: 0.6, review: true, reason: 'low-confidence' } : likely
}

/** A deputy signs for the head, and says so in the line above: 64 of 65 in two sets of papers do. Only a suggestion. */
const withHead = (title: Answer): Answer =>
  title.review && typeof title.value === 'string' && isOffice(title.value)
    ? { ...title, value: title.value.replace(/^PHÓ (.+)$/u, 'KT. $1 $&') }
    : title

const wordsOf = (reel: Reel, span: Span) =>
  wordTokensIn(reel, span).map(({ token }) => ({ ...token, text: withoutLeaders(token.text, true) }))

/** Pieces beside each other are one line: a seal's strokes between its words part "CHÁNH" and "VĂN PHÒNG". */
function rowsOf(pieces: readonly Piece[]): Piece[][] {
  const rows: Piece[][] = []
  for (const piece of pieces) {
    const before = rows.at(-1)?.at(-1)
    const isBeside =
      before?.place &&
      piece.place &&
      down(before.place, piece.place) > Math.min(before.place.height, piece.place.height) / 2
    if (isBeside) rows.at(-1)?.push(piece)
    else rows.push([piece])
  }
  return rows
}

function nameAnswer(...[reel, pieces, found, paper, inked]: Parameters<typeof textAnswer>): Answer {
  const answer = textAnswer(reel, pieces, found, paper, inked)
  if (!paper || !answer.review || typeof answer.value !== 'string') return answer
  const spans = pieces.map(({ span }) => span)
  return { ...answer, value: likelyName(answer.value, surelyReadIn(reel, spans)) || answer.value }
}

/** Names of which a seal or a signature hides a part: no name as it was recognised, and nothing else. */
function isLostName({ text }: Piece): boolean {
  if (looksLikeTitle(text) || dateLine.test(text) || copies.test(text)) return false
  const likely = likelyName(text)
  return looksLikeName(likely) && hasNames(likely.split(' '))
}

/** Signs before and behind a line, of strokes that run into it: ">>Dương Quốc Việt". */
const withoutEdges = (piece: Piece): Piece => ({
  ...piece,
  text: piece.text.replace(/^[^\p{L}\p{N}(]+|[^\p{L}\p{N}.)…]+$/gu, ''),
})

/** Words that the recogniser itself does not believe are of a seal or a stroke where it knows no better. */
const strayed = 0.5

/** "~u ra; KT. GIÁM ĐỐC": what was read of a seal before whom the signer stands for is none of the title. */
function fromAuthority(reel: Reel, piece: Piece): Piece {
  const words = wordTokensIn(reel, piece.span)
  const at = words.findIndex(({ token }) => /^(?:KT|TL|TUQ|TM)[.,]/.test(token.text))
  const start = words[at]?.start
  if (at < 1 || start === undefined || words.slice(0, at).some(({ token }) => token.confidence > strayed))
    return piece
  return { ...piece, text: reel.text.slice(start, piece.span.end), span: { ...piece.span, start } }
}

/** Words of a seal stand beside the column of the title above them, and are not believed: "SỞ THONG". */
function isOfSealBelow(reel: Reel, above: Piece, { span, place }: Piece): boolean {
  if (!above.place || !place || !looksLikeTitle(above.text) || above.place.y >= place.y) return false
  const isUnbelieved = wordTokensIn(reel, span).every(({ token }) => token.confidence <= strayed)
  return isUnbelieved && across(above.place, place) < place.width / 2
}

function textAnswer(
  reel: Reel,
  pieces: readonly Piece[],
  found: boolean,
  paper: boolean,
  inked: boolean,
): Answer {
  const spans = pieces.map(({ span }) => span)
  const value = pieces.map(({ text }) => withoutLeaders(text)).join(' ')
  if (hasHandwriting(reel, spans)) return byHand(reel, spans, value)
  // A signature and a seal lie over the typed name: not recognised is not the same as not there.
  if (value === '' && paper && found) return answerOf(reel, { value: null, confidence: 0.5 })
  if (value === '') return blankAnswer(reel, found)
  const doubt = paper && (inked || pieces.some((piece) => !isWhole(piece.text))) ? 0.6 : 1
  return answerOf(reel, { value, raw: value, confidence: 0.95 * doubt * sureness(reel, spans), spans })
}
