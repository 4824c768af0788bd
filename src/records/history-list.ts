import type { Sql } from './database.ts'
import type { HistoryEntry } from './history.ts'

export interface HistoryQuery {
  /** `people` for what persons did, `system` for the machine's steps, or the name of one person. */
  readonly who: 'people' | 'system' | { readonly user: string } | null
  readonly record: string | null
  /** Whether people coming and going count. */
  readonly signIns: boolean
  readonly before: number | null
  readonly limit: number
}

const whose = 'coalesce(s.member_unit, a.short)'
const columns = `h.id, h.at, h.actor, h.record, h.record_id as "recordId", h.action, h.before, h.after, h.note,
  case h.record
    when 'flag' then (select jsonb_build_object('submissionId', f.submission_id, 'mailId', f.mail_id, 'messageEn', f.message_en, 'agency', ${whose})
      from flags f left join submissions s on s.id = f.submission_id left join agencies a on a.id = s.agency_id
      where f.id = h.record_id)
    when 'version' then (select jsonb_build_object('submissionId', v.submission_id, 'agency', ${whose})
      from versions v join submissions s on s.id = v.submission_id left join agencies a on a.id = s.agency_id
      where v.id = h.record_id)
    when 'submission' then (select jsonb_build_object('submissionId', s.id, 'agency', ${whose})
      from submissions s left join agencies a on a.id = s.agency_id where s.id = h.record_id)
  end as about`

/** One page of the whole history, newest first; `before` is the id of the last line of the page before. */
export async function historyList(sql: Sql, query: HistoryQuery): Promise<HistoryEntry[]> {
  const who =
    query.who === 'people'
      ? 'user:%'
      : query.who === 'system'
        ? 'system:%'
        : query.who
          ? `user:${query.who.user.replace(/[\\%_]/g, '\\$&')}`
          : null
  const { rows } = await sql.query(
    `select ${columns} from history h
     where ($1::text is null or h.actor like $1) and ($2::text is null or h.record = $2)
       and ($3::bigint is null or h.id < $3) and ($5 or h.action not in ('signed-in', 'signed-out'))
     order by h.id desc limit $4`,
    [who, query.record, query.before, query.limit, query.signIns],
  )
  return rows
}

/** All that happened to a submission, its versions and its flags, newest first; only after line `since` when given. */
export async function historyOfSubmission(
  sql: Sql,
  submissionId: number,
  since = 0,
  limit = 300,
): Promise<HistoryEntry[]> {
  const { rows } = await sql.query(
    `select ${columns} from history h
     where h.id > $2 and (h.record, h.record_id) in (
       select 'submission', $1::bigint
       union all select 'version', id from versions where submission_id = $1
       union all select 'flag', id from flags where submission_id = $1)
     order by h.id desc limit $3`,
    [submissionId, since, limit],
  )
  return rows
}

/** Notes that people left on a submission's answers, by question, oldest first. */
export async function notesOfSubmission(
  sql: Sql,
  submissionId: number,
): Promise<{ question: string; by: string; at: Date; text: string }[]> {
  const { rows } = await sql.query(
    `select (select min(key) from jsonb_object_keys(h.after) key) as question, split_part(h.actor, ':', 2) as by, h.at,
       h.note as text
     from history h where h.record = 'submission' and h.record_id = $1 and h.action = 'noted' order by h.id`,
    [submissionId],
  )
  return rows
}

/** All that happened to a mail and its documents, oldest first. */
export async function historyOfMail(sql: Sql, mailId: number): Promise<HistoryEntry[]> {
  const { rows } = await sql.query(
    `select ${columns} from history h
     where (h.record = 'mail' and h.record_id = $1)
       or (h.record = 'document' and h.record_id in (select id from documents where mail_id = $1))
       or (h.record = 'flag' and h.record_id in (select id from flags where mail_id = $1 and submission_id is null))
     order by h.id limit 300`,
    [mailId],
  )
  return rows
}
