import type { SeenWord } from './ocr.ts'

/**
 * Type is recognised well and handwriting is not: of 27 values written by pen two had words as sure as 0.75 on the
 * average, of 53 typed ones in bold, italics, blue or another face all but one. Words that a second reading made out
 * otherwise count 0.45, and one in three of those in a typed line may be such.
 */
const legibleWords = 0.6
/** Figures may be sure by chance. */
const legibleFigures = 0.9
/** Four words and more, none less sure than the first and all together as sure as the second, are no handwriting. */
const [leastOfType, meanOfType] = [0.85, 0.94]
/** A page whose values are type, so many of those with words in them being read so well. */
const [typedValues, typedSure] = [0.6, 0.78]

/** Written with letters: a word, and no number in which zeros were taken for them. */
const isWord = ({ text }: SeenWord): boolean => /\p{L}{2}/u.test(text) && !/[\d@]/.test(text)

/** Words that only type is recognised as, however they stand and whatever their colour. */
export function isSurelyType(words: readonly SeenWord[]): boolean {
  const sure = words.filter(isWord).map(({ confidence }) => confidence)
  return sure.length > 3 && Math.min(...sure) >= leastOfType && mean(sure) >= meanOfType
}

/**
 * Of the words that look like pen work those that were recognised well enough to be offered to the person who looks at
 * them: perhaps they are type. Where the clerk typed, a telephone number in the same type may be read badly.
 */
export function legibleOf(pen: ReadonlySet<SeenWord>, isTyped: boolean): ReadonlySet<SeenWord> {
  const lines = Map.groupBy(pen, ({ line }) => line)
  return new Set([...lines.values()].flatMap((line) => (isTyped || isLegible(line) ? line : [])))
}

function isLegible(line: readonly SeenWord[]): boolean {
  const words = line.filter(isWord)
  return words.length > 0
    ? mean(words.map(({ confidence }) => confidence)) >= legibleWords
    : mean(line.map(({ confidence }) => confidence)) >= legibleFigures
}

/** The clerk typed: nearly all values, the words behind the labels of the page, were read well. */
export function isTypedPage(values: readonly (readonly SeenWord[])[]): boolean {
  const sure = values
    .map((value) => value.filter(isWord).map(({ confidence }) => confidence))
    .filter((value) => value.length > 1)
    .map(mean)
  return sure.length > 1 && sure.filter((one) => one >= typedSure).length >= sure.length * typedValues
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)
