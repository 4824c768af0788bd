import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { addUser, type Role } from '../../src/records/accounts.ts'
import type { Database } from '../../src/records/database.ts'
import { parseDeadline } from '../../src/survey/deadline.ts'
import { buildApp } from '../../src/web/app.ts'
import { hashPassword } from '../../src/web/passwords.ts'
import type { DeskOptions } from '../../src/web/visit.ts'

export const assessing = { deadline: parseDeadline('2017-04-25'), volumeLimit: 20_000 }
export const password = 'mật khẩu để thử nghiệm'

export const people = {
  an: 'reviewer',
  binh: 'reviewer',
  van: 'operator',
  quan: 'admin',
} as const satisfies Record<string, Role>

/** Accounts of every role; all have the same password. */
export async function seedPeople(database: Database): Promise<void> {
  const passwordHash = await hashPassword(password)
  const names = { an: 'Lê Thị An', binh: 'Phạm Bình', van: 'Đỗ Văn', quan: 'Vũ Quân' }
  for (const [name, role] of Object.entries(people))
    await addUser(database, { name, displayName: names[name as keyof typeof names], role, passwordHash })
}

export function testDesk(database: Database, change: Partial<DeskOptions> = {}): Promise<FastifyInstance> {
  return buildApp({
    database,
    clock: () => new Date(),
    assessing,
    config: { secureCookies: false },
    queues: null,
    log: pino({ level: 'silent' }),
    ...change,
  })
}

export interface Route {
  readonly method: string
  readonly url: string
}

/** Fastify prints its routes as a tree of pieces of paths; a branch is four columns deeper than its parent. */
export function routesOf(app: FastifyInstance): Route[] {
  const above: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const match = /^([\s│]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line)
      if (!match) return []
      const depth = (match[1] ?? '').length / 4
      above.length = depth
      above.push(match[2] ?? '')
      const url = above.join('')
      return (match[3]?.split(', ') ?? []).map((method) => ({ method, url }))
    })
}

/** The address of a route, of records that are there. */
export const filled = (url: string) =>
  url.replace(':id', '2').replace(':page', '1').replace(':question', 'contact.name')

/** Signs in and sends forms as the page at `from` holds them, without a browser. */
export async function visitor(app: FastifyInstance, name: keyof typeof people) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const fieldOf = (page: string, field: string) =>
    new RegExp(`name="${field}" value="([^"]*)"`).exec(page)?.[1] ?? ''
  const sent = async (url: string, page: string, cookies: Record<string, string>, fields: object) =>
    app.inject({
      method: 'POST',
      url,
      cookies,
      headers,
      payload: new URLSearchParams({ csrf: fieldOf(page, 'csrf'), ...fields }).toString(),
    })
  const named = (cookies: { name: string; value: string }[]) =>
    Object.fromEntries(cookies.filter(({ value }) => value !== '').map((one) => [one.name, one.value]))
  const door = await app.inject({ url: '/sign-in' })
  const entered = await sent('/sign-in', door.body, named(door.cookies), { name, password, to: '/' })
  const cookies = named(entered.cookies)
  return {
    post: async (url: string, from: string, fields: Record<string, string>) => {
      const { body } = await app.inject({ url: from, cookies })
      return sent(url, body, cookies, { seen: fieldOf(body, 'seen'), ...fields })
    },
  }
}
