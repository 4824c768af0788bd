import type { OpenedMail } from '../mailbox/opened-mail.ts'
import type { Payload } from '../queue/jobs.ts'
import { HopelessError, type Queues } from '../queue/queues.ts'
import { type Database, transaction } from '../records/database.ts'
import { recordDocuments } from '../records/documents.ts'
import { appendHistory } from '../records/history.ts'
import { type Mail, mailById, markDuplicate, rawMail, writeOpened } from '../records/mails.ts'

export interface OpenDeps {
  readonly database: Database
  readonly queues: Pick<Queues, 'add'>
  openMail(raw: Uint8Array): Promise<OpenedMail>
}

/**
 * Takes a recorded mail apart: what kind it is, and which of its parts may be documents. Those go to the readers; a mail
 * without any goes straight to assessing. Opening one that is opened already does nothing.
 */
export async function open({ mailId }: Payload<'open'>, deps: OpenDeps): Promise<void> {
  const mail = await mailById(deps.database, mailId)
  if (!mail) throw new HopelessError(`there is no mail ${mailId}`)
  if (mail.state !== 'recorded' || (await markDuplicate(deps.database, mailId)) !== null) return
  const opened = await openRecorded(mail, deps)
  const toRead = await transaction(deps.database, async (sql) => {
    await writeOpened(sql, mailId, opened)
    const ids = await recordDocuments(sql, mailId, opened.documents)
    await appendHistory(sql, [
      {
        actor: 'system:open',
        record: 'mail',
        recordId: mailId,
        action: 'opened',
        after: {
          kind: opened.kind,
          reason: opened.kindReason,
          documents: opened.documents.map((one) => one.path),
        },
      },
    ])
    return ids
  })
  await deps.queues.add('read', ...toRead.map((documentId) => ({ documentId })))
  if (toRead.length === 0) await deps.queues.add('assess', { mailId })
}

async function openRecorded(mail: Mail, deps: OpenDeps): Promise<OpenedMail> {
  const raw = await rawMail(deps.database, mail.id)
  if (raw) return deps.openMail(raw)
  // Over the limit: what its headers tell, and a person must fetch the rest.
  const opened = await deps.openMail(Buffer.from(`${mail.headers.trimEnd()}\r\n\r\n`))
  return { ...opened, kind: 'other', kindReason: 'too-large', documents: [] }
}
