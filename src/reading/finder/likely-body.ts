import { agencies } from '../../survey/agencies.ts'
import { findAgency } from '../../survey/agency-names/find.ts'
import { nearestAgency } from '../../survey/agency-names/near.ts'
import { fold } from '../../vietnamese/fold.ts'
import { inCaseOf, isSpeltAs } from '../../vietnamese/spelling.ts'

/**
 * A name that is a letter or two from a body's, so probably misread, with the tones that body's name has: "Tổng công ty"
 * for "Tống công ty". Null where the name stands for itself. Only a suggestion to the person who looks at it.
 */
export function likelyBody(name: string): string | null {
  const found = findAgency(name)
  if (!found) return nearestAgency(name) === null ? null : name
  const body = agencies.find(({ id }) => id === found.agencyId)
  const spelled = new Map((body?.name ?? '').split(/\s+/).map((word) => [fold(word), word.toLowerCase()]))
  const likely = name.replace(/\S+/g, (word) => {
    const own = spelled.get(fold(word))
    return !own || isSpeltAs(own, word) ? word : inCaseOf(word, own)
  })
  return likely === name ? null : likely
}
