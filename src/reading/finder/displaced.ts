import { valueSpans } from './field-values.ts'
import type { LabelHit } from './labels.ts'
import { lineAt, type Reel, type Span } from './reel.ts'

/**
 * Whether what was read for a label may be another label's: words stand beside the blanks, not in them, and nothing but
 * the order of the lines tells whose they are.
 */
export function isDisplaced(
  reel: Reel,
  within: readonly Span[],
  labels: readonly LabelHit[],
  { hit, value, fromPicture }: { hit: LabelHit; value: readonly Span[]; fromPicture: boolean },
): boolean {
  const first = value[0]
  if (hit.kind === 'contact') return first !== undefined && lineAt(reel, first.start).index !== hit.line
  const isWrittenAt = (span: Span): boolean => isWritten(reel, span)
  const leaves =
    first !== undefined && !isWrittenAt(first) && leader.test(reel.text.slice(first.start, first.end))
  // On paper words may have been lost, and with them the order.
  if (fromPicture) return value.length > 1 && leaves
  const own = value.filter((span) => isBeside(reel, hit, span))
  const below = value.some((span) => !own.includes(span) && isWrittenAt(span))
  const next = labels.find((label) => label.start > hit.start && label.kind !== 'contact')
  const isNextEmpty = (): boolean =>
    next !== undefined && !valueSpans(reel, within, labels, next).some(isWrittenAt)
  // Words below the dots of their label are its own where no other label lacks its words.
  if (!own.some(isWrittenAt))
    return isWrittenAbove(reel, within, labels) || (below && leaves && isNextEmpty())
  // A paragraph of its own above an empty blank is that blank's as likely as it carries this value on.
  return below && lineAt(reel, hit.start).place === null && isNextEmpty()
}

/** On the label's own line, or in a cell of its row. */
function isBeside(reel: Reel, label: LabelHit, span: Span): boolean {
  const [line, other] = [lineAt(reel, label.start), lineAt(reel, span.start)]
  const sameRow = line.cell?.table === other.cell?.table && line.cell?.row === other.cell?.row
  return line.index === other.index || (line.cell !== null && line.cell !== other.cell && sameRow)
}

const leader = /[.…_]{2,}|…/
const isWritten = (reel: Reel, { start, end }: Span): boolean =>
  /[\p{L}\p{N}]/u.test(reel.text.slice(start, end))

/** Words above the first label: the values stand above their labels, or beside all of them. */
function isWrittenAbove(reel: Reel, within: readonly Span[], labels: readonly LabelHit[]): boolean {
  const [first, label] = [within[0], labels[0]]
  if (!first || !label || label.start > first.end) return false
  return /\p{L}{2}/u.test(reel.text.slice(first.start, label.start))
}
