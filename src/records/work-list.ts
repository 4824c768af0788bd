import { fold } from '../vietnamese/fold.ts'
import type { Sql } from './database.ts'
import type { SubmissionState } from './submissions.ts'

export interface WorkListQuery {
  readonly text: string
  /** The bodies that the text may mean: their submissions come first when sorted by `match`. */
  readonly named: readonly string[]
  /**
   * `open`: undecided; `doubtful`, `flagged`: waiting with answers in doubt, or for anything else; `counted`: all but
   * what is no form.
   */
  readonly state: SubmissionState | 'open' | 'doubtful' | 'flagged' | 'counted' | null
  /** A rule of which a flag is open, or a level (E, W, N). */
  readonly flag: string | null
  readonly kinds: readonly string[]
  /** `asked`: a body of the roster answered; `unknown`: nobody knows yet who did. */
  readonly agency: 'asked' | 'unknown' | null
  readonly arrival: 'on-time' | 'late' | null
  readonly incomplete: boolean
  readonly format: string | null
  readonly doubts: boolean
  /** Several versions, of which a person must choose one. */
  readonly choice: boolean
  readonly sort: WorkListSort
  readonly limit: number
  readonly offset: number
}

/** The orders a reader may ask for; never a piece of the address itself. */
export const workListSorts = {
  arrival: 's.received_at desc, s.id desc',
  oldest: 's.received_at, s.id',
  agency: 'a.short collate "vi-x-icu" nulls last, s.id',
  doubts: 'i.doubts desc, i.errors desc, s.received_at, s.id',
  changed: 's.updated_at desc, s.id desc',
} as const
type WorkListSort = keyof typeof workListSorts | 'match'

/**
 * What the text means before what merely holds its letters: submissions of the bodies it names, then those in which its
 * words stand whole and in this order, then those with words that begin so.
 */
function bestMatch(query: WorkListQuery, values: unknown[]): string {
  const value = (given: unknown) => `$${values.push(given)}`
  const named = value(query.named)
  const words = searchWords(query.text)
    .map((word) => `'${word}'`)
    .join(' <-> ')
  return `case when s.agency_id = any (${named}) then 0 when s.suggested_agency_id = any (${named}) then 1
    when i.words @@ ${value(words)}::tsquery then 2 else 3 end,
    ${workListSorts.arrival}`
}

const orderOf = (query: WorkListQuery, values: unknown[]): string =>
  query.sort === 'match' ? bestMatch(query, values) : workListSorts[query.sort]

export interface WorkListRow {
  readonly id: number
  readonly agencyId: string | null
  readonly agency: string | null
  readonly suggestedAgencyId: string | null
  readonly suggestedAgency: string | null
  readonly memberUnit: string | null
  readonly outside: boolean
  readonly state: SubmissionState
  readonly receivedAt: Date
  readonly late: boolean
  readonly complete: boolean
  readonly needsChoice: boolean
  readonly doubts: number
  readonly errors: number
  readonly warnings: number
  readonly formats: readonly string[]
  /** What the form itself says in its first field; null when it says nothing. */
  readonly nameOnForm: string | null
  readonly from: string | null
  readonly versions: number
  readonly approvedBy: string | null
}

/** Every word of the search as the beginning of a word, without regard to tones: "bac gia" finds Bắc Giang. */
export function searchTerms(text: string): string | null {
  const words = searchWords(text)
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ')
}

function searchWords(text: string): string[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 12)
    .map((word) => word.slice(0, 200))
}

function filter(query: WorkListQuery, values: unknown[]): string {
  const conditions: string[] = []
  const value = (given: unknown) => `$${values.push(given)}`
  const terms = searchTerms(query.text)
  if (terms) conditions.push(`i.words @@ ${value(terms)}::tsquery`)
  if (query.state === 'open') conditions.push(`s.state in ('waiting', 'ready')`)
  else if (query.state === 'doubtful') conditions.push(`s.state = 'waiting' and i.doubts > 0`)
  else if (query.state === 'flagged') conditions.push(`s.state = 'waiting' and i.doubts = 0`)
  else if (query.state === 'counted') conditions.push(`s.state <> 'not-a-form'`)
  else if (query.state) conditions.push(`s.state = ${value(query.state)}`)
  if (query.flag === 'E') conditions.push('i.errors > 0')
  else if (query.flag === 'W') conditions.push('i.warnings > 0')
  else if (query.flag === 'N') conditions.push('i.notes > 0')
  else if (query.flag) conditions.push(`${value(query.flag)} = any (i.rules)`)
  if (query.agency === 'unknown')
    conditions.push('s.agency_id is null and s.member_unit is null and not s.outside')
  else if (query.agency === 'asked') conditions.push('s.agency_id is not null')
  if (query.kinds.length > 0) conditions.push(`a.kind = any (${value(query.kinds)})`)
  if (query.arrival) conditions.push(query.arrival === 'late' ? 's.late' : 'not s.late')
  if (query.incomplete) conditions.push(`not s.complete and s.state <> 'not-a-form'`)
  if (query.format) conditions.push(`${value(query.format)} = any (i.formats)`)
  if (query.doubts) conditions.push('i.doubts > 0')
  if (query.choice) conditions.push('s.needs_choice')
  return conditions.length === 0 ? 'true' : conditions.join(' and ')
}

