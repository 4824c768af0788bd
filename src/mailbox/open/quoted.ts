import { clean } from '../../vietnamese/fold.ts'

export interface Address {
  readonly name: string
  readonly address: string
}

export interface SplitText {
  /** The writer's own words. */
  readonly own: string
  /** What was quoted or forwarded. */
  readonly quoted: string
  /**
   * `forward`: says so. `header`: a quoted header as Outlook writes it above replies and forwards alike; the subject
   * tells which. `reply`: an answer, or no quote at all.
   */
  readonly manner: 'forward' | 'header' | 'reply'
  /** Who wrote what was forwarded, and the words; null for a reply. */
  readonly enclosed: { readonly from: Address | null; readonly text: string } | null
}

/** Longer lines are cut before they are compared with patterns: some patterns take quadratic time. */
const longestLine = 400

/** A letter among letters that were forwarded on and on: followed that far. */
const maxForwards = 5

const forwardMarkers: readonly RegExp[] = [
  /^[-_*\s]{2,}\s*(forwarded (message|by .{1,150})|thư (đã |được )?chuyển tiếp|tin nhắn (đã )?chuyển tiếp|chuyển tiếp thư|chuyển tiếp)\s*[-_:*]*$/i,
  /^(begin forwarded message|bắt đầu thư (được |đã )?chuyển tiếp|thư được chuyển tiếp|đã bắt đầu chuyển tiếp thư)\s*:?$/i,
]

const replyMarkers: readonly RegExp[] = [
  /^[-_*\s]{2,}\s*(original message|original appointment|thư gốc|tin nhắn gốc|thư ban đầu|reply message)\s*[-_:*]*$/i,
  /^on .{5,300}\b(wrote|đã viết)\s*:$/i,
  /^(vào|lúc|ngày|thứ|t[2-7],|cn,).{5,300}(đã viết|viết)\s*:$/i,
  /^.{3,200}<[^<>\s@]{1,100}@[^<>\s]{1,100}>\s*(đã viết|viết|wrote)\s*:$/i,
  /^---\s*(on|vào) .{5,200}(wrote|viết)\s*:?/i,
]

const fromLabel = /^[>\s*]*\*?(from|từ|người gửi)\s*\*?\s*:\s*\*?/i
/** Labels of a quoted header, in the languages of the mail programs met. */
const headerLabel =
  /^[>\s*]*\*?(from|sent|to|cc|date|subject|reply-to|từ|đã gửi|gửi|ngày gửi|ngày|tới|đến|người nhận|người gửi|gửi đến|chủ đề|tiêu đề|đồng gửi)\s*\*?\s*:/i

/** A lone "Từ: …" counts only where another header line follows: people write so in letters too. */
function startsHeader(lines: readonly string[], at: number): boolean {
  const line = lines[at] as string
  if (!fromLabel.test(line)) return false
  if (/[·|]\s*(date|subject|ngày|chủ đề)\s*:/i.test(line)) return true
  return lines.slice(at + 1, at + 5).some((next) => headerLabel.test(next) && !fromLabel.test(next))
}

type Start = { readonly at: number; readonly manner: SplitText['manner']; readonly marked: boolean }

function findStart(lines: readonly string[]): Start | null {
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] as string).replace(/^>\s?/, '').trim()
    if (line === '') continue
    // Mail programs break the line "… <x@y> đã viết:" where it gets too long.
    const joined = `${line} ${(lines[at + 1] ?? '').trim()}`
    if (forwardMarkers.some((marker) => marker.test(line))) return { at, manner: 'forward', marked: true }
    if (
      replyMarkers.some((marker) => marker.test(line)) ||
      replyMarkers.slice(1, 4).some((marker) => marker.test(joined))
    )
      return { at, manner: startsHeaderSoon(lines, at + 1) ? 'header' : 'reply', marked: true }
    if (/^_{10,}$/.test(line) && startsHeaderSoon(lines, at + 1))
      return { at, manner: 'header', marked: true }
    if (startsHeader(lines, at)) return { at, manner: 'header', marked: false }
    if (line !== lines[at]?.trim() && (lines[at + 1] ?? '>').startsWith('>'))
      return { at, manner: 'reply', marked: false }
  }
  return null
}

