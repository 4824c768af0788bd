import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { addUser, changeUser, listUsers, type Role, roles, userByName } from '../records/accounts.ts'
import type { Database } from '../records/database.ts'
import { appendHistory } from '../records/history.ts'
import { hashPassword, passwordLength } from '../web/passwords.ts'
import { type Command, type Io, UserFault, WrongCall } from './command.ts'
import { withInstallation } from './installation.ts'
import { localTime, table } from './table.ts'

/** What an account does is written under this name when it is done at the command line. */
const actor = 'system:command-line' as const

export const command: Command = {
  name: 'user',
  summary: { vi: 'Tài khoản của trang rà soát', en: 'Accounts of the review desk' },
  usage: {
    vi: [
      'npx homphieu user list',
      'npx homphieu user add TÊN [--role reviewer|operator|admin] [--display-name "Họ và tên"]',
      'npx homphieu user password TÊN',
      'npx homphieu user role TÊN reviewer|operator|admin',
      'npx homphieu user disable TÊN',
      '',
      'Vai trò: reviewer rà soát, operator vận hành, admin làm được mọi việc. Mật khẩu được hỏi, hoặc đọc từ stdin.',
    ].join('\n'),
    en: [
      'npx homphieu user list',
      'npx homphieu user add NAME [--role reviewer|operator|admin] [--display-name "Full name"]',
      'npx homphieu user password NAME',
      'npx homphieu user role NAME reviewer|operator|admin',
      'npx homphieu user disable NAME',
      '',
      'A reviewer checks forms, an operator sees to the queues, an admin may do all. The password is asked for, or read from stdin.',
    ].join('\n'),
  },
  run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { role: { type: 'string' }, 'display-name': { type: 'string' } },
    })
    const [what = '', name = '', given] = positionals
    const role = given ?? values.role ?? (what === 'add' ? 'reviewer' : '')
    if (what !== 'list') checkCall(what, name, role, io)
    return withInstallation(io, async ({ database }) => {
      if (what === 'list') return list(database, io)
      if (what === 'add')
        return add(database, io, {
          name,
          role: role as Role,
          shown: values['display-name'],
        })
      const user = await userByName(database, name)
      if (!user)
        throw new UserFault(
          io.lang === 'vi'
            ? `Không có tài khoản "${name}". Xem: npx homphieu user list`
            : `There is no account "${name}". See: npx homphieu user list`,
        )
      const change = { actor, record: 'user', recordId: user.id } as const
      if (what === 'password') {
        const passwordHash = await hashPassword(await askPassword(io))
        await changeUser(database, user.id, { passwordHash })
        await appendHistory(database, [{ ...change, action: 'password-changed' }])
      } else if (what === 'role') {
        const next = role as Role
        await changeUser(database, user.id, { role: next })
        await appendHistory(database, [
          { ...change, action: 'role-changed', before: { role: user.role }, after: { role: next } },
        ])
      } else {
        await changeUser(database, user.id, { disabledAt: new Date() })
        await appendHistory(database, [{ ...change, action: 'disabled' }])
      }
      io.out(
        io.lang === 'vi'
          ? `${user.name}: xong; các phiên đang mở đã bị đóng.`
          : `${user.name}: done; open sessions were closed.`,
      )
      return 0
    })
  },
}

async function list(database: Database, io: Io): Promise<number> {
  const users = await listUsers(database)
  if (io.json) {
    for (const user of users) io.out(JSON.stringify(user))
    return 0
  }
  const vi = io.lang === 'vi'
  for (const line of table(
    [
      { head: vi ? 'Tài khoản' : 'Account', text: (user) => user.name },
      { head: vi ? 'Họ tên' : 'Name', text: (user) => user.displayName, max: 40 },
      { head: vi ? 'Vai trò' : 'Role', text: (user) => user.role },
      { head: vi ? 'Đăng nhập' : 'Signed in', text: (user) => localTime(user.lastSignInAt) },
      { head: vi ? 'Khóa' : 'Disabled', text: (user) => (user.disabledAt ? localTime(user.disabledAt) : '') },
    ],
    users,
  ))
    io.out(line)
  return 0
}

