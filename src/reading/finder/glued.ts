import { headings, questions } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'

const printed = new Set([...questions, ...headings].flatMap(({ label }) => fold(label).split(' ')))
const longest = Math.max(...[...printed].map((word) => word.length))
/** "nhucau"; shorter ones are words of their own too often: "coso", "diem". */
const fewest = 6

/**
 * The printed words that a folded word is made of when a recogniser lost the spaces between narrow type: "bicamtay" is
 * bị, cầm, tay. The word itself where it is a printed one or is not made of them from end to end.
 */
export function partedWord(key: string): readonly string[] {
  if (key.length < fewest || printed.has(key)) return [key]
  return partsFrom(key, 0) ?? [key]
}

function partsFrom(key: string, start: number): string[] | null {
  if (start === key.length) return []
  // The longest first: "thoai" before "tho".
  for (let end = Math.min(key.length, start + longest); end > start + 1; end--) {
    const part = key.slice(start, end)
    const rest = printed.has(part) ? partsFrom(key, end) : null
    if (rest) return [part, ...rest]
  }
  return null
}
