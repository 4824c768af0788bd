import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Afterwards, MailboxConfig } from '../../src/config.ts'
import { deliver, startDemoMailbox } from '../../src/demo/mailbox.ts'
import { type CollectOptions, collect } from '../../src/mailbox/collect.ts'
import type { MailStore } from '../../src/mailbox/store.ts'
import { folders } from '../../src/records/folders.ts'
import { mailStore } from '../../src/steps/collect.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { dovecotMissing, startDovecot } from './dovecot.ts'
import { file, rawMail, text } from './fixture-makers/mail.ts'
import { badLine, type Line } from './line.ts'

interface Server {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  close(): Promise<void>
  /** Only a server that keeps its mails can do these. */
  restart?(): Promise<void>
  forgetUids?(): Promise<void>
}

const servers: readonly { name: string; missing: string | null; start(): Promise<Server> }[] = [
  {
    name: 'the demonstration mailbox',
    missing: null,
    start: () => startDemoMailbox({ folders: ['Phieu', 'Da nhan'] }),
  },
  {
    name: 'Dovecot',
    missing: dovecotMissing(),
    async start() {
      const dovecot = await startDovecot()
      return {
        ...dovecot,
        async restart() {
          await dovecot.stop()
          await dovecot.start()
        },
      }
    },
  },
]

/** Where the peers must be there (in CI) a missing one is a failure, elsewhere the tests say that they were skipped. */
const required = process.env.HOMPHIEU_PEERS === 'required'

const mail = (number: number, size = 0): Buffer =>
  rawMail({
    headers: [`Message-ID: <${number}@tinh-a.example>`],
    parts: [text(`Thư ${number}`), file('Phieu.pdf', Buffer.alloc(size, `%PDF-1.4 ${number} `))],
  })
const arrival = (number: number): Date => new Date(Date.UTC(2017, 3, 20, 2, number % 60, number % 50))
const mails = (count: number, from = 1) =>
  Array.from({ length: count }, (_, at) => ({ raw: mail(from + at), receivedAt: arrival(from + at) }))

