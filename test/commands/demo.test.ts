import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

let place: string
let demo: ChildProcess

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'homphieu-test-demo-'))
  // Run as root, Postgres runs as another user, who must get through.
  await chmod(place, 0o711)
})
afterEach(async () => {
  demo?.kill('SIGKILL')
  await rm(place, { recursive: true, force: true })
})

/** A demonstration that has said this; before that it is not where the test wants it. */
async function demonstrationAt(words: string): Promise<void> {
  demo = spawn(process.execPath, [cli, 'demo', '--lang', 'en'], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: place, READERS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  demo.stderr?.on('data', (chunk) => {
    said += chunk
  })
  while (!said.includes(words)) {
    if (demo.exitCode !== null) throw new Error(`the demonstration ended: ${said}`)
    await sleep(50)
  }
}

/** The process number of its Postgres. */
async function itsPostgres(): Promise<number> {
  const [folder] = await readdir(place)
  const file = join(place, folder ?? '', 'records/postgres/postmaster.pid')
  return Number((await readFile(file, 'utf8')).split('\n')[0])
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('A demonstration that is stopped before it has read all mails', () => {
  it.each([
    ['by SIGTERM', ['SIGTERM']],
    ['by Ctrl-C, which npm sends a second time', ['SIGINT', 'SIGINT']],
  ] as const)('leaves neither its Postgres nor its folder behind: %s', async (_, signals) => {
    await demonstrationAt('mails are in the mailbox')
    const postgres = await itsPostgres()
    const ended = once(demo, 'exit')
    for (const signal of signals) {
      demo.kill(signal)
      await sleep(100)
    }
    expect((await ended)[0]).toBe(0)
    expect(isAlive(postgres)).toBe(false)
    expect(await readdir(place)).toEqual([])
  })

  it('ends so also while its Postgres only starts', async () => {
    await demonstrationAt('Starting the embedded Postgres')
    const ended = once(demo, 'exit')
    demo.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
    expect(await readdir(place)).toEqual([])
  })
})
