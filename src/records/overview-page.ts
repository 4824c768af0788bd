import { isUnreadable } from './agency-page.ts'
import type { Sql } from './database.ts'

export interface GroupCount {
  readonly kind: string
  readonly agencies: number
  readonly answered: number
  readonly late: number
  readonly incomplete: number
  readonly approved: number
  /** Of those that did not answer: sent files that nobody could read. */
  readonly unreadable: number
}

/** How many bodies of each kind were asked, answered, late, incomplete, approved, or sent what cannot be read. */
export async function groupCounts(sql: Sql): Promise<GroupCount[]> {
  const { rows } = await sql.query(
    `select a.kind, count(*) as agencies, count(s.id) as answered, count(*) filter (where s.late) as late,
       count(*) filter (where s.id is not null and not s.complete) as incomplete,
       count(*) filter (where s.state = 'approved') as approved,
       count(*) filter (where s.id is null and exists (select from flags f where ${isUnreadable})) as unreadable
     from agencies a
     left join submissions s on s.agency_id = a.id and s.member_unit is null and s.state <> 'not-a-form'
     group by a.kind order by min(a.position)`,
  )
  return rows
}

/** First usable arrivals by day in Việt Nam, oldest first. */
export async function arrivalsByDay(sql: Sql): Promise<{ day: string; n: number }[]> {
  const { rows } = await sql.query(
    `select to_char(received_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day, count(*) as n
     from submissions where agency_id is not null and member_unit is null and state <> 'not-a-form'
     group by day order by day`,
  )
  return rows
}

export interface Waiting {
  readonly doubtful: number
  readonly flagged: number
  readonly ready: number
  readonly unknownAgency: number
  readonly needsChoice: number
  readonly sentBack: number
  readonly approved: number
  readonly openFlags: number
  readonly failed: number
}

/** What waits for a person. */
export async function waiting(sql: Sql): Promise<Waiting> {
  const { rows } = await sql.query(
    `select count(*) filter (where s.state = 'waiting' and i.doubts > 0) as doubtful,
       count(*) filter (where s.state = 'waiting' and i.doubts = 0) as flagged,
       count(*) filter (where s.state = 'ready') as ready,
       count(*) filter (where s.agency_id is null and s.member_unit is null and not s.outside and s.state in ('waiting', 'ready')) as "unknownAgency",
       count(*) filter (where s.needs_choice and s.state in ('waiting', 'ready')) as "needsChoice",
       count(*) filter (where s.state = 'sent-back') as "sentBack",
       count(*) filter (where s.state = 'approved') as approved,
       (select count(*) from flags where resolved_at is null and level in ('E', 'W')) as "openFlags",
       (select count(*) from mails m where m.state = 'failed'
          or exists (select from documents d where d.mail_id = m.id and d.state = 'failed')) as failed
     from submissions s join submission_index i on i.submission_id = s.id`,
  )
  return rows[0]
}

/** Of every question that can be counted: how many counted submissions gave each value; "?" is not verified yet. */
export async function markCounts(sql: Sql): Promise<{ question: string; value: string; n: number }[]> {
  const { rows } = await sql.query(
    `select split_part(mark, '=', 1) as question, substr(mark, strpos(mark, '=') + 1) as value, count(*) as n
     from submissions s join submission_index i on i.submission_id = s.id, unnest(i.marks) as mark
     where s.agency_id is not null and s.member_unit is null and s.state <> 'not-a-form'
     group by mark`,
  )
  return rows
}

/** The id of the last line of the history: goes up with every change of any record. */
export async function lastChange(sql: Sql): Promise<number> {
  const { rows } = await sql.query('select coalesce(max(id), 0) as last from history')
  return rows[0].last
}