for (const { name, missing, start } of servers) {
  if (missing && required) {
    it(`needs ${name}`, () => expect.fail(missing))
    continue
  }
  describe.skipIf(missing)(`Collecting from ${name}${missing ? ` (skipped: ${missing})` : ''}`, () => {
    let db: TestDatabase
    let server: Server
    let line: Line
    const running: { stop(): Promise<void> }[] = []
    let events: [string, Record<string, unknown>][] = []

    beforeAll(async () => {
      db = await testDatabase()
    }, 60_000)
    afterAll(async () => await db.close())
    beforeEach(async () => {
      server = await start()
      line = await badLine(server)
      await db.database.query('truncate mails, blobs, folders restart identity cascade')
      events = []
    }, 30_000)
    afterEach(async () => {
      for (const one of running.splice(0)) await one.stop()
      await line.close()
      await server.close()
    }, 30_000)

    const config = (more: Partial<MailboxConfig> = {}): MailboxConfig => ({
      host: '127.0.0.1',
      port: line.port,
      security: 'none',
      user: server.user,
      auth: { kind: 'password', password: server.password },
      folders: ['INBOX'],
      afterwards: { kind: 'leave' },
      pollMs: 60_000,
      reconcileMs: 60_000,
      ...more,
    })
    const store = (): MailStore =>
      mailStore({ database: db.database, queues: { add: async () => {} }, onQueueAway: () => {} })

    function startCollecting(more: Partial<MailboxConfig> = {}, options: Partial<CollectOptions> = {}) {
      const end = new AbortController()
      const collecting = collect({
        config: config(more),
        store: store(),
        sizeLimit: 50 * 1024 * 1024,
        signal: end.signal,
        now: () => new Date(),
        log: (event, facts) => events.push([event, facts]),
        backoff: { first: 50, longest: 200 },
        ...options,
      })
      const handle = {
        async stop() {
          end.abort()
          await collecting
        },
      }
      running.push(handle)
      return handle
    }

    const rows = async () =>
      (
        await db.database.query(
          `select m.folder, m.uid, m.received_at as "receivedAt", m.size, m.headers, m.duplicate_of as "duplicateOf",
             b.bytes as raw from mails m left join blobs b on b.sha256 = m.raw_sha256 order by m.id`,
        )
      ).rows
    const count = async (): Promise<number> =>
      Number((await db.database.query('select count(*) from mails')).rows[0].count)
    const untilCount = (expected: number, timeout = 10_000) =>
      expect.poll(count, { timeout, interval: 50 }).toBe(expected)

    async function client<T>(work: (imap: ImapFlow) => Promise<T>): Promise<T> {
      const imap = new ImapFlow({
        host: server.host,
        port: server.port,
        secure: false,
        doSTARTTLS: false,
        auth: { user: server.user, pass: server.password },
        logger: false,
      })
      imap.on('error', () => {})
      await imap.connect()
      try {
        return await work(imap)
      } finally {
        await imap.logout().catch(() => imap.close())
      }
    }
    const listing = (folder: string) =>
      client(async (imap) => {
        await imap.mailboxOpen(folder, { readOnly: true })
        const found = []
        for await (const message of imap.fetch('1:*', { uid: true, flags: true }))
          found.push({
            uid: message.uid,
            flags: [...(message.flags ?? [])].filter((flag) => flag !== '\\Recent'),
          })
        return found
      }).catch(() => [])

    it('records every mail byte for byte with the time it arrived, and leaves it untouched and unread', async () => {
      await deliver(server, mails(12))
      startCollecting()
      await untilCount(12)
      const recorded = await rows()
      expect(recorded.map(({ receivedAt }) => receivedAt)).toEqual(
        mails(12).map(({ receivedAt }) => receivedAt),
      )
      expect(
        recorded.map(({ raw }) =>
          Buffer.compare(raw, mail(recorded.findIndex((one) => one.raw === raw) + 1)),
        ),
      ).toEqual(Array(12).fill(0))
      expect((await listing('INBOX')).map(({ flags }) => flags)).toEqual(Array(12).fill([]))
    })

    it('records a mail that arrives later at once, without waiting for the next look', async () => {
      startCollecting()
      await expect
        .poll(async () => (await folders(db.database))[0]?.state, { timeout: 5000 })
        .toBe('connected')
      await sleep(200)
      await deliver(server, mails(1))
      await untilCount(1, 5000)
    })

    it('finds a mail by looking, where the server does not tell', async () => {
      startCollecting({ pollMs: 300 })
      await expect
        .poll(async () => (await folders(db.database))[0]?.state, { timeout: 5000 })
        .toBe('connected')
      await deliver(server, mails(1))
      await untilCount(1, 5000)
      // What is told of the folder follows the mail.
      await expect
        .poll(async () => (await folders(db.database))[0], { timeout: 5000 })
        .toMatchObject({ lastMailAt: expect.any(Date), reconciledAt: expect.any(Date) })
    })

    it('watches several folders', async () => {
      await client(async (imap) => {
        await imap.mailboxCreate('Phieu').catch(() => {})
      })
      await deliver(server, mails(2))
      await deliver(server, mails(3, 10), 'Phieu')
      startCollecting({ folders: ['INBOX', 'Phieu'] })
      await untilCount(5)
      expect((await rows()).filter(({ folder }) => folder === 'Phieu')).toHaveLength(3)
    })

    it('records what came while it was away, and nothing twice', async () => {
      await deliver(server, mails(3))
      const first = startCollecting()
      await untilCount(3)
      await first.stop()
      await deliver(server, mails(2, 10))
      startCollecting()
      await untilCount(5)
      await sleep(300)
      expect(await count()).toBe(5)
    })

    it('loses nothing and records nothing twice when the line breaks again and again', async () => {
      await deliver(
        server,
        Array.from({ length: 40 }, (_, at) => ({ raw: mail(at, 20_000), receivedAt: arrival(at) })),
      )
      line.breakAfter(120_000)
      startCollecting()
      await expect.poll(() => line.connections, { timeout: 20_000 }).toBeGreaterThan(4)
      line.breakAfter(null)
      await untilCount(40, 30_000)
      expect(new Set((await rows()).map(({ uid }) => uid)).size).toBe(40)
      expect(events.some(([event]) => event === 'connection lost')).toBe(true)
    }, 60_000)

    it('notices a line that fell silent without closing, and takes a new one', async () => {
      const timings = { connect: 2000, greeting: 2000, socket: 800, idle: 800 }
      startCollecting({}, { timings })
      await expect
        .poll(async () => (await folders(db.database))[0]?.state, { timeout: 5000 })
        .toBe('connected')
      await sleep(200)
      line.freeze()
      await deliver(server, mails(1))
      await untilCount(1, 12_000)
    }, 20_000)

    it('keeps trying while the records are away, and loses nothing', async () => {
      await deliver(server, mails(6))
      const real = store()
      let faults = 5
      const ailing: MailStore = {
        ...real,
        async record(...some) {
          if (faults-- > 0) throw new Error('the database is away')
          return await real.record(...some)
        },
      }
      startCollecting({}, { store: ailing })
      await untilCount(6)
      expect((await folders(db.database))[0]?.problem ?? null).toBeNull()
    })

    it('records a mail of 50 MB whole, and the one behind it', async () => {
      const large = mail(1, 38 * 1024 * 1024)
      expect(large.length).toBeGreaterThan(50 * 1024 * 1024)
      await deliver(server, [{ raw: large, receivedAt: arrival(1) }, ...mails(1, 2)])
      startCollecting({}, { sizeLimit: 100 * 1024 * 1024 })
      await untilCount(2, 45_000)
      const recorded = (await rows()).find(({ size }) => size > 1_000_000)
      expect(Buffer.compare(recorded.raw, large)).toBe(0)
    }, 60_000)

    it('records a mail over the limit with its headers only', async () => {
      await deliver(server, [{ raw: mail(1, 200_000), receivedAt: arrival(1) }, ...mails(1, 2)])
      startCollecting({}, { sizeLimit: 100_000 })
      await untilCount(2)
      const large = (await rows()).find(({ raw }) => raw === null)
      expect(large.size).toBeGreaterThan(200_000)
      expect(large.headers).toContain('Message-ID: <1@tinh-a.example>')
    })

    it('tells the same mail again by its content, never by its Message-ID', async () => {
      const anonymous = rawMail({ headers: ['Message-ID:'], parts: [text('không có số')] })
      const impostor = rawMail({
        headers: ['Message-ID: <1@tinh-a.example>'],
        parts: [text('nội dung khác')],
      })
      const raws = [mail(1), mail(1), impostor, anonymous]
      await deliver(
        server,
        raws.map((raw, at) => ({ raw, receivedAt: arrival(at) })),
      )
      startCollecting()
      await untilCount(4)
      await expect
        .poll(async () => (await rows()).map(({ duplicateOf }) => duplicateOf !== null), { timeout: 3000 })
        .toEqual([false, true, false, false])
    })

    const isMarked: Record<'flag' | 'move', () => Promise<boolean>> = {
      flag: async () =>
        (await listing('INBOX')).filter(({ flags }) => flags.includes('\\Flagged')).length === 3,
      move: async () => (await listing('Da nhan')).length === 3 && (await listing('INBOX')).length === 0,
    }
    it.each<[Afterwards & { kind: 'flag' | 'move' }]>([
      [{ kind: 'flag', flag: '\\Flagged' }],
      [{ kind: 'move', folder: 'Da nhan' }],
    ])(
      'does what the setting says with recorded mails, also those of an earlier run: %j',
      async (afterwards) => {
        await client(async (imap) => {
          await imap.mailboxCreate('Da nhan').catch(() => {})
        })
        await deliver(server, mails(2))
        const first = startCollecting()
        await untilCount(2)
        await first.stop()
        await deliver(server, mails(1, 5))
        startCollecting({ afterwards })
        await expect.poll(isMarked[afterwards.kind], { timeout: 8000 }).toBe(true)
        expect(await count()).toBe(3)
      },
    )

    it('says so when the password is wrong, without the password', async () => {
      startCollecting({ auth: { kind: 'password', password: 'sai-mat-khau' } })
      await expect
        .poll(async () => (await folders(db.database))[0], { timeout: 8000 })
        .toMatchObject({ state: 'failed', problem: expect.stringContaining('sign-in refused') })
      expect(JSON.stringify([events, await folders(db.database)])).not.toContain('sai-mat-khau')
    }, 15_000)

    it('goes on after the server restarts in the middle', async () => {
      await deliver(
        server,
        Array.from({ length: 60 }, (_, at) => ({ raw: mail(at, 50_000), receivedAt: arrival(at) })),
      )
      startCollecting()
      await expect.poll(count, { timeout: 10_000, interval: 5 }).toBeGreaterThan(2)
      // The demonstration mailbox would lose its mails: there only the lines are cut.
      await (server.restart?.() ?? line.cut())
      await deliver(server, mails(1, 200))
      await untilCount(61, 30_000)
    }, 60_000)

    const renumbers = name === 'Dovecot' ? it : null // The mailbox in memory never changes its UIDVALIDITY.
    renumbers?.(
      'loses nothing when the server gives all mails new UIDs, and counts none twice',
      async () => {
        await deliver(server, mails(3))
        startCollecting()
        await untilCount(3)
        await server.forgetUids?.()
        await deliver(server, mails(1, 9))
        await untilCount(7, 15_000)
        await expect
          .poll(async () => (await rows()).filter(({ duplicateOf }) => duplicateOf === null).length, {
            timeout: 3000,
          })
          .toBe(4)
      },
      30_000,
    )

    it('loses nothing when a folder is deleted and made anew', async () => {
      await client(async (imap) => {
        await imap.mailboxCreate('Phieu').catch(() => {})
      })
      await deliver(server, mails(2), 'Phieu')
      startCollecting({ folders: ['Phieu'], reconcileMs: 500 })
      await untilCount(2)
      await sleep(1100)
      await client(async (imap) => {
        await imap.mailboxDelete('Phieu')
        await imap.mailboxCreate('Phieu')
      })
      await deliver(server, mails(2, 20), 'Phieu')
      await untilCount(4, 15_000)
    }, 30_000)
  })
}
