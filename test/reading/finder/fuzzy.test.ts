import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editsBetween, lettersOf, likeness, mayBeAlike } from '../../../src/reading/finder/fuzzy.ts'

/** The definition: a table of the edits between all beginnings of the two words. */
function editsByTable(one: string, other: string): number {
  const table = Array.from({ length: one.length + 1 }, (_, i) =>
    Array.from({ length: other.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number) => table[i]?.[j] ?? 0
  for (let i = 1; i <= one.length; i++) {
    for (let j = 1; j <= other.length; j++) {
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      ;(table[i] as number[])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1),
        swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
  }
  return at(one.length, other.length)
}

const word = fc.string({ unit: fc.constantFrom(...'abcn'), maxLength: 9 })

test('edits within the limit are counted exactly, beyond it they are one more', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (one, other, limit) => {
      expect(editsBetween(one, other, limit)).toBe(Math.min(editsByTable(one, other), limit + 1))
    }),
    { numRuns: 5000 },
  )
})

test('no words that are alike are told apart at a glance', () => {
  fc.assert(
    fc.property(word, word, (one, other) => {
      if (likeness(one, other) > 0)
        expect(mayBeAlike(one.length, lettersOf(one), other.length, lettersOf(other))).toBe(true)
    }),
    { numRuns: 5000 },
  )
})

test('a wrong letter, a lost one and two swapped are forgiven in words, not in short syllables', () => {
  expect(likeness('thoai', 'thoal')).toBe(0.75)
  expect(likeness('quan', 'qaun')).toBe(0.75)
  expect(likeness('phieu', 'phiu')).toBe(0.75)
  expect(likeness('co', 'cu')).toBe(0)
})
