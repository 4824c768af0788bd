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
  readonly memberUnit: string | null
  readonly suggestedAgencyId: string | null
  readonly suggestedAgency: string | null
  readonly from: string | null
  readonly subject: string | null
}

export interface ToDoQuery {
  readonly rule: string | null
  /** `EW`: what stands in the way of an approval. */
  readonly level: 'E' | 'W' | 'N' | 'EW' | null
  readonly category: string | null
  readonly agencyId: string | null
  readonly limit: number
  readonly offset: number
}

// A mail without a form belongs to the body that a person gave it to, or else to the one that probably sent it.
const from = `flags f left join submissions s on s.id = f.submission_id
  left join assignments x on x.mail_id = f.mail_id and f.submission_id is null and x.key = 'mail:' || f.mail_id`
const body = 'coalesce(s.agency_id, x.agency_id, f.agency_id)'

/** Open flags, the gravest and then the oldest first; how many in all; and what may be chosen from. */
export async function openFlags(
  sql: Sql,
  query: ToDoQuery,
): Promise<{ rows: OpenFlag[]; total: number; choices: ToDoChoices }> {
  const values = [query.rule, query.level, query.category, query.agencyId]
  const where = `f.resolved_at is null and ($1::text is null or f.rule = $1) and ($2::text is null or strpos($2, f.level) > 0)
    and ($3::text is null or f.category = $3) and ($4::text is null or ${body} = $4)`
  const { rows } = await sql.query(
    `select f.id, f.rule, f.category, f.level, f.message_vi as "messageVi", f.message_en as "messageEn",
       f.opened_at as "openedAt", f.submission_id as "submissionId", s.revision, f.mail_id as "mailId", ${body} as "agencyId",
       a.short as agency, s.member_unit as "memberUnit", s.suggested_agency_id as "suggestedAgencyId",
       sa.short as "suggestedAgency", coalesce(nullif(m.from_name, ''), m.from_address) as "from", m.subject
     from ${from} left join agencies a on a.id = ${body}
     left join agencies sa on sa.id = s.suggested_agency_id left join mails m on m.id = f.mail_id
     where ${where} order by strpos('EWN', f.level), f.opened_at, f.id limit $5 offset $6`,
    [...values, query.limit, query.offset],
  )
  const total = await sql.query(`select count(*) as n from ${from} where ${where}`, values)
  return { rows, total: total.rows[0].n, choices: await choices(sql) }
}

/** Whatever has open flags, and how many: rules and categories by number, bodies in the order of the roster. */
export interface ToDoChoices {
  readonly rules: readonly { readonly rule: string; readonly category: string; readonly n: number }[]
  readonly categories: readonly { readonly category: string; readonly n: number }[]
  readonly agencies: readonly { readonly id: string; readonly short: string; readonly n: number }[]
}

async function choices(sql: Sql): Promise<ToDoChoices> {
  const rules = await sql.query(
    `select rule, min(category) as category, count(*) as n from flags where resolved_at is null
     group by rule order by n desc, rule`,
  )
  const categories = await sql.query(
    `select category, count(*) as n from flags where resolved_at is null group by category order by n desc, category`,
  )
  const agencies = await sql.query(
    `select a.id, a.short, count(*) as n from ${from}
     join agencies a on a.id = ${body} where f.resolved_at is null group by a.id order by a.position`,
  )
  return { rules: rules.rows, categories: categories.rows, agencies: agencies.rows }
}
