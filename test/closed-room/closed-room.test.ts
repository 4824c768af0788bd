import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ClosedRoom, type ClosedRoomOptions, openClosedRoom } from '../../src/closed-room/closed-room.ts'

const program = fileURLToPath(new URL('./misbehaving-child.ts', import.meta.url))
const bytes = (order: string) => new TextEncoder().encode(order)
const usualTmp = tmpdir()
let room: ClosedRoom | undefined
let folder: string

// A folder for temporary files of these tests alone shows what is left behind.
beforeAll(() => {
  folder = mkdtempSync(join(usualTmp, 'homphieu-test-'))
  process.env.TMPDIR = folder
})
afterAll(() => {
  process.env.TMPDIR = usualTmp
  rmSync(folder, { recursive: true })
})
afterEach(async () => {
  await room?.close()
})

function open(options: Partial<ClosedRoomOptions> = {}): ClosedRoom {
  room = openClosedRoom({ size: 1, memoryMb: 400, timeoutMs: 20_000, office: null, program, ...options })
  return room
}

const told = async (order: string) => {
  const outcome = await (room as ClosedRoom).run('read-document', bytes(order))
  return 'problem' in outcome ? outcome.problem.code : (outcome.output as unknown)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // Ended, and not yet taken note of by whoever inherited it.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

describe('In the closed room', () => {
  it.each([
    ['ends by SIGSEGV', 'segfault', 'crash'],
    ['aborts', 'abort', 'memory'],
    ['is killed by the kernel for want of memory', 'killed', 'crash'],
    ['ends by itself', 'exit', 'crash'],
    ['throws', 'throw', 'crash'],
    ['hangs in a loop', 'hang', 'timeout'],
    ['waits for ever', 'wait', 'timeout'],
    ['prints without end', 'print without end', 'timeout'],
    ['eats memory of JavaScript', 'eat memory', 'memory'],
    ['eats memory of native libraries', 'eat native memory', 'memory'],
    ['replies garbage', 'reply garbage', 'crash'],
    ['replies something else than a reply', 'reply nonsense', 'crash'],
    ['replies with the answers of another document', 'reply to another', 'crash'],
  ])('a reader that %s costs that document one problem and no other anything', async (_, order, problem) => {
    open({ timeoutMs: problem === 'timeout' ? 2_500 : 20_000, memoryMb: 300 })
    expect([await told('before'), await told(order), await told('next')]).toEqual([
      'read before',
      problem,
      'read next',
    ])
  })

  it('a reply too many is never taken for that of the next document', async () => {
    open()
    expect([await told('reply twice'), await told('next'), await told('third')]).toEqual([
      'read',
      'read next',
      'read third',
    ])
  })

  it('nor does it cost that one its reading, if it comes while that is read', async () => {
    open()
    expect([
      await told('reply once more in a while'),
      await told('take a while'),
      await told('next'),
    ]).toEqual(['read reply once more in a while', 'read take a while', 'read next'])
  })

  it('a reader that is killed while it has nothing to do costs no document anything', async () => {
    open()
    const parent = await childOf(process.pid, () => told('first'))
    process.kill(parent, 'SIGKILL')
    await sleep(200)
    expect(await told('next')).toBe('read next')
  })

  it('a machine on which no reader can be started is no fault of the document', async () => {
    open()
    process.env.TMPDIR = join(folder, 'full')
    await expect(told('a')).rejects.toThrow()
    process.env.TMPDIR = folder
    expect(await told('a')).toBe('read a')
  })

  it('tells how much memory a hungry reader had', async () => {
    const outcome = await open({ memoryMb: 300 }).run('read-document', bytes('eat native memory'))
    expect(outcome.peakMemoryMb).toBeGreaterThan(250)
  })

  it('one hanging document does not hold up the others', async () => {
    const two = open({ size: 2, timeoutMs: 4_000 })
    const hanging = two.run('read-document', bytes('hang'))
    expect(await Promise.all(['a', 'b', 'c'].map(told))).toEqual(['read a', 'read b', 'read c'])
    expect(await hanging).toMatchObject({ problem: { code: 'timeout' } })
  })

  it('a reader gets nothing of the environment of the service', async () => {
    process.env.DATABASE_URL ??= 'postgres://user:mat-khau@127.0.0.1/x'
    process.env.MAILBOX_URL ??= 'imaps://user:mat-khau@127.0.0.1'
    open()
    const environment = (await told('tell the environment')) as string[]
    expect(environment.map((line) => line.split('=')[0]).sort()).toEqual(['LANG', 'TMPDIR', 'TZ'])
  })

  it('what a stopped reader started is ended with it, and what it wrote is gone', async () => {
    open({ office: '/bin/false', timeoutMs: 2_000 })
    const before = readdirSync(folder)
    const stopped = told('start another and wait')
    const written = () =>
      readdirSync(folder, { recursive: true }).find((name) => String(name).endsWith('left-behind'))
    await expect.poll(written).toBeTruthy()
    const wrote = written()
    await sleep(100)
    const other = Number(readFileSync(join(folder, String(wrote)), 'utf8'))
    expect(isAlive(other)).toBe(true)
    expect(await stopped).toBe('timeout')
    await expect.poll(() => isAlive(other)).toBe(false)
    expect(readdirSync(folder)).toEqual(before)
  })

  it('leftovers of a service that was killed are removed after a day', async () => {
    const [old, fresh] = ['homphieu-room-old', 'homphieu-room-new'].map((name) => join(folder, name)) as [
      string,
      string,
    ]
    mkdirSync(old)
    mkdirSync(fresh)
    const longAgo = Date.now() / 1000 - 2 * 24 * 3600
    utimesSync(old, longAgo, longAgo)
    open()
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true])
  })

  it.each(['wait', 'hang'])(
    'readers end when the service itself is killed, also one told to %s',
    async (order) => {
      const script = `
      const { openClosedRoom } = await import(${JSON.stringify(new URL('../../src/closed-room/closed-room.ts', import.meta.url).href)})
      const room = openClosedRoom({ size: 1, memoryMb: 400, timeoutMs: 60000, office: null, program: ${JSON.stringify(program)} })
      await room.run('read-document', new TextEncoder().encode('x'))
      room.run('read-document', new TextEncoder().encode(${JSON.stringify(order)}))
      console.log('at work')`
      const service = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const child = await childOf(
        service.pid as number,
        () => new Promise((resolve) => service.stdout.once('data', resolve)),
      )
      await sleep(300)
      expect(isAlive(child)).toBe(true)
      service.kill('SIGKILL')
      await expect.poll(() => isAlive(child), { timeout: 10_000 }).toBe(false)
    },
  )
})

/** The process that `parent` started during `work`. */
async function childOf(parent: number, work: () => Promise<unknown>): Promise<number> {
  const children = () =>
    readdirSync('/proc').filter((pid) => {
      try {
        return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]) === parent
      } catch {
        return false
      }
    })
  const before = new Set(children())
  await work()
  return Number(children().find((pid) => !before.has(pid)))
}
