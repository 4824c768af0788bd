import type { Sql } from './database.ts'

export interface AgencyLine {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly short: string
  readonly domains: readonly string[]
  readonly submissionId: number | null
  readonly state: string | null
  readonly receivedAt: Date | null
  readonly late: boolean | null
  readonly complete: boolean | null
  readonly doubts: number | null
  readonly errors: number | null
  readonly contactName: string | null
  readonly contactPhone: string | null
  readonly contactEmail: string | null
  /** A mail of the body with files that nobody could read, where it has no submission. */
  readonly unreadableMailId: number | null
}

const columns = `a.id, a.kind, a.name, a.short, a.domains, s.id as "submissionId", s.state, s.received_at as "receivedAt",
  s.late, s.complete, i.doubts, i.errors`
const contact = (question: string, as: string) =>
  `(select c.value #>> '{}' from current_answers c where c.submission_id = s.id and c.question = '${question}') as "${as}"`

/** Of agency `a`: an open flag `f` of a mail whose files could not be read. */
export const isUnreadable = `f.agency_id = a.id and f.category = 'unreadable' and f.resolved_at is null`

/** The roster in its own order, each body with the submission that counts for it; one of them when `id` is given. */
export async function agencyLines(sql: Sql, id: string | null = null): Promise<AgencyLine[]> {
  const { rows } = await sql.query(
    `select ${columns}, ${contact('contact.name', 'contactName')}, ${contact('contact.phone', 'contactPhone')},
       ${contact('contact.email', 'contactEmail')},
       case when s.id is null then (select max(f.mail_id) from flags f where ${isUnreadable}) end as "unreadableMailId"
     from agencies a
     left join submissions s on s.key = 'agency:' || a.id
     left join submission_index i on i.submission_id = s.id
     where $1::text is null or a.id = $1 order by a.position`,
    [id],
  )
  return rows
}

export interface AgencyName {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly short: string
}

/** The roster for choosing from: what its bodies are called, in its own order. */
export async function agencyNames(sql: Sql): Promise<AgencyName[]> {
  const { rows } = await sql.query('select id, kind, name, short from agencies order by position')
  return rows
}

/** Those of these bodies that have sent nothing that counts. */
export async function silentAgencies(
  sql: Sql,
  ids: readonly string[],
): Promise<{ id: string; short: string }[]> {
  if (ids.length === 0) return []
  const { rows } = await sql.query(
    `select a.id, a.short from agencies a where a.id = any ($1)
       and not exists (select from submissions s where s.key = 'agency:' || a.id and s.state <> 'not-a-form')
     order by a.position`,
    [ids],
  )
  return rows
}

export interface AgencyMail {
  readonly id: number
  readonly receivedAt: Date
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  readonly kind: string | null
  readonly relation: string | null
  readonly ordinal: number | null
  readonly inForce: boolean | null
  readonly submissionId: number | null
}

/**
 * Every mail filed under the body or given to it by a person, also where it brought nothing new, and those it probably
 * sent without a form.
 */
export async function mailsOfAgency(sql: Sql, agencyId: string): Promise<AgencyMail[]> {
  const { rows } = await sql.query(
    `select m.id, m.received_at as "receivedAt", m.subject, m.from_name as "fromName", m.from_address as "fromAddress",
       m.kind, v.relation, v.ordinal, v.in_force as "inForce", s.id as "submissionId"
     from mails m
     join (select mail_id from filings where key = $1
           union select v.mail_id from versions v join submissions s on s.id = v.submission_id where s.agency_id = $2
           union select mail_id from assignments where key = 'mail:' || mail_id and agency_id = $2
           union select mail_id from flags where agency_id = $2) own
       on own.mail_id = m.id
     left join submissions s on s.key = $1
     left join versions v on v.mail_id = m.id and v.submission_id = s.id
     order by m.received_at, m.id`,
    [`agency:${agencyId}`, agencyId],
  )
  return rows
}

/** Other submissions that may concern the body: units filed beside it, and forms it is only suggested for. */
export async function relatedSubmissions(
  sql: Sql,
  agencyId: string,
): Promise<
  {
    id: number
    memberUnit: string | null
    state: string
    doubts: number
    receivedAt: Date
    suggested: boolean
  }[]
> {
  const { rows } = await sql.query(
    `select id, member_unit as "memberUnit", state, i.doubts, received_at as "receivedAt", agency_id is null as suggested
     from submissions join submission_index i on i.submission_id = id where (agency_id = $1 or suggested_agency_id = $1) and key <> $2 order by received_at, id limit 100`,
    [agencyId, `agency:${agencyId}`],
  )
  return rows
}
