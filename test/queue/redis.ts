import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Redis } from 'ioredis'

/** Why a real Redis cannot be run here, or null where it can. */
export function redisMissing(): string | null {
  const found = (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, 'redis-server'))
      return true
    } catch {
      return false
    }
  })
  return found ? null : 'Redis is not installed (apt-get install redis-server)'
}

export interface TestRedis {
  readonly url: string
  /** Loses everything, as a Redis without persistence does that is restarted. */
  forget(): Promise<void>
  /** Connections that are open, ours left out. */
  connections(): Promise<number>
  close(): Promise<void>
}

/** Starts a Redis of its own on a free port of the loopback, with a password. */
export async function startRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'homphieu-redis-'))
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--requirepass', 'mat-khau-redis']
  const server = spawn('redis-server', [...options, '--save', '', '--dir', folder], { stdio: 'ignore' })
  const url = `redis://:mat-khau-redis@127.0.0.1:${port}`
  const client = new Redis(url, { retryStrategy: () => 50 })
  client.on('error', () => {})
  await client.ping()
  return {
    url,
    forget: async () => void (await client.flushall()),
    connections: async () =>
      String(await client.client('LIST'))
        .trim()
        .split('\n').length - 1,
    async close() {
      client.disconnect()
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
