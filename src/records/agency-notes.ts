import type { Database, Sql } from './database.ts'
import { appendHistory } from './history.ts'

export interface AgencyNote {
  readonly by: string
  readonly at: Date
  readonly text: string
}

/**
 * Leaves a note on a body ("called, promised for Friday"): a line of the history under its place on the roster, and no
 * more, as a note on an answer is. False where there is no such body.
 */
export async function noteOnAgency(
  database: Database,
  user: string,
  agencyId: string,
  text: string,
): Promise<boolean> {
  const { rows } = await database.query('select position from agencies where id = $1', [agencyId])
  if (!rows[0]) return false
  await appendHistory(database, [
    {
      actor: `user:${user}`,
      record: 'agency',
      recordId: rows[0].position,
      action: 'noted',
      after: { agencyId },
      note: text,
    },
  ])
  return true
}

const columns = `split_part(actor, ':', 2) as "by", at, note as text`
const notes = `history where record = 'agency' and action = 'noted'`

/** What was noted of a body, newest first. */
export async function notesOfAgency(sql: Sql, agencyId: string): Promise<AgencyNote[]> {
  const { rows } = await sql.query(
    `select ${columns} from ${notes} and after ->> 'agencyId' = $1 order by id desc limit 200`,
    [agencyId],
  )
  return rows
}

/** The newest note of each body that has one. */
export async function lastNotes(sql: Sql): Promise<Map<string, AgencyNote>> {
  const { rows } = await sql.query(
    `select distinct on (after ->> 'agencyId') after ->> 'agencyId' as id, ${columns} from ${notes}
     order by after ->> 'agencyId', history.id desc`,
  )
  return new Map(rows.map(({ id, ...note }) => [id, note]))
}
