import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import type { MailboxConfig } from '../config.ts'
import { connect, mailboxName, problemOf, type Timings, timings } from './connection.ts'
import { fetchMails } from './fetch.ts'
import type { FolderPlace, MailStore } from './store.ts'

export interface CollectOptions {
  readonly config: MailboxConfig
  readonly store: MailStore
  readonly sizeLimit: number
  /** Ends the collector: what is being recorded is finished first. */
  readonly signal: AbortSignal
  readonly now: () => Date
  /** News for the log: an event and its facts, no secrets. */
  log(event: string, facts: Record<string, unknown>): void
  readonly timings?: Timings
  /** First and longest pause before connecting again, in milliseconds. */
  readonly backoff?: { readonly first: number; readonly longest: number }
}

/**
 * Watches the folders of a mailbox, each on a connection of its own, for ever: connects again with growing pauses
 * whatever happens. Every connect and every few minutes the server's whole list of UIDs is compared with what is
 * recorded, so that nothing depends on a notification having come. Resolves when the signal is given.
 */
export async function collect(options: CollectOptions): Promise<void> {
  await Promise.all(options.config.folders.map((folder) => watchFolder(folder, options)))
}

async function watchFolder(folder: string, options: CollectOptions): Promise<void> {
  const { config, signal, store, log } = options
  const backoff = options.backoff ?? { first: 1000, longest: 60_000 }
  const mailbox = mailboxName(config)
  const attempts = new Map<number, number>()
  let pause = backoff.first
  while (!signal.aborted) {
    const connectedAt = performance.now()
    try {
      await session(folder, attempts, options)
    } catch (error) {
      const problem = problemOf(error)
      if (signal.aborted) return
      log('connection lost', { mailbox, folder, problem })
      await store
        .folderNews({ mailbox, folder, state: 'failed', problem })
        .catch((failure: Error) => log('records away', { problem: failure.message }))
    }
    if (signal.aborted) return
    // A line that held for a while was a good one: its loss is not one more failure in a row.
    if (performance.now() - connectedAt > 60_000) pause = backoff.first
    await sleep(pause * (0.8 + 0.4 * Math.random()), null, { signal }).catch(() => {})
    pause = Math.min(pause * 2, backoff.longest)
  }
}

/** One connection, from sign-in until it breaks (throws) or the signal is given (resolves). */
async function session(
  folder: string,
  attempts: Map<number, number>,
  options: CollectOptions,
): Promise<void> {
  const { config, store, signal, now, log } = options
  const mailbox = mailboxName(config)
  await store.folderNews({ mailbox, folder, state: 'connecting' })
  const bell = doorbell(signal)
  const client = await connect(
    config,
    { signal, onError: (error) => bell.broken(error) },
    options.timings ?? timings,
  )
  try {
    const connectedAt = now()
    client.on('exists', () => bell.ring())
    client.on('close', () => bell.broken(new Error('the server closed the connection')))
    let reconcileAt = 0
    let opened: Opened | null = null
    for (;;) {
      if (opened === null || performance.now() >= reconcileAt) {
        opened = await openFolder(client, folder, mailbox, config, opened, attempts)
        await reconcile(client, opened, attempts, options)
        reconcileAt = performance.now() + config.reconcileMs
        await store.folderNews({
          ...opened.place,
          state: 'connected',
          connectedAt,
          reconciledAt: now(),
          lastPollAt: now(),
          problem: null,
        })
      } else {
        await client.noop()
        await takeNew(client, opened, attempts, options)
        await store.folderNews({ mailbox, folder, state: 'connected', lastPollAt: now() })
      }
      if (signal.aborted) return
      const untilReconcile = Math.max(0, reconcileAt - performance.now())
      const idling = client.capabilities.has('IDLE') ? client.idle() : Promise.resolve()
      idling.catch((error: Error) => bell.broken(error))
      await bell.wait(Math.min(config.pollMs, untilReconcile))
      if (signal.aborted) return
    }
  } finally {
    bell.dispose()
    client.close()
    log('connection closed', { mailbox, folder })
  }
}

