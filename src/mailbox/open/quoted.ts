import { clean } from '../../vietnamese/fold.ts'

export interface Address {
  readonly name: string
  readonly address: string
}

/** Where other people's words begin: one line a way of mail programs to say so. */
const quoteStarts: readonly RegExp[] = [
  /^-{3,}\s*(forwarded message|original message|thư gốc|thư được chuyển tiếp|tin nhắn gốc|chuyển tiếp|thư đã chuyển tiếp)\s*-{0,}/i,
  /^begin forwarded message:?/i,
  /^(from|từ)\s*:.{3,}/i,
  /^_{20,}$/,
  /^on .{5,200}(wrote|đã viết)\s*:\s*$/i,
  /^(vào|lúc|ngày) .{5,200}(đã viết|viết)\s*:\s*$/i,
  /^.{3,120}<[^>\s]+@[^>\s]+>\s*(đã viết|wrote)\s*:\s*$/i,
]

/** Labels of a quoted header, in the languages of the mail programs met. */
const headerLabels = /^(from|sent|to|cc|date|subject|từ|đã gửi|gửi|ngày|tới|đến|cc|chủ đề|tiêu đề)\s*:/i

/** A lone "Từ: …" counts only where another header line follows: people write so in letters too. */
function startsQuote(lines: readonly string[], at: number): boolean {
  const line = (lines[at] as string).trim()
  if (!quoteStarts.some((pattern) => pattern.test(line))) return false
  if (!/^(from|từ)\s*:/i.test(line)) return true
  if (/[·|]\s*(date|subject|ngày|chủ đề)\s*:/i.test(line)) return true
  return lines.slice(at + 1, at + 5).some((next) => headerLabels.test(next.trim()))
}

const addressIn = (text: string): Address | null => {
  const address = /[^\s<>"'()[\],;:]+@[^\s<>"'()[\],;:]+\.[A-Za-z]{2,}/.exec(text)?.[0]
  if (!address) return null
  const name = text
    .slice(0, text.indexOf(address))
    .replace(/^(from|từ)\s*:\s*/i, '')
    .replace(/[<"'[(]|mailto:/g, '')
    .trim()
  return { name: clean(name), address: address.toLowerCase() }
}

/**
 * Parts a mail's text into the writer's own words and what was quoted or forwarded below, and finds the first sender
 * of an inline forward. Quoted text never counts as an answer: it may hold our own letter.
 */
export function splitQuoted(text: string): { own: string; quoted: string; originalSender: Address | null } {
  const lines = clean(text).split(/\r?\n/)
  let start = lines.findIndex((_, at) => startsQuote(lines, at))
  if (start < 0)
    start = lines.findIndex((line, at) => line.startsWith('>') && (lines[at + 1] ?? '>').startsWith('>'))
  if (start < 0) return { own: lines.join('\n').trim(), quoted: '', originalSender: null }
  const quotedLines = lines.slice(start)
  const forwarded =
    /forward|chuyển tiếp/i.test(lines[start] as string) ||
    /^(from|từ)\s*:/i.test((lines[start] as string).trim())
  const from = forwarded
    ? quotedLines.slice(0, 12).find((line) => /^[>\s*]*(from|từ)\s*:/i.test(line))
    : undefined
  return {
    own: lines.slice(0, start).join('\n').trim(),
    quoted: quotedLines.join('\n').trim(),
    originalSender: from ? addressIn(from.replace(/^[>\s*]+/, '')) : null,
  }
}
