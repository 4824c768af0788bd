import { wholeMail } from '../assessing/facts.ts'
import type { AnswerValue } from '../survey/answers.ts'
import { type Database, type Sql, transaction } from './database.ts'
import { appendHistory } from './history.ts'
import { saidAnswers } from './said-answers.ts'
import type { SubmissionState } from './submissions.ts'

/** Who decides, and which state of the submission they had before their eyes. */
export interface Decider {
  readonly user: string
  readonly submissionId: number
  readonly revision: number
}

/** What became of a decision. `conflict`: somebody else was first, nothing was written. */
export type Outcome =
  | { readonly kind: 'done'; readonly revision: number; readonly state: SubmissionState }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly why: Refusal }
export type Refusal =
  | 'doubts-open'
  | 'flags-open'
  | 'decided'
  | 'no-agency'
  | 'nothing-to-undo'
  | 'needs-choice'

interface Locked {
  readonly id: number
  readonly key: string
  readonly state: SubmissionState
  readonly agencyId: string | null
  readonly memberUnit: string | null
  readonly outside: boolean
  readonly needsChoice: boolean
  readonly complete: boolean
}

/**
 * Runs a change of one submission for a person: locked, at the revision they saw, and its state settled afterwards. The
 * change returns why it wrote nothing, or nothing when it wrote.
 */
export async function decide(
  database: Database,
  who: Decider,
  change: (sql: Sql, submission: Locked) => Promise<Refusal | 'conflict' | undefined>,
): Promise<Outcome> {
  return transaction(database, async (sql) => {
    // The order of locks is that of assessing: first the key, then the row.
    const { rows: keys } = await sql.query('select key from submissions where id = $1', [who.submissionId])
    if (!keys[0]) return { kind: 'gone' }
    await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [keys[0].key])
    const { rows } = await sql.query(
      `select id, key, state, agency_id as "agencyId", member_unit as "memberUnit", outside, needs_choice as "needsChoice", complete,
         revision from submissions where id = $1 for update`,
      [who.submissionId],
    )
    if (!rows[0]) return { kind: 'gone' }
    if (rows[0].revision !== who.revision) return { kind: 'conflict' }
    const why = await change(sql, rows[0])
    if (why === 'conflict') return { kind: 'conflict' }
    if (why) return { kind: 'refused', why }
    await settle(sql, who.submissionId)
    const { rows: after } = await sql.query(
      `update submissions set revision = revision + 1, updated_at = now() where id = $1 returning revision, state`,
      [who.submissionId],
    )
    return { kind: 'done', ...after[0] }
  })
}

/** Waiting while anything is in doubt, missing or open to choice; ready when only the approval is left. */
async function settle(sql: Sql, id: number): Promise<void> {
  await sql.query(
    `update submissions s set state = case
       when i.doubts > 0 or i.errors > 0 or i.warnings > 0 or s.needs_choice
         or (s.agency_id is null and s.member_unit is null and not s.outside) then 'waiting' else 'ready' end
     from submission_index i
     where i.submission_id = s.id and s.id = $1 and s.state in ('waiting', 'ready')`,
    [id],
  )
}

export interface AnswerDecision {
  readonly versionId: number
  readonly question: string
  readonly action: 'accepted' | 'corrected' | 'cleared'
  readonly value: AnswerValue
  readonly note: string | null
}

/** Holds the rules against the submission again, in the transaction of the change. */
export type CheckAgain = (sql: Sql, key: string, word: PersonsChange) => Promise<void>
/** Who corrected an answer, or chose a version: that is what closes a flag then. */
export type PersonsChange = { readonly correctedBy: string } | { readonly chosenBy: string }

/** Lays a person's word over the machine's answer; the machine's stays beneath. */
export function decideAnswer(
  database: Database,
  who: Decider,
  decision: AnswerDecision,
  checkAgain: CheckAgain,
): Promise<Outcome> {
  return decide(database, who, async (sql, submission) => {
    if (isDecided(submission)) return 'decided'
    const before = await answerNow(sql, who.submissionId, decision.versionId, decision.question)
    await sql.query(
      `insert into corrections (version_id, question, action, value, note, made_by) values ($1, $2, $3, $4, $5, $6)`,
      [
        decision.versionId,
        decision.question,
        decision.action,
        JSON.stringify(decision.value),
        decision.note,
        who.user,
      ],
    )
    await note(sql, who, `answer-${decision.action}`, {
      before: { [decision.question]: before },
      after: { [decision.question]: decision.action === 'accepted' ? before : decision.value },
      note: decision.note,
    })
    await checkAgain(sql, submission.key, { correctedBy: who.user })
    return undefined
  })
}

