import type { Answer } from '../../survey/answers.ts'
import { headings, type QuestionId } from '../../survey/form.ts'
import { readDate } from '../../vietnamese/dates.ts'
import { fold } from '../../vietnamese/fold.ts'
import type { Mark, Transcript } from '../transcript.ts'
import { answerOf, hasHandwriting, sureness } from './answer.ts'
import { withoutLeaders } from './blanks.ts'
import { columnOf, type Piece, piecesOf } from './columns.ts'
import { type Frame, regionFrom } from './frames.ts'
import { likeness } from './fuzzy.ts'
import { lineAt, linesIn, placeOf, type Reel, type ReelLine } from './reel.ts'

export interface SignatureRead {
  readonly answers: ReadonlyMap<QuestionId, Answer>
  /** Where the block begins: the suggestions end there. Null when it was not found. */
  readonly start: number | null
  readonly lines: readonly string[]
  readonly filled: boolean
}

/** "Hà Nội, ngày 20 tháng 4 năm 2017", blanks and lost commas allowed; nothing else on its line but the place. */
const dateLine =
  /^(?<place>[^\n]{0,60}?)[\s,.…;_-]*ng[aàả]y(?=[^\p{L}])[^\p{L}\n]{0,40}th[aáả]ng[^\p{L}\n]{0,40}n[aă]m[^\p{L}\n]{0,20}$/iu
