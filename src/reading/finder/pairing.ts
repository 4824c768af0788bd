import type { Rectangle } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'
import { editsBetween } from './fuzzy.ts'
import type { Hit } from './locate.ts'
import type { MarkSign } from './marks.ts'
import { lineAt, placeOf, type Reel, type ReelCell, tokensIn } from './reel.ts'

export interface Pairing {
  /** The signs of each statement: the one paired with it, then bare marks beside it. */
  readonly of: ReadonlyMap<Hit, readonly MarkSign[]>
  /** Statements whose sign could as well be another one. */
  readonly unsure: ReadonlySet<Hit>
  /** Signs that belong to no statement. */
  readonly stray: readonly MarkSign[]
}

/** What it costs to leave a statement without a sign, or a box without a statement. */
const unpaired = 1
/** A bare letter needs no partner: it may be anything. */
const unpairedLetter = 0.3
/** Another pairing that costs no more than this on top makes the choice unsure. */
const margin = 0.35
const impossible = Number.POSITIVE_INFINITY

/**
 * Pairs signs with statements one to one by where they stand: on the statement's line before or after it, in its table
 * row, between its wrapped lines, or on a line of their own beside it. All statements are paired together, so that a
 * column of boxes on the right or a sign between two statements on one line finds its side. `endOf` tells where what
 * belongs to a statement ends: the blanks below it are beside its box too.
 */
export function pairMarks(
  reel: Reel,
  statements: readonly Hit[],
  marks: readonly MarkSign[],
  endOf: (hit: Hit) => number = ({ end }) => end,
): Pairing {
  const joined = joinNeighbours(reel, marks)
  const costs = statements.map((hit) => {
    const place = placeOf(reel, hit)
    return joined.map((mark) =>
      standingCost(reel, { hit, place }, mark.form === 'box' ? endOf(hit) : hit.end, mark, statements),
    )
  })
  const best = cheapest(costs, joined)
  const paired = new Map(best.pairs)
  const unsure = new Set(
    statements.filter((_, row) => {
      const own = paired.get(row)
      return joined.some((mark, column) => {
        if (column === own || costs[row]?.[column] === impossible) return false
        if (own !== undefined && mark.state === joined[own]?.state) return false
        return cheapest(costs, joined, [row, column]).cost - best.cost < margin
      })
    }),
  )
  const used = new Set(paired.values())
  const beside = (row: number) =>
    joined.filter(
      (mark, column) => mark.form === 'letter' && !used.has(column) && (costs[row]?.[column] ?? 1) <= 0.1,
    )
  const of = new Map(
    statements.map((hit, row) => {
      const own = joined[paired.get(row) ?? -1]
      return [hit, own ? [own, ...beside(row)] : beside(row)] as const
    }),
  )
  const claimed = new Set([...of.values()].flat())
  return { of, unsure, stray: joined.filter((mark) => !claimed.has(mark)) }
}

/** "☐ x" and "☐✓" are one ticked box: a mark typed on or right beside it. */
function joinNeighbours(reel: Reel, marks: readonly MarkSign[]): MarkSign[] {
  const joined: MarkSign[] = []
  for (const mark of marks) {
    const last = joined.at(-1)
    const touching = last && last.line === mark.line && /^[ ]?$/.test(reel.text.slice(last.end, mark.start))
    if (last && touching && last.form !== mark.form) {
      const [box, letter] = last.form === 'box' ? [last, mark] : [mark, last]
      const state = box.state === 'empty' ? letter.state : box.state
      joined[joined.length - 1] = {
        ...box,
        start: last.start,
        end: mark.end,
        state,
        reason: box.reason ?? letter.reason,
        confidence: Math.min(box.confidence, letter.confidence),
      }
    } else joined.push(mark)
  }
  return joined
}

/** How oddly the sign stands for this statement: 0 as printed, up to `unpaired`; infinite when it cannot be its sign. */
function standingCost(
  reel: Reel,
  { hit, place }: { hit: Hit; place: Rectangle | null },
  end: number,
  mark: MarkSign,
  all: readonly Hit[],
): number {
  const letter = mark.form === 'letter' ? 0.05 : 0
  if (mark.start >= hit.start && mark.end <= end)
    return mark.form === 'box' || setApart(reel, mark) ? letter + 0.1 : impossible
  const from = Math.min(mark.end, end)
  const to = Math.max(mark.start, hit.start)
  if (all.some((other) => other !== hit && other.start >= from && other.end <= to)) return impossible
  const first = lineAt(reel, hit.start)
  const last = lineAt(reel, end)
  const own = reel.text.slice(from, to)
  const between = mark.end <= hit.start && isLostHead(own, hit) ? '' : own
  const drift = mark.page === first.page ? verticalDrift(place, mark) : 0
  const before = mark.end <= hit.start
  if (mark.line === (before ? first.index : last.index))
    return wordsBetween(between, before) ? impossible : letter + drift
  if (mark.cell && first.cell && mark.cell.table === first.cell.table)
    return sameRow(mark.cell, first.cell) ? (alone(reel, mark) ? letter + 0.05 : 0.5) : impossible
  if (mark.place && first.place && mark.page === first.page && drift <= 0.1 && alone(reel, mark))
    return letter + 0.1
  const distance = before ? first.index - mark.line : mark.line - last.index
  const adjacent = distance === 1 && alone(reel, mark) && !mark.cell && !first.cell
  return adjacent ? letter + 0.4 + drift : impossible
}