/** Leaves a note on an answer, which stays as it is and as doubtful as it is: a line of the history, and no more. */
export function noteOnAnswer(
  database: Database,
  who: Decider,
  which: { versionId: number; question: string },
  text: string,
): Promise<Outcome> {
  return decide(database, who, async (sql) => {
    const value = await answerNow(sql, who.submissionId, which.versionId, which.question)
    const same = { [which.question]: value }
    await note(sql, who, 'noted', { before: same, after: same, note: text })
    return undefined
  })
}

/** Takes back the newest word of a person on an answer; the one before it, or the machine's, counts again. */
export function undoAnswer(
  database: Database,
  who: Decider,
  which: { versionId: number; question: string },
  checkAgain: CheckAgain,
): Promise<Outcome> {
  return decide(database, who, async (sql, submission) => {
    if (isDecided(submission)) return 'decided'
    const before = await answerNow(sql, who.submissionId, which.versionId, which.question)
    const { rowCount } = await sql.query(
      `update corrections set undone_at = now() where id = (
         select c.id from corrections c join versions v on v.id = c.version_id
         where c.version_id = $1 and c.question = $2 and c.undone_at is null and v.submission_id = $3
         order by c.id desc limit 1)`,
      [which.versionId, which.question, who.submissionId],
    )
    if (rowCount === 0) return 'nothing-to-undo'
    const after = await answerNow(sql, who.submissionId, which.versionId, which.question)
    await note(sql, who, 'answer-undone', {
      before: { [which.question]: before },
      after: { [which.question]: after },
      note: null,
    })
    await checkAgain(sql, submission.key, { correctedBy: who.user })
    return undefined
  })
}

/** An approved submission is opened again before anything of it changes. */
const isDecided = (submission: Locked) => submission.state !== 'waiting' && submission.state !== 'ready'

/** The answer as the history has it. */
async function answerNow(
  sql: Sql,
  submissionId: number,
  versionId: number,
  question: string,
): Promise<unknown> {
  const said = await saidAnswers(sql, { submissionId, versionId }, [question])
  if (!Object.hasOwn(said, question))
    throw new Error(`version ${versionId} of submission ${submissionId} has no answer ${question}`)
  return said[question]
}

/**
 * Approves: nothing may be in doubt. Flags that are still open are closed with the reason given; without one they stand
 * in the way (notes do not).
 */
export function approve(database: Database, who: Decider, reason: string | null): Promise<Outcome> {
  return decide(database, who, async (sql, submission) => {
    if (isDecided(submission)) return 'decided'
    if (submission.agencyId === null && submission.memberUnit === null && !submission.outside)
      return 'no-agency'
    if (submission.needsChoice) return 'needs-choice'
    const { rows } = await sql.query(
      `select doubts, errors + warnings as flags from submission_index where submission_id = $1`,
      [who.submissionId],
    )
    if (rows[0].doubts > 0) return 'doubts-open'
    if (rows[0].flags > 0 && !reason) return 'flags-open'
    const { rows: closed } = await sql.query(
      `update flags set resolved_at = now(), resolved_by = $2, resolution = $3
       where submission_id = $1 and resolved_at is null and ($3::text is not null or level = 'N') returning id`,
      [who.submissionId, `user:${who.user}`, reason],
    )
    await sql.query(
      `update submissions set state = 'approved', approved_by = $2, approved_at = now() where id = $1`,
      [who.submissionId, who.user],
    )
    await note(sql, who, 'approved', {
      before: { state: submission.state },
      after: { state: 'approved', flagsClosed: closed.length },
      note: reason,
    })
    return undefined
  })
}

/** Sent back to the agency, set aside as no form, or opened again. */
export function moveTo(
  database: Database,
  who: Decider,
  state: 'sent-back' | 'not-a-form' | 'waiting',
  reason: string | null,
): Promise<Outcome> {
  const action = { 'sent-back': 'sent-back', 'not-a-form': 'set-aside', waiting: 'opened-again' }[state]
  return decide(database, who, async (sql, submission) => {
    if (submission.state === state || (state !== 'waiting' && isDecided(submission))) return 'decided'
    // Approving is undone as a whole: what it closed at one stroke is open again.
    if (submission.state === 'approved')
      await sql.query(
        `update flags f set resolved_at = null, resolved_by = null, resolution = null from submissions s
         where s.id = $1 and f.submission_id = s.id and f.resolved_at = s.approved_at`,
        [who.submissionId],
      )
    await sql.query(
      `update submissions set state = $2, approved_by = null, approved_at = null where id = $1`,
      [who.submissionId, state],
    )
    await note(sql, who, action, { before: { state: submission.state }, after: { state }, note: reason })
    return undefined
  })
}

