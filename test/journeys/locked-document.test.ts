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

/** Forms of the project's generator, locked by qpdf (AES-256) and by LibreOffice. */
const fixtures = await Promise.all(
  [
    { name: 'phieu.pdf', password: '123456', agencyId: 'ben-tre' },
    { name: 'phieu.docx', password: 'Phieu@2017', agencyId: 'nghe-an' },
  ].map(async (one) => ({
    ...one,
    attachments: [
      { name: one.name, bytes: await readFile(new URL(`./fixtures/locked/${one.name}`, import.meta.url)) },
    ],
  })),
)

const letter = (
  from: string,
  arrived: string,
  subject: string,
  body: string,
  attachments: Letter['attachments'] = [],
): Letter => ({ about: '', arrived, from: `<${from}@mot-noi-khac.example>`, subject, body, attachments })

const mailCalled = async (subject: string) => (await journey.mails()).find((mail) => mail.subject === subject)

describe.each(fixtures)('A form that came locked as $name', ({ name, password, agencyId, attachments }) => {
  const [first, second] = [`Phiếu ${name}`, `mat khau ${name}`]
  const submission = async () => (await journey.submissions()).find((one) => one.agencyId === agencyId)

  it('stays locked while nobody says its password, and says so', async () => {
    const body = 'Mật khẩu xin gửi ở thư sau.'
    await journey.arrive(letter(agencyId, '2017-04-20 09:10', first, body, attachments))
    expect(await submission()).toBeUndefined()
    expect(await mailCalled(first)).toMatchObject({ flags: [{ rule: 'I18', level: 'E' }] })
  })

  it('is read when its sender mails the password, and its flag is closed', async () => {
    await journey.arrive(letter(agencyId, '2017-04-20 09:12', second, `Mật khẩu: ${password}`))
    expect(await mailCalled(first)).toMatchObject({ state: 'assessed', kind: 'submission', flags: [] })
    expect((await mailCalled(second))?.flags).toEqual([])
    expect(await submission()).toBeDefined()
  })

  it('keeps its password in the mails that say it, and nowhere else', async () => {
    const { rows } = await journey.database.database.query(
      `select (select count(*) from history h where h::text like '%' || $1 || '%')
         + (select count(*) from documents d where d::text like '%' || $1 || '%')
         + (select count(*) from readings r where r.result::text like '%' || $1 || '%') as n`,
      [password],
    )
    expect(rows[0].n).toBe(0)
  })
})

describe('A form locked with the password that the same mail says', () => {
  it('is read', async () => {
    const other = await startJourney()
    try {
      for (const { password, attachments, agencyId } of fixtures)
        await other.arrive(
          letter(
            agencyId,
            '2017-04-20 09:15',
            'Phiếu',
            `Kính gửi Trung tâm. Mật khẩu: ${password}`,
            attachments,
          ),
        )
      const agencies = (await other.submissions()).map(({ agencyId }) => agencyId)
      expect(agencies.sort()).toEqual(['ben-tre', 'nghe-an'])
    } finally {
      await other.close()
    }
  })
})
