import type { SeenWord } from './ocr.ts'
import type { FlatPage } from './paper.ts'

/** Share of a word's ink that must be blue (or red) to call it pen work. */
const penShare = 0.45

/**
 * True when a word was written by pen: its ink is blue or red, and it is no address, which Word prints in blue.
 * `letter` is the height of small letters.
 */
export function isPenWork(word: SeenWord, flat: FlatPage, letter: number): boolean {
  if (word.place.height > letter * 6) return true
  if (!flat.coloured || /@|www|http/.test(word.text)) return false
  const { x, y, width, height } = word.place
  let ink = 0
  let pen = 0
  for (let row = Math.max(0, y); row < Math.min(flat.dark.height, y + height); row++)
    for (let column = Math.max(0, x); column < Math.min(flat.dark.width, x + width); column++) {
      const at = row * flat.dark.width + column
      if ((flat.dark.data[at] as number) > 150) continue
      ink++
      if ((flat.blue.data[at] as number) > 40 || (flat.red.data[at] as number) > 60) pen++
    }
  return ink > 0 && pen > ink * penShare
}
