import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makeWordForm } from '../../src/demo/forms/word.ts'
import type { Letter } from '../../src/demo/mails/compose.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { type Agency, agencyOf } from '../../src/survey/agencies.ts'
import { zip } from '../mailbox/fixture-makers/files.ts'
import { type Journey, startJourney } from './journey.ts'

let journey: Journey

beforeAll(async () => {
  journey = await startJourney()
})
afterAll(async () => {
  await journey?.close()
})

async function lockedFor(id: string, password: string, arrived: string): Promise<Letter> {
  const form = await makeWordForm(plausibleAnswers(agencyOf(id) as Agency, randomFrom(7)))
  return {
    about: id,
    arrived,
    from: `<vanthu@${agencyOf(id)?.domains[0]}>`,
    subject: 'Phiếu khảo sát',
    body: 'Mật khẩu mở tệp xin gửi ở thư sau.',
    attachments: [
      { name: 'phieu.zip', bytes: await zip({ 'Phieu khao sat.docx': form }, { password, zipCrypto: true }) },
    ],
  }
}

const passwordOf = (id: string, password: string, arrived: string): Letter => ({
  about: 'password',
  arrived,
  from: `<vanthu@${agencyOf(id)?.domains[0]}>`,
  subject: 'mat khau',
  body: `Mật khẩu: ${password}`,
})

/** The open flags of the mail that says this password. */
const flagsOfPassword = async (password: string) => {
  const { rows } = await journey.database.database.query(
    `select f.rule from flags f join mails m on m.id = f.mail_id where m.body_text like $1 and f.resolved_at is null`,
    [`%${password}%`],
  )
  return rows.map(({ rule }) => rule)
}

const answered = async (id: string) =>
  (await journey.submissions()).filter(({ agencyId }) => agencyId === id).length

describe('An archive that came locked', () => {
  it('is opened when its sender mails the password, and its flag is closed', async () => {
    await journey.arrive(await lockedFor('tra-vinh', 'tv@2017', '2017-04-20 15:00'))
    expect(await answered('tra-vinh')).toBe(0)
    await journey.arrive(passwordOf('tra-vinh', 'tv@2017', '2017-04-20 15:04'))
    expect(await answered('tra-vinh')).toBe(1)
    const locked = (await journey.mails()).find(({ subject }) => subject === 'Phiếu khảo sát')
    expect(locked).toMatchObject({ state: 'assessed', kind: 'submission', flags: [] })
    expect(await flagsOfPassword('tv@2017')).toEqual([])
  })

  it('is opened as well when the password was there before', async () => {
    await journey.arrive(passwordOf('soc-trang', 'st@2017', '2017-04-20 16:00'))
    expect(await flagsOfPassword('st@2017')).toEqual(['no-form'])
    await journey.arrive(await lockedFor('soc-trang', 'st@2017', '2017-04-20 16:04'))
    expect(await answered('soc-trang')).toBe(1)
    expect(await flagsOfPassword('st@2017')).toEqual([])
  })

  it('stays locked under somebody else’s password', async () => {
    await journey.arrive(await lockedFor('vinh-long', 'vl@2017', '2017-04-20 17:00'))
    await journey.arrive(passwordOf('hau-giang', 'vl@2017', '2017-04-20 17:04'))
    expect(await answered('vinh-long')).toBe(0)
    expect(await flagsOfPassword('vl@2017')).toEqual(['no-form'])
  })

  it('stays locked under a wrong password, and a person is asked to look until the right one comes', async () => {
    await journey.arrive(await lockedFor('tien-giang', 'tg@2017', '2017-04-20 18:00'))
    await journey.arrive(passwordOf('tien-giang', 'tg@2016', '2017-04-20 18:04'))
    expect(await flagsOfPassword('tg@2016')).toEqual(['no-form'])
    await journey.arrive(passwordOf('tien-giang', 'tg@2017', '2017-04-20 18:10'))
    expect(await answered('tien-giang')).toBe(1)
    expect([...(await flagsOfPassword('tg@2016')), ...(await flagsOfPassword('tg@2017'))]).toEqual([])
  })
})
