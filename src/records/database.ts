import pg from 'pg'

/** What runs one statement: the pool, or the client of a transaction. */
export type Sql = Pick<pg.ClientBase, 'query'>
export type Database = pg.Pool

// Identities and sizes are far below 2^53: plain numbers instead of pg's strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Opens a pool. `onError` hears of idle connections that broke: the next query opens a fresh one. */
export function openDatabase(url: string, options: { max?: number; onError(error: Error): void }): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: 'homphieu',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  pool.on('error', options.onError)
  return pool
}

/** Runs `work` in one transaction: committed when it resolves, undone when it throws. */
export async function transaction<T>(database: Database, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await database.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    // A connection that could not even roll back is of no use to the next one.
    client.release(broken)
  }
}
