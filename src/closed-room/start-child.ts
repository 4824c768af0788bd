import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

export interface ChildOptions {
  /** Ceiling on JavaScript's own memory, in MB. */
  readonly memoryMb: number
  /** Path of LibreOffice, or null. */
  readonly office: string | null
  /** The child's program; only tests of misbehaving children name another. */
  readonly program?: string
}

/** A process that takes strangers' bytes apart, with whatever it starts. */
export interface Child {
  readonly process: ChildProcess
  readonly requests: Writable
  readonly replies: Readable
  /** It is gone or about to go. */
  readonly ended: boolean
  /** Ends it and all that it started, and removes what they wrote. */
  kill(): void
}

const prefix = 'homphieu-room-'
/** From util-linux: the kernel ends the child when this process ends, also one that hangs and hears no message. */
const dieWithParent = '/usr/bin/setpriv'

/**
 * Starts a child in a process group and with a folder for temporary files of its own, so that nothing it starts or
 * writes outlives it. Of the service's environment it gets nothing: no database, no mailbox, no secret.
 */
export function startChild({ memoryMb, office, program }: ChildOptions): Child {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  const command = [
    ...(existsSync(dieWithParent) ? [dieWithParent, '--pdeathsig', 'KILL', '--'] : []),
    process.execPath,
    '--permission',
    '--allow-fs-read=*',
    `--allow-fs-write=${folder}`,
    // sharp is an addon, tesseract.js works in a thread, LibreOffice is a process of its own.
    '--allow-addons',
    '--allow-worker',
    ...(office ? ['--allow-child-process'] : []),
    `--max-old-space-size=${memoryMb}`,
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
    program ?? fileURLToPath(new URL('./child.ts', import.meta.url)),
    office ?? '',
  ]
  const child = spawn(command[0] as string, command.slice(1), {
    detached: true,
    env: { LANG: 'C.UTF-8', TZ: 'UTC', TMPDIR: folder },
    // Requests go in by stdin, replies come by a pipe of their own; what libraries print goes nowhere.
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  })
  let ended = false
  const kill = () => {
    ended = true
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // All of them have ended.
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  child.once('exit', kill)
  child.once('error', kill)
  const requests = child.stdio[0] as Writable
  // It may be gone before it has read its request.
  requests.on('error', () => {})
  return {
    process: child,
    requests,
    replies: child.stdio[3] as Readable,
    get ended() {
      return ended
    },
    kill,
  }
}

/** Removes what children of a service left that was killed and could not clean up: what is older than a day. */
export function removeLeftovers(): void {
  const yesterday = Date.now() - 24 * 3600 * 1000
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const path = join(tmpdir(), name)
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() }
    if (mtimeMs < yesterday) rmSync(path, { recursive: true, force: true })
  }
}
