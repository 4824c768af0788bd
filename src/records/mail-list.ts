import type { Sql } from './database.ts'
import { arrivedAt } from './mails.ts'
import { searchTerms } from './work-list.ts'

export interface MailListQuery {
  readonly text: string
  readonly kind: string | null
  /** `duplicate` for mails whose bytes came before; `failed` also where one of its documents did. */
  readonly state: 'recorded' | 'opened' | 'assessed' | 'failed' | 'duplicate' | null
  readonly limit: number
  readonly offset: number
}

export interface MailLine {
  readonly id: number
  readonly receivedAt: Date
  readonly fromName: string
  readonly fromAddress: string
  readonly subject: string
  readonly kind: string | null
  readonly kindReason: string | null
  readonly state: string
  readonly duplicateOf: number | null
  readonly problem: string | null
  readonly documents: number
  readonly unread: number
  readonly submissions: readonly {
    readonly id: number
    readonly agency: string | null
    readonly memberUnit: string | null
    readonly suggestedAgencyId: string | null
    readonly suggestedAgency: string | null
    readonly relation: string
  }[]
  readonly flags: readonly { readonly messageVi: string; readonly messageEn: string }[]
}

const line = `m.id, m.received_at as "receivedAt", m.from_name as "fromName", m.from_address as "fromAddress", m.subject,
  m.kind, m.kind_reason as "kindReason", m.state, m.duplicate_of as "duplicateOf", m.problem,
  (select count(*) from documents d where d.mail_id = m.id) as documents,
  (select count(*) from documents d where d.mail_id = m.id and d.problem is not null) as unread,
  coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'agency', a.short, 'memberUnit', s.member_unit,
      'suggestedAgencyId', sa.id, 'suggestedAgency', sa.short, 'relation', v.relation) order by s.id)
    from versions v join submissions s on s.id = v.submission_id left join agencies a on a.id = s.agency_id
      left join agencies sa on sa.id = s.suggested_agency_id
    where v.mail_id = m.id), '[]') as submissions,
  coalesce((select jsonb_agg(jsonb_build_object('messageVi', f.message_vi, 'messageEn', f.message_en) order by f.id)
    from flags f where f.mail_id = m.id and f.submission_id is null and f.resolved_at is null), '[]') as flags`

/** One page of all mails, newest first, and how many there are. */
export async function mailList(sql: Sql, query: MailListQuery): Promise<{ rows: MailLine[]; total: number }> {
  const values: unknown[] = []
  const value = (given: unknown) => `$${values.push(given)}`
  const conditions: string[] = []
  const terms = searchTerms(query.text)
  if (terms)
    conditions.push(`m.id in (select mail_id from mail_words where words @@ ${value(terms)}::tsquery)`)
  if (query.kind) conditions.push(`m.kind = ${value(query.kind)}`)
  if (query.state === 'duplicate') conditions.push('m.duplicate_of is not null')
  else if (query.state === 'failed')
    conditions.push(
      `(m.state = 'failed' or exists (select from documents d where d.mail_id = m.id and d.state = 'failed'))`,
    )
  else if (query.state) conditions.push(`m.state = ${value(query.state)}`)
  const where = conditions.length === 0 ? 'true' : conditions.join(' and ')
  const total = await sql.query(`select count(*) as n from mails m where ${where}`, values)
  const { rows } = await sql.query(
    `select ${line} from (
       select * from mails m where ${where} order by m.received_at desc, m.id desc
       limit ${query.limit} offset ${query.offset}) m order by m.received_at desc, m.id desc`,
    values,
  )
  return { rows, total: total.rows[0].n }
}

export interface MailDetail extends MailLine {
  readonly recordedAt: Date
  readonly sentAt: Date | null
  /** Another arrival of the same bytes counts, because it was the earlier. */
  readonly countedFrom: Date | null
  readonly mailbox: string
  readonly folder: string
  readonly uid: number
  readonly size: number
  readonly messageId: string | null
  readonly originalSender: { readonly name: string; readonly address: string } | null
  readonly signers: readonly string[]
  readonly bodyText: string
  readonly hasContent: boolean
}

export async function mailDetail(sql: Sql, id: number): Promise<MailDetail | null> {
  const { rows } = await sql.query(
    `select ${line}, m.recorded_at as "recordedAt", m.sent_at as "sentAt",
       nullif(${arrivedAt}, m.received_at) as "countedFrom", m.mailbox, m.folder, m.uid, m.size,
       m.message_id as "messageId", m.original_sender as "originalSender", m.signers, m.body_text as "bodyText",
       m.raw_sha256 is not null as "hasContent"
     from mails m where m.id = $1`,
    [id],
  )
  return rows[0] ?? null
}

/** Mails and documents that a fault of ours stopped, newest first: what the operator may try again. */
export async function failures(sql: Sql): Promise<
  {
    mailId: number
    documentId: number | null
    name: string
    problem: string | null
    problemEn: string | null
    at: Date
  }[]
> {
  const { rows } = await sql.query(
    `select id as "mailId", null::bigint as "documentId", subject as name, problem, problem as "problemEn", received_at as at
     from mails where state = 'failed'
     union all
     select d.mail_id, d.id, d.name, d.problem ->> 'vi', d.problem ->> 'en', m.received_at
     from documents d join mails m on m.id = d.mail_id where d.state = 'failed'
     order by at desc limit 200`,
  )
  return rows
}

/** When the newest mail came, by the server's clock. */
export async function lastMailAt(sql: Sql): Promise<Date | null> {
  const { rows } = await sql.query('select max(received_at) as at from mails')
  return rows[0].at
}
