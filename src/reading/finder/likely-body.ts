import { agencies } from '../../survey/agencies.ts'
import { findAgency } from '../../survey/agency-names/find.ts'
import { nearestAgency } from '../../survey/agency-names/near.ts'
import { fold } from '../../vietnamese/fold.ts'

/**
 * A name that is a letter or two from a body's, so probably misread, with the tones that body's name has: "Tổng công ty"
 * for "Tống công ty". Null where the name stands for itself. Only a suggestion to the person who looks at it.
 */
export function likelyBody(name: string): string | null {
  const found = findAgency(name)
  if (!found) return nearestAgency(name) === null ? null : name
  const body = agencies.find(({ id }) => id === found.agencyId)
  const spelled = new Map((body?.name ?? '').split(/\s+/).map((word) => [fold(word), word.toLowerCase()]))
  // Offices write tones on y and i, and on oa, each in their way.
  const loose = (word: string) => word.normalize('NFD').replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
  const toneOf = (word: string) => word.normalize('NFD').match(/[\u0300\u0301\u0303\u0309\u0323]/)?.[0] ?? ''
  const likely = name.replace(/\S+/g, (word) => {
    const own = spelled.get(fold(word))
    const read = word.toLowerCase()
    if (!own || (toneOf(own) === toneOf(read) && loose(own) === loose(read))) return word
    if (word === word.toUpperCase()) return own.toUpperCase()
    return word.slice(0, 1) === read.slice(0, 1) ? own : own.slice(0, 1).toUpperCase() + own.slice(1)
  })
  return likely === name ? null : likely
}
