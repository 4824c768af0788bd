import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrateQueues } from '../../src/queue/queues.ts'
import { type Database, openDatabase } from '../../src/records/database.ts'
import { startEmbedded } from '../../src/records/embedded.ts'
import { migrate } from '../../src/records/migrate.ts'

export interface TestDatabase {
  readonly url: string
  readonly database: Database
  /** Drops the database; the last one to leave stops the server. */
  close(): Promise<void>
}

/**
 * A database of its own on a real Postgres, migrated: copied in some 50 ms from a template that all test files share on
 * one embedded server. Empty when `migrated` is false.
 */
export async function testDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const dataDir = join(tmpdir(), `homphieu-test-${process.getuid?.() ?? ''}`)
  const server = await startEmbedded({ dataDir, durable: false })
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  const admin = new pg.Client({ connectionString: server.url })
  admin.on('error', () => {})
  await admin.connect()
  // One at a time: a template must have no other users while it is copied.
  await admin.query('select pg_advisory_lock(1)')
  const from = options.migrated === false ? 'template0' : await template(admin, server.url)
  await admin.query(`create database ${name} template ${from}`)
  await admin.query('select pg_advisory_unlock(1)')
  const url = at(server.url, name)
  const database = openDatabase(url, { onError: () => {} })
  return {
    url,
    database,
    async close() {
      if (!database.ended) await database.end()
      await admin.query(`drop database if exists ${name} with (force)`)
      await admin.end()
      await server.stop()
    },
  }
}

async function template(admin: pg.Client, serverUrl: string): Promise<string> {
  const directory = new URL('../../migrations/', import.meta.url)
  const hash = createHash('sha256')
  for (const file of (await readdir(directory)).sort())
    hash.update(file).update(await readFile(new URL(file, directory)))
  const name = `template_${hash.digest('hex').slice(0, 16)}`
  const { rows } = await admin.query(
    `select datname from pg_database where datname ~ '^(test|template)_[0-9a-f]'`,
  )
  if (rows.some((row) => row.datname === name)) return name
  await dropLeftovers(
    admin,
    rows.map((row) => row.datname),
  )
  const building = `${name}_new`
  await admin.query(`drop database if exists ${building} with (force)`)
  await admin.query(`create database ${building}`)
  await migrate(at(serverUrl, building))
  await migrateQueues({ databaseUrl: at(serverUrl, building) })
  await admin.query(`alter database ${building} rename to ${name}`)
  return name
}

/** Databases of test runs that were killed, and templates of older migrations. */
async function dropLeftovers(admin: pg.Client, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const pid = Number(/^test_(\d+)_/.exec(name)?.[1] ?? 0)
    if (pid > 0 && isAlive(pid)) continue
    await admin.query(`drop database if exists ${name} with (force)`)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function at(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}
