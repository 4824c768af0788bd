import { fold } from './fold.ts'

/** How words are spelt beside one another: by their folded pair, every spelling known of it. */
export type Spellings = ReadonlyMap<string, readonly Spelling[]>

interface Spelling {
  readonly words: readonly [string, string]
  /** Both are written with a capital, as in "Hoàng Văn Thụ": in small letters "văn thụ" is no known pair. */
  readonly isName: boolean
}

/** The neighbours in each of these phrases. */
export function spellingsOf(phrases: Iterable<string>): Spellings {
  const known = new Map<string, Spelling[]>()
  for (const phrase of phrases)
    for (const [one, other] of pairsOf(wordsOf(phrase))) {
      const key = keyOf(one, other)
      const spelt = known.get(key) ?? []
      const isName = isCapitalised(one) && isCapitalised(other)
      const isKnown = spelt.some(
        ({ words: [first, second], isName: only }) =>
          isSpeltAs(first, one.word) && isSpeltAs(second, other.word) && only === isName,
      )
      if (!isKnown)
        known.set(key, [...spelt, { words: [one.word, other.word].map(lower) as [string, string], isName }])
    }
  return known
}

const lower = (word: string): string => word.toLowerCase()
const isCapitalised = ({ word }: Word): boolean => /^\p{Lu}/u.test(word)

/** The spellings known of two neighbours, a name's only where both have a capital. */
const knownOf = (one: Word, other: Word, spellings: Spellings): (readonly [string, string])[] =>
  (spellings.get(keyOf(one, other)) ?? [])
    .filter(({ isName }) => !isName || (isCapitalised(one) && isCapitalised(other)))
    .map(({ words }) => words)

/**
 * Text as it was recognised, with tones put right that a recogniser misread: "bố sung" is "bổ sung", "Lê Duấn" is
 * "Lê Duẩn". Only as recognisers do misread them, only where the word beside is spelt as known and one spelling is known
 * for the two, and only in a word that does not stand rightly beside its other neighbour: "năm từ" is no "Nam Từ Liêm".
 * "Uỷ ban" and "Ủy ban" are spelt alike. `anyMark`: whatever was misread, where a person looks at it anyway.
 */
export function respelt(text: string, spellings: Spellings, anyMark = false): string {
  const words = wordsOf(text)
  const likely = anyMark
    ? likelySpellings(words, spellings, () => true, true)
    : likelySpellings(words, spellings, isMisread)
  return words.reduceRight((spelt, word) => {
    const [spelling, ...others] = likely.get(word) ?? []
    if (spelling === undefined || others.length > 0) return spelt
    return spelt.slice(0, word.at) + inCaseOf(word.word, spelling) + spelt.slice(word.at + word.word.length)
  }, text)
}

/**
 * Text with the capital that a known name has behind another of its words, where the two forms of the letter are alike:
 * "Hùng vương", whose v was taken for a small one.
 */
export function withCapitals(text: string, spellings: Spellings): string {
  const small = pairsOf(wordsOf(text)).flatMap(([one, other]) => {
    const known = spellings.get(keyOf(one, other)) ?? []
    const isName = known.length > 0 && known.every(({ isName }) => isName)
    const isSmall = isName && isCapitalised(one) && /^[csvxo]/.test(other.word)
    return isSmall && known.some(({ words }) => isSpeltAs(words[1], other.word)) ? [other] : []
  })
  return small.reduceRight(
    (mended, { at }) => mended.slice(0, at) + mended.charAt(at).toUpperCase() + mended.slice(at + 1),
    text,
  )
}

/**
 * Two neighbours of which one is spelt as known beside the other and the other is not ("Truyện thông"): misread, though
 * nobody can tell from how as what. A word that stands rightly beside its other neighbour is none.
 */
export const isOddlySpelt = (text: string, spellings: Spellings): boolean =>
  likelySpellings(wordsOf(text), spellings, () => true).size > 0

/** A word has lost its first letters: "tập ung" for "tập trung". One that is known beside its neighbour as it stands has not. */
export function hasFragment(text: string, spellings: Spellings): boolean {
  const known = [...spellings.values()].flat().map(({ words }) => words)
  return pairsOf(wordsOf(text.toLowerCase())).some(([one, other]) => {
    if (other.word.length < 2 || spellings.has(keyOf(one, other))) return false
    return known.some(
      ([first, second]) =>
        isSpeltAs(first, one.word) &&
        second.endsWith(other.word) &&
        second.length - other.word.length === lost,
    )
  })
}

