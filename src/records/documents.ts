import type { OpenedDocument } from '../mailbox/opened-mail.ts'
import type { DocumentFormat, Problem } from '../reading/transcript.ts'
import { keepBlob } from './blobs.ts'
import type { Sql } from './database.ts'

export interface Document {
  readonly id: number
  readonly mailId: number
  readonly position: number
  readonly name: string
  readonly path: string
  readonly sha256: Buffer | null
  readonly size: number
  readonly format: DocumentFormat
  readonly state: 'recorded' | 'read' | 'failed'
  readonly problem: Problem | null
}

const columns = `id, mail_id as "mailId", position, name, path, sha256, size, format, state, problem`

/**
 * Records the parts of a mail that may be documents. Opening the same mail again finds the same parts: those keep their
 * row and with it their readings; parts no longer found are removed, and changed ones are read again.
 * Returns the ids of those still to be read.
 */
export async function recordDocuments(
  sql: Sql,
  mailId: number,
  documents: readonly OpenedDocument[],
): Promise<number[]> {
  await sql.query('delete from documents where mail_id = $1 and position >= $2', [mailId, documents.length])
  const toRead: number[] = []
  for (const [position, document] of documents.entries()) {
    // Content that could not be had (password, over the limit) is a result by itself: there is nothing to read.
    const address =
      document.problem && document.bytes.length === 0 ? null : await keepBlob(sql, document.bytes)
    const state = document.problem ? 'read' : 'recorded'
    const { rows } = await sql.query(
      `insert into documents as d (mail_id, position, name, path, sha256, size, declared_type, state, problem)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (mail_id, position) do update set name = excluded.name, path = excluded.path,
         declared_type = excluded.declared_type, sha256 = excluded.sha256, size = excluded.size,
         state = case when d.sha256 is not distinct from excluded.sha256 then d.state else excluded.state end,
         problem = case when d.sha256 is not distinct from excluded.sha256 then d.problem else excluded.problem end
       returning id, state`,
      [
        mailId,
        position,
        plain(document.name),
        plain(document.path),
        address,
        document.bytes.length,
        plain(document.declaredType),
        state,
        document.problem && JSON.stringify(document.problem),
      ],
    )
    if (rows[0].state === 'recorded') toRead.push(rows[0].id)
  }
  return toRead
}

function plain(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

export async function documentById(sql: Sql, id: number): Promise<Document | null> {
  const { rows } = await sql.query(`select ${columns} from documents where id = $1`, [id])
  return rows[0] ?? null
}

export async function documentsOf(sql: Sql, mailId: number): Promise<Document[]> {
  const { rows } = await sql.query(`select ${columns} from documents where mail_id = $1 order by position`, [
    mailId,
  ])
  return rows
}

/** A fault of ours that stayed: the document is finished with an honest problem, and can be retried by a person. */
export async function failDocument(sql: Sql, id: number, problem: Problem): Promise<void> {
  await sql.query(`update documents set state = 'failed', problem = $2 where id = $1`, [
    id,
    JSON.stringify(problem),
  ])
}

/** True when no document of the mail waits for a reader. */
export async function allRead(sql: Sql, mailId: number): Promise<boolean> {
  const { rows } = await sql.query(
    `select not exists (select from documents where mail_id = $1 and state = 'recorded') as done`,
    [mailId],
  )
  return rows[0].done
}

/**
 * Sends documents back to the reader, and their mails back to assessing: all of them, those read by an older reader, or
 * those of some mails. Returns their ids.
 */
export async function sendBackToReader(
  sql: Sql,
  which: { mails?: readonly number[]; olderThanReader?: number; failedOnly?: boolean },
): Promise<number[]> {
  const { rows } = await sql.query(
    `with back as (
       update documents d set state = 'recorded', problem = null
       where d.sha256 is not null
         and ($1::bigint[] is null or d.mail_id = any ($1))
         and ($2::int is null or not exists (
           select from readings r where r.document_id = d.id and r.current and r.reader_version >= $2))
         and (not $3 or d.state = 'failed')
       returning id, mail_id
     ), mail as (
       update mails set state = 'opened', problem = null, revision = revision + 1
       where id in (select mail_id from back)
     )
     select id from back order by id`,
    [which.mails ?? null, which.olderThanReader ?? null, which.failedOnly ?? false],
  )
  return rows.map((row) => row.id)
}
