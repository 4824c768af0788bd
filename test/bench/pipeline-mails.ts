import { openInstallationWith } from '../../src/commands/installation.ts'
import { parseConfig } from '../../src/config.ts'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { boxStyles, makeWordForm } from '../../src/demo/forms/word.ts'
import { compose } from '../../src/demo/mails/compose.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { createLogger } from '../../src/log.ts'
import { mailStore } from '../../src/steps/collect.ts'
import { agencies } from '../../src/survey/agencies.ts'

/**
 * `node test/bench/pipeline-mails.ts DATABASE_URL COUNT`: makes and records mails with a Word form each. In a process of
 * its own, as in life: what the makers of forms need (70 to 100 MB) is no memory of the service.
 */
const [url = '', count = '0'] = process.argv.slice(2)
const config = parseConfig({ DATABASE_URL: url }, '/')
const log = createLogger({ level: 'warn', secrets: [] })
const installation = await openInstallationWith(config, log, { cwd: '/', lang: 'en' })
const store = mailStore({
  database: installation.database,
  queues: installation.queues,
  onQueueAway: (error) => log.warn({ err: error }, 'queue away'),
})
// One a minute, as mails come. All in one minute, each would be put in its place between those there are, and the
// versions behind it counted anew: that is no mailbox.
const arrival = (number: number) => new Date(Date.parse('2017-04-15T08:00+07:00') + number * 60_000)

for (let number = 0; number < Number(count); number++) {
  const { raw } = await mail(number)
  await store.record({
    mailbox: 'bench',
    folder: 'INBOX',
    uidvalidity: 1,
    uid: number + 1,
    receivedAt: arrival(number),
    size: raw.length,
    headers: '',
    raw,
  })
}
await installation.close()

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
