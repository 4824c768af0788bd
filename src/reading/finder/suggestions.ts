import type { Answer } from '../../survey/answers.ts'
import { answerOf, byHand, isWrittenIn, surely, sureness } from './answer.ts'
import { emptyLines, hasStruck, withoutLeaders } from './blanks.ts'
import { type Frame, regionFrom } from './frames.ts'
import { inkBetween } from './ink.ts'
import type { Hit } from './locate.ts'
import { printedUnits, type UnitId } from './printed.ts'
import { lineAt, linesIn, placeOf, type Reel, type ReelLine, type Span } from './reel.ts'
import { withoutSpecks } from './specks.ts'
import { asLikelySpelt, hasLostLetters, hasUnknownMarks, withKnownMarks } from './spelling.ts'

/** All that may stand behind section 4: the signature, or another section that the sender put there. */
const headings = printedUnits.filter(({ id, kind }) => kind === 'heading' && id !== 'section4')
const rows = printedUnits.filter(({ kind }) => kind !== 'heading')

/** A lone row or statement is no section: suggestions ask for "huấn luyện về chữ ký số chuyên dùng" in the form's words. */
function othersBehind(frame: Frame, { start }: Hit): UnitId[] {
  const behind = rows.filter(({ id }) => (frame.hits.get(id)?.start ?? 0) > start)
  return [...headings, ...(behind.length > 1 ? behind : [])].map(({ id }) => id)
}

/** Reads the free text of section 4: everything up to the signature block, paragraphs kept, leaders taken out. */
export function readSuggestions(
  reel: Reel,
  frame: Frame,
  blockStart: number | null,
  fromPicture: boolean,
): Answer {
  const head = frame.hits.get('section4')
  if (!head) return answerOf(reel, { value: null, confidence: 0, reason: 'page-missing' })
  const start = headEnd(reel, head)
  const region = regionFrom(reel, frame, start, othersBehind(frame, head)).flatMap((span) => {
    const end = blockStart !== null && blockStart >= span.start ? Math.min(span.end, blockStart) : span.end
    return end > span.start ? [{ start: span.start, end }] : []
  })
  const { spans, doubtful } = fromPicture ? withoutSpecks(reel, region) : { spans: region, doubtful: false }
  const shown = emptyLines(reel, head, blockStart)
  const written = paragraphs(reel, spans, start)
  const sure = sureness(reel, spans)
  const text = fromPicture ? likelyText(written, sure) : written
  if (isWrittenIn(reel, spans)) return byHand(reel, spans, text, shown)
  if (fromPicture && inkBelow(reel, head, blockStart))
    return answerOf(reel, {
      value: text === '' ? null : text,
      confidence: 0.3,
      reason: 'handwriting',
      shown,
      spans,
    })
  const raw = spans
    .map((span) => reel.text.slice(span.start, span.end))
    .join('')
    .trim()
  if (!/[\p{L}\p{N}]/u.test(text))
    return answerOf(reel, {
      value: null,
      confidence: sure < 1 ? 0.9 : 0.96,
      raw: raw === '' ? null : raw,
      shown,
      spans,
    })
  // Without a signature block nobody knows where the text ends.
  const bounded = blockStart !== null || frame.hits.has('signature') || frame.hits.has('signatureHint')
  return answerOf(reel, {
    value: text,
    raw,
    confidence: (bounded ? 0.96 : 0.8) * sure,
    reason: hasStruck(reel, spans)
      ? 'struck-out'
      : takesOthersIn(text) || (fromPicture && (looksCut(text) || isScrap(text)))
        ? 'layout-unclear'
        : doubtful || (fromPicture && (hasUnknownMarks(text) || hasLostLetters(text) || hasLostSigns(text)))
          ? 'low-confidence'
          : null,
    spans,
  })
}

/**
 * What was most likely typed, a speck before it, ".NET" without its first dot, "quý IV" and "quý II", of which the year has no eleven, and the 0 of "01"
 * put right; where a person looks anyway, more.
 */
