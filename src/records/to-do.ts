import type { Sql } from './database.ts'

export interface OpenFlag {
  readonly id: number
  readonly rule: string
  readonly category: string
  readonly level: 'E' | 'W' | 'N'
  readonly messageVi: string
  readonly messageEn: string
  readonly openedAt: Date
  readonly submissionId: number | null
  /** Of its submission: the state before the officer's eyes when they close it from the list. */
  readonly revision: number | null
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
       f.opened_at as "openedAt", f.submission_id as "submissionId", s.revision, f.mail_id as "mailId", s.agency_id as "agencyId",
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
