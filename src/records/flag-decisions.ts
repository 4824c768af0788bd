import { type Database, type Sql, transaction } from './database.ts'
import { decide, type Outcome } from './decisions.ts'
import { appendHistory } from './history.ts'

/** Which flag, who decides, and the revision of its submission that they had before their eyes. */
export interface FlagDecider {
  readonly id: number
  readonly user: string
  /** Null for a flag of a mail, which belongs to no submission. */
  readonly revision: number | null
}

/** Of what record the decision was: for telling the second of two officers what the first did. */
export interface FlagOutcome {
  readonly outcome: Outcome | { readonly kind: 'done' }
  readonly submissionId: number | null
  readonly mailId: number | null
}

/** Closes a flag with a person's reason. */
export function resolveFlag(database: Database, who: FlagDecider, reason: string): Promise<FlagOutcome> {
  return decideFlag(database, who, (sql) => close(sql, who, reason))
}

async function close(sql: Sql, who: FlagDecider, reason: string): Promise<'conflict' | undefined> {
  const { rows } = await sql.query(
    `update flags set resolved_at = now(), resolved_by = $2, resolution = $3
     where id = $1 and resolved_at is null returning rule, message_vi as message`,
    [who.id, `user:${who.user}`, reason],
  )
  if (!rows[0]) return 'conflict'
  await note(sql, who, 'resolved', { before: rows[0], after: { by: `user:${who.user}` }, note: reason })
  return undefined
}

/**
 * Closes many flags with one reason: those of one submission together, or none of them where it changed since. Tells how
 * many were closed and how many not.
 */
export async function resolveFlags(
  database: Database,
  user: string,
  flags: readonly Pick<FlagDecider, 'id' | 'revision'>[],
  reason: string,
): Promise<{ closed: number; left: number }> {
  const { rows } = await database.query(
    `select coalesce('submission ' || submission_id, 'flag ' || id) as "group", jsonb_agg(id order by id) as ids
     from flags where id = any ($1) group by 1 order by 1`,
    [flags.map(({ id }) => id)],
  )
  let closed = 0
  for (const { ids } of rows as { ids: number[] }[]) {
    const own = ids.map((id) => ({
      id,
      user,
      revision: flags.find((flag) => flag.id === id)?.revision ?? null,
    }))
    const [first] = own
    if (!first) continue
    const { outcome } = await decideFlag(database, first, async (sql) => {
      for (const who of own) if ((await close(sql, who, reason)) === 'conflict') return 'conflict'
      return undefined
    })
    if (outcome.kind === 'done') closed += own.length
  }
  return { closed, left: flags.length - closed }
}

/** Takes back what a person closed. */
export function reopenFlag(database: Database, who: FlagDecider): Promise<FlagOutcome> {
  return decideFlag(database, who, async (sql) => {
    const { rows } = await sql.query(
      `update flags set resolved_at = null, resolved_by = null, resolution = null
       where id = $1 and resolved_by like 'user:%' returning rule, message_vi as message`,
      [who.id],
    )
    if (!rows[0]) return 'conflict'
    await note(sql, who, 'opened', { after: rows[0] })
    return undefined
  })
}

/** A flag of a submission is part of it: decided under its lock and at its revision, and its state settled after. */
async function decideFlag(
  database: Database,
  who: FlagDecider,
  change: (sql: Sql) => Promise<'conflict' | undefined>,
): Promise<FlagOutcome> {
  const { rows } = await database.query(
    'select submission_id as "submissionId", mail_id as "mailId" from flags where id = $1',
    [who.id],
  )
  if (!rows[0]) return { outcome: { kind: 'gone' }, submissionId: null, mailId: null }
  const { submissionId } = rows[0]
  const outcome =
    submissionId === null
      ? await transaction(database, async (sql) => {
          return { kind: (await change(sql)) ?? ('done' as const) }
        })
      : await decide(database, { user: who.user, submissionId, revision: who.revision ?? -1 }, change)
  return { outcome, ...rows[0] }
}

async function note(
  sql: Sql,
  who: FlagDecider,
  action: string,
  change: { before?: unknown; after: unknown; note?: string },
): Promise<void> {
  await appendHistory(sql, [
    { actor: `user:${who.user}`, record: 'flag', recordId: who.id, action, ...change },
  ])
}
