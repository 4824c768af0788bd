import { isDeepStrictEqual } from 'node:util'
import type { AssessedSubmission, Assessment } from './assessment.ts'
import type { Sql } from './database.ts'
import { type Cause, writeFlags } from './flags.ts'
import { type Actor, appendHistory } from './history.ts'
import { writeVersions } from './versions.ts'

export type SubmissionState = 'waiting' | 'ready' | 'approved' | 'sent-back' | 'not-a-form'

interface Submission extends AssessedSubmission {
  readonly id: number
  readonly state: SubmissionState
  readonly revision: number
}

const columns = `id, key, agency_id as "agencyId", suggested_agency_id as "suggestedAgencyId",
  member_unit as "memberUnit", received_at as "receivedAt", late, complete, needs_choice as "needsChoice", state, revision`

async function submissionByKey(sql: Sql, key: string): Promise<Submission | null> {
  const { rows } = await sql.query(`select ${columns} from submissions where key = $1`, [key])
  return rows[0] ?? null
}

/**
 * Writes what assessing found: the difference to what stands there, and a line of history for each change. Corrections
 * by people, versions they chose, flags they closed and forms they set aside stay. What they had approved waits for them
 * again when a mail brought something new. Call it inside a transaction, under `lockSubmission`.
 */
export async function writeAssessment(sql: Sql, found: Assessment, cause: Cause): Promise<number> {
  const { submission } = found
  const old = await submissionByKey(sql, submission.key)
  const id = old?.id ?? (await insertSubmission(sql, submission))
  const { changed, arrived } = await writeVersions(
    sql,
    { id, key: submission.key },
    found.versions,
    cause.actor,
  )
  const decided = old?.state === 'approved' || old?.state === 'sent-back'
  const reopened = decided && arrived
  const flags = reopened ? [...found.flags, arrivedAfter(id, submission, cause.mailId)] : found.flags
  const kept = decided && !reopened ? await openArrivalFlags(sql, id) : []
  await writeFlags(sql, { submissionId: id }, [...flags, ...kept], cause)
  const state = await nextState(sql, id, submission, old?.state ?? 'waiting', reopened)
  const before = old && facts(old)
  const after = { ...facts(submission), state }
  const same = old !== null && isDeepStrictEqual({ ...before, state: old.state }, after)
  if (!same || changed)
    await sql.query(
      `update submissions set agency_id = $2, suggested_agency_id = $3, member_unit = $4, received_at = $5, late = $6,
         complete = $7, needs_choice = $8, state = $9, revision = revision + $10, updated_at = now(),
         approved_by = case when $9 = 'approved' then approved_by end,
         approved_at = case when $9 = 'approved' then approved_at end
       where id = $1`,
      [
        id,
        submission.agencyId,
        submission.suggestedAgencyId,
        submission.memberUnit,
        submission.receivedAt,
        submission.late,
        submission.complete,
        submission.needsChoice,
        state,
        old ? 1 : 0,
      ],
    )
  if (!same)
    await appendHistory(sql, [
      {
        actor: cause.actor,
        record: 'submission',
        recordId: id,
        action: old ? (reopened ? 'reopened' : 'assessed') : 'filed',
        ...(old ? { before: { ...before, state: old.state } } : {}),
        after,
        note: cause.mailId === null ? null : `mail:${cause.mailId}`,
      },
    ])
  return id
}

/** No form is filed under the key any more (read again, or assigned elsewhere): nothing is left that was not a person's. */
export async function removeSubmission(sql: Sql, key: string, actor: Actor): Promise<void> {
  const old = await submissionByKey(sql, key)
  if (!old) return
  const { rows } = await sql.query('select count(*) as n from versions where submission_id = $1', [old.id])
  if (rows[0].n > 0) return
  await appendHistory(sql, [
    { actor, record: 'submission', recordId: old.id, action: 'removed', before: facts(old) },
  ])
  await sql.query('delete from submissions where id = $1', [old.id])
}

async function insertSubmission(sql: Sql, submission: AssessedSubmission): Promise<number> {
  const { rows } = await sql.query(
    `insert into submissions (key, agency_id, received_at, late, complete) values ($1, $2, $3, $4, $5) returning id`,
    [submission.key, submission.agencyId, submission.receivedAt, submission.late, submission.complete],
  )
  return rows[0].id
}

/** What of a submission assessing decides, in a form that compares. */
function facts(submission: AssessedSubmission) {
  return {
    agencyId: submission.agencyId,
    suggestedAgencyId: submission.suggestedAgencyId,
    memberUnit: submission.memberUnit,
    receivedAt: submission.receivedAt.toISOString(),
    late: submission.late,
    complete: submission.complete,
    needsChoice: submission.needsChoice,
  }
}

/**
 * A person's decision stands until something new arrives. Otherwise a submission is ready to be approved when nothing
 * of it is in doubt, flagged, or open to choice; what is incomplete has a flag, which a person may close.
 */
async function nextState(
  sql: Sql,
  id: number,
  submission: AssessedSubmission,
  old: SubmissionState,
  reopened: boolean,
): Promise<SubmissionState> {
  if (old === 'not-a-form') return old
  if ((old === 'approved' || old === 'sent-back') && !reopened) return old
  if (reopened || submission.needsChoice) return 'waiting'
  const { rows } = await sql.query(
    `select exists (select from current_answers where submission_id = $1 and review) as doubt,
       exists (select from flags where submission_id = $1 and resolved_at is null and level <> 'N') as flagged,
       (select outside from submissions where id = $1) as outside`,
    [id],
  )
  const { doubt, flagged, outside } = rows[0]
  const unknown = submission.agencyId === null && submission.memberUnit === null && !outside
  return doubt || flagged || unknown ? 'waiting' : 'ready'
}

function arrivedAfter(id: number, submission: AssessedSubmission, mailId: number | null) {
  return {
    key: `${submission.key}/arrived-after-decision/${mailId ?? id}`,
    mailId,
    documentId: null,
    rule: 'arrived-after-decision',
    category: 'arrival',
    level: 'W' as const,
    questions: [],
    messageVi: `Thư #${mailId ?? ''} đến sau khi phiếu đã được duyệt hoặc ghi là cần bổ sung; đề nghị xem lại`,
    messageEn: `Mail #${mailId ?? ''} came after the submission was approved or marked as waiting for the agency; look again`,
  }
}

/** Flags of earlier arrivals stay open until a person approves again. */
async function openArrivalFlags(sql: Sql, id: number) {
  const { rows } = await sql.query(
    `select key, mail_id as "mailId", document_id as "documentId", rule, category, level, questions,
       message_vi as "messageVi", message_en as "messageEn"
     from flags where submission_id = $1 and rule = 'arrived-after-decision' and resolved_at is null`,
    [id],
  )
  return rows
}
