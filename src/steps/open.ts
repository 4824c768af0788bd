import { joinFragments, wholeOf } from '../mailbox/open/partial.ts'
import { passwordsIn, saysPassword } from '../mailbox/open/passwords.ts'
import type { OpenedMail } from '../mailbox/opened-mail.ts'
import type { Payload } from '../queue/jobs.ts'
import { HopelessError, type Queues } from '../queue/queues.ts'
import { type Piece, piecesOf, reopenPieces } from '../records/cut-mails.ts'
import { type Database, type Sql, transaction } from '../records/database.ts'
import { recordDocuments } from '../records/documents.ts'
import { appendHistory } from '../records/history.ts'
import {
  lockSender,
  reassessPasswords,
  reopenLockedMails,
  rereadLockedDocuments,
  textsOf,
} from '../records/locked-mails.ts'
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
 * mail of its own opens what its sender sent locked, whichever of the two is opened first; and a mail that was cut on its
 * way is opened whole, as the last that came of its pieces.
 */
export async function open({ mailId }: Payload<'open'>, deps: OpenDeps): Promise<void> {
  const mail = await mailById(deps.database, mailId)
  if (!mail) throw new HopelessError(`there is no mail ${mailId}`)
  if (mail.state !== 'recorded' || (await markDuplicate(deps.database, mailId)) !== null) return
  const { toRead, lockedDocuments, unlocked, saidPasswords, pieces } = await openAndWrite(
    mail,
    nothingKnown,
    deps,
  )
  await deps.queues.revive('open', ...[...unlocked, ...pieces].map((id) => ({ mailId: id })))
  await deps.queues.add('read', ...[...toRead, ...lockedDocuments].map((documentId) => ({ documentId })))
  // A mail that says a password is assessed once it was tried: opening those mails sees to it.
  if (toRead.length === 0 && unlocked.length === 0) await deps.queues.add('assess', { mailId })
  await deps.queues.add('assess', ...saidPasswords.map((id) => ({ mailId: id })))
}

interface Written {
  /** Documents to be read. */
  readonly toRead: readonly number[]
  /** Documents of earlier mails whose password this one says: read again. */
  readonly lockedDocuments: readonly number[]
  /** Earlier mails whose password this one says: opened again. */
  readonly unlocked: readonly number[]
  /** Mails that said a password, where it was tried on this one: assessed now. */
  readonly saidPasswords: readonly number[]
  /** Other pieces of the same mail that were waiting for this one: opened again. */
  readonly pieces: readonly number[]
}

/** What other mails of the sender bring to opening one. */
interface Known {
  readonly passwords: readonly string[]
  /** All pieces of the mail that this one is a piece of, in order; none while one is missing. */
  readonly pieces: readonly Piece[]
}
const nothingKnown: Known = { passwords: [], pieces: [] }

async function openAndWrite(mail: Mail, known: Known, deps: OpenDeps): Promise<Written> {
  const opened = await openRecorded(mail, known, deps)
  const sender = opened.from.address
  const locked = opened.documents.some(({ problem }) => problem?.code === 'password')
  const written = await transaction(deps.database, async (sql): Promise<Written | Known> => {
    // Of two mails that are opened at the same time the second sees what the first has written.
    await lockSender(sql, sender)
    const passwords = locked ? (await textsOf(sql, sender, mail.id)).flatMap(passwordsIn) : known.passwords
    const pieces = await allPieces(sql, mail, opened)
    const more = passwords.some((password) => !known.passwords.includes(password))
    if (more || pieces.length > known.pieces.length) return { passwords, pieces }
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
    const brings = !locked && saysPassword(opened.body)
    const unlocked = brings ? await reopenLockedMails(sql, sender, mail.id) : []
    const lockedDocuments = brings ? await rereadLockedDocuments(sql, sender, mail.id) : []
    const saidPasswords = passwords.length > 0 ? await reassessPasswords(sql, sender) : []
    const others = pieces.flatMap(({ mailId }) => (mailId === mail.id ? [] : [mailId]))
    return { toRead, lockedDocuments, unlocked, saidPasswords, pieces: await reopenPieces(sql, others) }
  })
  return 'toRead' in written ? written : await openAndWrite(mail, written, deps)
}

async function openRecorded(mail: Mail, known: Known, deps: OpenDeps): Promise<OpenedMail> {
  const raw = await rawMail(deps.database, mail.id)
  if (raw) {
    const opened = await deps.openMail(raw, known.passwords)
    return opened.fragment && known.pieces.length > 0 ? await openWhole(mail, opened, known, deps) : opened
  }
  // Over the limit: what its headers tell, and a person must fetch the rest.
  const opened = await deps.openMail(Buffer.from(`${mail.headers.trimEnd()}\r\n\r\n`), [])
  return { ...opened, fragment: null, kind: 'other', kindReason: 'too-large', documents: [] }
}

/** All pieces of the mail of which this one is a piece, in order; none while one is missing. */
async function allPieces(sql: Sql, mail: Mail, { from, fragment }: OpenedMail): Promise<Piece[]> {
  if (!fragment) return []
  const own = { ...fragment, mailId: mail.id, receivedAt: mail.receivedAt, size: mail.size }
  const pieces = wholeOf([...(await piecesOf(sql, from.address, fragment.id, mail.id)), own])
  return pieces.reduce((sum, { size }) => sum + size, 0) <= longestWhole ? pieces : []
}

/** Bytes; as much as one mail may have. Together the pieces are in memory. */
const longestWhole = 100 * 1024 ** 2

/** The mail that was cut is opened as the last of its pieces that came: before, it was not there. The others are done. */
async function openWhole(
  mail: Mail,
  opened: OpenedMail,
  { pieces, passwords }: Known,
  deps: OpenDeps,
): Promise<OpenedMail> {
  const last = pieces.reduce((a, b) => (b.receivedAt > a.receivedAt ? b : a))
  if (last.mailId !== mail.id)
    return { ...opened, kind: 'other', kindReason: 'piece-of-a-mail', documents: [] }
  const raws = await Promise.all(pieces.map(({ mailId }) => rawMail(deps.database, mailId)))
  const whole = await deps.openMail(joinFragments(raws.flatMap((raw) => raw ?? [])), passwords)
  return { ...whole, fragment: opened.fragment ?? null }
}
