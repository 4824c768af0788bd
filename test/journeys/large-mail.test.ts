import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makeWordForm } from '../../src/demo/forms/word.ts'
import type { Letter } from '../../src/demo/mails/compose.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { type Agency, agencyOf } from '../../src/survey/agencies.ts'
import { type Journey, startJourney } from './journey.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startJourney({ MAIL_SIZE_LIMIT: '60MB' })
})
afterAll(async () => await journey?.close())

/** A form, and beside it a film of so many megabytes (in the mail a third more). */
async function letter(id: string, megabytes: number): Promise<Letter> {
  const agency = agencyOf(id) as Agency
  return {
    about: id,
    arrived: '2017-04-20 09:00',
    from: `<vanthu@${agency.domains[0]}>`,
    subject: 'Gửi phiếu khảo sát',
    body: 'Kính gửi Trung tâm Tin học.',
    attachments: [
      { name: 'phim.mp4', bytes: randomBytes(megabytes * 2 ** 20) },
      { name: 'phieu.docx', bytes: await makeWordForm(plausibleAnswers(agency, randomFrom(7))) },
    ],
  }
}

describe('A large mail', () => {
  it('of 50 MB is read like any other', async () => {
    await journey.arrive(await letter('nghe-an', 38))
    const [mail] = await journey.mails()
    expect(mail).toMatchObject({ state: 'assessed', kind: 'submission' })
    expect((await journey.submissions()).map(({ agencyId }) => agencyId)).toEqual(['nghe-an'])
  })

  it('over the limit is recorded with sender, subject and arrival, and left to a person', async () => {
    await journey.arrive(await letter('ben-tre', 46))
    const mail = (await journey.mails()).find(({ fromAddress }) => /bentre/.test(fromAddress))
    expect(mail).toMatchObject({ state: 'assessed', kindReason: 'too-large', subject: 'Gửi phiếu khảo sát' })
    expect(mail?.receivedAt).toEqual(new Date('2017-04-20T09:00:00+07:00'))
    expect(mail?.flags.map(({ rule, messageVi }) => [rule, messageVi])).toEqual([
      ['too-large', expect.stringMatching(/dung lượng/)],
    ])
  })
})
