import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makeWordForm } from '../../src/demo/forms/word.ts'
import type { Letter } from '../../src/demo/mails/compose.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { type Agency, agencyOf } from '../../src/survey/agencies.ts'
import { zip } from '../mailbox/fixture-makers/files.ts'
import { seedPeople, testDesk, visitor } from '../web/desk.ts'
import { type Journey, startJourney } from './journey.ts'

let journey: Journey
let app: FastifyInstance
let officer: Awaited<ReturnType<typeof visitor>>

beforeAll(async () => {
  journey = await startJourney()
  await seedPeople(journey.database.database)
  app = await testDesk(journey.database.database)
  officer = await visitor(app, 'an')
})
afterAll(async () => {
  await app?.close()
  await journey?.close()
})

/** From a mailbox that tells nothing, a form without the name of its body, in an archive whose password follows. */
async function lockedAndNameless(from: string, password: string): Promise<Letter> {
  const answers = plausibleAnswers(agencyOf('nghe-an') as Agency, randomFrom(7))
  const form = await makeWordForm({ ...answers, 'agency.name': null })
  const bytes = await zip({ 'Phieu.docx': form }, { password, zipCrypto: true })
  return {
    about: from,
    arrived: '2017-04-20 15:00',
    from: `<${from}>`,
    subject: `Phiếu khảo sát của ${from}`,
    body: 'Mật khẩu mở tệp xin gửi ở thư sau.',
    attachments: [{ name: 'phieu.zip', bytes }],
  }
}

const passwordOf = (from: string, password: string): Letter => ({
  about: 'password',
  arrived: '2017-04-20 15:30',
  from: `<${from}>`,
  subject: 'mat khau',
  body: `Mật khẩu: ${password}`,
})

/** An officer gives the mail to the body at the desk. */
async function give(subject: string, agency: string): Promise<void> {
  const mail = (await journey.mails()).find((one) => one.subject === subject)
  const sent = await officer.post(`/mails/${mail?.id}/assign`, `/mails/${mail?.id}`, { agency, do: 'assign' })
  expect(sent.headers.location).toBe(`/mails/${mail?.id}?done=mail-assigned`)
}

const filedUnder = async () => (await journey.submissions()).map(({ agencyId }) => agencyId).sort()

describe('A mail given to a body by a person', () => {
  it('takes the form that is found in it later to that body', async () => {
    const letter = await lockedAndNameless('cv1@hopthu-mienphi.example', 'na@2017')
    await journey.arrive(letter)
    expect(await filedUnder()).toEqual([])
    await give(letter.subject, 'nghe an')
    await journey.arrive(passwordOf('cv1@hopthu-mienphi.example', 'na@2017'))
    expect(await filedUnder()).toEqual(['nghe-an'])
  })

  it('takes it there as well where the form was found while the officer was deciding', async () => {
    const letter = await lockedAndNameless('cv2@hopthu-mienphi.example', 'hn@2017')
    await journey.arrive(letter, passwordOf('cv2@hopthu-mienphi.example', 'hn@2017'))
    expect(await filedUnder()).toEqual(['nghe-an', null])
    await give(letter.subject, 'ha nam')
    expect(await filedUnder()).toEqual(['ha-nam', 'nghe-an'])
  })
})
