import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSession, userByName } from '../../src/records/accounts.ts'
import { openDatabase } from '../../src/records/database.ts'
import { hashOf } from '../../src/web/session.ts'
import { texts } from '../../src/web/texts/languages.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { seedPeople, testDesk } from './desk.ts'

let test: TestDatabase
let app: FastifyInstance
const cookies = { homphieu_session: 'a session of this test' }

beforeAll(async () => {
  test = await testDatabase()
  await seedPeople(test.database)
  const user = await userByName(test.database, 'quan')
  await openSession(test.database, user?.id ?? 0, hashOf(cookies.homphieu_session), new Date())
  app = await testDesk(test.database)
})
afterAll(async () => {
  await app?.close()
  await test?.close()
})

describe('A desk with nothing on it yet', () => {
  it('says on every page what will appear there', async () => {
    const { vi } = texts
    for (const [url, words] of [
      ['/', vi.overview.empty],
      ['/submissions', vi.list.empty],
      ['/agencies', vi.agencies.empty],
      ['/mails', vi.mails.empty],
      ['/to-do', vi.toDo.empty],
      ['/queue', vi.queue.noMailbox],
      ['/history', vi.history.nothingFound],
    ] as const) {
      const response = await app.inject({ url, cookies })
      expect(response.statusCode, url).toBe(200)
      expect(response.body.includes(words), `${url} says: ${words}`).toBe(true)
    }
    const filtered = await app.inject({ url: '/submissions?q=khong+co', cookies })
    expect(filtered.body.includes(vi.list.nothingFound)).toBe(true)
  })
})

describe('A desk whose database is away', () => {
  it('says so on a page and stays alive', async () => {
    const database = openDatabase('postgres://nobody@127.0.0.1:1/none', { onError: () => {} })
    const desk = await testDesk(database)
    try {
      const response = await desk.inject({ url: '/submissions', cookies })
      expect(response.statusCode).toBe(503)
      expect(response.body.includes(texts.vi.errors.away.title)).toBe(true)
      expect(response.headers['content-type']).toContain('text/html')
      expect((await desk.inject('/live')).statusCode).toBe(200)
    } finally {
      await desk.close()
      await database.end()
    }
  })
})

describe('The texts', () => {
  it('have the same shape in both languages, down to every sentence', () => {
    const shape = (value: unknown): unknown =>
      value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => a.localeCompare(b))
              .map(([key, part]) => [key, shape(part)]),
          )
        : typeof value
    expect(shape(texts.en)).toEqual(shape(texts.vi))
  })
})
