import type { Evidence, Quantity } from '../survey/answers.ts'
import type { Sql } from './database.ts'
import type { SubmissionState } from './submissions.ts'

export interface SubmissionDetail {
  readonly id: number
  readonly key: string
  readonly agencyId: string | null
  readonly agency: string | null
  readonly agencyName: string | null
  readonly suggestedAgencyId: string | null
  readonly suggestedAgency: string | null
  readonly suggestedAgencyName: string | null
  readonly memberUnit: string | null
  /** A person said that the body is none of those asked. */
  readonly outside: boolean
  readonly state: SubmissionState
  readonly receivedAt: Date
  readonly late: boolean
  readonly complete: boolean
  readonly needsChoice: boolean
  readonly revision: number
  /** Of a decided submission: who decided it when, with which reason. */
  readonly decision: { readonly by: string; readonly at: Date; readonly reason: string | null } | null
}

const decisions = { approved: 'approved', 'sent-back': 'sent-back', 'not-a-form': 'set-aside' } as const

export async function submissionDetail(sql: Sql, id: number): Promise<SubmissionDetail | null> {
  const { rows } = await sql.query(
    `select s.id, s.key, s.agency_id as "agencyId", a.short as agency, a.name as "agencyName",
       s.suggested_agency_id as "suggestedAgencyId", sa.short as "suggestedAgency", sa.name as "suggestedAgencyName", s.member_unit as "memberUnit", s.outside,
       s.state, s.received_at as "receivedAt", s.late, s.complete, s.needs_choice as "needsChoice", s.revision
     from submissions s left join agencies a on a.id = s.agency_id left join agencies sa on sa.id = s.suggested_agency_id
     where s.id = $1`,
    [id],
  )
  return rows[0] ? { ...rows[0], decision: await decisionOn(sql, id, rows[0].state) } : null
}

async function decisionOn(
  sql: Sql,
  id: number,
  state: SubmissionState,
): Promise<SubmissionDetail['decision']> {
  if (state === 'waiting' || state === 'ready') return null
  const { rows } = await sql.query(
    `select split_part(actor, ':', 2) as "by", at, note as reason from history
     where record = 'submission' and record_id = $1 and action = $2 order by id desc limit 1`,
    [id, decisions[state]],
  )
  return rows[0] ?? null
}

/**
 * Where a submission that is no longer there went: a person assigned it, and it became part of the body's own. Null
 * where nobody did.
 */
export async function movedTo(sql: Sql, id: number): Promise<number | null> {
  const { rows } = await sql.query(
    `select s.id from history h join submissions s on s.key = 'agency:' || (h.after ->> 'agencyId')
     where h.record = 'submission' and h.record_id = $1 and h.action = 'assigned' and s.id <> $1
     order by h.id desc limit 1`,
    [id],
  )
  return rows[0]?.id ?? null
}

export interface VersionDetail {
  readonly id: number
  readonly mailId: number
  readonly ordinal: number
  readonly relation: string
  readonly inForce: boolean
  readonly unit: string | null
  readonly receivedAt: Date
  readonly chosenBy: string | null
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
}

export async function versionsOfSubmission(sql: Sql, submissionId: number): Promise<VersionDetail[]> {
  const { rows } = await sql.query(
    `select v.id, v.mail_id as "mailId", v.ordinal, v.relation, v.in_force as "inForce", v.unit,
       v.received_at as "receivedAt", v.chosen_by as "chosenBy", m.subject, m.from_name as "fromName",
       m.from_address as "fromAddress"
     from versions v join mails m on m.id = v.mail_id where v.submission_id = $1 order by v.ordinal`,
    [submissionId],
  )
  return rows
}

export interface AnswerDetail {
  readonly question: string
  /** A person's word where there is one, else the machine's. */
  readonly value: unknown
  readonly machineValue: unknown
  readonly confidence: number
  /** A person must look, and none has. */
  readonly review: boolean
  readonly reason: string | null
  readonly raw: string | null
  readonly quantity: Quantity | null
  readonly evidence: readonly Evidence[]
  readonly documentId: number | null
  readonly correction: {
    readonly id: number
    readonly action: 'accepted' | 'corrected' | 'cleared'
    readonly by: string
    readonly at: Date
    readonly note: string | null
  } | null
}