const startsHeaderSoon = (lines: readonly string[], at: number): boolean =>
  [at, at + 1, at + 2].some((line) => line < lines.length && startsHeader(lines, line))

function addressIn(text: string): Address | null {
  const address = /[^\s<>"'()[\],;:@]{1,100}@[^\s<>"'()[\],;:@]{1,100}\.[A-Za-z]{2,20}/.exec(text)?.[0]
  if (!address) return null
  const name = text
    .slice(0, text.indexOf(address))
    .replace(fromLabel, '')
    .replace(/[<"'[(*]|mailto:/g, '')
    .trim()
  return { name: clean(name), address: address.toLowerCase() }
}

/**
 * Parts a mail's text into the writer's own words and what was quoted or forwarded below, and finds the first sender
 * of an inline forward. Quoted text never counts as an answer: it may hold our own letter.
 */
export function splitQuoted(text: string, depth = 0): SplitText {
  const full = clean(text).split(/\r?\n/)
  const lines = full.map((line) => line.slice(0, longestLine).trimEnd())
  const start = findStart(lines)
  if (!start) return { own: full.join('\n').trim(), quoted: '', manner: 'reply', enclosed: null }
  const before = full.slice(0, start.at)
  const below = full.slice(start.at)
  if (start.manner === 'reply') {
    // Answers written between or below the quoted lines are the writer's own, where the quote is marked line by line.
    const wrapped = start.marked && !/:\s*$/.test(lines[start.at] as string) ? 2 : start.marked ? 1 : 0
    const rest = below.slice(wrapped)
    const marked = rest.some((line) => line.startsWith('>'))
    const own = marked ? rest.filter((line) => !line.startsWith('>')) : []
    const quoted = marked
      ? [...below.slice(0, wrapped), ...rest.filter((line) => line.startsWith('>'))]
      : below
    return {
      own: [...before, ...own].join('\n').trim(),
      quoted: quoted.join('\n').trim(),
      manner: 'reply',
      enclosed: null,
    }
  }
  return {
    own: before.join('\n').trim(),
    quoted: below.join('\n').trim(),
    manner: start.manner,
    enclosed: enclosedMail(below, start.marked, depth),
  }
}

/** The header and the words of the mail that begins here; of a forward of a forward the first one's. */
function enclosedMail(
  lines: readonly string[],
  marked: boolean,
  depth: number,
): { from: Address | null; text: string } {
  const plain = (marked ? lines.slice(1) : lines).map((line) => line.replace(/^>\s?/, ''))
  const fromAt = plain.slice(0, 12).findIndex((line) => fromLabel.test(line.slice(0, longestLine)))
  const head = plain.slice(Math.max(fromAt, 0), Math.max(fromAt, 0) + 2)
  const from =
    fromAt < 0
      ? null
      : (addressIn((head[0] as string).slice(0, longestLine)) ??
        // The address stands on a line of its own where the name is long.
        (headerLabel.test(head[1] ?? '') ? null : addressIn(head.join(' ').slice(0, longestLine))))
  const end = plain.findIndex((line, at) => at > fromAt && line.trim() === '')
  const bodyAt = end < 0 ? plain.length : end
  // A header line far below the blank line belongs to somebody else's mail.
  const text = plain
    .slice(fromAt < 0 ? 0 : bodyAt)
    .join('\n')
    .trim()
  const inner = depth < maxForwards ? splitQuoted(text, depth + 1) : null
  if (inner?.enclosed?.from && inner.own.length < 40) return inner.enclosed
  return { from, text: inner ? inner.own : text }
}
