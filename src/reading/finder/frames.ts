import { fold } from '../../vietnamese/fold.ts'
import { editsBetween } from './fuzzy.ts'
import type { Hit } from './locate.ts'
import { printedUnits, statementIds, type UnitId } from './printed.ts'
import { lineAt, linesIn, type Reel, type Span, wordsIn } from './reel.ts'

/** Where one form stands in the document: its printed pieces, and the stretches of text that belong to it. */
export interface Frame {
  readonly hits: ReadonlyMap<UnitId, Hit>
  /** In the order of the printed form, also when the pages lie in another order. */
  readonly stretches: readonly Span[]
  /** First and last page. */
  readonly pages: readonly [number, number]
}

interface Chunk extends Span {
  readonly hits: readonly Hit[]
  /** No print, short, without the marks of another document: perhaps a form's end, a name pushed to the next page. */
  readonly tail: boolean
}

/** Printed order, for putting shuffled pages right. Headings stand before what they head. */
const printedOrder: readonly UnitId[] = [
  'title',
  'enclosure',
  'section1',
  'contact',
  'section2',
  'section2a',
  'connection.internal',
  'connection.government',
  'section2b',
  ...statementIds.slice(2),
  'section3',
  'needsHeader',
  'needs.mobile',
  'needs.crossAuthentication',
  'needs.signatureTraining',
  'needs.securityTraining',
  'section4',
  'signature',
  'signatureHint',
]
const ranks = new Map(printedOrder.map((id, rank) => [id, rank]))
export const rankOf = (id: UnitId): number => ranks.get(id) ?? -1

/** Headings this short also occur in running text: they count only where a line begins with them. */
const shortHeadings: readonly UnitId[] = [
  'title',
  'section1',
  'section2a',
  'section2b',
  'contact',
  'needsHeader',
  'signature',
]
/** A signature block and a few paragraphs of suggestions. */
const longestTail = 40
const lowest = { statement: 0.55, need: 0.55, heading: 0.7 } as const

/** Groups the printed pieces of a document into forms; `minimum` of them make one. */
export function framesOf(reel: Reel, located: readonly Hit[], minimum: number): Frame[] {
  const settled = settle(reel, located)
  const groups: Chunk[][] = []
  for (const chunk of chunksOf(reel, settled)) {
    const current = groups.at(-1)
    if (current && belongsTo(current, chunk)) current.push(chunk)
    else if (chunk.hits.length > 0) groups.push([chunk])
  }
  return groups.map((chunks) => frameOf(reel, chunks, located)).filter((frame) => frame.hits.size >= minimum)
}

/** Of hits that claim the same words, keeps the one that explains most of them. */
function settle(reel: Reel, located: readonly Hit[]): Hit[] {
  const taken = new Uint8Array(reel.words.length)
  const explained = (hit: Hit) => hit.score * hit.unit.weight
  const kept: Hit[] = []
  for (const hit of [...located].sort((a, b) => explained(b) - explained(a))) {
    if (hit.score < lowest[hit.unit.kind] || hit.distinct < 0.5 || !standsAsPrinted(reel, hit)) continue
    if (claim(taken, hit)) kept.push(hit)
  }
  return kept.sort((a, b) => a.start - b.start)
}

/** Marks the words of a hit as taken; false, and nothing marked, when some were already. */
function claim(taken: Uint8Array, hit: Hit): boolean {
  if (taken.subarray(hit.first, hit.last + 1).includes(1)) return false
  taken.fill(1, hit.first, hit.last + 1)
  return true
}

function standsAsPrinted(reel: Reel, hit: Hit): boolean {
  if (!shortHeadings.includes(hit.unit.id)) return true
  const line = lineAt(reel, hit.start)
  const before = reel.text.slice(line.start, hit.start)
  // Numbering and bullets may stand before a heading: "1.", "II/", "a)", "-".
  if (/\p{L}{2,}/u.test(before.replace(/\b[ivx]{1,4}\b/giu, ''))) return false
  if (hit.unit.id !== 'title') return true
  // "Phiếu khảo sát kèm theo công văn …" in a letter is no title: a title is a line of its own.
  const words = wordsIn(reel, line)
  const exact = hit.missing.length === 0 && words.length <= 14
  return exact && editsBetween(words[0]?.key ?? '', 'phieu', 1) <= 1
}

/** Cuts at every page, every title, and every heading of section 1 that stands without a title. */
function chunksOf(reel: Reel, settled: readonly Hit[]): Chunk[] {
  const cuts = new Set<number>([0])
  for (const [index, line] of reel.lines.entries()) {
    if (index > 0 && line.page !== reel.lines[index - 1]?.page) cuts.add(line.start)
  }
  let heads = 0
  for (const hit of settled) {
    if (hit.unit.id === 'title') cuts.add(lineAt(reel, hit.start).start)
    else if (hit.unit.id === 'section1' && heads > 0) cuts.add(lineAt(reel, hit.start).start)
    heads = rankOf(hit.unit.id) > rankOf('section1') ? heads + 1 : heads
    if (hit.unit.id === 'title') heads = 0
  }
  const starts = [...cuts].sort((a, b) => a - b)
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? reel.text.length
    const hits = settled.filter((hit) => hit.start >= start && hit.start < end)
    return { start, end, hits, tail: hits.length === 0 && isTail(reel, { start, end }) }
  })
}

