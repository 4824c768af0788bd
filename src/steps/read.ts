import { passwordsIn } from '../mailbox/open/passwords.ts'
import type { Payload } from '../queue/jobs.ts'
import { HopelessError, type Queues } from '../queue/queues.ts'
import type { DocumentReading } from '../reading/document-reading.ts'
import { readBlob } from '../records/blobs.ts'
import { type Database, transaction } from '../records/database.ts'
import { allRead, type Document, documentById } from '../records/documents.ts'
import { lockSender, reassessPasswords, textsOf } from '../records/locked-mails.ts'
import { mailById } from '../records/mails.ts'
import { reuseReading, writeReading } from '../records/readings.ts'

export interface ReadDeps {
  readonly database: Database
  readonly queues: Pick<Queues, 'add'>
  /**
   * Reads in the closed room; a document that cannot be read is a reading with a problem, not an error. The passwords are
   * tried on one that is locked.
   */
  readDocument(bytes: Uint8Array, passwords: readonly string[]): Promise<DocumentReading>
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
    await readAndWrite(document, bytes, deps)
  }
  if (await allRead(database, document.mailId)) await deps.queues.add('assess', { mailId: document.mailId })
}

/**
 * A document that is locked is read again with the passwords that its mail or another mail of the sender says, whichever
 * of the two came first. They are taken from the recorded mails and kept nowhere else.
 */
async function readAndWrite(document: Document, bytes: Uint8Array, deps: ReadDeps): Promise<void> {
  const { database, readerVersion } = deps
  const mail = await mailById(database, document.mailId)
  const sender = mail?.fromAddress ?? ''
  let tried: readonly string[] = []
  for (;;) {
    const started = performance.now()
    const reading = await deps.readDocument(bytes, tried)
    const tookMs = performance.now() - started
    const more = await transaction(database, async (sql): Promise<readonly string[] | null> => {
      if (reading.problem?.code === 'password') {
        // Of a mail with a password that is opened at the same time this sees what was written, or that this is locked.
        await lockSender(sql, sender)
        const texts = [mail?.bodyText ?? '', ...(await textsOf(sql, sender, document.mailId))]
        const said = [...new Set(texts.flatMap(passwordsIn))].slice(0, mostPasswords)
        if (said.some((password) => !tried.includes(password))) return said
      }
      await writeReading(sql, document.id, reading, { readerVersion, tookMs })
      return null
    })
    if (!more) break
    tried = more
  }
  if (tried.length === 0) return
  const said = await reassessPasswords(database, sender)
  await deps.queues.add('assess', ...said.map((mailId) => ({ mailId })))
}

/** Of the newest mails; each costs a new PDF some hundredths of a second. */
const mostPasswords = 20
