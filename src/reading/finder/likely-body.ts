import { agencies } from '../../survey/agencies.ts'
import { findAgency } from '../../survey/agency-names/find.ts'
import { nearestAgency } from '../../survey/agency-names/near.ts'
import { fold } from '../../vietnamese/fold.ts'
import { inCaseOf, isSpeltAs } from '../../vietnamese/spelling.ts'

const words = /[\p{L}\p{M}\p{N}]+/gu

/**
 * A name that is a letter or two from a body's, so probably misread, with the tones that body's name has: "Tổng công ty"
 * for "Tống công ty". Null where the name stands for itself. Only a suggestion to the person who looks at it.
 */
export function likelyBody(name: string): string | null {
  const found = findAgency(name)
  if (!found) return nearestAgency(name) === null ? null : name
  const body = agencies.find(({ id }) => id === found.agencyId)
  const spelled = Map.groupBy((body?.name ?? '').toLowerCase().match(words) ?? [], fold)
  const likely = name.replace(words, (word) => {
    const [own, ...others] = spelled.get(fold(word)) ?? []
    // "Tỉnh Hà Tĩnh" has two of one key: nobody can tell which was misread.
    return !own || others.length > 0 || isSpeltAs(own, word) ? word : inCaseOf(word, own)
  })
  return likely === name ? null : likely
}