/** "Đãkết nối …": the statement's own first words, run together by the recogniser. */
function isLostHead(text: string, { missing }: Hit): boolean {
  const key = fold(text).replace(/ /g, '')
  const lost = missing.join('')
  return key.length > 0 && editsBetween(key, lost.slice(0, key.length), 1) <= 1
}

const sameRow = (one: ReelCell, other: ReelCell) => one.row === other.row

/** Between a sign and its statement stand numbering, leaders, and a word like "Có" or "Chưa". */
function wordsBetween(text: string, before: boolean): boolean {
  const bare = text
    .replace(/(?<!\p{L})\p{L}\s*[.)]/gu, '')
    .replace(/(?<!\p{L})(?:có|không|chưa|đã|đang|rồi)(?!\p{L})/giu, '')
  // What typing left of the first word ("Đ/đang") is no word between.
  return before
    ? (bare.match(/\p{L}/gu) ?? []).length > 3 || /\p{N}{3,}/u.test(bare)
    : /\p{L}{2,}/u.test(bare)
}

/** The last thing on its line, behind a gap: in a column of its own to the right of wrapped words. */
export function setApart(reel: Reel, mark: MarkSign): boolean {
  const line = reel.lines[mark.line]
  if (!line || !mark.place || reel.text.slice(mark.end, line.end).trim() !== '') return false
  const before = tokensIn(reel, { start: line.start, end: mark.start }).at(-1)?.token.place
  return (
    before !== null &&
    before !== undefined &&
    mark.place.x - before.x - before.width > Math.max(before.height, mark.place.height)
  )
}

/** Nothing but signs and punctuation on its line. */
function alone(reel: Reel, mark: MarkSign): boolean {
  const line = reel.lines[mark.line]
  if (!line) return false
  const rest = reel.text.slice(line.start, mark.start) + reel.text.slice(mark.end, line.end)
  return !/[\p{L}\p{N}]/u.test(rest)
}

/** 0 where the sign stands within the statement's lines, more the farther above or below; 0 where there are no places. */
function verticalDrift(place: Rectangle | null, mark: MarkSign): number {
  if (!place || !mark.place) return 0
  const height = Math.max(mark.place.height, 1)
  const middle = mark.place.y + mark.place.height / 2
  const outside = Math.max(place.y - middle, middle - (place.y + place.height), 0)
  return outside <= height * 0.75 ? 0 : Math.min(unpaired, outside / height / 2)
}

interface Choice {
  readonly cost: number
  /** Row of a statement, column of its sign. */
  readonly pairs: readonly (readonly [number, number])[]
}

/** The cheapest one-to-one pairing that keeps both orders; `forced` pairs one row with one column whatever it costs. */
function cheapest(
  costs: readonly (readonly number[])[],
  marks: readonly MarkSign[],
  forced?: readonly [number, number],
): Choice {
  const skip = (column: number) => (marks[column]?.form === 'letter' ? unpairedLetter : unpaired)
  const columns = marks.length
  let row: Choice[] = [{ cost: 0, pairs: [] }]
  for (let column = 0; column < columns; column++) {
    const last = row[column] as Choice
    const must = forced?.[1] === column
    row.push({ cost: must ? impossible : last.cost + skip(column), pairs: last.pairs })
  }
  for (const [index, own] of costs.entries()) {
    const next: Choice[] = []
    for (let column = 0; column <= columns; column++) {
      const above = row[column] as Choice
      const free = forced === undefined || forced[0] !== index
      let choice: Choice = { cost: free ? above.cost + unpaired : impossible, pairs: above.pairs }
      if (column > 0) {
        const left = next[column - 1] as Choice
        const leftCost = forced?.[1] === column - 1 ? impossible : left.cost + skip(column - 1)
        if (leftCost < choice.cost) choice = { cost: leftCost, pairs: left.pairs }
        const corner = row[column - 1] as Choice
        const allowed = free && forced?.[1] !== column - 1
        const wanted = forced?.[0] === index && forced[1] === column - 1
        const pairCost = allowed || wanted ? corner.cost + (own[column - 1] as number) : impossible
        if (pairCost < choice.cost) choice = { cost: pairCost, pairs: [...corner.pairs, [index, column - 1]] }
      }
      next.push(choice)
    }
    row = next
  }
  return row[columns] as Choice
}
