import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Letter } from '../../src/demo/mails/compose.ts'
import { type Journey, startJourney } from './journey.ts'

let journey: Journey

beforeAll(async () => {
  journey = await startJourney()
})
afterAll(async () => {
  await journey?.close()
})

/** The form of Bến Tre, drawn by the project's generator and locked by qpdf: AES-256, "123456". */
const form = await readFile(new URL('./fixtures/locked-pdf/phieu.pdf', import.meta.url))

const letter = (
  arrived: string,
  subject: string,
  body: string,
  attachments: Letter['attachments'],
): Letter => ({
  about: '',
  arrived,
  from: '<vanthu@mot-noi-khac.example>',
  subject,
  body,
  attachments: attachments ?? [],
})
const locked = [{ name: 'phieu.pdf', bytes: form }]

const mailCalled = async (subject: string) => (await journey.mails()).find((mail) => mail.subject === subject)

describe('A PDF form that came locked', () => {
  it('stays locked while nobody says its password, and says so', async () => {
    await journey.arrive(letter('2017-04-20 09:10', 'Phiếu', 'Mật khẩu xin gửi ở thư sau.', locked))
    expect(await journey.submissions()).toEqual([])
    expect(await mailCalled('Phiếu')).toMatchObject({ flags: [{ rule: 'I18', level: 'E' }] })
  })

  it('is read when its sender mails the password, and its flag is closed', async () => {
    await journey.arrive(letter('2017-04-20 09:12', 'mat khau', 'Mật khẩu: 123456', []))
    expect(await mailCalled('Phiếu')).toMatchObject({ state: 'assessed', kind: 'submission', flags: [] })
    expect((await mailCalled('mat khau'))?.flags).toEqual([])
    expect(await journey.submissions()).toMatchObject([{ agencyId: 'ben-tre' }])
  })

  it('keeps its password in the mails that say it, and nowhere else', async () => {
    const { rows } = await journey.database.database.query(
      `select (select count(*) from history h where h::text like '%123456%')
         + (select count(*) from documents d where d::text like '%123456%')
         + (select count(*) from readings r where r.result::text like '%123456%') as n`,
    )
    expect(rows[0].n).toBe(0)
  })
})

describe('A PDF form with its password in the same mail', () => {
  it('is read', async () => {
    const other = await startJourney()
    try {
      await other.arrive(letter('2017-04-20 09:15', 'Phiếu', 'Kính gửi Trung tâm. Mật khẩu: 123456', locked))
      expect(await other.submissions()).toMatchObject([{ agencyId: 'ben-tre' }])
    } finally {
      await other.close()
    }
  })
})
