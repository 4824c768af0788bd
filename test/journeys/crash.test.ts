import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makeWordForm } from '../../src/demo/forms/word.ts'
import { type DemoMailbox, deliver, startDemoMailbox } from '../../src/demo/mailbox.ts'
import { compose } from '../../src/demo/mails/compose.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { agencies } from '../../src/survey/agencies.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'

/** CI kills the service thirty times; at a desk a few show as much in a minute. */
const rounds = Number(process.env.HOMPHIEU_CRASH_ROUNDS ?? 4)
const mailsPerRound = 3
const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

let database: TestDatabase
let mailbox: DemoMailbox
let service: ChildProcess | undefined

beforeAll(async () => {
  database = await testDatabase()
  mailbox = await startDemoMailbox()
})
afterAll(async () => {
  service?.kill('SIGKILL')
  await mailbox?.close()
  await database?.close()
})

function start(): ChildProcess {
  return spawn(process.execPath, [cli, 'start'], {
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      MAILBOX_URL: mailbox.url,
      MAILBOX_TLS: 'none',
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
      READERS: '2',
      PORT: '0',
    },
    stdio: 'ignore',
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null)
    await new Promise((resolve) => child.once('exit', resolve))
}

const count = async (sql: string): Promise<number> => Number((await database.database.query(sql)).rows[0].n)

describe('A service that is killed at any moment', () => {
  it(
    `has every mail recorded exactly once and read in the end (${rounds} times kill -9)`,
    async () => {
      const random = randomFrom(4711)
      let delivered = 0
      for (let round = 0; round < rounds; round++) {
        service = start()
        const mails = await Promise.all(
          Array.from({ length: mailsPerRound }, async (_, index) => {
            const agency = agencies[
              (round * mailsPerRound + index) % agencies.length
            ] as (typeof agencies)[number]
            return compose({
              about: agency.id,
              arrived: `2017-04-${10 + (round % 15)} 08:${String(index).padStart(2, '0')}`,
              from: `<vanthu@${agency.domains[0] ?? 'coquan.example'}>`,
              subject: `Phiếu ${round}/${index}`,
              body: '',
              attachments: [
                {
                  name: 'phieu.docx',
                  bytes: await makeWordForm(plausibleAnswers(agency, randomFrom(round * 10 + index))),
                },
              ],
            })
          }),
        )
        const delivering = deliver(
          mailbox,
          mails.map(({ raw, internalDate }) => ({ raw, receivedAt: internalDate })),
        )
        // From before the first connection to well after the last reading: a start takes about 1.5 s here.
        await sleep(random.whole(300, 4500))
        service.kill('SIGKILL')
        await ended(service)
        delivered += await delivering
      }
      service = start()
      await expect
        .poll(() => count(`select count(*) as n from mails where state = 'assessed'`), {
          timeout: 120_000,
          interval: 500,
        })
        .toBe(delivered)
      service.kill('SIGTERM')
      await ended(service)

      expect(await count('select count(*) as n from mails')).toBe(delivered)
      expect(await count('select count(distinct raw_sha256) as n from mails')).toBe(delivered)
      expect(await count(`select count(*) as n from documents where state <> 'read'`)).toBe(0)
      expect(await count('select count(*) as n from documents')).toBe(delivered)
      expect(await count('select count(*) as n from readings where current')).toBe(delivered)
      // One version a mail, and one in force a submission, however often a step ran.
      expect(await count('select count(*) as n from versions')).toBe(delivered)
      expect(
        await count(
          'select count(*) as n from (select 1 from versions where in_force group by submission_id having count(*) > 1) x',
        ),
      ).toBe(0)
    },
    rounds * 12_000 + 180_000,
  )
})