/** So many letters: a word that lost one is often another word. */
const lost = 2

/**
 * Two capitalised neighbours that are known together with other marks on both: "Lệ Lơi" for the street Lê Lợi. Small
 * letters tell nothing ("lề lối").
 */
export const isNameMisspelt = (text: string, spellings: Spellings): boolean =>
  pairsOf(wordsOf(text)).some(([one, other]) => {
    const known = knownOf(one, other, spellings)
    const isName = [one, other].every(({ word }) => /^\p{Lu}\p{Ll}/u.test(word))
    return (
      isName &&
      known.length > 0 &&
      known.every(([first, second]) => !isSpeltAs(first, one.word) && !isSpeltAs(second, other.word))
    )
  })

/**
 * The words that stand rightly beside no neighbour, with the spellings that would beside one that is spelt as known, of
 * those that may be meant by what was read. `isBoth`: also where both lost their tones, "đai lô" for "đại lộ".
 */
function likelySpellings(
  words: readonly Word[],
  spellings: Spellings,
  isMeant: (known: string, read: string) => boolean,
  isBoth = false,
): ReadonlyMap<Word, ReadonlySet<string>> {
  const right = new Set<Word>()
  const likely = new Map<Word, Set<string>>()
  const suggest = (word: Word, spelling: string) => {
    if (isMeant(spelling, word.word)) likely.set(word, (likely.get(word) ?? new Set()).add(spelling))
  }
  for (const [one, other] of pairsOf(words))
    for (const [first, second] of knownOf(one, other, spellings)) {
      const [firstRight, secondRight] = [isSpeltAs(first, one.word), isSpeltAs(second, other.word)]
      if (firstRight && secondRight) right.add(one).add(other)
      else if (firstRight) suggest(other, second)
      else if (secondRight) suggest(one, first)
      else if (lostTone(first, one.word) && lostTone(second, other.word) && isBoth) {
        suggest(one, first)
        suggest(other, second)
      }
    }
  for (const word of right) likely.delete(word)
  return likely
}

/** A word in small letters with its tone set apart: offices write "hoà" and "hòa", "uỷ" and "ủy". */
export function spellingOf(word: string): string {
  const marks = word.toLowerCase().normalize('NFD')
  return marks.replace(tones, '') + (marks.match(tones)?.join('') ?? '')
}

/**
 * How marks are misread on paper: the hook of a hỏi for a sắc or a ngã; in copies by fax tones and the hat below one are
 * lost. No mark is seen where none is.
 */
function isMisread(known: string, read: string): boolean {
  const [meant, seen] = [known, read].map(spellingOf) as [string, string]
  const [tone = '', toneSeen = ''] = [meant, seen].map((word) => word.match(tones)?.join(''))
  const [base, baseSeen] = [meant, seen].map((word) => word.replace(tones, ''))
  if (base === baseSeen)
    return toneSeen === '' ? tone !== '' : tone === hook && /[\u0301\u0303]/.test(toneSeen)
  return tone !== '' && tone === toneSeen && base?.replaceAll(hat, '') === baseSeen
}

const [hook, hat] = ['\u0309', '\u0302']
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Read without the tone that it is known with. */
const lostTone = (known: string, read: string): boolean =>
  !isSpeltAs(known, read) && spellingOf(known).replace(tones, '') === spellingOf(read)

/** Alike but for where the tone stands. */
export const isSpeltAs = (known: string, word: string): boolean => spellingOf(known) === spellingOf(word)

interface Word {
  readonly word: string
  readonly at: number
  /** Stands right behind the word before it, with only a space between. */
  readonly joined: boolean
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/(\s+)?([\p{L}\p{M}]+)/gu)].map(({ 1: space = '', 2: word = '', index }) => ({
    word,
    at: index + space.length,
    joined: space !== '' && /[\p{L}\p{M}]/u.test(text.charAt(index - 1)),
  }))
}

const pairsOf = (words: readonly Word[]): [Word, Word][] =>
  words
    .slice(1)
    .flatMap((other, index): [Word, Word][] => (other.joined ? [[words[index] as Word, other]] : []))

const keyOf = (one: Word, other: Word): string => `${fold(one.word)} ${fold(other.word)}`

/** The spelling in capitals, with a capital or small, as the word is. */
export const inCaseOf = (word: string, spelling: string): string =>
  word === word.toUpperCase() && word.length > 1
    ? spelling.toUpperCase()
    : word.charAt(0) === word.charAt(0).toUpperCase()
      ? spelling.charAt(0).toUpperCase() + spelling.slice(1)
      : spelling
