import { setTimeout as sleep } from 'node:timers/promises'
import { type Counts, counts } from '../records/overview.ts'
import type { Installation } from './installation.ts'

/**
 * Waits until everything recorded is opened, read and assessed, and at least `mails` mails are there; tells how far it
 * is whenever that changes.
 */
export async function untilSettled(
  { database }: Installation,
  mails: number,
  progress: (now: Counts) => void,
): Promise<Counts> {
  let last = ''
  for (;;) {
    const now = await counts(database)
    const line = [now.mails, now.toOpen, now.toRead, now.toAssess].join(' ')
    if (line !== last) progress(now)
    last = line
    if (now.mails >= mails && now.toOpen + now.toRead + now.toAssess === 0) return now
    await sleep(400)
  }
}
