import {
  createPostgresBackend,
  type DefaultJobOptions,
  type Job,
  type JobsOptions,
  Queue,
  runMigrations,
  UnrecoverableError,
  Worker,
} from 'bullmq'
import pg from 'pg'
import { jobId, type Payload, payloads, type QueueName, queueNames } from './jobs.ts'

/** Where the queues live: in Postgres beside the records (schema `bullmq`), or in Redis. */
export type QueueServer = { readonly databaseUrl: string } | { readonly redisUrl: string }

/** BullMQ's own tables, in a schema of their own. Run with our migrations, under BullMQ's lock. */
export async function migrateQueues(server: QueueServer): Promise<void> {
  if (!('databaseUrl' in server)) return
  const client = new pg.Client({ connectionString: server.databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    await runMigrations(client, schema)
  } finally {
    await client.end()
  }
}

const schema = 'bullmq'

/**
 * Faults of ours (a database away, a child that could not be started) are tried again after 1, 2, 4 … 64 s, eight times
 * in all; then the sweep takes over. A finished job leaves its queue at once: its id is free for reading again, and
 * what was done stands in the records, not here. Failed jobs stay to be seen, for a week.
 */
const jobOptions: DefaultJobOptions = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 1000, jitter: 0.2 },
  removeOnComplete: true,
  removeOnFail: { age: 7 * 24 * 3600, count: 1000 },
  stackTraceLimit: 10,
}

export interface Queues {
  /** Puts a job into a queue; nothing happens where the record is in it already. */
  add<Q extends QueueName>(queue: Q, ...payloads: Payload<Q>[]): Promise<void>
  /** The same, and takes those out first that failed for good: their ids are taken otherwise. */
  revive<Q extends QueueName>(queue: Q, ...payloads: Payload<Q>[]): Promise<void>
  counts(): Promise<Record<QueueName, Record<string, number>>>
  /** The BullMQ queue itself, for the queue monitor. */
  get(queue: QueueName): Queue
  close(): Promise<void>
}

export function openQueues(server: QueueServer, onError: (error: Error) => void): Queues {
  const open = new Map(
    queueNames.map((name) => {
      const queue = openQueue(name, server)
      queue.on('error', onError)
      return [name, queue]
    }),
  )
  const get = (name: QueueName): Queue => open.get(name) as Queue
  const adders = new Map(
    queueNames.map((name) => [name, together((jobs: BulkJob[]) => get(name).addBulk(jobs))]),
  )
  const add: Queues['add'] = async (name, ...given) => {
    const jobs = given.map((payload) => ({
      name,
      data: payload,
      opts: { ...jobOptions, jobId: jobId(name, payload) },
    }))
    if (jobs.length > 0) await adders.get(name)?.(jobs)
  }
  return {
    get,
    add,
    async revive(name, ...given) {
      const ids = new Set(given.map((payload) => jobId(name, payload)))
      const failed = ids.size > 0 ? await get(name).getFailed(0, -1) : []
      await Promise.all(failed.filter((job) => ids.has(job.id ?? '')).map((job) => job.remove()))
      await add(name, ...given)
    },
    async counts() {
      const entries = await Promise.all(
        queueNames.map(async (name) => [name, await get(name).getJobCounts()] as const),
      )
      return Object.fromEntries(entries) as Record<QueueName, Record<string, number>>
    },
    async close() {
      // Nobody waits for what is being added, and what was not added waits for the sweep, up to a minute.
      await Promise.allSettled([...adders.values()].map((addTogether) => addTogether([])))
      await Promise.all([...open.values()].map((queue) => queue.close()))
    },
  }
}

interface BulkJob {
  readonly name: string
  readonly data: unknown
  readonly opts: JobsOptions
}

/**
 * What is added while an earlier addition is under way goes together in the next: one by one costs BullMQ 3 ms a job on
 * Postgres, a thousand together 45 ms. Adding nothing ends when all that was added before has been.
 */
function together<T>(write: (all: T[]) => Promise<unknown>): (some: readonly T[]) => Promise<void> {
  let waiting: T[] = []
  let next: Promise<void> | null = null
  let current: Promise<unknown> = Promise.resolve()
  return (some) => {
    waiting.push(...some)
    next ??= current
      .catch(() => {})
      .then(async () => {
        const all = waiting
        waiting = []
        next = null
        current = all.length > 0 ? write(all) : Promise.resolve()
        await current
      })
    return next
  }
}

/** A fault of the record itself: trying again cannot help. Written on the record by `failed`. */
export class HopelessError extends Error {
  override name = 'HopelessError'
}

export interface WorkerOptions<Q extends QueueName> {
  readonly queue: Q
  readonly concurrency: number
  /** Idempotent: it may run again after a crash at any moment. */
  work(payload: Payload<Q>): Promise<void>
  /** Called when a job failed for good, to write it on the record. */
  failed(payload: Payload<Q>, error: Error): Promise<void>
  onError(error: Error): void
}

export interface RunningWorker {
  /** Resolves when the jobs at hand are finished. */
  close(): Promise<void>
}

/** Takes jobs from a queue and hands them, their payload checked, to `work`. */
export function runWorker<Q extends QueueName>(
  server: QueueServer,
  options: WorkerOptions<Q>,
): RunningWorker {
  const process = async (job: Job) => {
    const parsed = payloads[options.queue].safeParse(job.data)
    if (!parsed.success) throw new UnrecoverableError(`job ${job.id}: ${parsed.error.message}`)
    const payload = parsed.data as Payload<Q>
    try {
      await options.work(payload)
    } catch (error) {
      const hopeless = error instanceof HopelessError
      const last = hopeless || job.attemptsMade + 1 >= (job.opts.attempts ?? 1)
      if (last) await options.failed(payload, error as Error)
      throw hopeless ? new UnrecoverableError(error.message) : error
    }
  }
  const settings = {
    concurrency: options.concurrency,
    // A killed process' jobs are taken over when their lock has run out; it is renewed every half of this. Nothing
    // here keeps the process busy for long: documents are read in children.
    lockDuration: 15_000,
    stalledInterval: 5_000,
    // The service may be killed any number of times: a job taken over is not a job that failed.
    maxStalledCount: 1000,
  }
  const worker =
    'databaseUrl' in server
      ? new Worker(
          options.queue,
          process,
          { ...settings, connection: postgres(server.databaseUrl) },
          createPostgresBackend,
        )
      : new Worker(options.queue, process, { ...settings, connection: redis(server.redisUrl) })
  worker.on('error', options.onError)
  worker.on('failed', (_job, error) => options.onError(error))
  worker.on('stalled', (id) =>
    options.onError(new Error(`job ${id} was taken over from a process that was gone`)),
  )
  return { close: () => worker.close() }
}

function openQueue(name: QueueName, server: QueueServer): Queue {
  return 'databaseUrl' in server
    ? (new Queue(
        name,
        { connection: postgres(server.databaseUrl) },
        createPostgresBackend,
      ) as unknown as Queue)
    : new Queue(name, { connection: redis(server.redisUrl) })
}

/** BullMQ opens a pool for every queue and worker, and one more connection to LISTEN for a worker. */
function postgres(databaseUrl: string) {
  return { connectionString: databaseUrl, schema, max: 2, application_name: 'homphieu-queue' }
}

/** Not a connection of ours: BullMQ closes only those that it opened itself. */
function redis(redisUrl: string) {
  return { url: redisUrl, maxRetriesPerRequest: null }
}
