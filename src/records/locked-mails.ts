import type { Sql } from './database.ts'

/** Until the end of the transaction no other mail of this sender is written as opened. */
export async function lockSender(sql: Sql, address: string): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [address])
}

/** Back to opening: mails of this sender with a file in them that is locked by a password. Returns their ids. */
export async function reopenLockedMails(sql: Sql, address: string, except: number): Promise<number[]> {
  const { rows } = await sql.query(
    `update mails m set state = 'recorded', problem = null, revision = revision + 1
     where m.from_address = $1 and m.from_address <> '' and m.id <> $2 and m.state in ('opened', 'assessed')
       and m.duplicate_of is null
       and exists (select from documents d where d.mail_id = m.id and d.sha256 is null and d.problem->>'code' = 'password')
     returning m.id`,
    [address, except],
  )
  return rows.map((row) => row.id)
}

/** Back to the reader: documents in other mails of this sender that are locked by a password. Returns their ids. */
export async function rereadLockedDocuments(sql: Sql, address: string, except: number): Promise<number[]> {
  const { rows } = await sql.query(
    `with back as (
       update documents d set state = 'recorded', problem = null from mails m
       where m.id = d.mail_id and m.from_address = $1 and m.from_address <> '' and m.id <> $2
         and m.state in ('opened', 'assessed') and m.duplicate_of is null
         and d.sha256 is not null and d.problem->>'code' = 'password'
       returning d.id, d.mail_id
     ), mail as (
       update mails set state = 'opened', revision = revision + 1 where id in (select mail_id from back)
     )
     select id from back order by id`,
    [address, except],
  )
  return rows.map((row) => row.id)
}

/** What this sender wrote in other mails, the newest first: a password is said in some of the last. */
export async function textsOf(sql: Sql, address: string, except: number): Promise<string[]> {
  const { rows } = await sql.query(
    `select left(body_text, 2000) as text from mails
     where from_address = $1 and from_address <> '' and id <> $2 and state in ('opened', 'assessed') order by received_at desc, id limit 20`,
    [address, except],
  )
  return rows.map((row) => row.text)
}

/** Whether the sender of a mail `m` sent files in other mails, and none of these is locked (any more). */
export const nothingLocked = `coalesce((select bool_and(d.problem->>'code' is distinct from 'password')
  from mails o join documents d on d.mail_id = o.id
  where o.from_address = m.from_address and m.from_address <> '' and o.id <> m.id), false)`

/**
 * Mails of this sender that only say a password go back to be assessed, when it was tried on a locked file: perhaps
 * nobody has to look at them any more. Returns their ids.
 */
export async function reassessPasswords(sql: Sql, address: string): Promise<number[]> {
  const { rows } = await sql.query(
    `update mails set state = 'opened', revision = revision + 1
     where from_address = $1 and from_address <> '' and kind_reason = 'password' and state in ('opened', 'assessed')
       and duplicate_of is null
     returning id`,
    [address],
  )
  return rows.map((row) => row.id)
}
