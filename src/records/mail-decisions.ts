import { wholeMail } from '../assessing/facts.ts'
import { type Database, type Sql, transaction } from './database.ts'
import { assessAgain } from './decisions.ts'
import { appendHistory } from './history.ts'

/** The body that a person gave a mail without a form to; null where nobody did. */
export async function agencyOfMail(
  sql: Sql,
  mailId: number,
): Promise<{ id: string; name: string; by: string; at: Date } | null> {
  const { rows } = await sql.query(
    `select a.id, a.name, x.made_by as "by", x.made_at as at from assignments x join agencies a on a.id = x.agency_id
     where x.mail_id = $1 and x.key = $2`,
    [mailId, wholeMail(mailId)],
  )
  return rows[0] ?? null
}

/**
 * Gives a mail without a form to a body, or takes that back (null). `conflict`: it was given to another than the officer
 * had before their eyes, and nothing was written. `moved`: a form was found in it meanwhile, which is to be filed anew.
 */
export async function assignMail(
  database: Database,
  who: { readonly user: string; readonly mailId: number; readonly seen: string | null },
  agencyId: string | null,
  reason: string | null,
): Promise<'done' | 'moved' | 'gone' | 'conflict'> {
  return transaction(database, async (sql) => {
    const { rowCount } = await sql.query('select from mails where id = $1 for update', [who.mailId])
    if (rowCount === 0) return 'gone'
    const before = (await agencyOfMail(sql, who.mailId))?.id ?? null
    if (before !== who.seen) return 'conflict'
    const key = wholeMail(who.mailId)
    await sql.query('delete from assignments where mail_id = $1 and key = $2', [who.mailId, key])
    if (agencyId !== null)
      await sql.query('insert into assignments (mail_id, key, agency_id, made_by) values ($1, $2, $3, $4)', [
        who.mailId,
        key,
        agencyId,
        who.user,
      ])
    await appendHistory(sql, [
      {
        actor: `user:${who.user}`,
        record: 'mail',
        recordId: who.mailId,
        action: agencyId === null ? 'unassigned' : 'assigned',
        before: { agencyId: before },
        after: { agencyId },
        note: reason,
      },
    ])
    const { rowCount: forms } = await sql.query('select from filings where mail_id = $1', [who.mailId])
    if (!forms) return 'done'
    await assessAgain(sql, [who.mailId])
    return 'moved'
  })
}
