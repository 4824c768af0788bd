import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInstallationWith } from '../../src/commands/installation.ts'
import { parts } from '../../src/commands/parts.ts'
import { parseConfig } from '../../src/config.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { createLogger } from '../../src/log.ts'
import { testDatabase } from '../helpers/database.ts'
import { type Dovecot, dovecotMissing, startDovecot } from '../mailbox/dovecot.ts'
import { type Bench, median } from './measure.ts'

const mails = 1000
const attachmentBytes = 50 * 1024
const rounds = 3

/** A mail with an attachment that compresses no better than a scan does. */
function mail(number: number): string {
  const random = randomFrom(number)
  const bytes = Buffer.from(Uint8Array.from({ length: attachmentBytes }, () => random.whole(0, 255)))
  const lines = bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
  return [
    'From: vanthu@tinh.example',
    'To: atantt@chinhphu.vn',
    `Subject: Phieu khao sat ${number}`,
    `Message-ID: <${number}@tinh.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: application/pdf; name=phieu.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    lines,
    '--b--',
    '',
  ].join('\r\n')
}

const seconds = (value: number): string => `${value.toFixed(2)} s`

export const bench: Bench = {
  name: `Taking in ${mails} mails with 50 KB attachments from Dovecot (peer: mbsync, into a Maildir)`,
  missing: () =>
    dovecotMissing() ?? (spawnSync('mbsync', ['--version']).error ? 'mbsync is not installed' : null),
  async run(progress) {
    const folder = await mkdtemp(join(tmpdir(), 'homphieu-bench-'))
    const dovecot = await startDovecot()
    try {
      progress(`putting ${mails} mails into Dovecot`)
      for (let number = 0; number < mails; number++) {
        await dovecot.deliver(mail(number), new Date(1_492_600_000_000 + number * 1000))
      }
      const ours: number[] = []
      const theirs: number[] = []
      for (let round = 0; round < rounds; round++) {
        progress(`round ${round + 1} of ${rounds}`)
        ours.push(await collectAll(dovecot))
        theirs.push(await mbsyncAll(dovecot, join(folder, `maildir-${round}`)))
      }
      const mine = median(ours.sort((a, b) => a - b))
      const peer = median(theirs.sort((a, b) => a - b))
      return [
        {
          what: 'sign in, fetch and commit every mail',
          ours: seconds(mine),
          peer: seconds(peer),
          ratio: mine / peer,
          bound: { atMost: 2 },
        },
      ]
    } finally {
      await dovecot.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** Seconds from the start of the collector until the last mail is committed in Postgres. */
async function collectAll(dovecot: Dovecot): Promise<number> {
  const database = await testDatabase()
  const config = parseConfig(
    {
      MAILBOX_URL: `imap://${dovecot.user}:${dovecot.password}@${dovecot.host}:${dovecot.port}`,
      MAILBOX_TLS: 'none',
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
    },
    tmpdir(),
  )
  const installation = await openInstallationWith(config, createLogger({ level: 'silent', secrets: [] }), {
    cwd: tmpdir(),
    lang: 'en',
  })
  const start = performance.now()
  const part = await parts.collect(installation)
  for (;;) {
    const { rows } = await database.database.query('select count(*) as n from mails')
    if (Number(rows[0].n) >= mails) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const took = (performance.now() - start) / 1000
  await part.close()
  await installation.close()
  await database.close()
  return took
}

async function mbsyncAll(dovecot: Dovecot, maildir: string): Promise<number> {
  const settings = join(maildir, '..', `${Date.now()}.mbsyncrc`)
  await writeFile(
    settings,
    [
      'IMAPAccount peer',
      'Host 127.0.0.1',
      `Port ${dovecot.port}`,
      `User ${dovecot.user}`,
      `Pass ${dovecot.password}`,
      'SSLType None',
      'AuthMechs PLAIN LOGIN',
      '',
      'IMAPStore remote',
      'Account peer',
      '',
      'MaildirStore local',
      `Path ${maildir}/`,
      `Inbox ${maildir}/INBOX`,
      '',
      'Channel all',
      'Far :remote:',
      'Near :local:',
      'Patterns INBOX',
      'Create Near',
      'Sync Pull',
      `SyncState ${maildir}/`,
      '',
    ].join('\n'),
  )
  await mkdir(maildir, { recursive: true })
  const start = performance.now()
  const run = spawnSync('mbsync', ['-c', settings, 'all'], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`mbsync: ${run.stderr}`)
  return (performance.now() - start) / 1000
}
