/**
 * How alike two folded words are, 0 to 1. One edit is forgiven from three letters on and two from six on: what is left
 * of a word after lost tones are already folded away is one or two wrong letters, and Vietnamese syllables of two
 * letters are all one edit apart.
 */
export function likeness(one: string, other: string): number {
  if (one === other) return 1
  const longer = Math.max(one.length, other.length)
  const allowed = longer >= 6 ? 2 : longer >= 3 ? 1 : 0
  if (allowed === 0 || Math.abs(one.length - other.length) > allowed) return 0
  const edits = editsBetween(one, other, allowed)
  if (edits > allowed) return 0
  if (edits === 2) return 0.6
  return longer === 3 ? 0.5 : longer <= 5 ? 0.75 : 0.85
}

/** Insertions, deletions, substitutions and swaps of neighbours; gives up above `limit` and says limit + 1. */
export function editsBetween(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    let smallest = i
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      let cost = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (same ? 0 : 1),
      )
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] as number) + 1)
      row.push(cost)
      if (cost < smallest) smallest = cost
    }
    if (smallest > limit) return limit + 1
    beforeLast = last
    last = row
  }
  return last[other.length] as number
}
