import { fold } from '../../vietnamese/fold.ts'
import { type Agency, agencies, isCompany, isProvince, surveyor } from '../agencies.ts'
import { agencyKey, strip } from './key.ts'

/** Abbreviations that several bodies share, or that mean something else as often. */
const ambiguous = new Set([
  ...['qn', 'qb', 'hn', 'hp', 'dn', 'bd', 'bt', 'th', 'tn', 'hg'],
  ...['ttcp', 'bct', 'vna', 'vtc', 'ttth', 'vpcp'],
])

/** Every way to write a body → its id; a way that two bodies share is none. */
export const idOfKey = new Map<string, string | null>()
/** All ways to write one body, also those that others share: behind its full name they say nothing else. */
export const keysOf = new Map(agencies.map(({ id }) => [id, new Set<string>()]))

/** The names as they are written, only folded: "bo khdt" lies nearer to "bo khcn" than what they mean. */
export const idOfWriting = new Map<string, string | null>()

/** A name as it may stand within a longer one. */
export interface Name {
  readonly key: string
  readonly agency: Agency
  /** The key as it begins, ends and stands within a longer name: made once, since names are looked for in every line. */
  readonly front: string
  readonly back: string
  readonly within: string
}
const nameOf = (key: string, agency: Agency): Name => ({
  key,
  agency,
  front: `${key} `,
  back: ` ${key}`,
  within: ` ${key} `,
})

/** Names of ministries, agencies and companies that are particular enough to be found within a longer name. */
export const bodies: Name[] = []
/** Names of provinces and cities as places: "nghe an", "ho chi minh", "brvt". */
export const places: Name[] = []
/** The spellings of a place with their tones: "Bắc Kạn", "Bắc Cạn". */
export const spellingsOf = new Map<string, string[]>()

/** "Hàng hải Việt Nam" is a company's name; "Cục Hàng hải Việt Nam" is no office of it. */
const isParticular = (key: string, agency: Agency): boolean =>
  isCompany(agency) ? /^(tap doan|tong cong ti) ./.test(key) : key.includes(' ')

for (const agency of agencies) {
  const known = [agency.name, agency.short, ...agency.aliases.filter((alias) => !/^(sở|stttt)/i.test(alias))]
  const ofPlace = isProvince(agency) ? known.map(placeIn) : []
  const kind = agency.kind === 'tinh' ? 'tỉnh' : 'thành phố'
  const names = [
    ...known,
    ...ofPlace.flatMap(({ key }) => [`UBND ${key}`, `${kind} ${key}`, `UBND ${kind} ${key}`]),
    ...(agency.kind === 'bo' ? [`${agency.name} Việt Nam`] : []),
  ]
  for (const name of names) {
    // "Văn phòng Chính phủ" is a name of its own; without its first words it would stand in every other name.
    const key = agency.id === surveyor ? agencyKey(name) : strip(agencyKey(name))
    keysOf.get(agency.id)?.add(key)
    if (key.length < 2 || ambiguous.has(fold(name))) continue
    note(idOfKey, key, agency.id)
    note(idOfWriting, strip(fold(name)), agency.id)
    if (!isProvince(agency) && isParticular(key, agency)) bodies.push(nameOf(key, agency))
  }
  for (const { key, spelling } of ofPlace) {
    const spellings = spellingsOf.get(key)
    if (spellings) spellings.push(spelling)
    else {
      spellingsOf.set(key, [spelling])
      places.push(nameOf(key, agency))
    }
  }
}
const longestFirst = (a: Name, b: Name): number => b.key.length - a.key.length
bodies.sort(longestFirst)
places.sort(longestFirst)

function note(ids: Map<string, string | null>, key: string, id: string): void {
  const other = ids.get(key)
  ids.set(key, other === undefined || other === id ? id : null)
}

/** The place in a province's name: its key, and its last words as they are spelled. */
function placeIn(name: string): { key: string; spelling: string } {
  const key = strip(agencyKey(name)).replace(/^(uy ban nhan dan )?(tinh |thanh pho |thu do )?/, '')
  return {
    key,
    spelling: name
      .split(/[^\p{L}\p{N}]+/u)
      .slice(-key.split(' ').length)
      .join(' '),
  }
}
