import { headings, questions } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'
import { editsBetween } from './fuzzy.ts'

const printed = new Set([...questions, ...headings].flatMap(({ label }) => fold(label).split(' ')))
const longest = Math.max(...[...printed].map((word) => word.length))
/** "nhucau"; shorter ones are words of their own too often: "coso", "diem". */
const fewest = 6

/** The labels of more than one word: of section 1, and those of the signer. */
const labels = questions
  .filter(({ kind }) => kind === 'text' || kind === 'phone')
  .map(({ label }) => fold(label).split(' '))
  .filter((words) => words.length > 1 && words.join('').length >= fewest)

/**
 * The printed words that a folded word is made of when a recogniser lost the spaces between narrow type: "bicamtay" is
 * bị, cầm, tay, and "dienthoaii" is điện and what was read of thoại. The word itself where it is a printed one or is not
 * made of them from end to end.
 */
export function partedWord(key: string): readonly string[] {
  if (key.length < fewest - 1 || printed.has(key)) return [key]
  return (key.length < fewest ? null : partsFrom(key, 0)) ?? partsOfLabel(key) ?? [key]
}

/** The words of a label of which one letter was misread; its last word has what is left. */
function partsOfLabel(key: string): string[] | null {
  const label = labels.find((words) => editsBetween(words.join(''), key, 1) <= 1)
  if (!label) return null
  const joined = label.join('')
  const first = label.slice(0, -1).join('')
  if (key.length !== joined.length && !key.startsWith(first)) return null
  const starts = label.map((_, index) => label.slice(0, index).join('').length)
  const parts = starts.map((start, index) => key.slice(start, starts[index + 1]))
  return parts.includes('') ? null : parts
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
