import { tmpdir } from 'node:os'
import { type Installation, openInstallationWith } from '../../src/commands/installation.ts'
import { type Service, startService } from '../../src/commands/service.ts'
import { untilSettled } from '../../src/commands/settled.ts'
import { parseConfig } from '../../src/config.ts'
import { type DemoMailbox, deliver, startDemoMailbox } from '../../src/demo/mailbox.ts'
import { compose, type Letter } from '../../src/demo/mails/compose.ts'
import { createLogger } from '../../src/log.ts'
import {
  listMails,
  listSubmissions,
  type MailSummary,
  type SubmissionSummary,
} from '../../src/records/overview.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'

/** The whole service on a real Postgres, watching a mailbox of its own over IMAP. */
export interface Journey {
  readonly installation: Installation
  readonly mailbox: DemoMailbox
  readonly database: TestDatabase
  /** Mails these letters in and waits until the service has done with them. */
  arrive(...letters: readonly Letter[]): Promise<void>
  settled(mails?: number): Promise<void>
  submissions(): Promise<SubmissionSummary[]>
  mails(): Promise<MailSummary[]>
  close(): Promise<void>
}

export async function startJourney(env: Record<string, string> = {}): Promise<Journey> {
  const database = await testDatabase()
  const mailbox = await startDemoMailbox()
  const config = parseConfig(
    {
      MAILBOX_URL: mailbox.url,
      MAILBOX_TLS: 'none',
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
      READERS: '2',
      ...env,
    },
    tmpdir(),
  )
  const installation = await openInstallationWith(
    config,
    createLogger({ level: config.logLevel, secrets: config.secrets }),
    { cwd: tmpdir(), lang: 'vi' },
  )
  const service: Service = await startService(installation, ['collect', 'open', 'read', 'assess', 'sweep'])
  const settled = async (mails = 0) => {
    await untilSettled(installation, mails, () => {})
  }
  return {
    installation,
    mailbox,
    database,
    settled,
    arrive: async (...letters) => {
      const made = await Promise.all(letters.map(compose))
      const before = (await listMails(database.database)).length
      const count = await deliver(
        mailbox,
        made.map(({ raw, internalDate }) => ({ raw, receivedAt: internalDate })),
      )
      await settled(before + count)
    },
    submissions: () => listSubmissions(database.database),
    mails: () => listMails(database.database),
    close: async () => {
      await service.close()
      await installation.close()
      await mailbox.close()
      await database.close()
    },
  }
}
