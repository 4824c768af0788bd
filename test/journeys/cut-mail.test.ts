import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makeWordForm } from '../../src/demo/forms/word.ts'
import { deliver } from '../../src/demo/mailbox.ts'
import { compose, inVietnam } from '../../src/demo/mails/compose.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { type Agency, agencyOf } from '../../src/survey/agencies.ts'
import { type Journey, startJourney } from './journey.ts'

let journey: Journey

beforeAll(async () => {
  journey = await startJourney()
})
afterAll(async () => {
  await journey?.close()
})

const sender = (id: string): string => `vanthu@${agencyOf(id)?.domains[0]}`

/** A mail with the form of a body, cut into so many pieces as a mail program with a limit of size does. */
async function cut(id: string, count: number): Promise<string[]> {
  const form = await makeWordForm(plausibleAnswers(agencyOf(id) as Agency, randomFrom(7)))
  const { raw } = await compose({
    about: id,
    arrived: '2017-04-20 09:00',
    from: `Văn thư <${sender(id)}>`,
    subject: 'Phiếu khảo sát',
    body: 'Kính gửi phiếu.',
    attachments: [{ name: 'phieu.docx', bytes: form }],
  })
  const lines = Buffer.from(raw).toString('latin1').split('\r\n')
  const each = Math.ceil(lines.length / count)
  return Array.from({ length: count }, (_, at) =>
    [
      `From: <${sender(id)}>`,
      'To: atantt@chinhphu.vn',
      `Subject: Phieu khao sat [${at + 1}/${count}]`,
      `Message-ID: <${id}-${at + 1}@cut.example>`,
      'MIME-Version: 1.0',
      'Content-Type: message/partial;',
      ` id="${id}@cut.example"; number=${at + 1}${at + 1 === count ? `; total=${count}` : ''}`,
      '',
      ...lines.slice(at * each, (at + 1) * each),
      '',
    ].join('\r\n'),
  )
}

let mails = 0
async function arrive(raw: string | undefined, at: string): Promise<void> {
  await deliver(journey.mailbox, [{ raw: Buffer.from(raw ?? '', 'latin1'), receivedAt: inVietnam(at) }])
  await journey.settled(++mails)
}

/** The sentences of the open flags of mails without a submission. */
const openFlags = async (): Promise<string[]> =>
  (
    await journey.database.database.query(
      'select message_vi as vi from flags where submission_id is null and resolved_at is null order by id',
    )
  ).rows.map(({ vi }) => vi)

describe('A mail that was cut into pieces on its way', () => {
  it('waits with a flag on every piece until all have come, in whatever order; then it is one answer', async () => {
    const [one, two, three] = await cut('ben-tre', 3)
    await arrive(three, '2017-04-20 09:10')
    await arrive(one, '2017-04-20 09:12')
    expect(await openFlags()).toEqual([
      expect.stringContaining('bị chia thành nhiều phần khi gửi và chưa đến đủ'),
      expect.stringContaining('bị chia thành nhiều phần khi gửi và chưa đến đủ'),
    ])
    expect(await journey.submissions()).toEqual([])

    await arrive(two, '2017-04-20 09:20')
    expect(await openFlags()).toEqual([])
    expect(await journey.submissions()).toMatchObject([
      { agencyId: 'ben-tre', receivedAt: inVietnam('2017-04-20 09:20'), late: false },
    ])
    const kinds = (await journey.mails()).map(({ kind, kindReason }) => [kind, kindReason])
    expect(kinds.sort()).toEqual([
      ['other', 'piece-of-a-mail'],
      ['other', 'piece-of-a-mail'],
      ['submission', 'documents'],
    ])
  })

  it('is late when its last piece is', async () => {
    const [one, two] = await cut('tra-vinh', 2)
    await arrive(one, '2017-04-25 23:50')
    await arrive(two, '2017-04-26 00:05')
    expect((await journey.submissions()).find(({ agencyId }) => agencyId === 'tra-vinh')?.late).toBe(true)
  })

  it('is never joined with a piece that somebody else sent', async () => {
    const [one] = await cut('vinh-long', 2)
    const [, two] = await cut('vinh-long', 2)
    await arrive(one, '2017-04-20 10:00')
    await arrive(two?.replaceAll(sender('vinh-long'), sender('hau-giang')), '2017-04-20 10:05')
    expect((await journey.submissions()).some(({ agencyId }) => agencyId === 'vinh-long')).toBe(false)
    expect(await openFlags()).toHaveLength(2)
  })
})
