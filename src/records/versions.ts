import { isDeepStrictEqual } from 'node:util'
import type { AssessedVersion } from './assessment.ts'
import type { Sql } from './database.ts'
import { type Actor, appendHistory, type Change } from './history.ts'
import { saidAnswers } from './said-answers.ts'
import { contentOf, writeContent } from './version-content.ts'

interface VersionRow {
  readonly id: number
  readonly mailId: number
  readonly submissionId: number
  readonly ordinal: number
  readonly relation: string
  readonly inForce: boolean
  readonly unit: string | null
  readonly receivedAt: Date
  readonly chosenBy: string | null
  /** Of its answers and documents, as they were last written. */
  readonly contentHash: string | null
}

const columns = `id, mail_id as "mailId", submission_id as "submissionId", ordinal, relation, in_force as "inForce", unit,
  received_at as "receivedAt", chosen_by as "chosenBy", encode(content_sha256, 'hex') as "contentHash"`

/**
 * Writes the versions of a submission and their answers. A version that moved here from another submission (read again,
 * or assigned by a person) brings its corrections with it; one that takes the place of another takes over what people
 * settled there; one that is found no more is removed unless a person corrected something in it. A version a person chose stays in force. `arrived` says whether a mail brought a new one.
 */
export async function writeVersions(
  sql: Sql,
  submission: { id: number; key: string },
  found: readonly AssessedVersion[],
  actor: Actor,
): Promise<{ changed: boolean; arrived: boolean }> {
  const { rows } = await sql.query(`select ${columns} from versions where submission_id = $1 for update`, [
    submission.id,
  ])
  const before = new Map((rows as VersionRow[]).map((row) => [row.mailId, row]))
  const chosen = [...before.values()].find(
    (row) => row.chosenBy !== null && found.some((one) => one.mailId === row.mailId),
  )
  const changes: Change[] = []
  let changed = false
  let arrived = false
  // One version is in force at any moment: the old one steps back before the new one steps forward.
  const inForce = (version: AssessedVersion) => (chosen ? chosen.mailId === version.mailId : version.inForce)
  const stepsBack = [...before.values()].filter(
    (row) => row.inForce && !found.some((one) => one.mailId === row.mailId && inForce(one)),
  )
  for (const row of stepsBack) await sql.query('update versions set in_force = false where id = $1', [row.id])
  const updates: (Facts & { id: number; contentHash: string })[] = []
  for (const version of found) {
    const old = before.get(version.mailId) ?? (await moveHere(sql, submission.id, version.mailId))
    const wanted = {
      ordinal: version.ordinal,
      relation: version.relation,
      inForce: inForce(version),
      unit: version.unit,
      receivedAt: version.receivedAt,
    }
    const content = contentOf(version)
    const id = old?.id ?? (await insertVersion(sql, submission.id, version.mailId, wanted, content.hash))
    const isUpdated = old !== null && !isDeepStrictEqual(wanted, pick(old))
    // Of a body that wrote often hardly any version changes: nothing of the others is loaded.
    const hasContent = old?.contentHash === content.hash
    const answersChanged = !hasContent && (await writeContent(sql, id, content, old !== null, actor, changes))
    if (!old) arrived = true
    else if (isUpdated || !hasContent) updates.push({ ...wanted, id, contentHash: content.hash })
    if (!old && wanted.inForce)
      for (const row of stepsBack)
        await carryCorrections(sql, row.id, { submissionId: submission.id, versionId: id }, actor, changes)
    changed ||= !old || answersChanged || isUpdated
    if (!old)
      changes.push({
        actor,
        record: 'version',
        recordId: id,
        action: 'filed',
        after: { ...wanted, mail: version.mailId },
      })
    else if (isUpdated)
      changes.push({
        actor,
        record: 'version',
        recordId: id,
        action: 'assessed',
        before: pick(old),
        after: wanted,
      })
  }
  await updateVersions(sql, updates)
  const gone = [...before.values()].filter((row) => !found.some((one) => one.mailId === row.mailId))
  for (const row of gone) changed = (await removeVersion(sql, row, actor, changes)) || changed
  await appendHistory(sql, changes)
  return { changed, arrived }
}

