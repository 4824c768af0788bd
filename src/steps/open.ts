import { passwordsIn, saysPassword } from '../mailbox/open/passwords.ts'
import type { OpenedMail } from '../mailbox/opened-mail.ts'
import type { Payload } from '../queue/jobs.ts'
import { HopelessError, type Queues } from '../queue/queues.ts'
import { type Database, transaction } from '../records/database.ts'
import { recordDocuments } from '../records/documents.ts'
import { appendHistory } from '../records/history.ts'
import { lockSender, reassessPasswords, reopenLockedMails, textsOf } from '../records/locked-mails.ts'
import { type Mail, mailById, rawMail, writeOpened } from '../records/mails.ts'
import { markDuplicate } from '../records/record-mails.ts'

export interface OpenDeps {
  readonly database: Database
  readonly queues: Pick<Queues, 'add' | 'revive'>
  openMail(raw: Uint8Array, passwords: readonly string[]): Promise<OpenedMail>
}

/**
 * Takes a recorded mail apart: what kind it is, and which of its parts may be documents. Those go to the readers; a mail
 * without any goes straight to assessing. Opening one that is opened already does nothing. A password that comes in a
 * mail of its own opens what its sender sent locked, whichever of the two is opened first.
 */
export async function open({ mailId }: Payload<'open'>, deps: OpenDeps): Promise<void> {
  const mail = await mailById(deps.database, mailId)
  if (!mail) throw new HopelessError(`there is no mail ${mailId}`)
  if (mail.state !== 'recorded' || (await markDuplicate(deps.database, mailId)) !== null) return
  const { toRead, unlocked, saidPasswords } = await openAndWrite(mail, [], deps)
  await deps.queues.revive('open', ...unlocked.map((id) => ({ mailId: id })))
  await deps.queues.add('read', ...toRead.map((documentId) => ({ documentId })))
  // A mail that says a password is assessed once it was tried: opening those mails sees to it.
  if (toRead.length === 0 && unlocked.length === 0) await deps.queues.add('assess', { mailId })
  await deps.queues.add('assess', ...saidPasswords.map((id) => ({ mailId: id })))
}

interface Written {
  /** Documents to be read. */
  readonly toRead: readonly number[]
  /** Earlier mails whose password this one says: opened again. */
  readonly unlocked: readonly number[]
  /** Mails that said a password, where it was tried on this one: assessed now. */
  readonly saidPasswords: readonly number[]
}

async function openAndWrite(mail: Mail, passwords: readonly string[], deps: OpenDeps): Promise<Written> {
  const opened = await openRecorded(mail, passwords, deps)
  const sender = opened.from.address
  const locked = opened.documents.some(({ problem }) => problem?.code === 'password')
  const written = await transaction(deps.database, async (sql): Promise<Written | string[]> => {
    // Of two mails that are opened at the same time the second sees what the first has written.
    await lockSender(sql, sender)
    const known = locked ? (await textsOf(sql, sender, mail.id)).flatMap(passwordsIn) : []
    if (known.some((password) => !passwords.includes(password))) return known
    await writeOpened(sql, mail.id, opened)
    const toRead = await recordDocuments(sql, mail.id, opened.documents)
    await appendHistory(sql, [
      {
        actor: 'system:open',
        record: 'mail',
        recordId: mail.id,
        action: 'opened',
        after: {
          kind: opened.kind,
          reason: opened.kindReason,
          documents: opened.documents.map((one) => one.path),
        },
      },
    ])
    // One locked mail never reopens another: two with wrong passwords would do so for ever.
    const unlocked = !locked && saysPassword(opened.body) ? await reopenLockedMails(sql, sender, mail.id) : []
    const saidPasswords = passwords.length > 0 ? await reassessPasswords(sql, sender) : []
    return { toRead, unlocked, saidPasswords }
  })
  return 'toRead' in written ? written : await openAndWrite(mail, written, deps)
}

async function openRecorded(mail: Mail, passwords: readonly string[], deps: OpenDeps): Promise<OpenedMail> {
  const raw = await rawMail(deps.database, mail.id)
  if (raw) return deps.openMail(raw, passwords)
  // Over the limit: what its headers tell, and a person must fetch the rest.
  const opened = await deps.openMail(Buffer.from(`${mail.headers.trimEnd()}\r\n\r\n`), [])
  return { ...opened, kind: 'other', kindReason: 'too-large', documents: [] }
}
