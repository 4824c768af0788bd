import { withoutLeaders } from './blanks.ts'
import { cellBelow } from './cells.ts'
import type { LabelHit } from './labels.ts'
import { linesIn, type Reel, type ReelLine, type Span } from './reel.ts'

/** An address may run over lines; more than these belong to something else. */
const longestValue = 5

/** What stands between a label and the next one: on its line, in the cells beside it, on the lines below. */
export function valueSpans(
  reel: Reel,
  spans: readonly Span[],
  labels: readonly LabelHit[],
  hit: LabelHit,
): Span[] {
  const below = cellBelow(reel, labels, hit, (text) => withoutLeaders(text).replace(/^[:\s]+/, '') !== '')
  if (below) return [below]
  const at = spans.findIndex((span) => hit.start >= span.start && hit.start < span.end)
  const within = spans[at]
  if (!within) return []
  const next = labels.find((other) => other.start > hit.start && other.start < within.end)
  const end = next ? next.start : within.end
  const lines = linesIn(reel, { start: hit.valueStart, end }).filter((line) => line.start < end)
  const kept: Span[] = []
  for (const [index, line] of lines.entries()) {
    const part = { start: Math.max(line.start, hit.valueStart), end: Math.min(line.end, end) }
    const text = reel.text.slice(part.start, part.end)
    if (index > 0 && looksLikeLabel(text)) break
    if (index > longestValue || (index > 0 && opensSection.test(text))) break
    if (index > 0 && bullets.test(text.trim())) continue
    if (index > 0 && next && isNumbering(text) && besideLabel(reel, line, next)) continue
    if (/^\s*\([^)]*(?:ghi|nếu có)[^)]*\)\s*$/iu.test(text)) continue
    kept.push(part)
  }
  return kept
}

/** On the label's own line, or in the cell before it. */
function besideLabel(reel: Reel, line: ReelLine, label: LabelHit): boolean {
  if (line.index === label.line) return true
  const [cell, own] = [line.cell, reel.lines[label.line]?.cell]
  return cell !== null && cell.table === own?.table && cell.row === own.row && line.end <= label.start
}

/** "2. Hiện trạng …", its words too badly read to be known. */
const opensSection = /^\s*(?:[2-4]|II|III|IV)\s*[.)/]\s*\p{L}/u
const bullets = /^[-–+*•]$/
const isNumbering = (text: string) => /^\s*(?:[-+*•]|\p{N}{1,2}(?:\.\p{N})?[.)]?|\p{L}[.)])\s*$/u.test(text)

/** A label nobody foresaw: a short phrase and a colon at the head of a line. */
const looksLikeLabel = (text: string) => /^\s*[-+*•]?\s*\p{Lu}[\p{L} ]{2,40}:(?!\/\/)/u.test(text)
