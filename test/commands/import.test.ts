import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { command } from '../../src/commands/import.ts'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makeWordForm } from '../../src/demo/forms/word.ts'
import { compose } from '../../src/demo/mails/compose.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { type Agency, agencyOf } from '../../src/survey/agencies.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
let database: TestDatabase
let folder: string
let form: Buffer

beforeAll(async () => {
  database = await testDatabase()
  const answers = plausibleAnswers(agencyOf('bac-giang') as Agency, randomFrom(4))
  const { raw } = await compose({
    about: '',
    arrived: '2017-04-20 09:00',
    from: '<vanthu@bacgiang.gov.vn>',
    subject: 'Gửi phiếu khảo sát',
    body: 'Kính gửi Trung tâm Tin học.',
    attachments: [{ name: 'phieu.docx', bytes: await makeWordForm(answers) }],
  })
  form = Buffer.from(raw)
})
afterAll(async () => await database?.close())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'homphieu-import-'))
  await database.database.query('truncate mails, blobs, submissions restart identity cascade')
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (path: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}
const letter = (number: number, text = `Thư ${number}`, end = '\n') =>
  [
    `Message-ID: <${number}@tinh-a.example>`,
    `From: vanthu@tinh-a.example`,
    `Date: Thu, 20 Apr 2017 10:00:${String(number).padStart(2, '0')} +0700`,
    '',
    text,
    '',
  ].join(end)

