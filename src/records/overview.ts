import type { Sql } from './database.ts'

interface FlagSummary {
  readonly rule: string
  readonly level: 'E' | 'W' | 'N'
  readonly questions: readonly string[]
  readonly messageVi: string
  readonly messageEn: string
}

export interface SubmissionSummary {
  readonly id: number
  readonly key: string
  readonly agencyId: string | null
  /** Name of the agency, of the one suggested, or null. */
  readonly agency: string | null
  readonly suggestedAgency: string | null
  readonly memberUnit: string | null
  readonly state: string
  readonly receivedAt: Date
  readonly late: boolean
  readonly complete: boolean
  readonly needsChoice: boolean
  /** Names of the documents it rests on, in the order they came. */
  readonly documents: readonly string[]
  readonly mails: readonly { readonly id: number; readonly receivedAt: Date }[]
  /** Answers that a person must look at. */
  readonly toReview: number
  readonly flags: readonly FlagSummary[]
}

const flagsJson = (of: string) => `coalesce((
    select jsonb_agg(jsonb_build_object('rule', f.rule, 'level', f.level, 'questions', f.questions,
      'messageVi', f.message_vi, 'messageEn', f.message_en) order by strpos('EWN', f.level), f.id)
    from flags f where f.${of} and f.resolved_at is null), '[]')`

/** Submissions with their open flags, by first arrival. */
export async function listSubmissions(
  sql: Sql,
  which: { agencyId?: string; id?: number } = {},
): Promise<SubmissionSummary[]> {
  const { rows } = await sql.query(
    `select s.id, s.key, s.agency_id as "agencyId", a.short as agency, sa.short as "suggestedAgency",
       s.member_unit as "memberUnit", s.state, s.received_at as "receivedAt", s.late, s.complete,
       s.needs_choice as "needsChoice",
       (select count(*) from current_answers c where c.submission_id = s.id and c.review) as "toReview",
       coalesce((select array_agg(d.name order by v.ordinal, d.position)
         from versions v join version_documents vd on vd.version_id = v.id join documents d on d.id = vd.document_id
         where v.submission_id = s.id), '{}') as documents,
       coalesce((select jsonb_agg(jsonb_build_object('id', v.mail_id, 'receivedAt', v.received_at) order by v.ordinal)
         from versions v where v.submission_id = s.id), '[]') as mails,
       ${flagsJson('submission_id = s.id')} as flags
     from submissions s left join agencies a on a.id = s.agency_id
       left join agencies sa on sa.id = s.suggested_agency_id
     where ($1::text is null or s.agency_id = $1) and ($2::bigint is null or s.id = $2)
     order by s.received_at, s.id`,
    [which.agencyId ?? null, which.id ?? null],
  )
  return rows.map((row) => ({
    ...row,
    mails: row.mails.map((mail: { id: number; receivedAt: string }) => ({
      id: mail.id,
      receivedAt: new Date(mail.receivedAt),
    })),
  }))
}

export interface MailSummary {
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
  readonly documents: readonly {
    readonly id: number
    readonly name: string
    readonly format: string
    readonly state: string
    readonly problem: { readonly code: string; readonly vi: string; readonly en: string } | null
  }[]
  /** Ids of the submissions that it has a version in. */
  readonly submissions: readonly number[]
  /** Flags of the mail itself. */
  readonly flags: readonly FlagSummary[]
}

/** Mails with what became of them, by arrival; one of them when `id` is given. */
export async function listMails(sql: Sql, which: { id?: number } = {}): Promise<MailSummary[]> {
  const { rows } = await sql.query(
    `select m.id, m.received_at as "receivedAt", m.from_name as "fromName", m.from_address as "fromAddress", m.subject,
       m.kind, m.kind_reason as "kindReason", m.state, m.duplicate_of as "duplicateOf", m.problem,
       coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'format', d.format, 'state', d.state,
         'problem', d.problem) order by d.position) from documents d where d.mail_id = m.id), '[]') as documents,
       coalesce((select array_agg(v.submission_id order by v.submission_id) from versions v where v.mail_id = m.id), '{}')
         as submissions,
       ${flagsJson('mail_id = m.id and f.submission_id is null')} as flags
     from mails m where $1::bigint is null or m.id = $1 order by m.received_at, m.id`,
    [which.id ?? null],
  )
  return rows
}

export interface CurrentAnswer {
  readonly question: string
  readonly value: unknown
  readonly source: 'machine' | 'person'
  readonly confidence: number
  readonly review: boolean
  readonly reason: string | null
  readonly raw: string | null
}

/** The answers in force of a submission, a person's word before the machine's. */
export async function currentAnswers(sql: Sql, submissionId: number): Promise<CurrentAnswer[]> {
  const { rows } = await sql.query(
    `select question, value, source, confidence, review, reason, raw from current_answers where submission_id = $1`,
    [submissionId],
  )
  return rows
}

export interface Counts {
  readonly mails: number
  readonly duplicates: number
  readonly kinds: Readonly<Record<string, number>>
  /** Recorded and not yet opened, read, assessed. */
  readonly toOpen: number
  readonly toRead: number
  readonly toAssess: number
  readonly failedMails: number
  readonly failedDocuments: number
  readonly unreadable: number
  readonly documents: number
  readonly agencies: number
  /** Agencies with a counted submission. */
  readonly answered: number
  readonly late: number
  readonly incomplete: number
  readonly needsChoice: number
  readonly unknownAgency: number
  readonly toReview: number
  readonly openFlags: Readonly<Record<'E' | 'W' | 'N', number>>
}

/** What is there, and what needs attention, counted in one go. */
export async function counts(sql: Sql): Promise<Counts> {
  const { rows } = await sql.query(
    `select
       (select count(*) from mails) as mails,
       (select count(*) from mails where duplicate_of is not null) as duplicates,
       (select coalesce(jsonb_object_agg(kind, n), '{}') from
         (select kind, count(*) as n from mails where kind is not null group by kind) k) as kinds,
       (select count(*) from mails where state = 'recorded') as "toOpen",
       (select count(*) from documents where state = 'recorded') as "toRead",
       (select count(*) from mails where state = 'opened') as "toAssess",
       (select count(*) from mails where state = 'failed') as "failedMails",
       (select count(*) from documents where state = 'failed') as "failedDocuments",
       (select count(*) from documents where problem is not null) as unreadable,
       (select count(*) from documents) as documents,
       (select count(*) from agencies) as agencies,
       (select count(distinct agency_id) from submissions where agency_id is not null and state <> 'not-a-form') as answered,
       (select count(*) from submissions where late and state <> 'not-a-form') as late,
       (select count(*) from submissions where not complete and state <> 'not-a-form') as incomplete,
       (select count(*) from submissions where needs_choice) as "needsChoice",
       (select count(*) from submissions where agency_id is null and member_unit is null) as "unknownAgency",
       (select count(distinct submission_id) from current_answers where review) as "toReview",
       (select jsonb_build_object('E', count(*) filter (where level = 'E'), 'W', count(*) filter (where level = 'W'),
         'N', count(*) filter (where level = 'N')) from flags where resolved_at is null) as "openFlags"`,
  )
  return rows[0]
}
