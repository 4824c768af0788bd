const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/** Columns that a terminal gives to a text: a letter with all its marks is one, composed or not. */
export function width(text: string): number {
  let count = 0
  for (const _ of graphemes.segment(text)) count++
  return count
}

/** Shortened to `columns` with an ellipsis, never in the middle of a letter and its marks. */
export function cut(text: string, columns: number): string {
  const letters = [...graphemes.segment(text)].map((part) => part.segment)
  return letters.length <= columns ? text : `${letters.slice(0, Math.max(0, columns - 1)).join('')}…`
}

export interface Column<Row> {
  readonly head: string
  readonly text: (row: Row) => string
  /** The widest it may become; longer texts are cut. */
  readonly max?: number
  readonly align?: 'right'
}

/** A plain table: a head, a rule, one line a row; nothing in the last column is padded. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const cells = rows.map((row) =>
    columns.map((column) => cut(visible(column.text(row)), column.max ?? Number.POSITIVE_INFINITY)),
  )
  const heads = columns.map((column) => column.head)
  const widths = columns.map((_, index) =>
    Math.max(...[heads, ...cells].map((line) => width(line[index] ?? ''))),
  )
  const line = (parts: readonly string[]) =>
    parts
      .map((part, index) => {
        const space = ' '.repeat((widths[index] ?? 0) - width(part))
        return columns[index]?.align === 'right' ? space + part : part + space
      })
      .join('  ')
      .trimEnd()
  return [line(heads), widths.map((columnWidth) => '─'.repeat(columnWidth)).join('  '), ...cells.map(line)]
}

/** What strangers wrote may hold terminal commands and turned writing directions: shown as nothing but text. */
export function visible(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
}

const moment = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** A time as people in Hà Nội write it: 25/04/2017 23:59. */
export function localTime(date: Date | null): string {
  if (!date) return '–'
  const part = Object.fromEntries(moment.formatToParts(date).map(({ type, value }) => [type, value]))
  return `${part.day}/${part.month}/${part.year} ${part.hour}:${part.minute}`
}