/** All answers of a version, a person's word lying over the machine's. */
export async function answersOfVersion(sql: Sql, versionId: number): Promise<AnswerDetail[]> {
  const { rows } = await sql.query(
    `select a.question, a.value as "machineValue", a.confidence, a.review, a.reason, a.raw, a.quantity, a.evidence,
       a.document_id as "documentId", c.id as "correctionId", c.action, c.value, c.made_by as "by", c.made_at as "at", c.note
     from answers a
     left join lateral (
       select * from corrections c where c.version_id = a.version_id and c.question = a.question and c.undone_at is null
       order by c.id desc limit 1) c on true
     where a.version_id = $1`,
    [versionId],
  )
  return rows.map(({ correctionId, action, by, at, note, value, ...answer }) => ({
    ...answer,
    value: correctionId === null ? answer.machineValue : value,
    review: answer.review && correctionId === null,
    correction: correctionId === null ? null : { id: correctionId, action, by, at, note },
  }))
}

export interface DocumentDetail {
  readonly id: number
  readonly mailId: number
  readonly name: string
  readonly path: string
  readonly format: string
  readonly size: number
  readonly problem: { readonly code: string; readonly vi: string; readonly en: string } | null
  readonly hasContent: boolean
  /** Its share in the version: null for a file of the mail that the version does not rest on. */
  readonly role: 'form' | 'signed-copy' | 'duplicate' | null
  readonly pictures: readonly { readonly page: number; readonly width: number; readonly height: number }[]
}

/** The documents a version rests on, and after them the other files of its mail. */
export async function documentsOfVersion(sql: Sql, versionId: number): Promise<DocumentDetail[]> {
  const { rows } = await sql.query(
    `select d.id, d.mail_id as "mailId", d.name, d.path, d.format, d.size, d.problem,
       d.sha256 is not null as "hasContent", vd.role,
       coalesce((select jsonb_agg(jsonb_build_object('page', p.page, 'width', p.width, 'height', p.height) order by p.page)
         from readings r join page_pictures p on p.reading_id = r.id where r.document_id = d.id and r.current), '[]') as pictures
     from versions v
     cross join lateral (
       select id from documents where mail_id = v.mail_id
       union select document_id from version_documents where version_id = v.id
       union select document_id from answers where version_id = v.id) own
     join documents d on d.id = own.id
     left join lateral (select min(role) as role from version_documents vd where vd.version_id = v.id and vd.document_id = d.id) vd on true
     where v.id = $1
     order by vd.role is null, d.problem is not null, d.mail_id, d.position`,
    [versionId],
  )
  return rows
}

export interface FlagDetail {
  readonly id: number
  readonly rule: string
  readonly category: string
  readonly level: 'E' | 'W' | 'N'
  readonly questions: readonly string[]
  readonly messageVi: string
  readonly messageEn: string
  readonly openedAt: Date
  readonly resolvedAt: Date | null
  readonly resolvedBy: string | null
  readonly resolution: string | null
}

const flagColumns = `id, rule, category, level, questions, message_vi as "messageVi", message_en as "messageEn",
  opened_at as "openedAt", resolved_at as "resolvedAt", resolved_by as "resolvedBy", resolution`
const gravestFirst = `resolved_at is not null, strpos('EWN', level), id`

/** Open flags first, the gravest first; resolved ones after them. */
export async function flagsOfSubmission(sql: Sql, submissionId: number): Promise<FlagDetail[]> {
  const { rows } = await sql.query(
    `select ${flagColumns} from flags where submission_id = $1 order by ${gravestFirst}`,
    [submissionId],
  )
  return rows
}

/** Flags of a mail that belong to no submission. */
export async function flagsOfMail(sql: Sql, mailId: number): Promise<FlagDetail[]> {
  const { rows } = await sql.query(
    `select ${flagColumns} from flags where mail_id = $1 and submission_id is null order by ${gravestFirst}`,
    [mailId],
  )
  return rows
}

/** Notes that a person looks at a submission, and tells who else did within the last moments. */
export async function present(
  sql: Sql,
  who: { submissionId: number; userId: number; now: Date; since: Date },
): Promise<string[]> {
  await sql.query(
    `insert into presence (submission_id, user_id, seen_at) select $1, $2, $3
     where exists (select from submissions where id = $1)
     on conflict (submission_id, user_id) do update set seen_at = excluded.seen_at`,
    [who.submissionId, who.userId, who.now],
  )
  const { rows } = await sql.query(
    `select u.display_name as name from presence p join users u on u.id = p.user_id
     where p.submission_id = $1 and p.user_id <> $2 and p.seen_at > $3 order by u.display_name`,
    [who.submissionId, who.userId, who.since],
  )
  return rows.map((row) => row.name)
}
