import { type Database, type Sql, transaction } from './database.ts'
import { appendHistory } from './history.ts'

export interface OpenFlag {
  readonly id: number
  readonly rule: string
  readonly category: string
  readonly level: 'E' | 'W' | 'N'
  readonly messageVi: string
  readonly messageEn: string
  readonly openedAt: Date
  readonly submissionId: number | null
  readonly mailId: number | null
  readonly agencyId: string | null
  readonly agency: string | null
  readonly from: string | null
  readonly subject: string | null
}

export interface ToDoQuery {
  readonly rule: string | null
  readonly level: 'E' | 'W' | 'N' | null
  readonly agencyId: string | null
  readonly limit: number
  readonly offset: number
}

/** Open flags, the gravest and then the oldest first; how many in all; and how many of each rule. */
export async function openFlags(
  sql: Sql,
  query: ToDoQuery,
): Promise<{ rows: OpenFlag[]; total: number; rules: { rule: string; level: string; n: number }[] }> {
  const values = [query.rule, query.level, query.agencyId]
  const where = `f.resolved_at is null and ($1::text is null or f.rule = $1) and ($2::text is null or f.level = $2)
    and ($3::text is null or s.agency_id = $3)`
  const { rows } = await sql.query(
    `select f.id, f.rule, f.category, f.level, f.message_vi as "messageVi", f.message_en as "messageEn",
       f.opened_at as "openedAt", f.submission_id as "submissionId", f.mail_id as "mailId", s.agency_id as "agencyId",
       a.short as agency, coalesce(nullif(m.from_name, ''), m.from_address) as "from", m.subject
     from flags f left join submissions s on s.id = f.submission_id left join agencies a on a.id = s.agency_id
     left join mails m on m.id = f.mail_id
     where ${where} order by strpos('EWN', f.level), f.opened_at, f.id limit $4 offset $5`,
    [...values, query.limit, query.offset],
  )
  const total = await sql.query(
    `select count(*) as n from flags f left join submissions s on s.id = f.submission_id where ${where}`,
    values,
  )
  const rules = await sql.query(
    `select rule, max(level) filter (where level = 'E') is not null as grave, min(strpos('EWN', level)) as place, count(*) as n
     from flags where resolved_at is null group by rule order by place, n desc, rule`,
  )
  return {
    rows,
    total: total.rows[0].n,
    rules: rules.rows.map((row) => ({ rule: row.rule, level: 'EWN'[row.place - 1] ?? 'N', n: row.n })),
  }
}

/** Closes a flag with a person's reason. False when it was closed already, or is not there. */
export async function resolveFlag(
  database: Database,
  which: { id: number; user: string; reason: string },
): Promise<boolean> {
  return transaction(database, async (sql) => {
    await lockOwner(sql, which.id)
    const { rows } = await sql.query(
      `update flags set resolved_at = now(), resolved_by = $2, resolution = $3
       where id = $1 and resolved_at is null returning submission_id as "submissionId", rule, message_vi as message`,
      [which.id, `user:${which.user}`, which.reason],
    )
    if (!rows[0]) return false
    await touch(sql, rows[0].submissionId)
    await appendHistory(sql, [
      {
        actor: `user:${which.user}`,
        record: 'flag',
        recordId: which.id,
        action: 'resolved',
        before: { rule: rows[0].rule, message: rows[0].message },
        after: { by: `user:${which.user}` },
        note: which.reason,
      },
    ])
    return true
  })
}

/** Takes back what a person closed. */
export async function reopenFlag(database: Database, which: { id: number; user: string }): Promise<boolean> {
  return transaction(database, async (sql) => {
    await lockOwner(sql, which.id)
    const { rows } = await sql.query(
      `update flags set resolved_at = null, resolved_by = null, resolution = null
       where id = $1 and resolved_by like 'user:%' returning submission_id as "submissionId", rule, message_vi as message`,
      [which.id],
    )
    if (!rows[0]) return false
    await touch(sql, rows[0].submissionId)
    await appendHistory(sql, [
      {
        actor: `user:${which.user}`,
        record: 'flag',
        recordId: which.id,
        action: 'opened',
        after: { rule: rows[0].rule, message: rows[0].message },
      },
    ])
    return true
  })
}

/** As assessing does before it touches a submission: else the two could wait for each other's rows. */
async function lockOwner(sql: Sql, flagId: number): Promise<void> {
  await sql.query(
    `select pg_advisory_xact_lock(hashtextextended(s.key, 0))
     from flags f join submissions s on s.id = f.submission_id where f.id = $1`,
    [flagId],
  )
}

/** A closed flag may have been the last thing that the submission waited for, and the other officer must hear of it. */
async function touch(sql: Sql, submissionId: number | null): Promise<void> {
  if (submissionId === null) return
  await sql.query(
    `update submissions s set revision = revision + 1, updated_at = now(), state = case
       when s.state not in ('waiting', 'ready') then s.state
       when i.doubts > 0 or i.errors > 0 or i.warnings > 0 or s.needs_choice
         or (s.agency_id is null and s.member_unit is null) then 'waiting' else 'ready' end
     from submission_index i where i.submission_id = s.id and s.id = $1`,
    [submissionId],
  )
}
