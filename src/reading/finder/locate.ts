import { knownWords } from '../remembered.ts'
import { lettersOf, likeness, mayBeAlike } from './fuzzy.ts'
import { type PrintedUnit, printedUnits } from './printed.ts'
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

/**
 * Printed words seen in the document: unit by unit, there in the order of the document, there in printed order; with
 * the best chain that ends in each. Columns of plain numbers, as linking them takes 30,000 comparisons a form.
 */
interface Matches {
  /** Where the matches of each unit begin; those of the last one end at the last number. */
  readonly starts: readonly number[]
  readonly printed: Int32Array
  readonly word: Int32Array
  readonly gain: Float64Array
  /** What the best chain up to here scores, and the match before it on that chain (-1: it begins here). */
  readonly total: Float64Array
  readonly before: Int32Array
}

/** Up to this many printed words may be missing, and foreign words stand, between two words that were found. */
const printedReach = 8
const foreignReach = 14
/** A hit of a lower score is of no use to `framesOf`. */
const lowestShare = { statement: 0.5, need: 0.5, heading: 0.7 } as const
/** A statement or row is rarely cut by a cell's edge (at a page break); a neighbour's words are always beyond one. */
const cellCost = 3

/**
 * Finds every printed unit everywhere in the document, each word forgiven its typos, words lost and put in between.
 * Hits may overlap and compete: `settle` chooses.
 */
export function locate(reel: Reel): Hit[] {
  const cells = cellNumbers(reel)
  const matches = matchesIn(reel)
  const taken = new Uint8Array(reel.words.length)
  return printedUnits.flatMap((unit, index) => {
    taken.fill(0)
    const [from, to] = [matches.starts[index] as number, matches.starts[index + 1] as number]
    const ends = chain(unit, weightsBehind[index] as readonly number[], matches, from, to, cells)
    return harvest(unit, reel, matches, ends, taken)
  })
}

/** For each word of the document the number of its table cell; words outside tables share one. */
function cellNumbers({ words, lines }: Reel): number[] {
  const numbers = new Map<ReelCell | null, number>()
  const ofLines = lines.map(({ cell }) => {
    const number = numbers.get(cell) ?? numbers.size
    numbers.set(cell, number)
    return number
  })
  return words.map(({ line }) => ofLines[line] as number)
}

/** Where a word stands in the printed form: the index of the unit, the one in the unit, and what it counts there. */
interface Standing {
  readonly unit: number
  readonly printed: number
  readonly gain: number
}

/** Every word of the printed form, with what tells at a glance which words are not like it. */
const vocabulary = [...new Set(printedUnits.flatMap((unit) => unit.words.map((word) => word.key)))].map(
  (key) => ({
    key,
    letters: lettersOf(key),
    standings: printedUnits.flatMap(({ words }, unit) =>
      words.flatMap((word, printed): Standing[] =>
        word.key === key ? [{ unit, printed, gain: word.weight }] : [],
      ),
    ),
  }),
)
const standingsByWord = new Map(vocabulary.map(({ key, standings }) => [key, standings]))

/** Where a misspelt word may stand. A word that is itself a word of the form is no misspelling of another one. */
const standingsAlike = knownWords((key: string): Standing[] => {
  const letters = lettersOf(key)
  const found: Standing[] = []
  for (const printed of vocabulary) {
    if (!mayBeAlike(printed.key.length, printed.letters, key.length, letters)) continue
    const like = likeness(printed.key, key)
    if (like > 0) found.push(...printed.standings.map((one) => ({ ...one, gain: one.gain * like })))
  }
  return found.sort((a, b) => a.unit - b.unit || a.printed - b.printed)
})

function matchesIn({ words }: Reel): Matches {
  const standings = words.map(({ key }) => standingsByWord.get(key) ?? standingsAlike(key))
  const sizes = printedUnits.map(() => 0)
  for (const here of standings) for (const { unit } of here) (sizes[unit] as number)++
  let size = 0
  const starts = [0, ...sizes.map((own) => (size += own))]
  const matches: Matches = {
    starts,
    printed: new Int32Array(size),
    word: new Int32Array(size),
    gain: new Float64Array(size),
    total: new Float64Array(size),
    before: new Int32Array(size),
  }
  const next = [...starts]
  for (let index = 0; index < standings.length; index++) {
    const here = standings[index] as Standing[]
    // By number: `of` makes an object for each of a form's 3,000 matches.
    for (let which = 0; which < here.length; which++) {
      const { unit, printed, gain } = here[which] as Standing
      const at = (next[unit] as number)++
      matches.word[at] = index
      matches.printed[at] = printed
      matches.gain[at] = gain
    }
  }
  return matches
}

