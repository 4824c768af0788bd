import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { jobId } from '../../src/queue/jobs.ts'
import {
  HopelessError,
  openQueues,
  type QueueServer,
  type Queues,
  type RunningWorker,
  runWorker,
} from '../../src/queue/queues.ts'
import { testDatabase } from '../helpers/database.ts'
import { redisMissing, startRedis } from './redis.ts'

const noise = (error: Error) => void error
const required = process.env.HOMPHIEU_PEERS === 'required'

interface Place {
  readonly server: QueueServer
  close(): Promise<void>
}
const places: readonly { name: string; missing: string | null; start(): Promise<Place> }[] = [
  {
    name: 'Postgres',
    missing: null,
    async start() {
      const db = await testDatabase()
      return { server: { databaseUrl: db.url }, close: () => db.close() }
    },
  },
  {
    name: 'Redis',
    missing: redisMissing(),
    async start() {
      const redis = await startRedis()
      return { server: { redisUrl: redis.url }, close: () => redis.close() }
    },
  },
]

async function until(condition: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('waited in vain')
    await sleep(20)
  }
}

for (const { name, missing, start } of places) {
  if (missing && required) {
    test(`needs ${name}`, () => expect.fail(missing))
    continue
  }
  describe.skipIf(missing)(`the queue on ${name}${missing ? ` (skipped: ${missing})` : ''}`, () => {
    let place: Place
    let queues: Queues
    let worker: RunningWorker | undefined

    beforeAll(async () => {
      place = await start()
      queues = openQueues(place.server, noise)
    })
    afterEach(async () => {
      await worker?.close()
      worker = undefined
    })
    afterAll(async () => {
      await queues?.close()
      await place?.close()
    })

    test('what was being added when the queues were closed is in them', async () => {
      const leaving = openQueues(place.server, noise)
      for (let mailId = 901; mailId <= 910; mailId++) void leaving.add('assess', { mailId })
      await leaving.close()
      expect((await queues.counts()).assess.waiting).toBe(10)
      await queues.get('assess').obliterate()
    })

    test('a job that waits is done, and one added later is done at once, not at the next poll', async () => {
      const done: number[] = []
      await queues.add('open', { mailId: 1 })
      worker = runWorker(place.server, {
        queue: 'open',
        concurrency: 1,
        work: async ({ mailId }) => void done.push(mailId),
        failed: async () => {},
        onError: noise,
      })
      await until(() => done.length === 1)
      await sleep(300)
      const added = Date.now()
      await queues.add('open', { mailId: 2 })
      await until(() => done.length === 2)
      expect(Date.now() - added).toBeLessThan(1000)
    })

    test('the same mail is in the queue once, and may come again when it was done', async () => {
      const done: number[] = []
      await queues.add('open', { mailId: 7 }, { mailId: 7 })
      await queues.add('open', { mailId: 7 })
      worker = runWorker(place.server, {
        queue: 'open',
        concurrency: 1,
        work: async ({ mailId }) => void done.push(mailId),
        failed: async () => {},
        onError: noise,
      })
      await until(() => done.length === 1)
      await sleep(200)
      expect(done).toEqual([7])
      await queues.add('open', { mailId: 7 })
      await until(() => done.length === 2)
    })

    test('a fault of ours is tried again after a while, and is no failure once it goes away', async () => {
      const attempts: number[] = []
      const failed: string[] = []
      worker = runWorker(place.server, {
        queue: 'read',
        concurrency: 1,
        work: async () => {
          attempts.push(Date.now())
          if (attempts.length < 3) throw new Error('the database is away')
        },
        failed: async (_payload, error) => void failed.push(error.message),
        onError: noise,
      })
      await queues.add('read', { documentId: 1 })
      await until(() => attempts.length === 3)
      expect(failed).toEqual([])
      // 1 s, then 2 s, each up to a fifth shorter or longer.
      expect((attempts[1] ?? 0) - (attempts[0] ?? 0)).toBeGreaterThan(700)
      expect((attempts[2] ?? 0) - (attempts[1] ?? 0)).toBeGreaterThan(1500)
    })

    test('a fault of the record is not tried again and is written on it', async () => {
      let attempts = 0
      const failed: string[] = []
      worker = runWorker(place.server, {
        queue: 'read',
        concurrency: 1,
        work: async () => {
          attempts++
          throw new HopelessError('no such document')
        },
        failed: async (payload, error) => void failed.push(`${payload.documentId}: ${error.message}`),
        onError: noise,
      })
      await queues.add('read', { documentId: 2 })
      await until(async () => (await queues.counts()).read.failed === 1)
      await sleep(1500)
      expect(attempts).toBe(1)
      expect(failed).toEqual(['2: no such document'])
      // Its id is taken: only reviving gets it in again.
      await queues.add('read', { documentId: 2 })
      await sleep(200)
      expect(attempts).toBe(1)
      await queues.revive('read', { documentId: 2 })
      await until(() => attempts === 2)
    })

    test('a payload that does not say what it must never reaches the work', async () => {
      const reached: unknown[] = []
      const errors: string[] = []
      await queues.get('assess').add('assess', { mailId: 'one' })
      worker = runWorker(place.server, {
        queue: 'assess',
        concurrency: 1,
        work: async (payload) => void reached.push(payload),
        failed: async () => {},
        onError: (error) => void errors.push(error.name),
      })
      await until(() => errors.length > 0)
      expect(reached).toEqual([])
      expect(errors[0]).toBe('UnrecoverableError')
    })
  })
}

test('job ids carry the record and are such as BullMQ takes', () => {
  expect(jobId('read', { documentId: 42 })).toBe('read-42')
})
