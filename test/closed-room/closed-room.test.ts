import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { type ClosedRoom, openClosedRoom } from '../../src/closed-room/closed-room.ts'

const program = fileURLToPath(new URL('./misbehaving-child.ts', import.meta.url))
const bytes = (order: string) => new TextEncoder().encode(order)
let room: ClosedRoom | undefined

function open(options: { size?: number; memoryMb?: number; timeoutMs?: number } = {}): ClosedRoom {
  room = openClosedRoom({ size: 1, memoryMb: 400, timeoutMs: 20_000, office: null, program, ...options })
  return room
}

async function problemOf(
  order: string,
  options: Parameters<typeof open>[0] = {},
): Promise<string | undefined> {
  const outcome = await open(options).run('read-document', bytes(order))
  return 'problem' in outcome ? outcome.problem.code : undefined
}

afterEach(async () => {
  await room?.close()
})

describe('The closed room', () => {
  it('reports a reader that crashes as a crash of that document alone', async () => {
    expect(await problemOf('crash')).toMatch(/crash|memory/)
    expect(await room?.run('read-document', bytes('next'))).toMatchObject({ output: 'read next' })
  })

  it('reports a reader that ends by itself as a crash', async () => {
    expect(await problemOf('exit')).toBe('crash')
  })

  it('stops a reader that hangs at its ceiling of time, and goes on', async () => {
    expect(await problemOf('hang', { timeoutMs: 1_500 })).toBe('timeout')
    expect(await room?.run('read-document', bytes('next'))).toMatchObject({ output: 'read next' })
  })

  it('stops a reader that eats memory at its ceiling, and tells how much it had', async () => {
    const outcome = await open({ memoryMb: 300 }).run('read-document', bytes('eat'))
    expect(outcome).toMatchObject({ problem: { code: 'memory' } })
    expect(outcome.peakMemoryMb).toBeGreaterThan(250)
  })

  it('does not let one hanging document hold up the others', async () => {
    const two = open({ size: 2, timeoutMs: 4_000 })
    const hanging = two.run('read-document', bytes('hang'))
    const others = await Promise.all(['a', 'b', 'c'].map((name) => two.run('read-document', bytes(name))))
    expect(others.map((outcome) => ('output' in outcome ? outcome.output : 'problem'))).toEqual([
      'read a',
      'read b',
      'read c',
    ])
    expect(await hanging).toMatchObject({ problem: { code: 'timeout' } })
  })

  it('gives the reader nothing of the environment of the service', async () => {
    process.env.DATABASE_URL ??= 'postgres://user:secret@127.0.0.1/x'
    const outcome = await open().run('read-document', bytes('secrets'))
    expect('output' in outcome ? outcome.output : []).not.toContain('DATABASE_URL')
  })

  it('ends its children when the service itself is killed', async () => {
    const script = `
      const { openClosedRoom } = await import(${JSON.stringify(new URL('../../src/closed-room/closed-room.ts', import.meta.url).href)})
      const room = openClosedRoom({ size: 1, memoryMb: 400, timeoutMs: 60000, office: null, program: ${JSON.stringify(program)} })
      await room.run('read-document', new TextEncoder().encode('x'))
      const { execFileSync } = await import('node:child_process')
      console.log(execFileSync('ps', ['-o', 'pid=', '--ppid', String(process.pid)]).toString().trim().split(/\\s+/)[0])
      setInterval(() => {}, 1000)`
    const service = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const child = Number(
      await new Promise<string>((resolve) => service.stdout.once('data', (data) => resolve(String(data)))),
    )
    expect(child).toBeGreaterThan(1)
    service.kill('SIGKILL')
    await expect
      .poll(
        () => {
          try {
            process.kill(child, 0)
            return 'alive'
          } catch {
            return 'gone'
          }
        },
        { timeout: 10_000 },
      )
      .toBe('gone')
  })
})
