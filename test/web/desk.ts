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
