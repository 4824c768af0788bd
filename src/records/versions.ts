import { isDeepStrictEqual } from 'node:util'
import type { AssessedVersion } from './assessment.ts'
import type { Sql } from './database.ts'
import { type Actor, appendHistory, type Change } from './history.ts'
import { saidAnswers } from './said-answers.ts'

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
}

const columns = `id, mail_id as "mailId", submission_id as "submissionId", ordinal, relation, in_force as "inForce", unit,
  received_at as "receivedAt", chosen_by as "chosenBy"`

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
  const content = await contentOf(sql, [...before.values()])
  for (const version of found) {
    const old = before.get(version.mailId) ?? (await moveHere(sql, submission.id, version.mailId))
    if (old && !before.has(version.mailId))
      for (const [id, own] of await contentOf(sql, [old])) content.set(id, own)
    const wanted = {
      ordinal: version.ordinal,
      relation: version.relation,
      inForce: inForce(version),
      unit: version.unit,
      receivedAt: version.receivedAt,
    }
    const id = old?.id ?? (await insertVersion(sql, submission.id, version.mailId, wanted))
    if (!old) arrived = true
    else if (!isDeepStrictEqual(wanted, pick(old))) await updateVersion(sql, id, wanted)
    const there = content.get(id) ?? { answers: [], documents: [] }
    const answersChanged = await writeAnswers(sql, id, version, there.answers, actor, changes)
    // Also where only the answers changed: writing the documents is what has the words of both looked up.
    if (answersChanged || !sameDocuments(there.documents, version.documents))
      await writeDocuments(sql, id, version)
    if (!old && wanted.inForce)
      for (const row of stepsBack)
        await carryCorrections(sql, row.id, { submissionId: submission.id, versionId: id }, actor, changes)
    changed ||= !old || answersChanged || !isDeepStrictEqual(wanted, pick(old))
    if (!old)
      changes.push({
        actor,
        record: 'version',
        recordId: id,
        action: 'filed',
        after: { ...wanted, mail: version.mailId },
      })
    else if (!isDeepStrictEqual(wanted, pick(old)))
      changes.push({
        actor,
        record: 'version',
        recordId: id,
        action: 'assessed',
        before: pick(old),
        after: wanted,
      })
  }
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

async function insertVersion(sql: Sql, submissionId: number, mailId: number, facts: Facts): Promise<number> {
  const { rows } = await sql.query(
    `insert into versions (submission_id, mail_id, ordinal, relation, in_force, unit, received_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [submissionId, mailId, facts.ordinal, facts.relation, facts.inForce, facts.unit, facts.receivedAt],
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

async function updateVersion(sql: Sql, id: number, facts: Facts): Promise<void> {
  await sql.query(
    `update versions set ordinal = $2, relation = $3, in_force = $4, unit = $5, received_at = $6 where id = $1`,
    [id, facts.ordinal, facts.relation, facts.inForce, facts.unit, facts.receivedAt],
  )
}

interface Content {
  readonly answers: AnswerRow[]
  readonly documents: AssessedVersion['documents'][number][]
}

/** What stands in these versions, in two queries however many they are: a body may have sent its form often. */
async function contentOf(sql: Sql, versions: readonly VersionRow[]): Promise<Map<number, Content>> {
  const ids = versions.map(({ id }) => id)
  const content = new Map<number, Content>(ids.map((id) => [id, { answers: [], documents: [] }]))
  if (ids.length === 0) return content
  const answers = await sql.query(
    `select version_id as "versionId", question, value, raw, quantity, confidence, review, reason, evidence, document_id
     from answers where version_id = any ($1)`,
    [ids],
  )
  for (const { versionId, ...row } of answers.rows)
    content.get(versionId)?.answers.push({ ...row, confidence: Math.fround(row.confidence) })
  const documents = await sql.query(
    `select version_id as "versionId", document_id as "documentId", form_index as "formIndex", role
     from version_documents where version_id = any ($1)`,
    [ids],
  )
  for (const { versionId, ...row } of documents.rows) content.get(versionId)?.documents.push(row)
  return content
}

function sameDocuments(one: Content['documents'], other: AssessedVersion['documents']): boolean {
  const inOrder = (documents: AssessedVersion['documents']) =>
    documents.map((row) => `${row.documentId} ${row.formIndex} ${row.role}`).sort()
  return isDeepStrictEqual(inOrder(one), inOrder(other))
}

async function writeDocuments(sql: Sql, versionId: number, version: AssessedVersion): Promise<void> {
  await sql.query('delete from version_documents where version_id = $1', [versionId])
  await sql.query(
    `insert into version_documents (version_id, document_id, form_index, role)
     select $1, r."documentId", r."formIndex", r.role
     from jsonb_to_recordset($2::jsonb) as r ("documentId" bigint, "formIndex" int, role text)`,
    [versionId, JSON.stringify(version.documents)],
  )
}

interface AnswerRow {
  readonly question: string
  readonly value: unknown
  readonly raw: string | null
  readonly quantity: unknown
  readonly confidence: number
  readonly review: boolean
  readonly reason: string | null
  readonly evidence: unknown
  readonly document_id: number | null
}

/** Writes the machine's answers where they differ; corrections lie in a table of their own. Returns whether any did. */
async function writeAnswers(
  sql: Sql,
  versionId: number,
  version: AssessedVersion,
  stored: readonly AnswerRow[],
  actor: Actor,
  changes: Change[],
): Promise<boolean> {
  const wanted = Object.entries(version.answers).map(
    ([question, answer]): AnswerRow => ({
      question,
      value: answer.value,
      raw: answer.raw,
      quantity: answer.quantity ?? null,
      // As Postgres keeps it (real): else every comparison would find a difference.
      confidence: Math.fround(answer.confidence),
      review: answer.review,
      reason: answer.reason,
      evidence: answer.evidence,
      document_id: answer.documentId,
    }),
  )
  const before = new Map(stored.map((row) => [row.question, row]))
  const different = wanted.filter((row) => {
    const old = before.get(row.question)
    // What is wanted may hold what JSON has not (undefined); what is stored was JSON.
    return !old || !isDeepStrictEqual(old, JSON.parse(JSON.stringify(row)))
  })
  if (different.length === 0) return false
  await sql.query(
    `insert into answers as a (version_id, question, value, raw, quantity, confidence, review, reason, evidence, document_id)
     select $1, r.question, coalesce(r.value, 'null'), r.raw, r.quantity, r.confidence, r.review, r.reason, r.evidence, r.document_id
     from jsonb_to_recordset($2::jsonb) as r (question text, value jsonb, raw text, quantity jsonb, confidence real,
       review boolean, reason text, evidence jsonb, document_id bigint)
     on conflict (version_id, question) do update set value = excluded.value, raw = excluded.raw,
       quantity = excluded.quantity, confidence = excluded.confidence, review = excluded.review,
       reason = excluded.reason, evidence = excluded.evidence, document_id = excluded.document_id`,
    [versionId, JSON.stringify(different)],
  )
  // A first reading is told by its version; only what was read otherwise before is a change to tell.
  const reread = different.flatMap((row) => {
    const old = before.get(row.question)
    return old && !isDeepStrictEqual(old.value, row.value) ? [{ row, old }] : []
  })
  if (reread.length > 0)
    changes.push({
      actor,
      record: 'version',
      recordId: versionId,
      action: 'reread',
      before: Object.fromEntries(reread.map(({ row, old }) => [row.question, old.value])),
      after: Object.fromEntries(reread.map(({ row }) => [row.question, row.value])),
    })
  return true
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
