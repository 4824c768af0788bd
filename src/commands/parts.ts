import type { FastifyInstance } from 'fastify'
import { type ClosedRoom, openClosedRoom } from '../closed-room/closed-room.ts'
import { findOffice } from '../closed-room/office.ts'
import { ConfigError } from '../config.ts'
import { collect } from '../mailbox/collect.ts'
import type { QueueName } from '../queue/jobs.ts'
import { HopelessError, type RunningWorker, runWorker, type WorkerOptions } from '../queue/queues.ts'
import { type DocumentReading, readerVersion } from '../reading/document-reading.ts'
import { problem } from '../reading/problems.ts'
import { documentById, failDocument } from '../records/documents.ts'
import { failMail } from '../records/mails.ts'
import { assess } from '../steps/assess.ts'
import { mailStore } from '../steps/collect.ts'
import { open } from '../steps/open.ts'
import { read } from '../steps/read.ts'
import { sweep } from '../steps/sweep.ts'
import { parseDeadline } from '../survey/deadline.ts'
import { buildApp } from '../web/app.ts'
import type { Installation } from './installation.ts'

/** A part of the service at work. */
export interface RunningPart {
  /** Resolves when what is at hand is finished. */
  close(): Promise<void>
}

/** Documents a month above which a figure on a form is doubted (rule C7). */
const volumeLimit = 20_000
const sweepEveryMs = 60_000
/** What came a moment ago is still on its ordinary way and no matter for the sweep. */
const settledMs = 30_000

/** The parts of the service. One process runs them all, or each runs in processes of its own. */
export const parts = {
  collect: startCollect,
  open: startOpen,
  read: startRead,
  assess: startAssess,
  sweep: startSweep,
  web: startWeb,
}
export type PartName = keyof typeof parts

function startCollect({ config, database, queues, log }: Installation): RunningPart {
  const { mailbox } = config
  if (!mailbox) {
    throw new ConfigError([
      { variable: 'MAILBOX_URL', expected: 'the mailbox is expected, imaps://user:password@host' },
    ])
  }
  const ending = new AbortController()
  const store = mailStore({
    database,
    queues,
    onQueueAway: (error) => log.warn({ err: error }, 'queue away'),
  })
  const running = collect({
    config: mailbox,
    store,
    sizeLimit: config.mailSizeLimit,
    signal: ending.signal,
    now: () => new Date(),
    log: (event, facts) => log.info(facts, event),
  })
  return {
    close: async () => {
      ending.abort()
      await running
    },
  }
}

function work<Q extends QueueName>(
  { queueServer, log }: Installation,
  options: Omit<WorkerOptions<Q>, 'onError'>,
  room?: ClosedRoom,
): RunningPart {
  const worker: RunningWorker = runWorker(queueServer, {
    ...options,
    onError: (error) => log.warn({ err: error, queue: options.queue }, 'worker'),
  })
  return {
    close: async () => {
      await worker.close()
      await room?.close()
    },
  }
}

function roomFor({ config }: Installation, size: number): ClosedRoom {
  const { memoryMb, timeoutMs, searchPath } = config.readers
  return openClosedRoom({ size, memoryMb, timeoutMs, office: findOffice(searchPath) })
}

function startOpen(installation: Installation): RunningPart {
  const { database, queues } = installation
  const room = roomFor(installation, 1)
  const openMail = async (raw: Uint8Array, passwords: readonly string[]) => {
    const outcome = await room.run('open-mail', raw, { passwords })
    // The mail itself is at fault: trying again would end the same.
    if ('problem' in outcome) throw new HopelessError(outcome.problem.en)
    return outcome.output
  }
  return work(
    installation,
    {
      queue: 'open',
      concurrency: 2,
      work: (payload) => open(payload, { database, queues, openMail }),
      failed: ({ mailId }, error) => failMail(database, mailId, error.message),
    },
    room,
  )
}

function startRead(installation: Installation): RunningPart {
  const { database, queues, config } = installation
  const room = roomFor(installation, config.readers.count)
  const readDocument = async (bytes: Uint8Array, passwords: readonly string[]): Promise<DocumentReading> => {
    const outcome = await room.run('read-document', bytes, { pictures: true, passwords })
    return 'output' in outcome ? outcome.output : { ...nothingRead, problem: outcome.problem }
  }
  return work(
    installation,
    {
      queue: 'read',
      concurrency: config.readers.count,
      work: (payload) => read(payload, { database, queues, readDocument, readerVersion }),
      failed: async ({ documentId }, error) => {
        await failDocument(database, documentId, problem('crash', error.message.slice(0, 200)))
        const document = await documentById(database, documentId)
        if (document) await queues.add('assess', { mailId: document.mailId })
      },
    },
    room,
  )
}

const nothingRead: DocumentReading = {
  format: 'unknown',
  forms: [],
  evidence: { header: [], signature: [], digitalSignatures: [] },
  transcript: null,
  pictures: [],
  problem: null,
}

function startAssess(installation: Installation): RunningPart {
  const { database, config } = installation
  const assessing = { deadline: parseDeadline(config.deadline), volumeLimit }
  return work(installation, {
    queue: 'assess',
    concurrency: 2,
    work: (payload) => assess(payload, { database, config: assessing }),
    failed: ({ mailId }, error) => failMail(database, mailId, error.message),
  })
}

function startSweep({ database, queues, log }: Installation): RunningPart {
  let running: Promise<unknown> = Promise.resolve()
  const once = (settledBefore: Date) => {
    running = sweep(settledBefore, { database, queues })
      .then((count) => count > 0 && log.info({ count }, 'sweep put unfinished work back'))
      .catch((error: Error) => log.warn({ err: error }, 'sweep'))
  }
  // At the start everything unfinished was left by whoever ran before.
  once(new Date())
  const timer = setInterval(() => once(new Date(Date.now() - settledMs)), sweepEveryMs)
  return {
    close: async () => {
      clearInterval(timer)
      await running
    },
  }
}

async function startWeb(installation: Installation): Promise<RunningPart & { address: string }> {
  const { config, database, queues, log } = installation
  const app: FastifyInstance = await buildApp({
    database,
    clock: () => new Date(),
    assessing: { deadline: parseDeadline(config.deadline), volumeLimit },
    config: config.web,
    queues,
    log,
  })
  const address = await app.listen({ host: config.web.host, port: config.web.port })
  log.info({ address }, 'review desk')
  return { address, close: () => app.close() }
}