async function add(
  database: Database,
  io: Io,
  given: { name: string; role: Role; shown: string | undefined },
): Promise<number> {
  const name = given.name.toLowerCase()
  if (!/^[a-z0-9][a-z0-9._-]{0,39}$/.test(name))
    throw new UserFault(
      io.lang === 'vi'
        ? `"${given.name}": tên tài khoản gồm chữ không dấu, số và . _ - (tối đa 40).`
        : `"${given.name}": an account name is letters without accents, digits and . _ - (40 at most).`,
    )
  const id = await addUser(database, {
    name,
    displayName: given.shown ?? given.name,
    role: given.role,
    passwordHash: await hashPassword(await askPassword(io)),
  })
  if (id === null)
    throw new UserFault(
      io.lang === 'vi'
        ? `Tài khoản "${name}" đã có. Đổi mật khẩu: npx homphieu user password ${name}`
        : `The account "${name}" exists already. To change its password: npx homphieu user password ${name}`,
    )
  await appendHistory(database, [
    { actor, record: 'user', recordId: id, action: 'added', after: { name, role: given.role } },
  ])
  io.out(
    io.lang === 'vi'
      ? `Đã tạo tài khoản ${name} (${given.role}).`
      : `Made the account ${name} (${given.role}).`,
  )
  return 0
}

/** Said before a database is opened or a password asked for. */
function checkCall(what: string, name: string, role: string, { lang }: Io): void {
  const vi = lang === 'vi'
  if (!/^(add|password|role|disable)$/.test(what))
    throw new WrongCall(
      vi
        ? 'Cần một việc: list, add, password, role hoặc disable.'
        : 'Say what to do: list, add, password, role or disable.',
    )
  if (name === '') throw new WrongCall(vi ? 'Cần tên tài khoản.' : 'Give the name of an account.')
  if (/^(add|role)$/.test(what) && !roles.some((one) => one === role))
    throw new WrongCall(
      vi
        ? `Vai trò "${role}" không có; dùng một trong: ${roles.join(', ')}.`
        : `There is no role "${role}"; use one of: ${roles.join(', ')}.`,
    )
}

/** Never from the command line, where every process of the machine can read it. */
async function askPassword(io: Io): Promise<string> {
  const password = process.stdin.isTTY ? await askAtTerminal(io) : await firstLineOfStdin()
  if (password.length < passwordLength.least || password.length > passwordLength.most)
    throw new UserFault(
      io.lang === 'vi'
        ? `Mật khẩu cần từ ${passwordLength.least} đến ${passwordLength.most} ký tự.`
        : `A password of ${passwordLength.least} to ${passwordLength.most} letters is needed.`,
    )
  return password
}

async function firstLineOfStdin(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  return ''
}

/** Reads without showing what is typed. */
function askAtTerminal(io: Io): Promise<string> {
  io.err(io.lang === 'vi' ? 'Mật khẩu (không hiện khi gõ):' : 'Password (not shown while typed):')
  return new Promise((resolve, reject) => {
    const { stdin } = process
    let typed = ''
    stdin.setRawMode(true)
    stdin.setEncoding('utf8')
    const finish = (done: () => void) => {
      stdin.setRawMode(false)
      stdin.pause()
      stdin.off('data', onData)
      done()
    }
    const onData = (text: string) => {
      for (const letter of text) {
        if (letter === '\r' || letter === '\n') return finish(() => resolve(typed))
        if (letter === '\u0003') return finish(() => reject(new UserFault('^C')))
        typed = letter === '\u007f' ? typed.slice(0, -1) : typed + letter
      }
    }
    stdin.on('data', onData)
    stdin.resume()
  })
}
