import { lettersOf, likeness, mayBeAlike } from './fuzzy.ts'
import { type PrintedUnit, type PrintedWord, printedUnits } from './printed.ts'
import type { Reel, ReelCell, ReelWord, Span } from './reel.ts'

/** A piece of printed wording found in the document. */
export interface Hit extends Span {
  readonly unit: PrintedUnit
  /** Share of the unit's weight that was found, 0 to 1; less for foreign words in between. */
  readonly score: number
  /** The same for the words that tell it from its neighbours; 1 where it has none. */
  readonly distinct: number
  /** Printed words that were not found. */
  readonly missing: readonly string[]
  /** Words of the document between the printed ones. */
  readonly inserted: readonly ReelWord[]
  /** Indices of the reel's words that it rests on, first and last. */
  readonly first: number
  readonly last: number
}

/** One printed word seen at one place of the document, with the best chain of words before it. */
interface Match {
  readonly printed: number
  readonly word: number
  readonly gain: number
  total: number
  before: Match | null
  /** The next printed word seen at the same place. */
  readonly beside: Match | null
}

/** Up to this many printed words may be missing, and foreign words stand, between two words that were found. */
const printedReach = 8
const foreignReach = 14
const lowestShare = 0.45
/** A statement or row is rarely cut by a cell's edge (at a page break); a neighbour's words are always beyond one. */
const cellCost = 3

/**
 * Finds every printed unit everywhere in the document, each word forgiven its typos, words lost and put in between.
 * Hits may overlap and compete: `settle` chooses.
 */
export function locate(reel: Reel): Hit[] {
  const seen = sightings(reel)
  const cells = reel.words.map(({ line }) => reel.lines[line]?.cell ?? null)
  return printedUnits.flatMap((unit) => hitsOf(unit, reel, seen, cells))
}

/** Where a printed word stands in the document, and how well: word index, likeness. */
type Sighting = readonly [number, number]

/** Every word of the printed form, with what tells at a glance which words are not like it. */
const vocabulary = [...new Set(printedUnits.flatMap((unit) => unit.words.map((word) => word.key)))].map(
  (key) => ({ key, letters: lettersOf(key) }),
)

function sightings(reel: Reel): Map<string, readonly Sighting[]> {
  const places = new Map<string, number[]>()
  for (const [index, { key }] of reel.words.entries()) {
    const known = places.get(key)
    if (known) known.push(index)
    else places.set(key, [index])
  }
  const seen = new Map<string, Sighting[]>()
  for (const { key } of vocabulary) {
    seen.set(
      key,
      (places.get(key) ?? []).map((index) => [index, 1]),
    )
  }
  for (const [other, indices] of places) {
    // A word that is itself a word of the form is no misspelling of another one.
    if (seen.has(other)) continue
    const letters = lettersOf(other)
    for (const printed of vocabulary) {
      if (!mayBeAlike(printed.key.length, printed.letters, other.length, letters)) continue
      const like = likeness(printed.key, other)
      if (like > 0) seen.get(printed.key)?.push(...indices.map((index): Sighting => [index, like]))
    }
  }
  return seen
}

function hitsOf(
  unit: PrintedUnit,
  reel: Reel,
  seen: ReadonlyMap<string, readonly Sighting[]>,
  cells: readonly (ReelCell | null)[],
): Hit[] {
  // Gathered by place, the last printed first, so that the matches come out sorted.
  const byPlace = new Array<Match | null>(reel.words.length).fill(null)
  for (let printed = unit.words.length - 1; printed >= 0; printed--) {
    const { key, weight } = unit.words[printed] as PrintedWord
    for (const [word, like] of seen.get(key) ?? []) {
      const gain = weight * like
      byPlace[word] = { printed, word, gain, total: gain, before: null, beside: byPlace[word] ?? null }
    }
  }
  const matches: Match[] = []
  for (const first of byPlace) {
    for (let match = first; match; match = match.beside) matches.push(match)
  }
  const borders = unit.kind === 'heading' ? null : cells
  for (let at = 0; at < matches.length; at++) chain(matches, at, borders)
  return harvest(unit, reel, matches)
}

/** Sets the best chain that ends with this match; of equal ones that of the nearest word, there of the first printed. */
function chain(matches: readonly Match[], at: number, cells: readonly (ReelCell | null)[] | null): void {
  const match = matches[at] as Match
  for (let index = at - 1; index >= 0; index--) {
    const before = matches[index] as Match
    const foreign = match.word - before.word - 1
    if (foreign > foreignReach) break
    if (before.total + match.gain < match.total) continue
    const skipped = match.printed - before.printed - 1
    if (foreign < 0 || skipped < 0 || skipped > printedReach) continue
    const crossing = cells && cells[match.word] !== cells[before.word] ? cellCost : 0
    const total = before.total + match.gain - gapCost(skipped, foreign) - crossing
    if (total > match.total || (total === match.total && before.word === match.before?.word)) {
      match.total = total
      match.before = before
    }
  }
}

/** A lost word already costs its gain; foreign words cost a little each, so that a value or a page number may stand between. */
const gapCost = (skipped: number, foreign: number) =>
  0.1 * skipped + (foreign === 0 ? 0 : 0.3 + 0.15 * foreign)

/** Takes the best chains that share no word with a better one. */
function harvest(unit: PrintedUnit, reel: Reel, matches: readonly Match[]): Hit[] {
  const hits: Hit[] = []
  const taken = new Set<number>()
  for (const end of matches
    .filter((match) => match.total >= lowestShare * unit.weight)
    .sort((a, b) => b.total - a.total)) {
    // Most ends lie on a better chain, so that theirs need not be walked.
    if (taken.has(end.word)) continue
    const path: Match[] = []
    for (let at: Match | null = end; at; at = at.before) path.push(at)
    path.reverse()
    if (path.some((match) => taken.has(match.word))) continue
    for (const match of path) taken.add(match.word)
    hits.push(hitOf(unit, reel, path, end.total))
  }
  return hits
}

function hitOf(unit: PrintedUnit, reel: Reel, path: readonly Match[], total: number): Hit {
  const first = (path[0] as Match).word
  const last = (path.at(-1) as Match).word
  const found = new Map(path.map((match) => [match.printed, match]))
  const onPath = new Set(path.map((match) => match.word))
  const distinct = unit.words.reduce(
    (sum, word, index) => sum + (word.distinct ? (found.get(index)?.gain ?? 0) : 0),
    0,
  )
  return {
    unit,
    start: (reel.words[first] as ReelWord).start,
    end: (reel.words[last] as ReelWord).end,
    score: total / unit.weight,
    distinct: unit.distinctWeight === 0 ? 1 : distinct / unit.distinctWeight,
    missing: unit.words.filter((_, index) => !found.has(index)).map((word) => word.key),
    inserted: reel.words.slice(first, last + 1).filter((_, index) => !onPath.has(first + index)),
    first,
    last,
  }
}
