import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '../../src/records/migrate.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await testDatabase({ migrated: false })
})
afterEach(() => db.close())

describe('migrations', () => {
  test('build an empty database from scratch, and do nothing the second time', async () => {
    expect(await migrate(db.url)).toContain('0001_records')
    expect(await migrate(db.url)).toEqual([])
    const { rows } = await db.database.query('select count(*) as n from mails')
    expect(rows[0].n).toBe(0)
  })

  test('services that start together wait for each other and migrate once', async () => {
    const runs = await Promise.all([migrate(db.url), migrate(db.url), migrate(db.url)])
    expect(runs.filter((names) => names.includes('0001_records'))).toHaveLength(1)
  })
})