const shortDateLine =
  /^(?<place>[\p{L} .-]{2,40}),\s*(?:ngày\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*20\d\d\s*$/iu
const brokenDate =
  /ng[aàả]y(?=[^\p{L}])[^\p{L}\n]{0,40}th[aáả]ng[^\p{L}\n]{0,40}(?:n[aă]m[^\p{L}\n]{0,3})?$/iu
const authority = /^(?:kt|tl|tuq|tm|q|t\/m|k\/t|t\/l)\s*[./]\s*\p{L}/iu
const titleWord =
  /\b(chanh van phong|pho chanh|van phong|giam doc|tong giam doc|chu tich|bo truong|thu truong|vu truong|cuc truong|truong phong|truong ban|pho truong|thu truong don vi|chanh thanh tra|tong cuc truong|truong|pho|chu nhiem|vien truong|kt|tl|tuq|q|quyen|nguoi lap|can bo|chuyen vien)\b/
const remark =
  /^(?:da ky|chu ky|ky ten|ky boi|ky va dong dau|ky ghi ro ho ten.*|ghi ro ho ten|chuc vu va dong dau|dong dau|ho va ten|\(.*\))$/
const copies = /^\s*[-–+*]?\s*(?:n[oơ]i nh[aậ]n|nh[uư] tr[eê]n|l[uư]u\s*:)/iu
const longestBlock = 25

/** Reads place, date, title, name and signs of signing at the end of the form. */
export function readSignature(reel: Reel, frame: Frame, transcript: Transcript): SignatureRead {
  const block = blockOf(reel, frame)
  const found = block.length > 0
  const start = block[0]?.start ?? null
  const pieces = joinDates(signersPieces(reel, frame, block))
  const date = pieces.find(({ text }) => dateLine.test(text) || shortDateLine.test(text)) ?? null
  const body = pieces.filter((piece) => piece !== date && isSigners(piece.text))
  const name = body.findLast(({ text }) => looksLikeName(text)) ?? null
  const titles = body.filter(
    (piece) =>
      piece !== name && (name === null || piece.span.start < name.span.start) && looksLikeTitle(piece.text),
  )
  const answers = new Map<QuestionId, Answer>([
    ['signed.place', placeAnswer(reel, date, found, fromPaper(transcript))],
    [
      'signed.date',
      dateAnswer(reel, date, found, fromPaper(transcript) || pieces.some(({ text }) => looksLikeDate(text))),
    ],
    ['signed.title', textAnswer(reel, titles, found)],
    ['signed.name', textAnswer(reel, name ? [name] : [], found)],
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

/** A date line broken before its year is one piece. */
function joinDates(pieces: readonly Piece[]): Piece[] {
  return pieces.reduce<Piece[]>((joined, piece) => {
    const last = joined.at(-1)
    if (last && brokenDate.test(last.text) && /^(?:n[aă]m\b|[^\p{L}]*20\d\d)/iu.test(piece.text))
      joined[joined.length - 1] = {
        ...last,
        text: `${last.text} ${piece.text}`,
        span: { start: last.span.start, end: piece.span.end },
      }
    else joined.push(piece)
    return joined
  }, [])
}

/** The lines from the first sign of the block on: a date line, the printed title, "KT. …", "Nơi nhận". */
function blockOf(reel: Reel, frame: Frame): ReelLine[] {
  const from = frame.hits.get('section4') ?? frame.hits.get('needs.securityTraining')
  const title = frame.hits.get('signature') ?? frame.hits.get('signatureHint')
  const start = from?.end ?? title?.start
  if (start === undefined) return []
  const lines = regionFrom(reel, frame, start, []).flatMap((span) =>
    linesIn(reel, span).filter((line) => line.start >= lineAt(reel, span.start).start && line.end > start),
  )
  const opening = lines.findIndex((line, index) => {
    if (index === 0 && !title) return false
    const text = reel.text.slice(Math.max(line.start, start), line.end).trim()
    if (title && title.start >= line.start && title.start <= line.end) return true
    return dateLine.test(text) || shortDateLine.test(text) || opensBlock(text) || opensWithDate(text)
  })
  if (opening < 0) return []
  const block = lines.slice(opening, opening + longestBlock)
  const stranger = block.findIndex(
    (line, index) => index > 0 && /^cong hoa xa hoi/.test(fold(reel.text.slice(line.start, line.end))),
  )
  return stranger < 0 ? block : block.slice(0, stranger)
}

/** "Hà Nội, ngày 20 tháng 4" with its year on the next line: a place of few words before the date, nothing behind. */
const opensWithDate = (text: string) => brokenDate.test(text) && text.split(/\s+/).length <= 12

/** "KT. CHÁNH VĂN PHÒNG" or "Nơi nhận:" opens a block; a sentence that begins alike does not. */
function opensBlock(text: string): boolean {
  if (text.length > 70) return false
  if (/^n[oơ]i nh[aậ]n\s*:/iu.test(text)) return true
  const capitals = text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)
  return capitals && (authority.test(text) || titleWord.test(fold(text)))
}

/** The signer's column only: "Nơi nhận" stands to the left of it. */
function signersPieces(reel: Reel, frame: Frame, block: readonly ReelLine[]): Piece[] {
  const pieces = block.flatMap((line) => piecesOf(reel, line))
  const anchor = frame.hits.get('signature') ?? frame.hits.get('signatureHint')
  const dated = pieces.find(({ text }) => dateLine.test(text))
  const column = columnOf(dated?.place ?? (anchor ? placeOf(reel, anchor) : null))
  const copyCells = new Set(pieces.filter(({ text }) => copies.test(text)).map(({ cell }) => cell))
  return pieces.filter((piece) => {
    if (piece.cell && copyCells.has(piece.cell)) return false
    return !column || !piece.place || column(piece.place)
  })
}

function isSigners(text: string): boolean {
  const key = fold(text)
  if (key === '' || copies.test(text) || /^\s*[-–]\s/.test(text)) return false
  if (/^(ghi ro|chuc vu va dong dau)/.test(key) || remark.test(key)) return false
  return !printedLines.some((printed) => alike(key.split(' '), printed) >= 0.6)
}

const printedLines = headings
  .filter(({ section }) => section === 'signature')
  .map(({ label }) => fold(label).split(' '))

/** Share of the printed words that stand in a line, in whatever state. */
const alike = (words: readonly string[], printed: readonly string[]) =>
  printed.filter((key) => words.some((word) => likeness(key, word) > 0)).length /
  Math.max(printed.length, words.length)

/** Two to six capitalised words and no word of office: a person. */
function looksLikeName(text: string): boolean {
  const bare = withoutLeaders(text)
    .replace(/^(?:(?:PGS|GS|TS|ThS|KS|CN|BS)\.?\s*)+/u, '')
    .replace(/^(?:ông|bà)\s*:?\s+/iu, '')
  const words = bare.split(/\s+/)
  if (words.length < 2 || words.length > 6) return false
  return words.every((word) => /^\p{Lu}\p{L}*$/u.test(word)) && !titleWord.test(fold(bare))
}

function looksLikeTitle(text: string): boolean {
  const bare = withoutLeaders(text)
  if (bare.length < 3 || bare.length > 90 || /[:;@]/.test(bare) || /\d{3}/.test(bare)) return false
  return (
    titleWord.test(fold(bare)) ||
    authority.test(bare) ||
    (bare === bare.toUpperCase() && /\p{Lu}{3}/u.test(bare))
  )
}

function textAnswer(reel: Reel, pieces: readonly Piece[], found: boolean): Answer {
  const spans = pieces.map(({ span }) => span)
  if (hasHandwriting(reel, spans))
    return answerOf(reel, { value: null, confidence: 0.3, reason: 'handwriting', spans })
  const value = pieces.map(({ text }) => withoutLeaders(text)).join(' ')
  if (value === '') return blankAnswer(reel, found)
  return answerOf(reel, { value, raw: value, confidence: 0.95 * sureness(reel, spans), spans })
}

const blankAnswer = (reel: Reel, found: boolean): Answer =>
  found
    ? answerOf(reel, { value: null, confidence: 0.9 })
    : answerOf(reel, { value: null, confidence: 0, reason: 'page-missing' })

function placeAnswer(reel: Reel, date: Piece | null, found: boolean, paper: boolean): Answer {
  if (!date && paper && found) return answerOf(reel, { value: null, confidence: 0.4 })
  if (!date) return blankAnswer(reel, found)
  const match = dateLine.exec(date.text) ?? shortDateLine.exec(date.text)
  const value = withoutLeaders(match?.groups?.place ?? '').replace(/[,\s.]+$/, '')
  if (!/\p{L}/u.test(value)) return blankAnswer(reel, found)
  return answerOf(reel, {
    value,
    raw: date.text.trim(),
    confidence: 0.96 * sureness(reel, [date.span]),
    spans: [date.span],
  })
}

/** Something of a date stands in the block, though not as a date is written. */
const looksLikeDate = (text: string) => /\b(?:ngay|thang)\b.*\d|\b2017\b/.test(fold(text))

/** `expected`: the line must be there; where it was not found it was badly read. */
function dateAnswer(reel: Reel, date: Piece | null, found: boolean, expected: boolean): Answer {
  if (!date && expected && found) return answerOf(reel, { value: null, confidence: 0.4 })
  if (!date) return blankAnswer(reel, found)
  const sure = sureness(reel, [date.span])
  const reading = readDate(date.text)
  const base = { raw: date.text.trim(), spans: [date.span] }
  if (hasHandwriting(reel, [date.span]))
    return answerOf(reel, { ...base, value: null, confidence: 0.3, reason: 'handwriting' })
  if (reading?.iso) return answerOf(reel, { ...base, value: reading.iso, confidence: 0.97 * sure })
  // Something stands in a blank that is no day: "ngày 31 tháng 4" or a misread stroke.
  const odd = reading !== null && reading.day !== null && reading.month !== null
  return answerOf(reel, {
    ...base,
    value: null,
    confidence: odd ? 0.5 : 0.92,
    reason: odd ? 'implausible' : null,
  })
}

/**
 * A digital signature is a signature. In Word and digital PDF a picture in the block may be a scanned one, so nobody
 * can say; in a picture of paper the seal's red and the ink speak for themselves.
 */
function stampAnswer(reel: Reel, block: readonly ReelLine[], transcript: Transcript): Answer {
  const stamp = (value: 'present' | 'absent' | 'unknown', confidence: number) =>
    answerOf(reel, {
      value,
      confidence,
      spans: block[0] ? [{ start: block[0].start, end: block.at(-1)?.end ?? 0 }] : [],
    })
  if (transcript.signatures.length > 0) return stamp('present', 0.97)
  const first = block[0]
  if (!first) return answerOf(reel, { value: 'unknown', confidence: 0, reason: 'page-missing' })
  const marks = marksInBlock(reel, block)
  const signs = marks.filter(({ kind }) => kind === 'seal' || kind === 'signature')
  if (signs.length > 0) return stamp('present', Math.max(...signs.map(({ confidence }) => confidence)))
  if (fromPaper(transcript)) return marks.length > 0 ? stamp('unknown', 0.6) : stamp('absent', 0.85)
  return marks.length > 0 ? stamp('unknown', 0.8) : stamp('absent', 0.95)
}

const fromPaper = ({ format }: Transcript) => format === 'pdf-scan' || format === 'image'

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
