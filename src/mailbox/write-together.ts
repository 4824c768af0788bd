import type { ArrivedMail } from './store.ts'

/** Bytes that may wait for a write to end: a bound on memory, and as much as makes the next write cheap. */
const mayWait = 1024 ** 2

/**
 * Small mails are written in order and several at a time: those that arrive while a write is under way are the next.
 * A mail that comes alone is written at once. A write that failed is thrown at the latest by `end`, and none follows it.
 */
export function writeTogether(write: (mails: readonly ArrivedMail[]) => Promise<void>) {
  let waiting: ArrivedMail[] = []
  let bytes = 0
  let underWay: Promise<void> = Promise.resolve()
  let all: Promise<void> | null = null
  const writeAll = async () => {
    while (waiting.length > 0) {
      underWay = write(waiting)
      waiting = []
      bytes = 0
      await underWay
    }
    all = null
  }
  return {
    /** Resolves when there is room for one more. */
    async add(mail: ArrivedMail): Promise<void> {
      waiting.push(mail)
      bytes += mail.size
      all ??= writeAll()
      all.catch(() => {})
      if (bytes > mayWait) await underWay
    },
    async end(): Promise<void> {
      await all
    },
  }
}
