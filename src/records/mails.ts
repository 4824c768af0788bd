import type { MailKind, OpenedMail } from '../mailbox/opened-mail.ts'
import type { Sql } from './database.ts'

/** Where a mail lies on its server, for ever: a server never gives a UID twice under one UIDVALIDITY. */
export interface MailPlace {
  /** Account and host without the password (imaps://user@host), or import:<name>. */
  readonly mailbox: string
  readonly folder: string
  readonly uidvalidity: number
  readonly uid: number
}

/**
 * When a mail `m` arrived, wherever it lies: of the same bytes in several places the earliest stamp of a server, so that
 * neither a copied folder nor a late import makes an answer late. The sender's clock counts where no server ever stamped.
 */
export const arrivedAt = `(select coalesce(min(c.received_at) filter (where c.stamped), m.received_at)
  from mails c where c.id = m.id or c.duplicate_of = m.id)`

/** The UIDs recorded of a folder, in order: what the server's list is compared with. */
export async function recordedUids(
  sql: Sql,
  folder: Pick<MailPlace, 'mailbox' | 'folder' | 'uidvalidity'>,
): Promise<number[]> {
  const { rows } = await sql.query(
    'select uid from mails where mailbox = $1 and folder = $2 and uidvalidity = $3 order by uid',
    [folder.mailbox, folder.folder, folder.uidvalidity],
  )
  return rows.map((row) => row.uid)
}

export interface Mail extends MailPlace {
  readonly id: number
  readonly receivedAt: Date
  readonly rawSha256: Buffer | null
  readonly size: number
  readonly headers: string
  readonly state: 'recorded' | 'opened' | 'assessed' | 'failed'
  readonly kind: MailKind | null
  readonly kindReason: string | null
  readonly duplicateOf: number | null
  readonly messageId: string | null
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  readonly originalSender: { readonly name: string; readonly address: string } | null
  readonly sentAt: Date | null
  readonly bodyText: string
  readonly problem: string | null
}

const mailColumns = `id, mailbox, folder, uidvalidity, uid, received_at as "receivedAt", raw_sha256 as "rawSha256", size,
  headers, state, kind, kind_reason as "kindReason", duplicate_of as "duplicateOf", message_id as "messageId", subject,
  from_name as "fromName", from_address as "fromAddress", original_sender as "originalSender", sent_at as "sentAt",
  body_text as "bodyText", problem`

export async function mailById(sql: Sql, id: number): Promise<Mail | null> {
  const { rows } = await sql.query(`select ${mailColumns} from mails where id = $1`, [id])
  return rows[0] ?? null
}

/** The raw mail; null when it was over the limit. */
export async function rawMail(sql: Sql, id: number): Promise<Buffer | null> {
  const { rows } = await sql.query(
    'select b.bytes from mails m join blobs b on b.sha256 = m.raw_sha256 where m.id = $1',
    [id],
  )
  return rows[0]?.bytes ?? null
}

/** Writes what opening a mail found about the mail itself; its documents are recorded in the same transaction. */
export async function writeOpened(
  sql: Sql,
  id: number,
  opened: Omit<OpenedMail, 'documents'>,
): Promise<void> {
  await sql.query(
    `update mails set state = 'opened', kind = $2, kind_reason = $3, message_id = $4, in_reply_to = $5, subject = $6,
       from_name = $7, from_address = $8, original_sender = $9, sent_at = $10, body_text = $11, signers = $12,
       fragment_id = $13, fragment_number = $14, fragment_total = $15, problem = null
     where id = $1`,
    [
      id,
      opened.kind,
      opened.kindReason,
      plain(opened.messageId),
      plain(opened.inReplyTo),
      plain(opened.subject) ?? '',
      plain(opened.from.name) ?? '',
      plain(opened.from.address) ?? '',
      opened.originalSender && JSON.stringify(opened.originalSender).replaceAll('\\u0000', ''),
      opened.sentAt,
      plain(opened.body) ?? '',
      opened.signers.map((signer) => plain(signer) ?? ''),
      plain(opened.fragment?.id ?? null),
      opened.fragment?.number ?? null,
      opened.fragment?.total ?? null,
    ],
  )
}

/** Postgres text holds no NUL; a stranger's header may. */
function plain(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '').toWellFormed()
}

/** A step ended for good without success: kept with its raw mail, to be tried again by a person. */
export async function failMail(sql: Sql, id: number, problem: string): Promise<void> {
  await sql.query(`update mails set state = 'failed', problem = $2 where id = $1`, [
    id,
    problem.slice(0, 2000),
  ])
}

export async function failedMails(sql: Sql): Promise<number[]> {
  const { rows } = await sql.query(`select id from mails where state = 'failed' order by id`)
  return rows.map((row) => row.id)
}

/** Back to the start of the path: opened, read and assessed again. */
export async function reopenMail(sql: Sql, id: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update mails set state = 'recorded', problem = null, revision = revision + 1 where id = $1 and duplicate_of is null`,
    [id],
  )
  return rowCount === 1
}

/**
 * Work that is recorded and unfinished, oldest first: mails to open, documents to read, and mails all of whose
 * documents are read and which were not assessed since. `settledBefore` leaves out what arrived a moment ago and is
 * still on its ordinary way.
 */
export async function unfinished(
  sql: Sql,
  settledBefore: Date,
  limit: number,
): Promise<{ open: number[]; read: number[]; assess: number[] }> {
  const ids = async (text: string) =>
    (await sql.query(text, [settledBefore, limit])).rows.map((row: { id: number }) => row.id)
  return {
    open: await ids(
      `select id from mails where state = 'recorded' and recorded_at <= $1 order by id limit $2`,
    ),
    read: await ids(
      `select d.id from documents d join mails m on m.id = d.mail_id
       where d.state = 'recorded' and m.recorded_at <= $1 order by d.id limit $2`,
    ),
    assess: await ids(
      `select id from mails m where state = 'opened' and recorded_at <= $1
         and not exists (select from documents d where d.mail_id = m.id and d.state = 'recorded')
       order by id limit $2`,
    ),
  }
}
