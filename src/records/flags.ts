import type { AssessedFlag } from './assessment.ts'
import type { Sql } from './database.ts'
import { type Actor, appendHistory, type Change } from './history.ts'

interface FlagRow {
  readonly id: number
  readonly key: string
  readonly resolvedAt: Date | null
  readonly resolvedBy: string | null
  readonly messageVi: string
  readonly level: string
  readonly questions: string[]
  readonly agencyId: string | null
}

/** Why flags are looked at again: a mail that came, or a person's correction of an answer. */
export interface Cause {
  readonly actor: Actor
  readonly mailId: number | null
  readonly correctedBy?: string
  /** Instead of a correction: the person chose which version counts. */
  readonly chosenBy?: string
}

/** To what a set of flags belongs: all flags of it are replaced together. */
export type FlagOwner = { readonly submissionId: number } | { readonly mailId: number }

/**
 * Brings the flags of a submission, or of a mail by itself, in line with what assessing found now: new ones are opened,
 * those no longer found are resolved (by the mail that brought the answer, or by a person's correction of it), found
 * again opened again. What a person closed stays closed.
 */
export async function writeFlags(
  sql: Sql,
  owner: FlagOwner,
  found: readonly AssessedFlag[],
  cause: Cause,
): Promise<void> {
  const submissionId = 'submissionId' in owner ? owner.submissionId : null
  const { rows } = await sql.query(
    `select id, key, resolved_at as "resolvedAt", resolved_by as "resolvedBy", message_vi as "messageVi", level, questions,
       agency_id as "agencyId"
     from flags where ${submissionId === null ? 'mail_id = $1 and submission_id is null' : 'submission_id = $1'} for update`,
    ['submissionId' in owner ? owner.submissionId : owner.mailId],
  )
  const before = new Map((rows as FlagRow[]).map((row) => [row.key, row]))
  const now = new Map(found.map((flag) => [flag.key, flag]))
  const changes: Change[] = []
  for (const flag of now.values()) {
    const old = before.get(flag.key)
    const same =
      old &&
      old.messageVi === flag.messageVi &&
      old.level === flag.level &&
      old.agencyId === (flag.agencyId ?? null) &&
      String(old.questions) === String(flag.questions)
    // Resolved by a person: stays so. Resolved by a mail, and found again: open again.
    if (old && same && (old.resolvedAt === null || old.resolvedBy?.startsWith('user:'))) continue
    const id = await upsert(sql, submissionId, flag)
    if (!old || old.resolvedAt !== null)
      changes.push({ actor: cause.actor, record: 'flag', recordId: id, action: 'opened', after: shown(flag) })
  }
  const { by: resolvedBy, why } = settledBy(cause)
  for (const old of before.values()) {
    if (now.has(old.key) || old.resolvedAt !== null) continue
    await sql.query(`update flags set resolved_at = now(), resolved_by = $2, resolution = $3 where id = $1`, [
      old.id,
      resolvedBy,
      why,
    ])
    changes.push({
      actor: cause.actor,
      record: 'flag',
      recordId: old.id,
      action: 'resolved',
      before: { key: old.key, message: old.messageVi },
      after: { by: resolvedBy },
    })
  }
  await appendHistory(sql, changes)
}

function settledBy({ actor, mailId, correctedBy, chosenBy }: Cause): { by: string; why: string } {
  if (chosenBy) return { by: `choice:${chosenBy}`, why: 'Đã chọn bản có hiệu lực' }
  if (correctedBy) return { by: `correction:${correctedBy}`, why: 'Câu trả lời đã được sửa' }
  if (mailId !== null) return { by: `mail:${mailId}`, why: `Thư #${mailId} đã bổ sung` }
  return { by: actor, why: 'Đánh giá lại không còn thấy' }
}

function shown(flag: AssessedFlag) {
  return { key: flag.key, rule: flag.rule, message: flag.messageVi }
}

async function upsert(sql: Sql, submissionId: number | null, flag: AssessedFlag): Promise<number> {
  const { rows } = await sql.query(
    `insert into flags as f (key, submission_id, mail_id, document_id, rule, category, level, questions, message_vi, message_en,
       agency_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (key) do update set submission_id = excluded.submission_id, mail_id = excluded.mail_id,
       document_id = excluded.document_id, rule = excluded.rule, category = excluded.category, level = excluded.level,
       questions = excluded.questions, message_vi = excluded.message_vi, message_en = excluded.message_en,
       agency_id = excluded.agency_id,
       resolved_at = case when f.resolved_by like 'user:%' then f.resolved_at end,
       resolved_by = case when f.resolved_by like 'user:%' then f.resolved_by end,
       resolution = case when f.resolved_by like 'user:%' then f.resolution end
     returning id`,
    [
      flag.key,
      submissionId,
      flag.mailId,
      flag.documentId,
      flag.rule,
      flag.category,
      flag.level,
      flag.questions,
      flag.messageVi,
      flag.messageEn,
      flag.agencyId ?? null,
    ],
  )
  return rows[0].id
}
