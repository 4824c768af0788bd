import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { AssessedVersion } from './assessment.ts'
import type { Sql } from './database.ts'
import type { Actor, Change } from './history.ts'

/** What stands in a version: its answers and the documents they were read in. */
interface Content {
  readonly answers: readonly AnswerRow[]
  readonly documents: AssessedVersion['documents']
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

/** The content of a version as it is to be stored, with its hash: where that is stored already, so is the content. */
export function contentOf(version: AssessedVersion): Content & { readonly hash: string } {
  const answers = Object.entries(version.answers).map(
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
  const documents = [...version.documents].sort(
    (a, b) => a.documentId - b.documentId || a.formIndex - b.formIndex,
  )
  const content = { answers, documents }
  return { ...content, hash: createHash('sha256').update(JSON.stringify(content)).digest('hex') }
}

/**
 * Writes the machine's answers and the documents of a version where they differ from what is stored; corrections lie in
 * a table of their own. Returns whether any answer did. `isStored` is false for a version that was just made.
 */
export async function writeContent(
  sql: Sql,
  versionId: number,
  content: Content,
  isStored: boolean,
  actor: Actor,
  changes: Change[],
): Promise<boolean> {
  const stored = isStored ? await storedContent(sql, versionId) : { answers: [], documents: [] }
  const answersChanged = await writeAnswers(sql, versionId, content.answers, stored.answers, actor, changes)
  // Also where only the answers changed: writing the documents is what has the words of both looked up.
  if (answersChanged || !sameDocuments(stored.documents, content.documents))
    await writeDocuments(sql, versionId, content.documents)
  return answersChanged
}

async function storedContent(sql: Sql, versionId: number): Promise<Content> {
  const answers = await sql.query(
    `select question, value, raw, quantity, confidence, review, reason, evidence, document_id
     from answers where version_id = $1`,
    [versionId],
  )
  const documents = await sql.query(
    `select document_id as "documentId", form_index as "formIndex", role from version_documents where version_id = $1`,
    [versionId],
  )
  return {
    answers: answers.rows.map((row) => ({ ...row, confidence: Math.fround(row.confidence) })),
    documents: documents.rows,
  }
}

function sameDocuments(one: Content['documents'], other: Content['documents']): boolean {
  const inOrder = (documents: Content['documents']) =>
    documents.map((row) => `${row.documentId} ${row.formIndex} ${row.role}`).sort()
  return isDeepStrictEqual(inOrder(one), inOrder(other))
}

async function writeDocuments(
  sql: Sql,
  versionId: number,
  documents: AssessedVersion['documents'],
): Promise<void> {
  await sql.query('delete from version_documents where version_id = $1', [versionId])
  await sql.query(
    `insert into version_documents (version_id, document_id, form_index, role)
     select $1, r."documentId", r."formIndex", r.role
     from jsonb_to_recordset($2::jsonb) as r ("documentId" bigint, "formIndex" int, role text)`,
    [versionId, JSON.stringify(documents)],
  )
}

async function writeAnswers(
  sql: Sql,
  versionId: number,
  wanted: readonly AnswerRow[],
  stored: readonly AnswerRow[],
  actor: Actor,
  changes: Change[],
): Promise<boolean> {
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
