import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'
import pg from 'pg'

const directory = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Any number: all services of one database must agree on it. */
const lockKey = 740_250_417

/**
 * Brings the database up to the newest migration, all pending ones in one transaction. Services that start together
 * wait for each other (node-pg-migrate's own lock gives up instead). Returns the names of those that were run.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    const run = await runner({
      dbClient: client,
      dir: directory,
      direction: 'up',
      migrationsTable: 'migrations',
      noLock: true,
      logger: { info: () => {}, warn: () => {}, error: () => {} },
    })
    return run.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}
