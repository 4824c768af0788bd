import type { Payload } from '../queue/jobs.ts'
import { HopelessError, type Queues } from '../queue/queues.ts'
import type { DocumentReading } from '../reading/document-reading.ts'
import { readBlob } from '../records/blobs.ts'
import { type Database, transaction } from '../records/database.ts'
import { allRead, documentById } from '../records/documents.ts'
import { reuseReading, writeReading } from '../records/readings.ts'

export interface ReadDeps {
  readonly database: Database
  readonly queues: Pick<Queues, 'add'>
  /** Reads in the closed room; a document that cannot be read is a reading with a problem, not an error. */
  readDocument(bytes: Uint8Array, name: string): Promise<DocumentReading>
  readonly readerVersion: number
}

/**
 * Reads one document, and sends its mail on to assessing when it was the last. Reading one that is read already does
 * nothing but that.
 */
export async function read({ documentId }: Payload<'read'>, deps: ReadDeps): Promise<void> {
  const { database, readerVersion } = deps
  const document = await documentById(database, documentId)
  if (!document) throw new HopelessError(`there is no document ${documentId}`)
  if (
    document.state === 'recorded' &&
    !(await transaction(database, (sql) => reuseReading(sql, documentId, readerVersion)))
  ) {
    const bytes = document.sha256 && (await readBlob(database, document.sha256))
    if (!bytes) throw new HopelessError(`document ${documentId} has no content`)
    const started = performance.now()
    const reading = await deps.readDocument(bytes, document.name)
    const tookMs = performance.now() - started
    await transaction(database, (sql) => writeReading(sql, documentId, reading, { readerVersion, tookMs }))
  }
  if (await allRead(database, document.mailId)) await deps.queues.add('assess', { mailId: document.mailId })
}
