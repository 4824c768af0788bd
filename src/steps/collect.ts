import type { MailStore } from '../mailbox/store.ts'
import type { Queues } from '../queue/queues.ts'
import type { Database } from '../records/database.ts'
import { writeFolderState } from '../records/folders.ts'
import { recordedUids } from '../records/mails.ts'
import { recordMails } from '../records/record-mails.ts'

export interface CollectDeps {
  readonly database: Database
  readonly queues: Pick<Queues, 'add'>
  /** The queue could not be told of a recorded mail; the sweep will. */
  onQueueAway(error: Error): void
}

/** Where the collector puts mails: committed first, and only then told to the queue. */
export function mailStore({ database, queues, onQueueAway }: CollectDeps): MailStore {
  return {
    async record(...mails) {
      const recorded = await recordMails(database, mails)
      // Not waited for: the mails are safe, and the next ones are on the line.
      const tell = (queue: 'open' | 'assess', ids: readonly number[]) =>
        ids.length > 0 && queues.add(queue, ...ids.map((mailId) => ({ mailId }))).catch(onQueueAway)
      tell(
        'open',
        recorded.flatMap(({ id, isNew, duplicateOf }) => (isNew && duplicateOf === null ? [id] : [])),
      )
      tell(
        'assess',
        recorded.flatMap(({ duplicateOf, assessAgain }) =>
          duplicateOf !== null && assessAgain ? [duplicateOf] : [],
        ),
      )
      return recorded
    },
    recordedUids: (place) => recordedUids(database, place),
    folderNews: (news) => writeFolderState(database, news),
  }
}
