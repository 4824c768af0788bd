import { tmpdir } from 'node:os'
import { openInstallationWith } from '../../src/commands/installation.ts'
import { startService } from '../../src/commands/service.ts'
import { untilSettled } from '../../src/commands/settled.ts'
import { parseConfig } from '../../src/config.ts'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { boxStyles, makeWordForm } from '../../src/demo/forms/word.ts'
import { compose } from '../../src/demo/mails/compose.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { createLogger } from '../../src/log.ts'
import { mailStore } from '../../src/steps/collect.ts'
import { agencies } from '../../src/survey/agencies.ts'
import { testDatabase } from '../helpers/database.ts'
import { type Bench, type Measure, ms } from './measure.ts'

/** HOMPHIEU_BENCH_MAILS=100,1000,10000 for the long run (about ten minutes on two cores). */
const sizes = (process.env.HOMPHIEU_BENCH_MAILS ?? '100,1000').split(',').map(Number)

interface Run {
  readonly mails: number
  readonly seconds: number
  readonly peakMb: number
}

/** From a raw mail to a flagged record: recorded, opened, read and assessed, each mail with a Word form. */
export const bench: Bench = {
  name: 'The whole path of a mail (peer: the first size)',
  missing: () => null,
  async run(progress) {
    const runs: Run[] = []
    for (const mails of sizes) {
      progress(`${mails} mails`)
      runs.push(await through(mails))
    }
    const first = runs[0] as Run
    const perMail = ({ seconds, mails }: Run) => (seconds * 1000) / mails
    return runs.flatMap((run): Measure[] => [
      {
        what: `${run.mails} mails: time a mail (${(run.mails / run.seconds).toFixed(1)} mails/s)`,
        ours: ms(perMail(run)),
        peer: ms(perMail(first)),
        ratio: perMail(run) / perMail(first),
        bound: { atMost: 1.1 },
      },
      {
        what: `${run.mails} mails: peak memory of the service process`,
        ours: `${Math.round(run.peakMb)} MB`,
        peer: `${Math.round(first.peakMb)} MB`,
        ratio: run.peakMb / first.peakMb,
        bound: null,
      },
    ])
  },
}

async function through(count: number): Promise<Run> {
  const database = await testDatabase()
  const config = parseConfig({ DATABASE_URL: database.url, LOG_LEVEL: 'silent', READERS: '2' }, tmpdir())
  const installation = await openInstallationWith(config, createLogger({ level: 'silent', secrets: [] }), {
    cwd: tmpdir(),
    lang: 'en',
  })
  const store = mailStore({
    database: installation.database,
    queues: installation.queues,
    onQueueAway: () => {},
  })
  let peak = 0
  const poll = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 100)
  const start = performance.now()
  const service = await startService(installation, ['open', 'read', 'assess', 'sweep'])
  for (let number = 0; number < count; number++) {
    const random = randomFrom(number)
    const agency = agencies[number % agencies.length] as (typeof agencies)[number]
    const { raw, internalDate } = await compose({
      about: '',
      arrived: '2017-04-20 08:00',
      from: `<vanthu@${agency.domains[0] ?? 'coquan.example'}>`,
      subject: `Phiếu ${number}`,
      body: 'Kính gửi Trung tâm Tin học.',
      attachments: [
        {
          name: 'phieu.docx',
          // Every mail says another thing, so that nothing is read from an earlier one's reading.
          bytes: await makeWordForm(
            { ...plausibleAnswers(agency, random), 'frequency.sentPerMonth': number + 1 },
            { boxes: random.pick(boxStyles) },
          ),
        },
      ],
    })
    await store.record({
      mailbox: 'bench',
      folder: 'INBOX',
      uidvalidity: 1,
      uid: number + 1,
      receivedAt: internalDate,
      size: raw.length,
      headers: '',
      raw,
    })
  }
  await untilSettled(installation, count, () => {})
  const seconds = (performance.now() - start) / 1000
  clearInterval(poll)
  await service.close()
  await installation.close()
  await database.close()
  return { mails: count, seconds, peakMb: peak / 1_048_576 }
}