interface Opened {
  readonly place: FolderPlace
  /** The highest UID seen; the server gives higher ones to whatever arrives later. */
  highest: number
}

async function openFolder(
  client: ImapFlow,
  folder: string,
  mailbox: string,
  config: MailboxConfig,
  before: Opened | null,
  attempts: Map<number, number>,
): Promise<Opened> {
  // Opened again before every reconciling: a folder that was deleted and made anew shows itself by its UIDVALIDITY.
  if (before) await client.mailboxClose()
  const info = await client.mailboxOpen(folder, { readOnly: config.afterwards.kind === 'leave' })
  const uidvalidity = Number(info.uidValidity)
  if (before && before.place.uidvalidity !== uidvalidity) attempts.clear()
  return { place: { mailbox, folder, uidvalidity }, highest: 0 }
}

/** Compares the server's whole list with the records, and records what is missing. */
async function reconcile(
  client: ImapFlow,
  opened: Opened,
  attempts: Map<number, number>,
  options: CollectOptions,
) {
  const listed = (await client.search({ all: true }, { uid: true })) || []
  const known = new Set(await options.store.recordedUids(opened.place))
  const missing = listed.filter((uid) => !known.has(uid))
  if (missing.length > 0) options.log('mails found', { ...opened.place, count: missing.length })
  await take(client, opened, missing, attempts, options)
  for (const uid of listed) if (uid > opened.highest) opened.highest = uid
  await tidy(
    client,
    listed.filter((uid) => known.has(uid)),
    options.config,
  )
}

/** Records what arrived since the last look. */
async function takeNew(
  client: ImapFlow,
  opened: Opened,
  attempts: Map<number, number>,
  options: CollectOptions,
) {
  // "n:*" always names the last mail, also when its UID is below n.
  const listed = (await client.search({ uid: `${opened.highest + 1}:*` }, { uid: true })) || []
  const fresh = listed.filter((uid) => uid > opened.highest)
  await take(client, opened, fresh, attempts, options)
  for (const uid of fresh) if (uid > opened.highest) opened.highest = uid
}

async function take(
  client: ImapFlow,
  opened: Opened,
  uids: readonly number[],
  attempts: Map<number, number>,
  options: CollectOptions,
): Promise<void> {
  const { store, sizeLimit, now, config } = options
  const done: number[] = []
  await fetchMails(client, uids, {
    place: opened.place,
    store,
    sizeLimit,
    attempts,
    recorded: (mail) => done.push(mail.uid),
  })
  if (done.length === 0) return
  await store.folderNews({ mailbox: opened.place.mailbox, folder: opened.place.folder, lastMailAt: now() })
  await tidy(client, done, config)
}

/**
 * What the setting says is to happen on the server to mails that are recorded. Repeated at every reconciling, so that a
 * process killed in between leaves nothing undone.
 */
async function tidy(client: ImapFlow, uids: readonly number[], config: MailboxConfig): Promise<void> {
  const { afterwards } = config
  if (afterwards.kind === 'leave' || uids.length === 0) return
  for (let start = 0; start < uids.length; start += 500) {
    const some = uids.slice(start, start + 500).join(',')
    if (afterwards.kind === 'move') await client.messageMove(some, afterwards.folder, { uid: true })
    else await client.messageFlagsAdd(some, [afterwards.flag], { uid: true })
  }
}

/** Waits for whatever comes first: a notification, the time, the end of the connection (throws) or of the collector. */
function doorbell(signal: AbortSignal) {
  let rung = false
  let fault: Error | null = null
  let wake: () => void = () => {}
  const touch = () => wake()
  signal.addEventListener('abort', touch)
  return {
    ring() {
      rung = true
      wake()
    },
    broken(error: Error) {
      fault ??= error
      wake()
    },
    dispose() {
      signal.removeEventListener('abort', touch)
    },
    async wait(ms: number) {
      if (!rung && !fault && !signal.aborted) {
        let timer: NodeJS.Timeout | undefined
        await new Promise<void>((resolve) => {
          wake = resolve
          timer = setTimeout(resolve, ms)
        })
        clearTimeout(timer)
      }
      rung = false
      if (fault && !signal.aborted) throw fault
    },
  }
}
