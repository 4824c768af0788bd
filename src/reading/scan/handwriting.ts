import type { Rectangle } from '../../survey/answers.ts'
import type { Components } from './components.ts'
import type { SeenWord } from './ocr.ts'
import type { FlatPage } from './paper.ts'

/** Share of a word's ink that must be blue (or red) to call it pen work. */
const penShare = 0.45

/**
 * True when a word was written by pen: its ink is blue or red and it is no address, which Word prints in blue; or its
 * signs stand as no type sets them. `letter` is the height of small letters.
 */
export function isPenWork(word: SeenWord, flat: FlatPage, components: Components, letter: number): boolean {
  if (word.place.height > letter * 6) return true
  if (flat.coloured && !/@|www|http/.test(word.text) && penInk(word.place, flat) > penShare) return true
  return isUneven(word, components, letter)
}

function penInk({ x, y, width, height }: Rectangle, flat: FlatPage): number {
  let ink = 0
  let pen = 0
  for (let row = Math.max(0, y); row < Math.min(flat.dark.height, y + height); row++)
    for (let column = Math.max(0, x); column < Math.min(flat.dark.width, x + width); column++) {
      const at = row * flat.dark.width + column
      if ((flat.dark.data[at] as number) > 150) continue
      ink++
      if ((flat.blue.data[at] as number) > 40 || (flat.red.data[at] as number) > 60) pen++
    }
  return ink === 0 ? 0 : pen / ink
}

/**
 * Figures set in type stand on one line and are of one height; written ones are not. Only words of figures are judged:
 * letters differ in height by nature.
 */
function isUneven(word: SeenWord, { labels, width, all }: Components, letter: number): boolean {
  const signs = word.text.replace(/[^\p{L}\p{N}]/gu, '')
  if (signs.length < 2 || !/^[\d.,/-]+$/.test(word.text)) return false
  const { x, y, width: across, height } = word.place
  const pieces = new Set<number>()
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + across; column++) {
      const label = labels[row * width + column]
      if (label) pieces.add(label)
    }
  const figures = [...pieces].flatMap((label) => {
    const piece = all[label]
    return piece && piece.bottom - piece.top > letter * 0.9 && piece.right - piece.left < letter * 2.5
      ? [piece]
      : []
  })
  if (figures.length < 2) return false
  const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values)
  const slack = Math.max(2, letter * 0.13)
  return spread(figures.map(({ bottom }) => bottom)) > slack || spread(figures.map(({ top }) => top)) > slack
}