/** For each word of each unit what the words behind it weigh. */
const weightsBehind = printedUnits.map(({ words }) =>
  words.map((_, index) => words.slice(index + 1).reduce((sum, { weight }) => sum + weight, 0)),
)
/** Weights are added up in different orders. */
const rounding = 1e-6

/**
 * Sets the best chain that ends with each match; of equal ones that of the nearest word, there of the first printed. Most
 * matches are words met by chance: those that no words behind them could make a hit are dropped, and need not be
 * compared with the rest. `behind` is what the words behind each of the unit's weigh. Gives the matches that end a hit.
 */
function chain(
  unit: PrintedUnit,
  behind: readonly number[],
  { printed, word, gain, total, before }: Matches,
  from: number,
  to: number,
  allCells: readonly number[],
): number[] {
  const least = lowestShare[unit.kind]
  const needed = least * unit.weight - rounding
  // Headings are set in their own way, "2. Thực trạng" in two cells.
  const cells = unit.kind === 'heading' ? null : allCells
  const ends: number[] = []
  let kept = from
  for (let at = from; at < to; at++) {
    const own = word[at] as number
    const ownPrinted = printed[at] as number
    const ownGain = gain[at] as number
    let best = ownGain
    let link = -1
    for (let index = kept - 1; index >= from; index--) {
      const other = word[index] as number
      const foreign = own - other - 1
      if (foreign > foreignReach) break
      const chained = (total[index] as number) + ownGain
      if (chained < best) continue
      const skipped = ownPrinted - (printed[index] as number) - 1
      if (foreign < 0 || skipped < 0 || skipped > printedReach) continue
      const crossing = cells && cells[own] !== cells[other] ? cellCost : 0
      const reached = chained - gapCost(skipped, foreign) - crossing
      if (reached > best || (reached === best && link >= 0 && word[link] === other)) {
        best = reached
        link = index
      }
    }
    if (best + (behind[ownPrinted] as number) < needed) continue
    word[kept] = own
    printed[kept] = ownPrinted
    gain[kept] = ownGain
    total[kept] = best
    before[kept] = link
    if (best / unit.weight >= least) ends.push(kept)
    kept++
  }
  return ends
}

/** A lost word already costs its gain; foreign words cost a little each, so that a value or a page number may stand between. */
const gapCost = (skipped: number, foreign: number) =>
  0.1 * skipped + (foreign === 0 ? 0 : 0.3 + 0.15 * foreign)

/** Takes the best chains that share no word with a better one, and notes their words as taken. */
function harvest(unit: PrintedUnit, reel: Reel, matches: Matches, ends: number[], taken: Uint8Array): Hit[] {
  const { word, total, before } = matches
  const hits: Hit[] = []
  const isTaken = (at: number): boolean => taken[word[at] as number] === 1
  for (const end of ends.sort((a, b) => (total[b] as number) - (total[a] as number))) {
    // Most ends lie on a better chain, so that theirs need not be walked.
    if (isTaken(end)) continue
    const path: number[] = []
    for (let at = end; at >= 0; at = before[at] as number) path.push(at)
    path.reverse()
    if (path.some(isTaken)) continue
    for (const at of path) taken[word[at] as number] = 1
    hits.push(hitOf(unit, reel, matches, path))
  }
  return hits
}

/** The hit that a chain of matches is. */
function hitOf(
  unit: PrintedUnit,
  reel: Reel,
  { word, printed, gain, total }: Matches,
  path: readonly number[],
): Hit {
  const end = path.at(-1) as number
  const first = word[path[0] as number] as number
  const last = word[end] as number
  const gains = unit.words.map(() => 0)
  for (const at of path) gains[printed[at] as number] = gain[at] as number
  const inserted: ReelWord[] = []
  for (let index = first, next = 0; index <= last; index++) {
    if (word[path[next] as number] === index) next++
    else inserted.push(reel.words[index] as ReelWord)
  }
  const distinct = unit.words.reduce(
    (sum, { distinct }, index) => sum + (distinct ? (gains[index] as number) : 0),
    0,
  )
  return {
    unit,
    start: (reel.words[first] as ReelWord).start,
    end: (reel.words[last] as ReelWord).end,
    score: (total[end] as number) / unit.weight,
    distinct: unit.distinctWeight === 0 ? 1 : distinct / unit.distinctWeight,
    missing: unit.words.filter((_, index) => gains[index] === 0).map(({ key }) => key),
    inserted,
    first,
    last,
  }
}
