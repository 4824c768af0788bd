import type { Sql } from './database.ts'

/** How the collector stands with a folder, for people to see. */
export interface FolderState {
  readonly mailbox: string
  readonly folder: string
  readonly uidvalidity?: number
  readonly state?: 'connecting' | 'connected' | 'waiting' | 'failed'
  readonly connectedAt?: Date
  readonly lastPollAt?: Date
  readonly lastMailAt?: Date
  readonly reconciledAt?: Date
  /** Null clears it. */
  readonly problem?: string | null
}

export interface FolderRow {
  readonly mailbox: string
  readonly folder: string
  readonly uidvalidity: number | null
  readonly state: string
  readonly connectedAt: Date | null
  readonly lastPollAt: Date | null
  readonly lastMailAt: Date | null
  readonly reconciledAt: Date | null
  readonly problem: string | null
}

/** Writes what is given and leaves the rest as it was. */
export async function writeFolderState(sql: Sql, folder: FolderState): Promise<void> {
  await sql.query(
    `insert into folders as f (mailbox, folder, uidvalidity, state, connected_at, last_poll_at, last_mail_at, reconciled_at, problem)
     values ($1, $2, $3, coalesce($4, 'connecting'), $5, $6, $7, $8, $9)
     on conflict (mailbox, folder) do update set
       uidvalidity = coalesce($3, f.uidvalidity), state = coalesce($4, f.state),
       connected_at = coalesce($5, f.connected_at), last_poll_at = coalesce($6, f.last_poll_at),
       last_mail_at = coalesce($7, f.last_mail_at), reconciled_at = coalesce($8, f.reconciled_at),
       problem = case when $10 then $9 else f.problem end`,
    [
      folder.mailbox,
      folder.folder,
      folder.uidvalidity ?? null,
      folder.state ?? null,
      folder.connectedAt ?? null,
      folder.lastPollAt ?? null,
      folder.lastMailAt ?? null,
      folder.reconciledAt ?? null,
      folder.problem ?? null,
      folder.problem !== undefined,
    ],
  )
}

export async function folders(sql: Sql): Promise<FolderRow[]> {
  const { rows } = await sql.query(
    `select mailbox, folder, uidvalidity, state, connected_at as "connectedAt", last_poll_at as "lastPollAt",
       last_mail_at as "lastMailAt", reconciled_at as "reconciledAt", problem
     from folders order by mailbox, folder`,
  )
  return rows
}
