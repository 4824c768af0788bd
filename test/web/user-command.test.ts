import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { userByName } from '../../src/records/accounts.ts'
import { passwordFits } from '../../src/web/passwords.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test?.close())

/** `homphieu user …` as a person or a script runs it, the password on stdin. */
async function user(
  args: readonly string[],
  password = '',
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['src/cli.ts', 'user', ...args], {
    env: { ...process.env, DATABASE_URL: test.url, LOG_LEVEL: 'silent' },
  })
  child.stdin.end(`${password}\n`)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, out, err }
}

it('makes an account whose password is never on the command line, changes it, and disables it', async () => {
  expect(
    await user(['add', 'Lan', '--role', 'operator', '--display-name', 'Vũ Lan'], 'một mật khẩu dài'),
  ).toMatchObject({ code: 0 })
  const made = await userByName(test.database, 'lan')
  expect(made).toMatchObject({ role: 'operator', displayName: 'Vũ Lan' })
  expect(made?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwordFits(made?.passwordHash ?? null, 'một mật khẩu dài')).toBe(true)
  expect(await user(['add', 'lan'], 'một mật khẩu dài')).toMatchObject({ code: 1 })
  expect(await user(['password', 'lan'], 'ngắn')).toMatchObject({ code: 1 })
  expect(await user(['password', 'lan'], 'một mật khẩu khác')).toMatchObject({ code: 0 })
  const changed = await userByName(test.database, 'lan')
  expect(await passwordFits(changed?.passwordHash ?? null, 'một mật khẩu dài')).toBe(false)
  expect(await passwordFits(changed?.passwordHash ?? null, 'một mật khẩu khác')).toBe(true)
  expect(await user(['role', 'lan', 'reviewer'])).toMatchObject({ code: 0 })
  expect(await user(['disable', 'lan'])).toMatchObject({ code: 0 })
  const list = await user(['list', '--json'])
  expect(JSON.parse(list.out)).toMatchObject({
    name: 'lan',
    role: 'reviewer',
    disabledAt: expect.any(String),
  })
  const history = await test.database.query(`select action from history where record = 'user' order by id`)
  expect(history.rows.map((row) => row.action)).toEqual([
    'added',
    'password-changed',
    'role-changed',
    'disabled',
  ])
})
