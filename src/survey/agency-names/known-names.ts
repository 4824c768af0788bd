import { fold } from '../../vietnamese/fold.ts'
import { type Agency, agencies, isCompany, isProvince, surveyor } from '../agencies.ts'
import { agencyKey, strip } from './key.ts'
import { type Name, NameList } from './name-list.ts'

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

/** The spellings of a place with their tones: "Bắc Kạn", "Bắc Cạn". */
export const spellingsOf = new Map<string, string[]>()

const ofBodies: Name[] = []
const ofPlaces: Name[] = []

/** "Hàng hải Việt Nam" is a company's name; "Cục Hàng hải Việt Nam" is no office of it. */
const isParticular = (key: string, agency: Agency): boolean =>
  isCompany(agency) ? /^(tap doan|tong cong ti) ./.test(key) : key.includes(' ')

for (const agency of agencies) {
  const known = [agency.name, agency.short, ...agency.aliases.filter((alias) => !/^(sở|stttt)/i.test(alias))]
  const itsPlaces = isProvince(agency) ? known.map(placeIn) : []
  const kind = agency.kind === 'tinh' ? 'tỉnh' : 'thành phố'
  const names = [
    ...known,
    ...itsPlaces.flatMap(({ key }) => [`UBND ${key}`, `${kind} ${key}`, `UBND ${kind} ${key}`]),
    ...(agency.kind === 'bo' ? [`${agency.name} Việt Nam`] : []),
  ]
  for (const name of names) {
    // "Văn phòng Chính phủ" is a name of its own; without its first words it would stand in every other name.
    const key = agency.id === surveyor ? agencyKey(name) : strip(agencyKey(name))
    keysOf.get(agency.id)?.add(key)
    if (key.length < 2 || ambiguous.has(fold(name))) continue
    note(idOfKey, key, agency.id)
    note(idOfWriting, strip(fold(name)), agency.id)
    if (!isProvince(agency) && isParticular(key, agency)) ofBodies.push({ key, agency })
  }
  for (const { key, spelling } of itsPlaces) {
    const spellings = spellingsOf.get(key)
    if (spellings) spellings.push(spelling)
    else {
      spellingsOf.set(key, [spelling])
      ofPlaces.push({ key, agency })
    }
  }
}
/** Names of ministries, agencies and companies that are particular enough to be found within a longer name. */
export const bodies = new NameList(ofBodies)
/** Names of provinces and cities as places: "nghe an", "ho chi minh", "brvt". */
export const places = new NameList(ofPlaces)

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
