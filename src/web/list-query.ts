import { type WorkListQuery, workListSorts } from '../records/work-list.ts'
import { agenciesCalled } from '../survey/agency-names/search.ts'
import { pageNumber } from './addresses.ts'

/** How the kinds of the roster stand together in the office's own tables. */
export const groups = {
  ministries: ['bo', 'co-quan-ngang-bo', 'co-quan-thuoc-chinh-phu'],
  provinces: ['tinh', 'thanh-pho'],
  corporations: ['tap-doan', 'tong-cong-ty'],
} as const
export type Group = keyof typeof groups
export const isGroup = (text: string | undefined): text is Group =>
  text !== undefined && Object.hasOwn(groups, text)

export const listPageSize = 50
const states = [
  'waiting',
  'doubtful',
  'flagged',
  'ready',
  'approved',
  'sent-back',
  'not-a-form',
  'open',
  'counted',
] as const

/** What the address asks for; unknown values ask for everything. */
export function listQuery(query: Readonly<Record<string, string>>): WorkListQuery {
  const { group, state, arrival, sort, flag } = query
  const text = query.q ?? ''
  return {
    text,
    named: agenciesCalled(text).map(({ id }) => id),
    state: states.find((one) => one === state) ?? null,
    flag: flag && /^[\w-]{1,60}$/.test(flag) ? flag : null,
    kinds: isGroup(group) ? groups[group] : [],
    agency: group === 'unknown' || group === 'asked' ? group : null,
    arrival: arrival === 'late' || arrival === 'on-time' ? arrival : null,
    incomplete: query.incomplete === '1',
    format: query.format && /^[\w-]{1,20}$/.test(query.format) ? query.format : null,
    doubts: query.doubts === '1',
    choice: query.choice === '1',
    sort:
      sort && Object.hasOwn(workListSorts, sort)
        ? (sort as keyof typeof workListSorts)
        : text.trim() === ''
          ? 'arrival'
          : 'match',
    limit: listPageSize,
    offset: (pageNumber(query.page) - 1) * listPageSize,
  }
}

const listNames = [
  'q',
  'state',
  'flag',
  'group',
  'arrival',
  'incomplete',
  'format',
  'doubts',
  'choice',
  'sort',
] as const

/** Of an address, what says which list of submissions one is working through, and in which order. */
export function listOf(query: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(listNames.flatMap((name) => (query[name] ? [[name, query[name]]] : [])))
}
