import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { parseConfig } from '../config.ts'
import { type DemoMailbox, deliver, startDemoMailbox } from '../demo/mailbox.ts'
import { compose, type DemoMail } from '../demo/mails/compose.ts'
import { demoMails } from '../demo/mails.ts'
import { sniff } from '../files/sniff.ts'
import { createLogger } from '../log.ts'
import { addUser } from '../records/accounts.ts'
import { listMails, listSubmissions } from '../records/overview.ts'
import { hashPassword } from '../web/passwords.ts'
import { type Command, type Io, UserFault, WrongCall } from './command.ts'
import { type Installation, openInstallationWith } from './installation.ts'
import { mailTable, submissionTable } from './list.ts'
import { untilStopped } from './run-part.ts'
import { startService } from './service.ts'
import { untilSettled } from './settled.ts'

export const command: Command = {
  name: 'demo',
  summary: {
    vi: 'Chạy thử cả dịch vụ với một hòm thư mẫu, không cần cài đặt gì thêm',
    en: 'Try the whole service with a demonstration mailbox; nothing else is needed',
  },
  usage: {
    vi: [
      'npx homphieu demo [--once]     chạy đến khi Ctrl+C; --once: xong thì thoát',
      'npx homphieu demo send TỆP…    gửi thêm phiếu (hoặc thư .eml) vào bản chạy thử mở sau cùng;',
      '                               --to CỔNG: vào bản có bàn rà soát ở cổng này',
      'DATA_DIR: nơi giữ hồ sơ trong lúc chạy (mặc định: thư mục tạm); xong thì xóa',
    ].join('\n'),
    en: [
      'npx homphieu demo [--once]      runs until Ctrl+C; --once: ends when all is read',
      'npx homphieu demo send FILE…    mails another form (or an .eml) to the demonstration started last;',
      '                                --to PORT: to the one whose review desk is at this port',
      'DATA_DIR: where the records are while it runs (a temporary directory if unset); removed at the end',
    ].join('\n'),
  },
  run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { once: { type: 'boolean', default: false }, to: { type: 'string' } },
    })
    if (positionals[0] === 'send') return send(positionals.slice(1), values.to ?? null, io)
    return demonstrate(values.once, io)
  },
}

/** Where each running demonstration of this user can be reached, for `demo send`: a file for each. */
const stateFiles = `homphieu-demo-${userInfo().username}-`
const stateFile = join(tmpdir(), `${stateFiles}${process.pid}.json`)
const demoState = z.object({
  host: z.string(),
  port: z.int(),
  user: z.string(),
  password: z.string(),
  desk: z.url(),
  startedAt: z.number(),
})

async function demonstrate(once: boolean, io: Io): Promise<number> {
  const vi = io.lang === 'vi'
  // From the first moment on: stopped at any other, it takes away what it has made.
  const stopped = untilStopped()
  // Never DATA_DIR itself: what an office has recorded there must not mix with made-up mail, nor be removed with it.
  const place = io.env.DATA_DIR ? resolve(io.cwd, io.env.DATA_DIR) : tmpdir()
  await mkdir(place, { recursive: true })
  const folder = await mkdtemp(join(place, 'homphieu-demo-'))
  await using left = new AsyncDisposableStack()
  left.defer(() => rm(folder, { recursive: true, force: true }))
  left.defer(() => rm(stateFile, { force: true }))
  // Run as root, Postgres runs as another user, who must get through to its own folder in here.
  await chmod(folder, 0o711)
  const mailbox = await startDemoMailbox()
  left.defer(() => mailbox.close())
  const config = parseConfig(
    {
      MAILBOX_URL: mailbox.url,
      MAILBOX_TLS: 'none',
      DATA_DIR: join(folder, 'records'),
      LOG_LEVEL: 'error',
      PORT: io.env.PORT ?? '0',
      ...(io.env.READERS ? { READERS: io.env.READERS } : {}),
    },
    io.cwd,
  )
  io.err(vi ? 'Mở cơ sở dữ liệu đi kèm…' : 'Starting the embedded Postgres…')
  const installation = await openInstallationWith(
    config,
    createLogger({ level: config.logLevel, secrets: config.secrets }),
    io,
  )
  left.defer(() => installation.close())
  const password = await demoAccount(installation)
  const service = await startService(installation, ['collect', 'open', 'read', 'assess', 'sweep', 'web'])
  left.defer(() => service.close())
  const state = { ...pick(mailbox), desk: service.address, startedAt: Date.now() }
  await writeFile(stateFile, JSON.stringify(state), { mode: 0o600 })
  const stop = async () => {
    await stopped
    io.err(stopping[io.lang])
    // First: with it ends the drawing of mails that nobody will read.
    await mailbox.close()
  }
  // Left in the middle, the show ends by itself: its mailbox is gone, and then its database.
  await Promise.race([stop(), show({ installation, mailbox, address: service.address, password, once }, io)])
  return 0
}

