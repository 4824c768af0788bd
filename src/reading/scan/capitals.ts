import type { Rectangle } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'
import { down } from '../rectangles.ts'
import { type Components, placeOf } from './components.ts'
import type { SeenWord } from './ocr.ts'

/** Letters whose small and capital forms differ in nothing but size, before a small one without a stem. */
const isAlike = ({ text }: SeenWord): boolean =>
  /^[csvxoz]\p{Ll}/iu.test(text) && /^.[aceimnorsuvxz]/iu.test(fold(text))
/** Heights of a first letter in those of small letters: a capital's are 1.35 and more, in every typeface looked at. */
const [small, capital] = [1.15, 1.25]

/**
 * The words with their first letter as large as it is drawn: "số" and "Số" are told apart by nothing else, and the
 * recogniser takes one for the other. Only where the letter stands by itself and is clearly one or the other, both by the
 * page's small letters (`letter`, their height in pixels) and by the word's own.
 */
export function withDrawnCapitals(
  words: readonly SeenWord[],
  components: Components,
  letter: number,
): SeenWord[] {
  if (!words.some(isAlike)) return [...words]
  const pieces = components.all.filter(({ area }) => area > 0).map(placeOf)
  return words.map((word) => {
    if (!isAlike(word)) return word
    const isCapital = isFirstCapital(word, pieces, letter)
    if (isCapital === null) return word
    const first = word.text.charAt(0)
    return { ...word, text: (isCapital ? first.toUpperCase() : first.toLowerCase()) + word.text.slice(1) }
  })
}

/** Null where it cannot be told. */
function isFirstCapital({ place }: SeenWord, pieces: readonly Rectangle[], letter: number): boolean | null {
  const [first, second] = pieces
    .filter(
      (one) =>
        one.x >= place.x - letter * 0.3 && one.x < place.x + place.width && down(one, place) > letter * 0.7,
    )
    .filter(({ height }) => height > letter * 0.7 && height < letter * 2.2)
    .sort((a, b) => a.x - b.x)
  if (!first || !second || first.x > place.x + letter * 0.4) return null
  if (first.width > letter * 1.6 || second.x < first.x + first.width - letter * 0.2) return null
  const [onPage, inWord] = [first.height / letter, first.height / second.height]
  if (onPage <= small && inWord <= small) return false
  return onPage >= capital && inWord >= capital ? true : null
}
