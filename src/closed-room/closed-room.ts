import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { problem } from '../reading/problems.ts'
import type { Problem } from '../reading/transcript.ts'
import type { ClosedRoomJobs, JobName, JobOptions, Outcome, Reply, Request } from './job.ts'

export interface ClosedRoomOptions {
  /** Children at work at the same time. */
  readonly size: number
  /** Ceiling on the resident memory of a child, in MB. */
  readonly memoryMb: number
  /** Ceiling on one job, in milliseconds. */
  readonly timeoutMs: number
  /** Path of LibreOffice, or null. */
  readonly office: string | null
  /** The child's program; only tests of misbehaving children name another. */
  readonly program?: string
}

export interface ClosedRoom {
  /** Does one job. Never rejects for what the bytes are; rejects only when the room was closed. */
  run<Name extends JobName>(job: Name, input: Uint8Array, options?: JobOptions): Promise<Outcome<Name>>
  close(): Promise<void>
}

interface Waiting {
  readonly request: Request
  resolve(outcome: Outcome<JobName>): void
  reject(error: Error): void
}

interface Child {
  readonly process: ChildProcess
  jobs: number
}

/** Libraries leak a little with every document; after so many a child is replaced by a fresh one. */
const jobsPerChild = 50
/** A child that grows by 100 MB in a tenth of a second is seen within 20 MB of its ceiling. */
const memoryPollMs = 100

/** Resident memory of a process in MB; null where there is no /proc or the process is gone. */
function memoryOf(pid: number | undefined): number | null {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    return Math.round((pages * 4096) / 1_048_576)
  } catch {
    return null
  }
}

function startChild(options: ClosedRoomOptions): Child {
  const program = options.program ?? fileURLToPath(new URL('./child.ts', import.meta.url))
  const rights = [
    '--permission',
    '--allow-fs-read=*',
    `--allow-fs-write=${tmpdir()}`,
    // sharp is an addon, tesseract.js works in a thread, LibreOffice is a process of its own.
    '--allow-addons',
    '--allow-worker',
    ...(options.office ? ['--allow-child-process'] : []),
  ]
  const child = fork(program, [options.office ?? ''], {
    serialization: 'advanced',
    execArgv: [
      ...rights,
      `--max-old-space-size=${options.memoryMb}`,
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=SecurityWarning',
    ],
    // Nothing of the service's environment: no database, no mailbox, no secret.
    env: { LANG: 'C.UTF-8', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return { process: child, jobs: 0 }
}

/**
 * Opens the closed room, where what strangers mailed is taken apart: child processes with a ceiling on memory and on
 * time. A crash, a hang or a memory hunger costs the one document that caused it and gives a `problem`.
 */
export function openClosedRoom(options: ClosedRoomOptions): ClosedRoom {
  const idle: Child[] = []
  const busy = new Set<Child>()
  const queue: Waiting[] = []
  let closed = false

  function next(): void {
    while (!closed && queue.length > 0 && busy.size < options.size) {
      const waiting = queue.shift() as Waiting
      const child = idle.pop() ?? startChild(options)
      busy.add(child)
      void work(child, waiting)
    }
  }

  async function work(child: Child, waiting: Waiting): Promise<void> {
    const { outcome, usable } = await attempt(child, waiting.request, options)
    busy.delete(child)
    child.jobs++
    if (usable && child.jobs < jobsPerChild && !closed) idle.push(child)
    else child.process.kill('SIGKILL')
    waiting.resolve(outcome)
    next()
  }

  return {
    run: <Name extends JobName>(job: Name, input: Uint8Array, jobOptions: JobOptions = {}) =>
      new Promise<Outcome<Name>>((resolve, reject) => {
        if (closed) {
          reject(new Error('The closed room has been closed.'))
          return
        }
        const settle = resolve as (outcome: Outcome<JobName>) => void
        queue.push({ request: { job, input, options: jobOptions }, resolve: settle, reject })
        next()
      }),
    close: async () => {
      closed = true
      for (const waiting of queue.splice(0)) waiting.reject(new Error('The closed room has been closed.'))
      for (const child of [...idle, ...busy]) child.process.kill('SIGKILL')
    },
  }
}

/** One job in one child, under both ceilings. `usable`: the child may take another. */
function attempt(
  child: Child,
  request: Request,
  { memoryMb, timeoutMs }: ClosedRoomOptions,
): Promise<{ outcome: Outcome<JobName>; usable: boolean }> {
  const { process: worker } = child
  return new Promise((resolve) => {
    const start = performance.now()
    let peak = memoryOf(worker.pid)
    let failed: Problem | null = null
    const fail = (code: Problem['code']) => {
      failed ??= problem(code)
      worker.kill('SIGKILL')
    }
    const timer = setTimeout(() => fail('timeout'), timeoutMs)
    const poll = setInterval(() => {
      const memory = memoryOf(worker.pid)
      if (memory !== null) peak = Math.max(peak ?? 0, memory)
      if (memory !== null && memory > memoryMb) fail('memory')
    }, memoryPollMs)
    const end = (result: { output: ClosedRoomJobs[JobName] } | { problem: Problem }, usable: boolean) => {
      clearTimeout(timer)
      clearInterval(poll)
      worker.removeAllListeners('message')
      worker.removeAllListeners('exit')
      worker.removeAllListeners('error')
      resolve({
        outcome: { ...result, tookMs: Math.round(performance.now() - start), peakMemoryMb: peak },
        usable,
      })
    }
    worker.once('message', (reply: Reply) => {
      if ('output' in reply) end({ output: reply.output }, true)
      else end({ problem: problem('crash', reply.fault.split('\n')[0]) }, false)
    })
    // V8 aborts by itself at its own ceiling (code 134, SIGABRT): that too is hunger for memory.
    worker.once('exit', (_code, signal) =>
      end({ problem: failed ?? problem(signal === 'SIGABRT' ? 'memory' : 'crash') }, false),
    )
    worker.once('error', () => end({ problem: failed ?? problem('crash') }, false))
    worker.send(request, (error) => {
      if (error) fail('crash')
    })
  })
}
