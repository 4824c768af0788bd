import type { MailFragment } from '../mailbox/opened-mail.ts'
import type { Sql } from './database.ts'

/** A mail that is one piece of another, cut on its way. */
export interface Piece extends MailFragment {
  readonly mailId: number
  readonly receivedAt: Date
  readonly size: number
}

/** The pieces of one mail that mails of this sender were seen to be, in the order they came. */
export async function piecesOf(sql: Sql, address: string, id: string, except: number): Promise<Piece[]> {
  const { rows } = await sql.query(
    `select fragment_id as id, fragment_number as number, fragment_total as total, id as "mailId",
       received_at as "receivedAt", size
     from mails where fragment_id = $2 and from_address = $1 and id <> $3 and duplicate_of is null
     order by received_at, id`,
    [address, id, except],
  )
  return rows
}

/** Back to opening: those of these mails that were recorded as pieces to be waited for. Returns their ids. */
export async function reopenPieces(sql: Sql, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql.query(
    `update mails m set state = 'recorded', problem = null, revision = revision + 1
     where id = any ($1) and state in ('opened', 'assessed')
       and exists (select from documents d where d.mail_id = m.id and d.sha256 is null and d.problem->>'code' = 'unsupported')
     returning id`,
    [ids],
  )
  return rows.map((row) => row.id)
}
