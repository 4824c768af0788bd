import { fold } from '../../vietnamese/fold.ts'
import { type Agency, agencies, agencyOf } from '../agencies.ts'
import { findAgency } from './find.ts'

/** All that a body is called, each as whole words between spaces. */
const called = agencies.map((agency) => ({
  agency,
  names: [agency.name, agency.short, ...agency.aliases].map((name) => ` ${fold(name)} `),
}))

/**
 * The bodies that a search may mean: its words stand in a name of theirs, whole and beside each other, or it is a name
 * written out longer. "ha tinh" means Hà Tĩnh and nobody else; in the order of the roster.
 */
export function agenciesCalled(text: string): Agency[] {
  const words = fold(text)
  if (words.length < 2) return []
  const found = called
    .filter(({ names }) => names.some((name) => name.includes(` ${words} `)))
    .map(({ agency }) => agency)
  if (found.length > 0) return found
  const written = agencyOf(findAgency(text)?.agencyId ?? '')
  return written ? [written] : []
}
