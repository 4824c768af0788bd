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

/**
 * `node test/bench/pipeline-run.ts COUNT`: so many mails from raw bytes to flagged records, each with a Word form, in a
 * process of its own: what an earlier run left in memory counts for nothing. Prints seconds and peak memory as JSON.
 */
const count = Number(process.argv[2])
const database = await testDatabase()
const config = parseConfig({ DATABASE_URL: database.url, READERS: '2' }, tmpdir())
const log = createLogger({ level: 'warn', secrets: [] })
const installation = await openInstallationWith(config, log, { cwd: tmpdir(), lang: 'en' })
const store = mailStore({
  database: installation.database,
  queues: installation.queues,
  onQueueAway: (error) => log.warn({ err: error }, 'queue away'),
})
const start = performance.now()
const service = await startService(installation, ['open', 'read', 'assess', 'sweep'])
for (let number = 0; number < count; number++) {
  const { raw, internalDate } = await mail(number)
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
// Kilobytes on every system but macOS, whatever getrusage says there.
const peakMb = process.resourceUsage().maxRSS / 1024
// Connections that are cut while the database is dropped are no news.
log.level = 'silent'
await service.close()
await installation.close()
await database.close()
console.log(JSON.stringify({ mails: count, seconds, peakMb }))

async function mail(number: number) {
  const random = randomFrom(number)
  const agency = agencies[number % agencies.length] as (typeof agencies)[number]
  // Every mail says another thing, so that nothing is taken over from the reading of an earlier one.
  const answers = { ...plausibleAnswers(agency, random), 'frequency.sentPerMonth': number + 1 }
  return await compose({
    about: '',
    arrived: '2017-04-20 08:00',
    from: `<vanthu@${agency.domains[0] ?? 'coquan.example'}>`,
    subject: `Phiếu ${number}`,
    body: 'Kính gửi Trung tâm Tin học.',
    attachments: [
      { name: 'phieu.docx', bytes: await makeWordForm(answers, { boxes: random.pick(boxStyles) }) },
    ],
  })
}
