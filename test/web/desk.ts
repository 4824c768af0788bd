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
