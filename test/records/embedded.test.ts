import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startEmbedded } from '../../src/records/embedded.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'homphieu-embedded-'))
})
afterEach(async () => {
  await (await startEmbedded({ dataDir, durable: false })).stop()
  await rm(dataDir, { recursive: true, force: true })
})

const start = () => startEmbedded({ dataDir, durable: false })

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return Object.values((await client.query(text)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

describe('the embedded Postgres', () => {
  test('starts by itself, as root or not, keeps its data and starts again', async () => {
    const first = await start()
    expect(first.adopted).toBe(false)
    await ask(first.url, 'create table kept as select 42 as n')
    await first.stop()
    await expect(ask(first.url, 'select 1')).rejects.toThrow()
    const second = await start()
    expect(await ask(second.url, 'select n from kept')).toBe(42)
    await second.stop()
  })

  test('is there for one who joined it and has asked nothing yet, while the other leaves', async () => {
    const first = await start()
    const second = await start()
    await first.stop()
    expect(await ask(second.url, 'select 42')).toBe(42)
    await second.stop()
    await expect(ask(second.url, 'select 1')).rejects.toThrow()
  })

  test('knows Vietnamese letters: upper case, and their order', async () => {
    const server = await start()
    expect(await ask(server.url, `select upper('phiếu điện tử')`)).toBe('PHIẾU ĐIỆN TỬ')
    const sorted = `select string_agg(x, ' ' order by x collate "vi-x-icu") from unnest('{đa,da,ơ,o,ô}'::text[]) x`
    expect(await ask(server.url, sorted)).toBe('da đa o ô ơ')
    await server.stop()
  })

  test('left running by a service that was killed, it is picked up by the next', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', killedWithServer()], {
      stdio: 'pipe',
    })
    let printed = ''
    child.stdout.on('data', (chunk) => {
      printed += chunk
    })
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
    const server = await start()
    expect(server.adopted).toBe(true)
    expect(printed).toContain(server.url)
    await server.stop()
  })

  test('two that start at once on one directory share one server, and only the last to leave stops it', async () => {
    const [one, two] = await Promise.all([start(), start()])
    expect(one.url).toBe(two.url)
    const client = new pg.Client({ connectionString: two.url })
    await client.connect()
    await one.stop()
    expect((await client.query('select 7 as n')).rows[0].n).toBe(7)
    await client.end()
    await two.stop()
    await expect(ask(two.url, 'select 1')).rejects.toThrow()
  })

  test('a pid file that outlived a crash of the machine is no obstacle, even if its number lives again', async () => {
    const server = await start()
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
    const text = await readFile(pidFile, 'utf8')
    await server.stop()
    const [, ...rest] = text.split('\n')
    await writeFile(pidFile, [process.pid, ...rest].join('\n'))
    await chmod(pidFile, 0o644)
    const again = await start()
    expect(again.adopted).toBe(false)
    expect(await ask(again.url, 'select 1')).toBe(1)
    await again.stop()
  })

  test('a lock file left by a killed process is taken over', async () => {
    await writeFile(join(dataDir, 'postgres.lock'), '999999999')
    const server = await start()
    expect(await ask(server.url, 'select 1')).toBe(1)
    await server.stop()
  })
})

function killedWithServer(): string {
  const file = JSON.stringify(new URL('../../src/records/embedded.ts', import.meta.url).href)
  return `const { startEmbedded } = await import(${file})
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, durable: false })
    process.stdout.write(server.url, () => process.kill(process.pid, 'SIGKILL'))`
}