const stopping = {
  vi: 'Đang dừng: đọc nốt tài liệu đang mở rồi dọn mọi thứ…',
  en: 'Stopping: the documents at hand are finished, then everything is cleared away…',
}

interface Shown {
  readonly installation: Installation
  readonly mailbox: DemoMailbox
  readonly address: string | null
  readonly password: string
  readonly once: boolean
}

/** What one is shown: mails arrive and are read, the records, where to look at them, and what arrives later. */
async function show({ installation, mailbox, address, password, once }: Shown, io: Io): Promise<void> {
  const vi = io.lang === 'vi'
  io.err(
    vi
      ? 'Bỏ thư mẫu vào hòm thư qua IMAP; dịch vụ đọc ngay khi thư đến…'
      : 'Putting mails into the mailbox over IMAP; the service reads as they arrive…',
  )
  const count = await deliver(mailbox, counted(demoMails(), io))
  await progress(installation, count, io)
  await showRecords(installation, io)
  io.out('')
  io.out(vi ? `Bàn rà soát: ${address}` : `Review desk: ${address}`)
  io.out(vi ? `  Tài khoản: demo   Mật khẩu: ${password}` : `  Account: demo   Password: ${password}`)
  if (once) return
  io.out(
    vi
      ? 'Gửi thêm phiếu: npx homphieu demo send TỆP   (Ctrl+C để dừng)'
      : 'Mail in another form: npx homphieu demo send FILE   (Ctrl+C to stop)',
  )
  await showArrivals(installation, count, io)
}

const pick = ({ host, port, user, password }: DemoMailbox) => ({ host, port, user, password })

async function demoAccount({ database }: Installation): Promise<string> {
  const password = randomBytes(6).toString('base64url')
  await addUser(database, {
    name: 'demo',
    displayName: 'Cán bộ dùng thử',
    role: 'admin',
    passwordHash: await hashPassword(password),
  })
  return password
}

/** The mails as the mailbox takes them, one line of progress for every ten. */
async function* counted(
  mails: AsyncIterable<DemoMail>,
  io: Io,
): AsyncGenerator<{ raw: Uint8Array; receivedAt: Date }> {
  let count = 0
  for await (const { raw, internalDate } of mails) {
    yield { raw, receivedAt: internalDate }
    if (++count % 10 === 0)
      io.err(io.lang === 'vi' ? `  ${count} thư đã vào hòm thư` : `  ${count} mails are in the mailbox`)
  }
}

async function progress(installation: Installation, total: number, io: Io): Promise<void> {
  const vi = io.lang === 'vi'
  await untilSettled(installation, total, (now) =>
    io.err(
      vi
        ? `  nhận ${now.mails}/${total} thư · còn mở ${now.toOpen} · đọc ${now.toRead} tài liệu · đánh giá ${now.toAssess}`
        : `  received ${now.mails}/${total} mails · to open ${now.toOpen} · to read ${now.toRead} documents · to assess ${now.toAssess}`,
    ),
  )
}

async function showRecords({ database }: Installation, io: Io): Promise<void> {
  for (const line of submissionTable(await listSubmissions(database), io.lang)) io.out(line)
  const others = (await listMails(database)).filter(
    ({ submissions, duplicateOf }) => submissions.length === 0 && duplicateOf === null,
  )
  if (others.length === 0) return
  io.out('')
  io.out(io.lang === 'vi' ? 'Thư không có phiếu:' : 'Mails without a form:')
  for (const line of mailTable(others, io.lang)) io.out(line)
}