function isTail(reel: Reel, span: Span): boolean {
  if (linesIn(reel, span).length > longestTail) return false
  const text = fold(reel.text.slice(span.start, span.end))
  return !/cong hoa xa hoi|kinh gui|phieu khao sat/.test(text)
}

/** A chunk carries the form on when it repeats (almost) nothing of it; without any print, when the form is not closed yet. */
function belongsTo(group: readonly Chunk[], chunk: Chunk): boolean {
  const known = new Set(group.flatMap(({ hits }) => hits.map((hit) => hit.unit.id)))
  if (chunk.hits.length === 0) return known.has('section4') && chunk.tail
  const telling = chunk.hits.filter((hit) => hit.unit.id !== 'needsHeader')
  const repeated = telling.filter((hit) => known.has(hit.unit.id)).length
  return repeated <= 1 && repeated * 4 <= Math.max(telling.length, known.size)
}

/** Printed pieces that a letter may quote. */
const mostQuoted = 3

/** The letter that came with the form, and quotes of it: nothing that it says is an answer. */
const isDispatch = (reel: Reel, { start, end, hits }: Chunk): boolean =>
  hits.length <= mostQuoted && /\bkinh gui\b/.test(fold(reel.text.slice(start, end)))

function frameOf(reel: Reel, all: readonly Chunk[], located: readonly Hit[]): Frame {
  const chunks = all.filter((chunk) => !isDispatch(reel, chunk))
  const best = new Map<UnitId, Hit>()
  // A stray quotation outside the form never displaces the form itself: fuller chunks come first.
  for (const chunk of [...chunks].sort((a, b) => b.hits.length - a.hits.length)) {
    for (const hit of [...chunk.hits].sort((a, b) => b.score - a.score || a.start - b.start)) {
      if (!best.has(hit.unit.id)) best.set(hit.unit.id, hit)
    }
  }
  const stretches = [...chunks].sort((a, b) => firstRank(a) - firstRank(b) || a.start - b.start)
  const hits = withGarbledStatements(best, located, stretches)
  const spots = [...hits.values()].map((hit) => lineAt(reel, hit.start).page)
  return { hits, stretches, pages: [Math.min(...spots), Math.max(...spots)] }
}

const firstRank = (chunk: Chunk): number => {
  const ranks = chunk.hits.map((hit) => rankOf(hit.unit.id))
  return ranks.length === 0 ? printedOrder.length : Math.min(...ranks)
}

/**
 * Statements and rows whose telling words were lost, found by elimination: exactly one is missing between two found
 * neighbours, and a piece that reads like it stands there unclaimed.
 */
function withGarbledStatements(
  best: ReadonlyMap<UnitId, Hit>,
  located: readonly Hit[],
  stretches: readonly Span[],
): Map<UnitId, Hit> {
  const all = new Map(best)
  for (const { id, kind } of printedUnits) {
    if (kind === 'heading' || best.has(id)) continue
    const rank = rankOf(id)
    const before = best.get(printedOrder[rank - 1] as UnitId)
    const after = best.get(printedOrder[rank + 1] as UnitId)
    const found = located
      .filter((hit) => hit.unit.id === id && hit.score >= 0.5)
      .filter((hit) => (before ? hit.start >= before.end : true) && (after ? hit.end <= after.start : true))
      .filter(() => before !== undefined || after !== undefined)
      .filter((hit) => stretches.some((span) => hit.start >= span.start && hit.end <= span.end))
      .filter((hit) => ![...all.values()].some((other) => other.start < hit.end && hit.start < other.end))
      .sort((a, b) => b.score - a.score)
    if (found[0] && found.length === 1) all.set(id, found[0])
  }
  return all
}

/**
 * The text of the form from an offset up to the first of these pieces, over page borders: one span a stretch. Numbering
 * before a stopping piece ("3.", "b)") belongs to the piece.
 */
export function regionFrom(reel: Reel, frame: Frame, start: number, stops: readonly UnitId[]): Span[] {
  const ends = stops.flatMap((id) => frame.hits.get(id) ?? [])
  const first = frame.stretches.findIndex((span) => start >= span.start && start <= span.end)
  const spans: Span[] = []
  for (const [index, stretch] of frame.stretches.entries()) {
    if (index < first) continue
    const from = index === first ? start : stretch.start
    const stop = ends
      .filter((hit) => hit.start >= from && hit.start < stretch.end)
      .reduce<Hit | null>((nearest, hit) => (nearest && nearest.start < hit.start ? nearest : hit), null)
    const end = stop ? Math.max(from, headStart(reel, stop)) : stretch.end
    if (end > from) spans.push({ start: from, end })
    if (stop) break
  }
  return spans
}

/** Where the line of a piece begins when only numbering stands before it, else the piece itself. */
function headStart(reel: Reel, hit: Hit): number {
  const line = lineAt(reel, hit.start)
  const before = reel.text.slice(line.start, hit.start)
  if (/\p{L}{3,}|\p{N}{3,}/u.test(before)) return hit.start
  // The number may have a cell of its own, before that of the heading.
  const left = reel.lines[line.index - 1]
  const besides =
    left?.cell && line.cell && left.cell.table === line.cell.table && left.cell.row === line.cell.row
  return besides && /^[\p{L}\p{N}]{1,3}[.)]?$/u.test(reel.text.slice(left.start, left.end).trim())
    ? left.start
    : line.start
}
