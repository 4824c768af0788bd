import { randomUUID } from 'node:crypto'
import { problem } from '../reading/problems.ts'
import type { Problem } from '../reading/transcript.ts'
import { readFrames, writeFrame } from './frames.ts'
import type { ClosedRoomJobs, JobName, JobOptions, Outcome, Reply, Request } from './job.ts'
import { memoryOf, memoryOfGroup } from './memory.ts'
import { type Child, type ChildOptions, removeLeftovers, startChild } from './start-child.ts'

export interface ClosedRoomOptions extends ChildOptions {
  /** Children at work at the same time. */
  readonly size: number
  /** Ceiling on the resident memory of a child and of what it started, in MB. */
  readonly memoryMb: number
  /** Ceiling on one job, in milliseconds. */
  readonly timeoutMs: number
}

export interface ClosedRoom {
  /** Does one job. Never rejects for what the bytes are; only when no child could be started or the room was closed. */
  run<Name extends JobName>(job: Name, input: Uint8Array, options?: JobOptions): Promise<Outcome<Name>>
  close(): Promise<void>
}

interface Waiting {
  readonly request: Request
  resolve(outcome: Outcome<JobName>): void
  reject(error: Error): void
}

/** A child between its jobs and at them. */
interface Worker extends Child {
  jobs: number
  /** What to do with the next thing it says. Between jobs it has nothing to say. */
  heard(message: unknown): void
}

/** Libraries leak a little with every document; after so many a child is replaced by a fresh one. */
const jobsPerChild = 50
/** A child that grows by 100 MB in a tenth of a second is seen within 20 MB of its ceiling. */
const memoryPollMs = 100
/** LibreOffice beside a child is looked for every so many polls only; in between its own limit of memory holds. */
const pollsPerGroup = 10

const garbage = Symbol('garbage')

function startWorker(options: ChildOptions): Worker {
  const child = startChild(options)
  const worker: Worker = Object.assign(child, { jobs: 0, heard: child.kill })
  readFrames(
    child.replies,
    (message) => worker.heard(message),
    () => worker.heard(garbage),
  )
  return worker
}

/**
 * Opens the closed room, where what strangers mailed is taken apart: child processes with a ceiling on memory and on
 * time. A crash, a hang or a memory hunger costs the one document that caused it and gives a `problem`.
 */
export function openClosedRoom(options: ClosedRoomOptions): ClosedRoom {
  removeLeftovers()
  let idle: Worker[] = []
  const busy = new Set<Waiting>()
  const children = new Set<Worker>()
  const queue: Waiting[] = []
  let closed = false

  function next(): void {
    while (!closed && queue.length > 0 && busy.size < options.size) {
      const waiting = queue.shift() as Waiting
      busy.add(waiting)
      work(waiting)
        .then(waiting.resolve, waiting.reject)
        .finally(() => {
          busy.delete(waiting)
          next()
        })
    }
  }

  function start(): Worker {
    const worker = startWorker(options)
    children.add(worker)
    worker.process.once('exit', () => children.delete(worker))
    return worker
  }

  async function work({ request }: Waiting): Promise<Outcome<JobName>> {
    // One that was killed while it had nothing to do is no fault of the next document.
    idle = idle.filter((one) => !one.ended)
    const used = idle.pop()
    if (!used) return workIn(start(), request)
    const outcome = await workIn(used, request)
    // Nor is what earlier documents left in a child: memory that leaked, a reply too many that comes late.
    const excusable = 'problem' in outcome && outcome.problem.code !== 'timeout'
    return excusable && !closed ? workIn(start(), request) : outcome
  }

  async function workIn(worker: Worker, request: Request): Promise<Outcome<JobName>> {
    const { outcome, usable } = await attempt(worker, request, options)
    worker.jobs++
    if (usable && worker.jobs < jobsPerChild && !closed) idle.push(worker)
    else worker.kill()
    return outcome
  }

  return {
    run: <Name extends JobName>(job: Name, input: Uint8Array, jobOptions: JobOptions = {}) =>
      new Promise<Outcome<Name>>((resolve, reject) => {
        if (closed) {
          reject(new Error('The closed room has been closed.'))
          return
        }
        const settle = resolve as (outcome: Outcome<JobName>) => void
        queue.push({
          request: { id: randomUUID(), job, input, options: jobOptions },
          resolve: settle,
          reject,
        })
        next()
      }),
    close: async () => {
      closed = true
      for (const waiting of queue.splice(0)) waiting.reject(new Error('The closed room has been closed.'))
      for (const child of children) child.kill()
    },
  }
}

/** One job in one child, under both ceilings. `usable`: the child may take another. */
function attempt(
  worker: Worker,
  request: Request,
  { memoryMb, timeoutMs, office }: ClosedRoomOptions,
): Promise<{ outcome: Outcome<JobName>; usable: boolean }> {
  const { process: child } = worker
  return new Promise((resolve, reject) => {
    const start = performance.now()
    let peak = memoryOf(child.pid)
    let polls = 0
    const stop = () => {
      clearTimeout(timer)
      clearInterval(poll)
      child.removeListener('exit', ended)
      child.removeListener('error', notStarted)
      worker.heard = worker.kill
    }
    const end = (result: { output: ClosedRoomJobs[JobName] } | { problem: Problem }, usable: boolean) => {
      stop()
      resolve({
        outcome: { ...result, tookMs: Math.round(performance.now() - start), peakMemoryMb: peak },
        usable,
      })
    }
    const fail = (code: Problem['code'], detail?: string) => end({ problem: problem(code, detail) }, false)
    const timer = setTimeout(() => fail('timeout'), timeoutMs)
    const poll = setInterval(() => {
      const all = office !== null && ++polls % pollsPerGroup === 0
      const memory = all ? memoryOfGroup(child.pid) : memoryOf(child.pid)
      if (memory === null) return
      peak = Math.max(peak ?? 0, memory)
      if (memory > memoryMb) fail('memory')
    }, memoryPollMs)
    // V8 aborts by itself at its own ceiling (code 134, SIGABRT): that too is hunger for memory.
    const ended = (_code: number | null, signal: NodeJS.Signals | null) =>
      fail(signal === 'SIGABRT' ? 'memory' : 'crash')
    child.once('exit', ended)
    // The machine's fault, not the document's: no more processes, say.
    const notStarted = (error: Error) => {
      stop()
      reject(new Error(`no reader process: ${error.message}`))
    }
    child.once('error', notStarted)
    worker.heard = (message) => {
      const reply = message as Partial<Reply> | typeof garbage | null
      if (typeof reply !== 'object' || reply?.id !== request.id) fail('crash')
      else if ('output' in reply && reply.output) end({ output: reply.output }, true)
      else fail('crash', 'fault' in reply ? String(reply.fault).split('\n')[0] : undefined)
    }
    writeFrame(worker.requests, request)
  })
}
