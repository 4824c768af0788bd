import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeSession, openSession, userByName } from '../../src/records/accounts.ts'
import { hashOf } from '../../src/web/session.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { filled, type Route, routesOf, seedPeople, testDesk } from './desk.ts'
import { seedDesk } from './seed.ts'

let test: TestDatabase
let app: FastifyInstance
let routes: Route[]
const cookies = { homphieu_session: 'a session of this test' }

beforeAll(async () => {
  test = await testDatabase()
  await seedDesk(test.database)
  await seedPeople(test.database)
  app = await testDesk(test.database)
  await app.ready()
  routes = routesOf(app)
})
afterAll(async () => {
  await app?.close()
  await test?.close()
})

// A form may have ended the session before: it is opened anew for each.
beforeEach(async () => {
  await closeSession(test.database, hashOf(cookies.homphieu_session))
  const user = await userByName(test.database, 'quan')
  await openSession(test.database, user?.id ?? 0, hashOf(cookies.homphieu_session), new Date())
})

describe('Nonsense', () => {
  it('in the query of any address gets a page, never a fault', async () => {
    const nonsense = [
      'page=-1',
      'page=1e9',
      'page=999999',
      'page=0&page=2&page[]=3',
      'q=%00&rule=%00&agency=%00&state=%00&kind=%00&user=%00&group=%00&version=%00&record=%00&before=%00&to=%00&done=%00',
      'q=%ff%fe&agency=%ed%a0%80&user=%c3%28&flag=%ff',
      "q='%3B drop table users--&sort=name%3B--&flag=C1'&format=x'&agency='or 1=1",
      'before=99999999999999999999&submission=99999999999999999999',
      'done=constructor&done=__proto__&__proto__=1&constructor=2&group=constructor&kind=toString&record=valueOf',
      `q=${'a'.repeat(9000)}`,
    ]
    for (const { url } of routes.filter(({ method, url }) => method === 'GET' && !url.includes('*')))
      for (const query of nonsense) {
        const { statusCode } = await app.inject({ url: `${filled(url)}?${query}`, cookies })
        expect(statusCode, `${url}?${query}`).toBeLessThan(500)
      }
  })

  it('in the path of any address gets a page, never a fault', async () => {
    for (const id of [
      '%00',
      '%ff',
      '1%00',
      '-1',
      '1e3',
      '99999999999',
      '999999999999999',
      '..%2f..%2fetc',
      '%0d%0a',
    ])
      for (const { method, url } of routes.filter(({ url }) => url.includes(':'))) {
        const response = await app.inject({
          method: method as 'GET',
          url: url.replaceAll(/:\w+/g, id),
          cookies,
        })
        expect(response.statusCode, `${method} ${url} with ${id}`).toBeLessThan(500)
      }
  })

  it('in any form gets a page, never a fault', async () => {
    const csrf = /name="csrf" value="([^"]+)"/.exec((await app.inject({ url: '/', cookies })).body)?.[1]
    const fields = [
      'name',
      'password',
      'to',
      'revision',
      'seen',
      'version',
      'value',
      'reason',
      'note',
      'agency',
      'choice',
    ]
    for (const value of ['\0', '\ud800', '-1', '9'.repeat(30), 'x'.repeat(100_000)])
      for (const { url } of routes.filter(({ method, url }) => method === 'POST' && url !== '/sign-out')) {
        const response = await app.inject({
          method: 'POST',
          url: filled(url),
          cookies,
          headers: { 'content-type': 'application/json' },
          payload: { csrf, ...Object.fromEntries(fields.map((name) => [name, value])) },
        })
        expect(response.statusCode, `${url} with ${value.slice(0, 20)}`).toBeLessThan(500)
      }
  })

  it('that is too large is not even read', async () => {
    const huge = await app.inject({ method: 'POST', url: '/sign-in', payload: { name: 'x'.repeat(400_000) } })
    expect(huge.statusCode).toBe(413)
  })
})