async function run(args: readonly string[], env: Record<string, string> = {}) {
  const out: string[] = []
  const err: string[] = []
  const code = await command.run(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    lang: 'en',
    json: false,
    cwd: folder,
    env: { DATABASE_URL: database.url, LOG_LEVEL: 'silent', READERS: '1', ...env },
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
/** Records what is there, and tells how the command summed it up. */
const record = async (...args: string[]) => (await run(['--record-only', ...args])).err.split('\n').at(-1)

const recorded = async () =>
  (
    await database.database.query(
      `select m.received_at as "receivedAt", m.size, m.headers, b.bytes as raw
       from mails m left join blobs b on b.sha256 = m.raw_sha256 order by m.id`,
    )
  ).rows
const texts = async () => (await recorded()).map(({ raw }) => raw.toString())

/** The most memory, in MB, that a process of its own had while it recorded this file. */
async function peakOfImport(path: string): Promise<number> {
  const child = spawn(process.execPath, [cli, 'import', '--record-only', path], {
    cwd: folder,
    env: { PATH: process.env.PATH, DATABASE_URL: database.url, LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  })
  let peak = 0
  const poll = setInterval(() => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? peak * 1024) / 1024
  }, 50)
  const [code] = await once(child, 'exit')
  clearInterval(poll)
  expect(code).toBe(0)
  return peak
}

describe('homphieu import', () => {
  it('takes an .eml file all the way to a record of what was answered', async () => {
    write('thu.eml', form)
    const { code, out, err } = await run(['thu.eml'])
    expect(code).toBe(0)
    expect(err).toContain('Recorded 1 new mails of 1 found.')
    expect(out).toContain('Bắc Giang')
    const { rows } = await database.database.query('select agency_id, complete from submissions')
    expect(rows).toEqual([{ agency_id: 'bac-giang', complete: true }])
    expect((await recorded())[0].receivedAt).toEqual(new Date('2017-04-20T09:00:00+07:00'))
  })

  it('takes folders in folders, and leaves alone what is no mail', async () => {
    write('a/1.eml', letter(1))
    write('a/b/c/2.EML', letter(2))
    write('a/b/Inbox', `From - Thu Apr 20 03:00:00 2017\n${letter(3)}\n`)
    write('a/b/khong-co-duoi', letter(4))
    write('a/b/doc-toi.txt', 'Không phải thư.')
    write('a/b/anh.jpg', Buffer.from([0xff, 0xd8, 0xff, 0]))
    write('a/.an/5.eml', letter(5))
    expect(await record('a')).toBe('Recorded 4 new mails of 4 found.')
  })

  it('takes a Maildir with its subfolders, and nothing still being written', async () => {
    write('Maildir/cur/1492653600.M1P1.mail:2,S', letter(1))
    write('Maildir/new/1492657200.M2P1.mail', 'Subject: không có ngày\n\nthư')
    write('Maildir/tmp/1492660800.M3P1.mail', letter(3))
    write('Maildir/.Phieu/cur/1492664400.M4P1.mail:2,', letter(4))
    write('Maildir/dovecot-uidlist', '3 V1 N2')
    expect(await record('Maildir')).toBe('Recorded 3 new mails of 3 found.')
    const times = (await recorded()).map(({ receivedAt }) => receivedAt.toISOString())
    expect(times).toContain('2017-04-20T03:00:00.000Z')
  })

  it('gives mails of an mbox back as they were sent: quoted From lines, line ends, a missing last one', async () => {
    const quoted = letter(1, '>From nay\n>>From hai lần\n>Fromage\nFrom giữa đoạn')
    const sentence = letter(2, 'đoạn một\n\nFrom đầu đoạn văn, không phải thư mới\n\nhết')
    write(
      'thu.mbox',
      `From a@b Thu Apr 20 03:00:00 2017\n${quoted}\nFrom c@d Thu Apr 20 10:30:00 2017 +0700\n${sentence}\nFrom e Thu Apr 20 05:00:00 2017\nSubject: ba\n\nkhông có dòng cuối`,
    )
    expect(await record('thu.mbox')).toBe('Recorded 3 new mails of 3 found.')
    expect(await texts()).toEqual([
      letter(1, 'From nay\n>From hai lần\n>Fromage\nFrom giữa đoạn'),
      sentence,
      'Subject: ba\n\nkhông có dòng cuối',
    ])
    expect((await recorded()).map(({ receivedAt }) => receivedAt.toISOString())).toEqual([
      '2017-04-20T03:00:00.000Z',
      '2017-04-20T03:30:00.000Z',
      '2017-04-20T05:00:00.000Z',
    ])
  })

  it('reads an mbox with the line ends of Windows', async () => {
    const [one, two] = [letter(1, '>From nay', '\r\n'), letter(2, 'Thư', '\r\n')]
    const line = 'From a@b Thu Apr 20 03:00:00 2017\r\n'
    write('thu.mbox', `${line}${one}\r\n${line}${two}\r\n`)
    await record('thu.mbox')
    expect(await texts()).toEqual([one.replace('>From', 'From'), two])
  })

  it('counts nothing twice: the same import again, nor a mail that is in two places', async () => {
    write('thu/1.eml', letter(1))
    write('thu/2.eml', letter(2))
    write('thu/tat-ca.mbox', `From a@b Thu Apr 20 03:00:00 2017\n${letter(1)}\n`)
    expect(await record('thu')).toBe('Recorded 2 new mails of 3 found.')
    expect(await record('thu')).toBe('Recorded 0 new mails of 3 found.')
    expect(await record('thu/1.eml')).toBe('Recorded 1 new mails of 1 found.')
    const { rows } = await database.database.query(
      'select count(*) as n from mails where duplicate_of is null',
    )
    expect(rows[0].n).toBe(2)
  })

  it('records mails of 50 MB inside an mbox byte for byte, with one of them in memory at a time', async () => {
    const line = 'QUFB'.repeat(19)
    const large = (number: number) =>
      letter(number, `${line}\n`.repeat(50 * 2 ** 20 * (1 / (line.length + 1))))
    const mbox = (...numbers: number[]) =>
      numbers.map((number) => `From a@b Thu Apr 20 03:00:00 2017\n${large(number)}\n`).join('')
    write('mot.mbox', mbox(1))
    write('sau.mbox', mbox(2, 3, 4, 5, 6, 7))
    const one = await peakOfImport('mot.mbox')
    const six = await peakOfImport('sau.mbox')
    // What is done with is not given back at once: 475 MB against 308 MB here. All six at once would be 300 MB and copies more.
    expect(six).toBeLessThan(one + 5 * 50)
    const hash = (text: string) => createHash('sha256').update(text).digest('hex')
    const { rows } = await database.database.query(
      `select encode(raw_sha256, 'hex') as sha256 from mails order by id`,
    )
    expect(rows.map(({ sha256 }) => sha256)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((number) => hash(large(number))),
    )
  })

  it('records a mail over the limit with its headers, flagged for a person, also one without a single line end', async () => {
    const from = 'From a@b Thu Apr 20 03:00:00 2017\n'
    write('lon.eml', letter(1, 'x'.repeat(300_000)))
    write('lon.mbox', `${from}${letter(2, 'y'.repeat(400_000))}\n${from}${letter(3)}\n`)
    const { err } = await run(['.'], { MAIL_SIZE_LIMIT: '100KB' })
    expect(err).toContain('Recorded 3 new mails of 3 found.')
    const rows = await recorded()
    expect(rows.map(({ raw }) => raw?.toString() ?? null)).toEqual([null, null, letter(3)])
    expect(rows[0].headers).toBe(letter(1).split('\n\n')[0])
    expect(rows[1].headers).toBe(letter(2).split('\n\n')[0])
    expect(rows[0].size).toBe(Buffer.byteLength(letter(1, 'x'.repeat(300_000))))
    const { rows: flags } = await database.database.query(
      `select rule, message_vi from flags where resolved_at is null and mail_id is not null order by mail_id`,
    )
    expect(flags).toHaveLength(2)
  })

  it('says what is missing instead of failing with a stack', async () => {
    await expect(run(['khong-co'])).rejects.toThrow('There is no file or folder "khong-co".')
    await expect(run([])).rejects.toThrow('Name a file or folder.')
  })
})
