import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FormAnswers } from '../../src/demo/forms/answers.ts'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makeWordForm } from '../../src/demo/forms/word.ts'
import { deliver } from '../../src/demo/mailbox.ts'
import type { Letter } from '../../src/demo/mails/compose.ts'
import { compose } from '../../src/demo/mails/compose.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { agencyLines, mailsOfAgency } from '../../src/records/agency-page.ts'
import { currentAnswers } from '../../src/records/overview.ts'
import { groupCounts } from '../../src/records/overview-page.ts'
import { openFlags } from '../../src/records/to-do.ts'
import { type Agency, agencyOf } from '../../src/survey/agencies.ts'
import { typedForm } from '../helpers/typed-form.ts'
import { portfolio } from '../mailbox/fixture-makers/files.ts'
import { type Journey, startJourney } from './journey.ts'

let journey: Journey

beforeAll(async () => {
  journey = await startJourney()
})
afterAll(async () => {
  await journey?.close()
})

const answersOf = (id: string, own: FormAnswers = {}): FormAnswers => ({
  ...plausibleAnswers(agencyOf(id) as Agency, randomFrom(7)),
  'signing.vsignPdf': true,
  'frequency.exchanged': true,
  'frequency.sentPerMonth': 120,
  'frequency.receivedPerMonth': 300,
  ...own,
})

async function letter(
  id: string,
  arrived: string,
  own: FormAnswers = {},
  more: Partial<Letter> = {},
): Promise<Letter> {
  return {
    about: id,
    arrived,
    from: `<vanthu@${agencyOf(id)?.domains[0]}>`,
    subject: 'Gửi phiếu khảo sát',
    body: 'Kính gửi Trung tâm Tin học.',
    attachments: [{ name: 'Phieu khao sat.docx', bytes: await makeWordForm(answersOf(id, own)) }],
    ...more,
  }
}

const submissionOf = async (id: string) =>
  (await journey.submissions()).find(({ agencyId }) => agencyId === id)
const rulesOf = async (id: string) => (await submissionOf(id))?.flags.map(({ rule }) => rule)