/** Tells of every mail that arrives after the first ones, for as long as the demonstration stands. */
async function showArrivals(installation: Installation, seen: number, io: Io): Promise<never> {
  let known = seen
  for (;;) {
    await sleep(700)
    const mails = await listMails(installation.database)
    if (mails.length <= known || mails.some(({ state }) => state === 'recorded' || state === 'opened'))
      continue
    const fresh = [...mails].sort((a, b) => a.id - b.id).slice(known)
    known = mails.length
    for (const line of mailTable(fresh, io.lang)) io.out(line)
    const touched = new Set(fresh.flatMap(({ submissions }) => submissions))
    const all = await listSubmissions(installation.database)
    const changed = all.filter(({ id }) => touched.has(id))
    // A mail that touched no submission has said so in its own line.
    if (changed.length > 0) for (const line of submissionTable(changed, io.lang)) io.out(line)
  }
}

/** Mails files into the running demonstration, as an agency would. */
async function send(paths: readonly string[], to: string | null, io: Io): Promise<number> {
  const vi = io.lang === 'vi'
  if (paths.length === 0) throw new WrongCall(vi ? 'Thiếu tên tệp để gửi.' : 'Name a file to send.')
  const running = await demonstrations()
  const state = running.find(({ desk }) => to === null || new URL(desk).port === to)
  if (!state)
    throw new UserFault(
      running.length > 0
        ? vi
          ? `Không có bản chạy thử nào ở cổng ${to}. Đang mở: ${running.map(({ desk }) => desk).join(', ')}`
          : `No demonstration is at port ${to}. Running: ${running.map(({ desk }) => desk).join(', ')}`
        : vi
          ? 'Không thấy bản chạy thử nào đang mở. Mở bằng: npm run demo'
          : 'No demonstration is running. Start one: npm run demo',
    )
  const mails = await Promise.all(
    paths.map(async (path) => asMail(await bytesOf(resolve(io.cwd, path), path, io), path)),
  )
  await deliver(state, mails).catch(() => {
    throw new UserFault(
      vi
        ? 'Bản chạy thử không trả lời. Mở lại bằng: npm run demo'
        : 'The demonstration does not answer. Start it again: npm run demo',
    )
  })
  io.out(
    vi
      ? `Đã gửi ${mails.length} thư vào hòm thư mẫu của ${state.desk}`
      : `Sent ${mails.length} mails into the demonstration mailbox of ${state.desk}`,
  )
  return 0
}

/** Those that run, the last started first; what one that was killed left behind is removed. */
async function demonstrations(): Promise<z.infer<typeof demoState>[]> {
  const found: z.infer<typeof demoState>[] = []
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(stateFiles) ? Number(/(\d+)\.json$/.exec(name)?.[1]) : Number.NaN
    if (!Number.isInteger(pid)) continue
    const path = join(tmpdir(), name)
    if (!isAlive(pid)) await rm(path, { force: true })
    else {
      const state = demoState.safeParse(await readFile(path, 'utf8').then(JSON.parse, () => null))
      if (state.success) found.push(state.data)
    }
  }
  return found.sort((a, b) => b.startedAt - a.startedAt)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function bytesOf(path: string, given: string, io: Io): Promise<Uint8Array> {
  return new Uint8Array(
    await readFile(path).catch(() => {
      throw new UserFault(
        io.lang === 'vi' ? `Không đọc được tệp "${given}".` : `The file "${given}" cannot be read.`,
      )
    }),
  )
}

async function asMail(bytes: Uint8Array, path: string): Promise<{ raw: Uint8Array; receivedAt: Date }> {
  const now = new Date()
  if (sniff(bytes) === 'eml') return { raw: bytes, receivedAt: now }
  const arrived = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  const { raw } = await compose({
    about: 'demo send',
    arrived,
    from: '"Văn thư" <vanthu@coquan.example>',
    subject: 'Gửi phiếu khảo sát',
    body: 'Kính gửi Trung tâm Tin học, xin gửi kèm phiếu khảo sát.',
    attachments: [{ name: basename(path), bytes }],
  })
  return { raw, receivedAt: now }
}
