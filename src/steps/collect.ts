import type { MailStore } from '../mailbox/store.ts'
import type { Queues } from '../queue/queues.ts'
import type { Database } from '../records/database.ts'
import { writeFolderState } from '../records/folders.ts'
import { recordedUids, recordMail } from '../records/mails.ts'

export interface CollectDeps {
  readonly database: Database
  readonly queues: Pick<Queues, 'add'>
  /** The queue could not be told of a recorded mail; the sweep will. */
  onQueueAway(error: Error): void
}

/** Where the collector puts mails: committed first, and only then told to the queue. */
export function mailStore({ database, queues, onQueueAway }: CollectDeps): MailStore {
  return {
    async record(mail) {
      const { id, isNew, duplicateOf, assessAgain } = await recordMail(database, mail)
      // Not waited for: the mail is safe, and the next one is on the line.
      if (isNew && duplicateOf === null) queues.add('open', { mailId: id }).catch(onQueueAway)
      if (duplicateOf !== null && assessAgain)
        queues.add('assess', { mailId: duplicateOf }).catch(onQueueAway)
      return { isNew }
    },
    recordedUids: (place) => recordedUids(database, place),
    folderNews: (news) => writeFolderState(database, news),
  }
}