type Facts = Pick<VersionRow, 'ordinal' | 'relation' | 'inForce' | 'unit' | 'receivedAt'>

function pick({ ordinal, relation, inForce, unit, receivedAt }: VersionRow): Facts {
  return { ordinal, relation, inForce, unit, receivedAt }
}

/** The same mail's version in a submission that has no more claim on it. */
async function moveHere(sql: Sql, submissionId: number, mailId: number): Promise<VersionRow | null> {
  const { rows } = await sql.query(
    `update versions v set submission_id = $1, in_force = false, chosen_by = null
     where v.id = (
       select o.id from versions o join submissions s on s.id = o.submission_id
       where o.mail_id = $2 and s.id <> $1
         and not exists (select from filings f where f.mail_id = o.mail_id and f.key = s.key)
       order by o.id limit 1)
     returning ${columns}`,
    [submissionId, mailId],
  )
  return rows[0] ?? null
}

async function insertVersion(
  sql: Sql,
  submissionId: number,
  mailId: number,
  facts: Facts,
  contentHash: string,
): Promise<number> {
  const { rows } = await sql.query(
    `insert into versions (submission_id, mail_id, ordinal, relation, in_force, unit, received_at, content_sha256)
     values ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex')) returning id`,
    [
      submissionId,
      mailId,
      facts.ordinal,
      facts.relation,
      facts.inForce,
      facts.unit,
      facts.receivedAt,
      contentHash,
    ],
  )
  return rows[0].id
}

/**
 * What people said of an answer still holds where a completion took over that very reading of that very document, or is
 * as silent on it.
 */
async function carryCorrections(
  sql: Sql,
  fromId: number,
  to: { readonly submissionId: number; readonly versionId: number },
  actor: Actor,
  changes: Change[],
): Promise<void> {
  const { rows } = await sql.query(
    `insert into corrections (version_id, question, action, value, note, made_by, made_at)
     select distinct on (c.question) $2, c.question, c.action, c.value, c.note, c.made_by, c.made_at
     from corrections c
     join answers o on o.version_id = c.version_id and o.question = c.question
     join answers n on n.version_id = $2 and n.question = c.question and n.value = o.value
       and (n.document_id = o.document_id or (n.value = 'null' and not n.review))
     where c.version_id = $1 and c.undone_at is null order by c.question, c.id desc
     returning question`,
    [fromId, to.versionId],
  )
  if (rows.length > 0)
    changes.push({
      actor,
      record: 'version',
      recordId: to.versionId,
      action: 'carried',
      after: await saidAnswers(
        sql,
        to,
        rows.map(({ question }) => question),
      ),
    })
}

/** In one statement: a mail that arrived between others moves the ordinals of all that follow. */
async function updateVersions(
  sql: Sql,
  updates: readonly (Facts & { id: number; contentHash: string })[],
): Promise<void> {
  if (updates.length === 0) return
  await sql.query(
    `update versions v set ordinal = r.ordinal, relation = r.relation, in_force = r."inForce", unit = r.unit,
       received_at = r."receivedAt", content_sha256 = decode(r."contentHash", 'hex')
     from jsonb_to_recordset($1::jsonb) as r (id bigint, ordinal int, relation text, "inForce" boolean, unit text,
       "receivedAt" timestamptz, "contentHash" text)
     where v.id = r.id`,
    [JSON.stringify(updates)],
  )
}

async function removeVersion(sql: Sql, row: VersionRow, actor: Actor, changes: Change[]): Promise<boolean> {
  const { rows } = await sql.query(
    `select exists (select from corrections where version_id = $1)
       or not exists (select from versions where id = $1 and submission_id = $2) as keep`,
    [row.id, row.submissionId],
  )
  if (rows[0].keep) return false
  await sql.query('delete from versions where id = $1', [row.id])
  changes.push({
    actor,
    record: 'version',
    recordId: row.id,
    action: 'removed',
    before: { ...pick(row), mail: row.mailId },
  })
  return true
}
