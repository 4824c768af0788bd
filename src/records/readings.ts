import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import type { DocumentReading } from '../reading/document-reading.ts'
import type { Transcript } from '../reading/transcript.ts'
import { answersSchema } from '../survey/answers.ts'
import { keepBlob } from './blobs.ts'
import type { Sql } from './database.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/**
 * Writes a new reading of a document, which from now on is the one that counts; older ones stay. It comes out of a
 * process that held a stranger's bytes: throws a ZodError unless every question has an answer of its kind.
 */
export async function writeReading(
  sql: Sql,
  documentId: number,
  reading: DocumentReading,
  how: { readerVersion: number; tookMs: number },
): Promise<void> {
  const { transcript, pictures, ...result } = reading
  for (const { answers } of reading.forms) answersSchema.parse(answers)
  const packed = transcript && (await compress(JSON.stringify(transcript)))
  await sql.query('update readings set current = false where document_id = $1 and current', [documentId])
  const { rows } = await sql.query(
    `insert into readings (document_id, reader_version, result, transcript, took_ms)
     values ($1, $2, $3, $4, $5) returning id`,
    [documentId, how.readerVersion, json(result), packed, Math.round(how.tookMs)],
  )
  for (const picture of pictures) {
    const address = await keepBlob(sql, picture.bytes)
    await sql.query(
      `insert into page_pictures (reading_id, page, width, height, media_type, sha256) values ($1, $2, $3, $4, $5, $6)`,
      [rows[0].id, picture.page, picture.width, picture.height, picture.mediaType, address],
    )
  }
  await sql.query(`update documents set state = 'read', format = $2, problem = $3 where id = $1`, [
    documentId,
    reading.format,
    reading.problem && json(reading.problem),
  ])
}

/** Postgres refuses NUL and lone surrogates in jsonb; a stranger's document may hold both. */
function json(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part,
  )
}

/**
 * Identical bytes are read once: takes over the reading that the same reader made of the same content in another mail.
 * Not one that failed: a time limit may be kept the second time. Returns whether there was one.
 */
export async function reuseReading(sql: Sql, documentId: number, readerVersion: number): Promise<boolean> {
  const { rows } = await sql.query(
    `select r.id, d.format from documents own
     join documents d on d.sha256 = own.sha256 and d.id <> own.id
     join readings r on r.document_id = d.id and r.current and r.reader_version = $2
     where own.id = $1 and d.problem is null limit 1`,
    [documentId, readerVersion],
  )
  const source = rows[0]
  if (!source) return false
  await sql.query('update readings set current = false where document_id = $1 and current', [documentId])
  await sql.query(
    `with copy as (
       insert into readings (document_id, reader_version, result, transcript, took_ms)
       select $1, reader_version, result, transcript, 0 from readings where id = $2 returning id
     )
     insert into page_pictures (reading_id, page, width, height, media_type, sha256)
     select copy.id, p.page, p.width, p.height, p.media_type, p.sha256
     from copy join page_pictures p on p.reading_id = $2`,
    [documentId, source.id],
  )
  await sql.query(`update documents set state = 'read', format = $2, problem = null where id = $1`, [
    documentId,
    source.format,
  ])
  return true
}

/** The transcript of the reading that counts; null where there is none. */
export async function transcriptOf(sql: Sql, documentId: number): Promise<Transcript | null> {
  const { rows } = await sql.query('select transcript from readings where document_id = $1 and current', [
    documentId,
  ])
  const packed = rows[0]?.transcript as Buffer | null | undefined
  return packed ? JSON.parse((await decompress(packed)).toString()) : null
}

/** The picture of one page of the reading that counts. */
export async function pagePicture(
  sql: Sql,
  documentId: number,
  page: number,
): Promise<{ mediaType: string; width: number; height: number; bytes: Buffer } | null> {
  const { rows } = await sql.query(
    `select p.media_type as "mediaType", p.width, p.height, b.bytes
     from readings r join page_pictures p on p.reading_id = r.id join blobs b on b.sha256 = p.sha256
     where r.document_id = $1 and r.current and p.page = $2`,
    [documentId, page],
  )
  return rows[0] ?? null
}
