import { fold } from '../../vietnamese/fold.ts'
import { hasHandwriting } from './answer.ts'
import type { Standing } from './judge-tick.ts'
import type { Hit } from './locate.ts'
import { type MarkSign, marksIn, textWithout } from './marks.ts'
import { columnsFor } from './need-columns.ts'
import { lineAt, linesIn, type Reel, type ReelCell, type Span } from './reel.ts'
import { alone, byCells, type Verdict as RowVerdict } from './row-cells.ts'
import { emphasised } from './style.ts'
import { offersBoth, sayingOf } from './yes-no.ts'

/** All that stands at and beside a statement and may say whether it holds; `marks` are those paired with it. */
export function standingOf(
  reel: Reel,
  hit: Hit,
  statements: readonly Hit[],
  marks: readonly MarkSign[],
  unsure: boolean,
): Standing {
  const next = statements[statements.indexOf(hit) + 1]
  const last = lineAt(reel, hit.end)
  const tail = {
    start: hit.end,
    end: next && next.start < last.end ? Math.max(hit.end, next.start) : last.end,
  }
  const beside = last.cell
    ? linesIn(reel, rowSpan(reel, last.cell.table, last.cell.row)).filter((line) => line.cell !== last.cell)
    : []
  const spans = [
    tail,
    ...beside.filter((line) => !statements.some((one) => one.start >= line.start && one.start < line.end)),
  ]
  const words = spans
    .map((span) => textWithout(reel, span, marksIn(reel, span)))
    .map((text) => fold(text))
    .filter((text) => /\p{L}/u.test(text))
  const head = { start: lineAt(reel, hit.start).start, end: hit.start }
  return {
    hit,
    marks,
    unsure,
    word: words.length === 0 ? negation(hit, reel) : wordOf(words.join(' ')),
    emphasis: emphasised(reel, hit, marks),
    handwriting: hasHandwriting(reel, [head, hit, tail, ...beside]),
    asked: askedOf(reel, hit, tail, next),
  }
}

/** "☐ Có ☐ Không" behind or below the statement, or columns with these heads beside it. */
function askedOf(reel: Reel, hit: Hit, tail: Span, next: Hit | undefined): RowVerdict | null {
  const cell = lineAt(reel, hit.start).cell
  const columns = cell && columnsFor(reel, cell)
  // One column for either answer is marked like any box beside a statement.
  if (columns?.headed && columns.yes) return byCells(reel, hit, cell as ReelCell)
  const line = reel.lines[lineAt(reel, tail.end).index + 1]
  const below =
    line && (!next || line.end <= next.start) && line.page === lineAt(reel, hit.end).page ? [line] : []
  for (const span of [tail, ...below]) {
    if (!offersBoth(reel, [span])) continue
    const verdict = alone(sayingOf(reel, [span]))
    return { ...verdict, spans: [span] }
  }
  return null
}

function rowSpan(reel: Reel, table: number, row: number): Span {
  const cells = reel.tables[table]?.[row] ?? []
  return { start: cells[0]?.start ?? 0, end: cells.at(-1)?.end ?? 0 }
}

/** "Chưa kết nối …" instead of "Đã kết nối …": the printed words were turned round. */
function negation(hit: Hit, reel: Reel): Standing['word'] {
  const line = lineAt(reel, hit.start)
  const before = fold(reel.text.slice(line.start, hit.start))
  const foreign = hit.inserted.map((word) => word.key)
  return /\b(chua|khong)\b/.test(before) || foreign.includes('chua') || foreign.includes('khong')
    ? 'no'
    : null
}

function wordOf(text: string): Standing['word'] {
  // "(nhầm, bỏ)", "(đánh nhầm)", "hủy": the mark is taken back in words.
  if (/\b(nham|huy|bo (danh dau|chon|tich|tick))\b/.test(text)) return 'partly'
  if (/^(da )?(co|roi|da|dung|yes|ok)( (thuc hien|trien khai|ket noi|su dung|ap dung|tich hop))?$/.test(text))
    return 'yes'
  if (/^(da )(thuc hien|trien khai|ket noi|su dung|ap dung|tich hop|hoan thanh)$/.test(text)) return 'yes'
  if (/^(khong|chua|no)\b/.test(text)) return 'no'
  if (/^(dang|mot phan|sap|du kien|se|thu nghiem)\b/.test(text)) return 'partly'
  return /\b(khong|chua)\b/.test(text) ? 'partly' : /\p{L}{2}/u.test(text) ? 'other' : null
}
