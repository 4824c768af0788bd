import type { Queues } from '../queue/queues.ts'
import type { Database } from '../records/database.ts'
import { unfinished } from '../records/mails.ts'

export interface SweepDeps {
  readonly database: Database
  readonly queues: Pick<Queues, 'revive'>
  /** More than fits in one sweep is left to the next. */
  readonly limit?: number
}

/**
 * Puts back into the queues whatever is recorded and unfinished: jobs are added after the commit of the record, so a
 * process killed between the two leaves work that nobody knows of but this. What is in a queue already stays as it is.
 * `settledBefore` leaves out what came a moment ago. Returns how many jobs it saw to.
 */
export async function sweep(settledBefore: Date, deps: SweepDeps): Promise<number> {
  const found = await unfinished(deps.database, settledBefore, deps.limit ?? 1000)
  await deps.queues.revive('open', ...found.open.map((mailId) => ({ mailId })))
  await deps.queues.revive('read', ...found.read.map((documentId) => ({ documentId })))
  await deps.queues.revive('assess', ...found.assess.map((mailId) => ({ mailId })))
  return found.open.length + found.read.length + found.assess.length
}
