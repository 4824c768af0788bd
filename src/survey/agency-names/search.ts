import { fold } from '../../vietnamese/fold.ts'
import { type Agency, agencies, agencyOf } from '../agencies.ts'
import { findAgency } from './find.ts'

/** All that a body is called, folded. */
const called = agencies.map((agency) => ({
  agency,
  names: [agency.name, agency.short, ...agency.aliases].map(fold),
}))
type Called = (typeof called)[number]

/**
 * The bodies that a search may mean: its words stand in a name of theirs, whole and beside each other, or it is a name
 * written out longer. "ha tinh" means Hà Tĩnh and nobody else; in the order of the roster.
 */
export function agenciesCalled(text: string): Agency[] {
  const words = fold(text)
  if (words.length < 2) return []
  const found = those(({ names }) => names.some((name) => ` ${name} `.includes(` ${words} `)))
  return found.length > 0 ? found : writtenOut(text)
}

/**
 * The bodies that a person may mean to give something to: the one of just this name, short name or id ("ha noi"), or of
 * a name written out longer; else all whose names hold every word or its beginning, for "la" may yet become another than Sơn La.
 */
export function agenciesNamed(typed: string): Agency[] {
  const wanted = fold(typed)
  if (wanted === '') return []
  const exact = those(({ agency, names }) => fold(agency.id) === wanted || names.includes(wanted))
  if (exact.length > 0) return exact
  const written = writtenOut(typed)
  if (written.length > 0) return written
  const parts = wanted.split(' ')
  return those(({ names }) => {
    const words = names.join(' ').split(' ')
    return parts.every((part) => words.some((word) => word.startsWith(part)))
  })
}

const those = (means: (one: Called) => boolean): Agency[] => called.filter(means).map(({ agency }) => agency)

function writtenOut(text: string): Agency[] {
  const written = agencyOf(findAgency(text)?.agencyId ?? '')
  return written ? [written] : []
}
