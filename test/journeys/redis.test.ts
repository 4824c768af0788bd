import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makeWordForm } from '../../src/demo/forms/word.ts'
import { compose, type Letter } from '../../src/demo/mails/compose.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { sweep } from '../../src/steps/sweep.ts'
import { type Agency, agencyOf } from '../../src/survey/agencies.ts'
import { recordMail } from '../helpers/record-mail.ts'
import { redisMissing, startRedis, type TestRedis } from '../queue/redis.ts'
import { type Journey, startJourney } from './journey.ts'

const missing = redisMissing()
const required = process.env.HOMPHIEU_PEERS === 'required'

async function letter(id: string): Promise<Letter> {
  const agency = agencyOf(id) as Agency
  return {
    about: id,
    arrived: '2017-04-20 09:00',
    from: `<vanthu@${agency.domains[0]}>`,
    subject: 'Gửi phiếu khảo sát',
    body: 'Kính gửi Trung tâm Tin học.',
    attachments: [{ name: 'phieu.docx', bytes: await makeWordForm(plausibleAnswers(agency, randomFrom(7))) }],
  }
}

if (missing && required) it('needs Redis', () => expect.fail(missing))
describe.skipIf(missing)(`With the queues in Redis${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let redis: TestRedis
  let journey: Journey
  beforeAll(async () => {
    redis = await startRedis()
    journey = await startJourney({ REDIS_URL: redis.url })
  })
  afterAll(async () => await redis?.close())
  const agencies = async () => (await journey.submissions()).map(({ agencyId }) => agencyId)

  it('a mail becomes a record of what the agency answered', async () => {
    await journey.arrive(await letter('nghe-an'), await letter('ben-tre'))
    expect((await agencies()).sort()).toEqual(['ben-tre', 'nghe-an'])
    const { rows } = await journey.database.database.query(`select count(*) as n from bullmq.job`)
    expect(rows[0].n).toBe(0)
  })

  it('a Redis that forgets everything costs no mail: the sweep finds the work in the records', async () => {
    const { raw, internalDate } = await compose(await letter('gia-lai'))
    const { database } = journey.database
    // Recorded and told to a Redis that lost it.
    await recordMail(database, {
      mailbox: 'imaps://atantt@mail.example',
      folder: 'INBOX',
      uidvalidity: 1,
      uid: 1,
      receivedAt: internalDate,
      size: raw.length,
      headers: '',
      raw,
    })
    await redis.forget()
    await sweep(new Date(), { database, queues: journey.installation.queues })
    await journey.settled(3)
    expect(await agencies()).toContain('gia-lai')
  })

  it('the service leaves no connection behind when it ends', async () => {
    await journey.close()
    await expect.poll(() => redis.connections(), { timeout: 5000 }).toBe(0)
  })
})
