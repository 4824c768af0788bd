import type { Correction, DocumentFacts, MailFacts, PersonsWord } from '../assessing/facts.ts'
import type { Sql } from './database.ts'
import { nothingLocked } from './locked-mails.ts'
import { arrivedAt } from './mails.ts'

/** Mails as assessing sees them, with the readings that count and what a person said whose forms they hold. */
export async function mailFacts(
  sql: Sql,
  ids: readonly number[],
): Promise<(MailFacts & { revision: number })[]> {
  const { rows } = await sql.query(
    `select m.id, m.revision, ${arrivedAt} as "receivedAt", m.subject, m.from_name as "fromName",
       m.from_address as "fromAddress", m.original_sender as "originalSender", m.body_text as body, m.kind,
       m.kind_reason as "kindReason", m.signers, m.kind_reason = 'password' and ${nothingLocked} as "passwordOpened",
       coalesce((select jsonb_object_agg(a.key, a.agency_id) from assignments a where a.mail_id = m.id), '{}') as assignments
     from mails m where m.id = any ($1) order by "receivedAt", m.id`,
    [ids],
  )
  const { rows: documents } = await sql.query(
    `select d.id, d.mail_id as "mailId", d.name, encode(d.sha256, 'hex') as sha256, d.format, d.problem, r.result as reading
     from documents d left join readings r on r.document_id = d.id and r.current
     where d.mail_id = any ($1) order by d.mail_id, d.position`,
    [ids],
  )
  return rows.map(({ fromName, fromAddress, ...mail }) => ({
    ...mail,
    from: { name: fromName, address: fromAddress },
    kind: mail.kind ?? 'other',
    kindReason: mail.kindReason ?? '',
    documents: (documents as (DocumentFacts & { mailId: number })[]).filter(
      ({ mailId }) => mailId === mail.id,
    ),
  }))
}

/** What people said of a submission: the version they chose, and the answers they settled. */
export async function personsWord(sql: Sql, key: string): Promise<PersonsWord> {
  const { rows: chosen } = await sql.query(
    `select v.mail_id as "mailId" from versions v join submissions s on s.id = v.submission_id
     where s.key = $1 and v.chosen_by is not null order by v.id desc limit 1`,
    [key],
  )
  const { rows } = await sql.query(
    `select distinct on (v.mail_id, c.question) v.mail_id as "mailId", c.question, c.action, c.value
     from corrections c join versions v on v.id = c.version_id join submissions s on s.id = v.submission_id
     where s.key = $1 and c.undone_at is null order by v.mail_id, c.question, c.id desc`,
    [key],
  )
  const corrections: Record<number, Record<string, Correction>> = {}
  for (const { mailId, question, action, value } of rows) {
    corrections[mailId] ??= {}
    corrections[mailId][question] = { action, value }
  }
  return { chosenMailId: chosen[0]?.mailId ?? null, corrections }
}

/** What a mail turned out to be once its documents were read. */
export async function writeKind(sql: Sql, mailId: number, kind: MailFacts['kind']): Promise<void> {
  await sql.query('update mails set kind = $2 where id = $1 and kind is distinct from $2', [mailId, kind])
}