const likelyText = (read: string, sure: number): string => {
  const written = read
    .replace(/^['’`@|]+\s+/u, '')
    .replace(/(?<=\p{L} )NET(?!\p{L})/gu, '.NET')
    .replace(/(?<![\p{L}\p{N}])1V(?![\p{L}\p{N}])/gu, 'IV')
    .replace(/(?<=quý )1{2,3}(?!\p{N})/giu, (ones) => 'I'.repeat(ones.length))
    .replace(/(?<![\p{L}\p{N}])[oO](?=\p{N})/gu, '0')
  return sure < surely.text ? asLikelySpelt(withoutDots(written)) : withKnownMarks(written)
}

/**
 * Dots of the leader that a text was typed on, read between its words or behind it as stops, dashes and figures; specks
 * beside a word; and a stroke between figures: "24]24 giờ".
 */
const withoutDots = (text: string): string =>
  text
    .replaceAll(',)', ')')
    .replace(/(?<=\p{N})[\]|](?=\p{N})/gu, '/')
    .replace(/ ['"`´.·] (?=\p{Ll})/gu, ' ')
    .replace(/,\s*$/u, '')
    .replace(/(?<=\p{Ll}{2})(?: ?\. ?)(?=\p{Ll}{2})(?!(?:vn|com|gov|org|net)(?!\p{L}))/gu, ' ')
    .replace(/(?<=[.!])(?:\s+[^\s.!]{1,2})+$/u, '')
    .replace(/\s+[-–—|]+$/u, '')

/** A sentence that lost its head, or took in the date line below it, badly read as that was. */
const looksCut = (text: string): boolean =>
  /^\p{Ll}/u.test(text) || /ng.y\s.{1,14}\sth.ng\s/iu.test(text.slice(-60))

/** "Kho ' bac", "BTTTT" read as "B1 111": a lone stroke between words, and figures that were capitals. */
const hasLostSigns = (text: string): boolean => /(?<=\p{L}) ['’`|] (?=\p{L})|\p{Lu}1 ?1{2,}/u.test(text)

/** A syllable is no suggestion, it is left of the line below; nor an abbreviation: "VPCP;" is left of who gets copies. */
const isScrap = (text: string): boolean => /^\P{L}*(?:\p{L}{1,3}|\p{Lu}{2,8})\P{L}*$/u.test(text)

/**
 * The letter that the form came with stands behind it in the same file, where no signer's lines end the form; or lines
 * of a column beside it run into its own.
 */
const takesOthersIn = (text: string): boolean =>
  /k[ií]nh g[uửứừ]i\s*:|V\/v|Trân trọng\s*\.\/|(?:họ và tên|điện thoại|cung cấp thông tin|tên cơ quan)\s*:/iu.test(
    text,
  )

/** Pen strokes between the head and the signature block, or the foot of the page. */
function inkBelow(reel: Reel, head: Hit, blockStart: number | null): boolean {
  const place = placeOf(reel, head)
  if (!place) return false
  const { page } = lineAt(reel, head.start)
  const block = blockStart === null ? null : lineAt(reel, blockStart)
  const bottom = block && block.page === page && block.place ? block.place.y : Number.MAX_SAFE_INTEGER
  return inkBetween(reel, page, place.y + place.height, bottom)
}

/** The head's last words may be too badly read to be found: its colon ends it all the same. */
function headEnd(reel: Reel, head: Hit): number {
  const behind = reel.text.slice(head.end, head.end + 60)
  const rest = (head.missing.length > 0 ? lostWords : lostLetters).exec(behind)
  return rest ? head.end + rest[0].length : head.end
}

const lostWords = /^[ \n]?[\p{L}|][\p{L}| ]{0,22}(?:\n[\p{L}|][\p{L}| ]{0,22})?:/u
const lostLetters = /^[ \n]?[\p{L}|]{1,3}:/u

function paragraphs(reel: Reel, spans: readonly Span[], headEnd: number): string {
  const lines = spans.flatMap((span) => linesIn(reel, span).map((line) => ({ line, span })))
  const right = Math.max(0, ...lines.map(({ line }) => (line.place ? line.place.x + line.place.width : 0)))
  const parts: string[] = []
  let open = false
  for (const { line, span } of lines) {
    const from = Math.max(span.start, line.start)
    const to = Math.min(span.end, line.end)
    if (to <= from) continue
    const first = from === headEnd
    const text = withoutLeaders(
      reel.text.slice(from, to).replace(first ? /^\s*[:.]?\s*(?:\(nếu có\)\s*[:.]?)?/iu : '', ''),
      true,
    )
    if (!/[\p{L}\p{N}]/u.test(text)) continue
    if (open && !startsParagraph(text)) parts[parts.length - 1] += ` ${text}`
    else parts.push(text)
    open = runsOn(line, right)
  }
  return parts.join('\n')
}

const startsParagraph = (text: string) => /^(?:[-–+*•]\s|\p{N}{1,2}[.)]\s|\p{L}[.)]\s)/u.test(text)

/** A printed line that reaches the right edge goes on in the next one; in flowing text a line is a paragraph. */
function runsOn(line: ReelLine, right: number): boolean {
  if (!line.place) return false
  return line.place.x + line.place.width >= right - line.place.height * 6
}
