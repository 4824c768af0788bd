import type { Sql } from './database.ts'

/** Who did it: a step of the path by itself, or a person. */
export type Actor = `system:${string}` | `user:${string}`

export interface Change {
  readonly actor: Actor
  readonly record:
    | 'mail'
    | 'document'
    | 'submission'
    | 'version'
    | 'answer'
    | 'flag'
    | 'agency'
    | 'user'
    | 'system'
  readonly recordId: number
  /** A verb in the past: recorded, opened, read, filed, opened-flag, corrected … */
  readonly action: string
  readonly before?: unknown
  readonly after?: unknown
  readonly note?: string | null
}

export interface HistoryEntry extends Required<Change> {
  readonly id: number
  readonly at: Date
  /** Of a submission, a flag or a version: where it stands, whose it is, and what it says in English; null where it is gone. */
  readonly about?: {
    readonly submissionId: number | null
    readonly mailId?: number | null
    readonly messageEn?: string
    /** The body, or the member unit, whose submission it is. */
    readonly agency?: string | null
  } | null
}

/** Appends to the history, in the transaction of the change itself. */
export async function appendHistory(sql: Sql, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  await sql.query(
    `insert into history (actor, record, record_id, action, before, after, note)
     select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::jsonb[], $6::jsonb[], $7::text[])`,
    [
      changes.map((change) => change.actor),
      changes.map((change) => change.record),
      changes.map((change) => change.recordId),
      changes.map((change) => change.action),
      changes.map((change) => json(change.before)),
      changes.map((change) => json(change.after)),
      changes.map((change) => change.note ?? null),
    ],
  )
}

/** The history of one record, oldest first. */
export async function historyOf(
  sql: Sql,
  record: Change['record'],
  recordId: number,
): Promise<HistoryEntry[]> {
  const { rows } = await sql.query(
    `select id, at, actor, record, record_id as "recordId", action, before, after, note
     from history where record = $1 and record_id = $2 order by id`,
    [record, recordId],
  )
  return rows
}