describe('A mail that arrives', () => {
  it('becomes a structured record of what the agency answered', async () => {
    await journey.arrive(await letter('nghe-an', '2017-04-20 09:14'))
    const submission = await submissionOf('nghe-an')
    expect(submission).toMatchObject({ complete: true, late: false })
    const answers = new Map(
      (await currentAnswers(journey.database.database, submission?.id as number)).map((row) => [
        row.question,
        row.value,
      ]),
    )
    expect(answers.get('agency.name')).toBe('Văn phòng UBND tỉnh Nghệ An')
    expect(answers.get('signing.vsignPdf')).toBe(true)
    expect(answers.get('frequency.sentPerMonth')).toBe(120)
  })

  it('is flagged with what it lacks, and a completing mail resolves what it answers', async () => {
    await journey.arrive(
      await letter('quang-tri', '2017-04-19 08:00', { 'contact.name': null, 'needs.mobile': null }),
    )
    expect(await submissionOf('quang-tri')).toMatchObject({ complete: false })
    expect(await rulesOf('quang-tri')).toEqual(expect.arrayContaining(['I3', 'I12']))
    await journey.arrive(
      await letter('quang-tri', '2017-04-21 08:00', { 'needs.mobile': 'yes' }, { subject: 'Bổ sung phiếu' }),
    )
    expect(await submissionOf('quang-tri')).toMatchObject({ complete: true })
    const { rows } = await journey.database.database.query(
      `select resolved_by, resolution from flags f join submissions s on s.id = f.submission_id
       where s.agency_id = 'quang-tri' and f.rule = 'I3'`,
    )
    expect(rows[0].resolved_by).toMatch(/^mail:\d+$/)
    expect(rows[0].resolution).toMatch(/đã bổ sung/)
  })

  it('is late one instant after midnight of the deadline, by the server’s time', async () => {
    await journey.arrive(
      await letter('ben-tre', '2017-04-25 23:59:59', {}, { dated: 'Wed, 26 Apr 2017 09:00:00 +0700' }),
      await letter('phu-yen', '2017-04-26 00:00:00', {}, { dated: 'Tue, 25 Apr 2017 08:00:00 +0700' }),
    )
    expect(await submissionOf('ben-tre')).toMatchObject({ late: false })
    expect(await submissionOf('phu-yen')).toMatchObject({ late: true })
  })

  it('is recorded once, however often it is delivered', async () => {
    const { raw, internalDate } = await compose(await letter('gia-lai', '2017-04-18 10:00'))
    const before = (await journey.mails()).length
    for (let time = 0; time < 3; time++) await deliver(journey.mailbox, [{ raw, receivedAt: internalDate }])
    await journey.settled(before + 3)
    const mails = (await journey.mails()).filter(
      ({ fromAddress, duplicateOf }) => /gialai/.test(fromAddress) || duplicateOf !== null,
    )
    expect(mails.filter(({ duplicateOf }) => duplicateOf !== null)).toHaveLength(2)
    const { rows } = await journey.database.database.query(
      `select count(*) as n from versions v join submissions s on s.id = v.submission_id where s.agency_id = 'gia-lai'`,
    )
    expect(rows[0].n).toBe(1)
  })

  it('that is damaged, empty or an archive with a password costs itself one honest flag and nothing else', async () => {
    await journey.arrive(
      {
        about: 'damaged',
        arrived: '2017-04-20 11:00',
        from: '<vanthu@kontum.gov.vn>',
        subject: 'Phiếu khảo sát',
        body: '',
        attachments: [
          { name: 'phieu.pdf', bytes: new TextEncoder().encode('%PDF-1.4\nnothing more') },
          { name: 'trong.doc', bytes: new Uint8Array() },
        ],
      },
      await letter('dong-thap', '2017-04-20 11:01'),
    )
    expect(await submissionOf('dong-thap')).toMatchObject({ complete: true })
    const damaged = (await journey.mails()).find(({ fromAddress }) => fromAddress === 'vanthu@kontum.gov.vn')
    expect(damaged?.state).toBe('assessed')
    expect(damaged?.flags.map(({ rule }) => rule)).toContain('I18')
  })

  it('whose files cannot be read leaves its body not silent: it sent something, and who follows it up sees what', async () => {
    const { database } = journey.database
    const [body] = await agencyLines(database, 'kon-tum')
    const mailId = (await journey.mails()).find(
      ({ fromAddress }) => fromAddress === 'vanthu@kontum.gov.vn',
    )?.id
    expect(body).toMatchObject({ submissionId: null, unreadableMailId: mailId })
    expect((await mailsOfAgency(database, 'kon-tum')).map(({ id }) => id)).toEqual([mailId])
    const toDo = { rule: null, level: null, category: null, agencyId: 'kon-tum', limit: 10, offset: 0 }
    expect((await openFlags(database, toDo)).rows.map(({ rule }) => rule)).toEqual(['I18', 'I18'])
    const provinces = (await groupCounts(database)).find(({ kind }) => kind === 'tinh')
    expect(provinces?.unreadable).toBe(1)
    await journey.arrive(await letter('kon-tum', '2017-04-20 11:30'))
    expect((await agencyLines(database, 'kon-tum'))[0]).toMatchObject({ unreadableMailId: null })
  })

  it('holding several agencies’ forms becomes a submission of each', async () => {
    await journey.arrive({
      about: 'two',
      arrived: '2017-04-20 12:00',
      from: '<cntt@evn.com.vn>',
      subject: 'Gửi phiếu',
      body: '',
      attachments: [
        { name: '1.docx', bytes: await makeWordForm(answersOf('evn')) },
        {
          name: '2.docx',
          bytes: await makeWordForm({ ...answersOf('evn'), 'agency.name': 'Công ty Điện lực 1' }),
        },
      ],
    })
    expect(await submissionOf('evn')).toMatchObject({ complete: true })
    expect(
      (await journey.submissions()).find(({ memberUnit }) => memberUnit === 'Công ty Điện lực 1'),
    ).toBeDefined()
  })

  it('with the form typed into its text is read like any other, and lacks a signature', async () => {
    await journey.arrive({
      about: 'typed',
      arrived: '2017-04-20 13:00',
      from: '<vanthu@hatinh.gov.vn>',
      subject: 'Phiếu khảo sát',
      body: typedForm('Văn phòng UBND tỉnh Hà Tĩnh'),
    })
    const submission = await submissionOf('ha-tinh')
    expect(submission?.documents).toEqual(['noi-dung-thu.txt'])
    expect(await rulesOf('ha-tinh')).toContain('I14')
    const answers = await currentAnswers(journey.database.database, submission?.id as number)
    expect(answers.find(({ question }) => question === 'frequency.sentPerMonth')).toMatchObject({
      value: 120,
      review: false,
    })
  })

  it('whose form lies in a PDF portfolio, behind a cover page, is a record like any other', async () => {
    const form = await makeWordForm(answersOf('an-giang'))
    const carrier = await portfolio({ 'Phieu khao sat.docx': form })
    await journey.arrive(
      await letter(
        'an-giang',
        '2017-04-20 13:30',
        {},
        { attachments: [{ name: 'ho-so.pdf', bytes: carrier }] },
      ),
    )
    const submission = await submissionOf('an-giang')
    expect(submission).toMatchObject({ complete: true, documents: ['Phieu khao sat.docx'] })
  })

  it('keeps a person’s correction when everything is read again', async () => {
    const submission = await submissionOf('nghe-an')
    const { database } = journey.database
    await database.query(
      `insert into corrections (version_id, question, action, value, made_by)
       select id, 'frequency.sentPerMonth', 'corrected', '125', 'lan' from versions where submission_id = $1 and in_force`,
      [submission?.id],
    )
    await database.query(`update documents set state = 'recorded'`)
    await database.query(
      `update mails set state = 'opened', revision = revision + 1 where duplicate_of is null and kind is not null`,
    )
    const { sweep } = await import('../../src/steps/sweep.ts')
    await sweep(new Date(), { database, queues: journey.installation.queues })
    await journey.settled()
    const answer = (await currentAnswers(database, submission?.id as number)).find(
      ({ question }) => question === 'frequency.sentPerMonth',
    )
    expect(answer).toMatchObject({ value: 125, source: 'person' })
  })

  it('answers plain SQL about who asked for training', async () => {
    const { rows } = await journey.database.database.query(
      `select a.name, c.value #>> '{}' as need from current_answers c join agencies a on a.id = c.agency_id
       where c.question = 'needs.signatureTraining' and not c.review order by a.position`,
    )
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.every(({ need }) => need === 'yes' || need === 'no')).toBe(true)
  })
})