/** Says that the body is none of those asked, or takes that back: the form can be approved then, and is not counted. */
export function setOutside(
  database: Database,
  who: Decider,
  outside: boolean,
  reason: string | null,
): Promise<Outcome> {
  return decide(database, who, async (sql, submission) => {
    if (isDecided(submission)) return 'decided'
    await sql.query('update submissions set outside = $2 where id = $1', [who.submissionId, outside])
    await note(sql, who, 'agency-decided', {
      before: { outside: submission.outside },
      after: { outside },
      note: reason,
    })
    return undefined
  })
}

/** Puts one version in force by a person's word, which assessing again never takes back. */
export function chooseVersion(
  database: Database,
  who: Decider,
  versionId: number,
  checkAgain: CheckAgain,
): Promise<Outcome> {
  return decide(database, who, async (sql, submission) => {
    if (isDecided(submission)) return 'decided'
    const { rows } = await sql.query(
      `select id, mail_id as "mailId", in_force as "inForce" from versions where submission_id = $1 order by ordinal`,
      [who.submissionId],
    )
    const chosen = rows.find((row) => row.id === versionId)
    if (!chosen) throw new Error(`submission ${who.submissionId} has no version ${versionId}`)
    await sql.query(
      `update versions set in_force = false, chosen_by = null where submission_id = $1 and id <> $2`,
      [who.submissionId, versionId],
    )
    await sql.query('update versions set in_force = true, chosen_by = $2 where id = $1', [
      versionId,
      who.user,
    ])
    await sql.query('update submissions set needs_choice = false where id = $1', [who.submissionId])
    const before = rows.find((row) => row.inForce)
    await note(sql, who, 'version-chosen', {
      before: before ? { mail: before.mailId } : null,
      after: { mail: chosen.mailId },
      note: null,
    })
    await checkAgain(sql, submission.key, { chosenBy: who.user })
    return undefined
  })
}

/**
 * Files the submission's mails under another agency. What moves where is for assessing to find, which is asked to look
 * at them again. Returns their ids beside the outcome.
 */
export async function assign(
  database: Database,
  who: Decider,
  agencyId: string,
  reason: string | null,
): Promise<{ outcome: Outcome; mailIds: number[] }> {
  let mailIds: number[] = []
  const outcome = await decide(database, who, async (sql, submission) => {
    if (isDecided(submission)) return 'decided'
    const { rows } = await sql.query(
      `select distinct mail_id as id from filings where key = $1
       union select mail_id from versions where submission_id = $2`,
      [submission.key, who.submissionId],
    )
    mailIds = rows.map((row) => row.id)
    for (const mailId of mailIds) {
      // Assigned before: the word is changed where it was given, under the key that assessing finds by itself.
      const { rows: changed } = await sql.query(
        `update assignments set agency_id = $3, made_by = $4, made_at = now()
         where mail_id = $1 and 'agency:' || agency_id = $2 returning key`,
        [mailId, submission.key, agencyId, who.user],
      )
      // A word on the mail as a whole does not move a form that names its body itself.
      if (changed.every(({ key }) => key === wholeMail(mailId)))
        await sql.query(
          `insert into assignments (mail_id, key, agency_id, made_by) values ($1, $2, $3, $4)
           on conflict (mail_id, key) do update set agency_id = excluded.agency_id, made_by = excluded.made_by, made_at = now()`,
          [mailId, submission.key, agencyId, who.user],
        )
    }
    await note(sql, who, 'assigned', {
      before: { agencyId: submission.agencyId },
      after: { agencyId },
      note: reason,
    })
    await assessAgain(sql, mailIds)
    return undefined
  })
  return { outcome, mailIds: outcome.kind === 'done' ? mailIds : [] }
}

/** Sends mails back to assessing; the sweep finds them even if the job added afterwards is lost. */
export async function assessAgain(sql: Sql, mailIds: readonly number[]): Promise<void> {
  await sql.query(
    `update mails set state = 'opened', revision = revision + 1 where id = any ($1) and state = 'assessed'`,
    [mailIds],
  )
}

async function note(
  sql: Sql,
  who: Decider,
  action: string,
  change: { before: unknown; after: unknown; note: string | null },
): Promise<void> {
  await appendHistory(sql, [
    { actor: `user:${who.user}`, record: 'submission', recordId: who.submissionId, action, ...change },
  ])
}
