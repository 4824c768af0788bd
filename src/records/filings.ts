import type { Sql } from './database.ts'

/** A mail's share in a submission. */
export interface Filing<Share> {
  readonly mailId: number
  readonly key: string
  readonly share: Share
}

/**
 * Writes under which submissions a mail's forms belong, and returns the keys to assess: the new ones, and those that it
 * belonged to before. A person's word on whose form it is goes before the machine's.
 */
export async function writeFilings<Share>(
  sql: Sql,
  mail: { id: number; revision: number },
  found: readonly { key: string; share: Share }[],
): Promise<string[]> {
  // A job that was taken over may still be at it: the second waits for the first.
  await sql.query('select from mails where id = $1 for update', [mail.id])
  const { rows: old } = await sql.query('delete from filings where mail_id = $1 returning key', [mail.id])
  if (found.length > 0)
    await sql.query(
      `insert into filings (mail_id, key, share, revision)
       select $1, r.key, r.share, $2 from jsonb_to_recordset($3::jsonb) as r (key text, share jsonb)`,
      [mail.id, mail.revision, JSON.stringify(found)],
    )
  return [...new Set([...old.map((row) => row.key as string), ...found.map((filing) => filing.key)])].sort()
}

/** All shares in a submission, by arrival of their mails. */
export async function filingsUnder<Share>(sql: Sql, key: string): Promise<Filing<Share>[]> {
  const { rows } = await sql.query(
    `select f.mail_id as "mailId", f.key, f.share from filings f join mails m on m.id = f.mail_id
     where f.key = $1 order by m.received_at, m.id`,
    [key],
  )
  return rows
}

/**
 * Marks the shares of these mails in a submission as assessed, and every mail finished whose documents are all read and
 * whose shares are all assessed as of its present revision. Shares that were assessed before are not written again: of a
 * body that wrote often those are nearly all.
 */
export async function markAssessed(sql: Sql, key: string, mailIds: readonly number[]): Promise<void> {
  const { rows } = await sql.query(
    'update filings set assessed = true where key = $1 and mail_id = any ($2) and not assessed returning mail_id as id',
    [key, mailIds],
  )
  await finishMails(
    sql,
    rows.map(({ id }) => id),
  )
}

/** `asOf` is the revision that was assessed, of one mail: without forms it has no filing that tells. */
export async function finishMails(sql: Sql, mailIds: readonly number[], asOf?: number): Promise<void> {
  await sql.query(
    `update mails m set state = 'assessed' where id = any ($1) and state = 'opened' and revision = coalesce($2, revision)
       and not exists (select from filings f where f.mail_id = m.id and (not f.assessed or f.revision <> m.revision))
       and not exists (select from documents d where d.mail_id = m.id and d.state = 'recorded')`,
    [mailIds, asOf ?? null],
  )
}

/** One submission is assessed by one process at a time, until the end of the transaction. */
export async function lockSubmission(sql: Sql, key: string): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key])
}