const from = `submissions s join submission_index i on i.submission_id = s.id left join agencies a on a.id = s.agency_id`

/** One page of the list, and how many there are in all. */
export async function workList(
  sql: Sql,
  query: WorkListQuery,
): Promise<{ rows: WorkListRow[]; total: number }> {
  const values: unknown[] = []
  const where = filter(query, values)
  const total = await sql.query(`select count(*) as n from ${from} where ${where}`, values)
  const order = orderOf(query, values)
  const { rows } = await sql.query(
    `select s.id, s.agency_id as "agencyId", a.short as agency, sa.id as "suggestedAgencyId", sa.short as "suggestedAgency",
       s.member_unit as "memberUnit", s.outside, s.state, s.received_at as "receivedAt", s.late, s.complete,
       s.needs_choice as "needsChoice", s.approved_by as "approvedBy", i.doubts, i.errors, i.warnings, i.formats,
       (select count(*) from versions v where v.submission_id = s.id) as versions,
       (select c.value #>> '{}' from current_answers c where c.submission_id = s.id and c.question = 'agency.name')
         as "nameOnForm",
       (select coalesce(nullif(m.from_name, ''), m.from_address) from versions v join mails m on m.id = v.mail_id
        where v.submission_id = s.id order by v.ordinal limit 1) as "from"
     from (select s.id as page_id, row_number() over (order by ${order}) as place
           from ${from} where ${where} order by place limit ${query.limit} offset ${query.offset}) page
     join submissions s on s.id = page.page_id join submission_index i on i.submission_id = s.id
     left join agencies a on a.id = s.agency_id left join agencies sa on sa.id = s.suggested_agency_id
     order by page.place`,
    values,
  )
  return { rows, total: total.rows[0].n }
}

/** What may be chosen in the filters: rules and formats that occur, by number. */
export async function workListChoices(sql: Sql): Promise<{
  rules: { rule: string; category: string; n: number }[]
  formats: { format: string; n: number }[]
}> {
  const rules = await sql.query(
    `select rule, min(category) as category, count(distinct submission_id) as n from flags
     where resolved_at is null and submission_id is not null group by rule order by n desc, rule`,
  )
  const formats = await sql.query(
    `select format, count(*) as n from submission_index, unnest(formats) as format group by format order by n desc`,
  )
  return { rules: rules.rows, formats: formats.rows }
}

const undecided = `s.state in ('waiting', 'ready')`

/** Who asks for the next to work on. What a colleague has looked at since then, they have open. */
export interface Seeker {
  readonly userId: number
  readonly since: Date
}

/** Nobody else has it open: two officers on one list get each their own, instead of each other's conflicts. */
function isFree(id: string, { userId, since }: Seeker, values: unknown[]): string {
  return `not exists (select from presence p where p.submission_id = ${id}
    and p.user_id <> $${values.push(userId)} and p.seen_at > $${values.push(since)})`
}

/** The next submission that waits for a person, oldest first, after (or else before) the one at hand. */
export async function nextWaiting(sql: Sql, after: number, seeker: Seeker): Promise<number | null> {
  const values: unknown[] = [after]
  const { rows } = await sql.query(
    `select s.id from submissions s
     where ${undecided} and s.id <> $1 and ${isFree('s.id', seeker, values)}
     order by (s.received_at, s.id) <= (select received_at, id from submissions where id = $1), s.received_at, s.id
     limit 1`,
    values,
  )
  return rows[0]?.id ?? null
}

/**
 * The next of a list after (or else before) the one at hand, in the list's own order. The one at hand keeps its place
 * though it may have left the list a moment ago, settled. Of a list that asks for no state, what waits for a person.
 */
export async function nextOfList(
  sql: Sql,
  after: number,
  query: WorkListQuery,
  seeker: Seeker,
): Promise<number | null> {
  const values: unknown[] = [after]
  const asked = query.state === null || query.state === 'counted' ? undecided : 'true'
  const where = filter(query, values)
  const { rows } = await sql.query(
    `with list as (
       select s.id, row_number() over (order by ${orderOf(query, values)}) as place
       from ${from} where s.id = $1 or (${asked} and ${where}))
     select id from list where id <> $1 and ${isFree('list.id', seeker, values)}
     order by place <= coalesce((select place from list where id = $1), 0), place limit 1`,
    values,
  )
  return rows[0]?.id ?? null
}
