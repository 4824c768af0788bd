import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findOffice } from '../../src/closed-room/office.ts'
import { currentAnswers } from '../../src/records/overview.ts'
import { agencyOf } from '../../src/survey/agencies.ts'
import { type Journey, startJourney } from './journey.ts'

/** Forms of the demonstration saved by LibreOffice 7.4 in its other formats, beside what was filled in. */
const folder = new URL('./fixtures/old-word/', import.meta.url)
const forms = [
  { kind: '.doc', name: 'phieu.doc', agency: 'bac-giang' },
  { kind: '.rtf', name: 'phieu.rtf', agency: 'nghe-an' },
  { kind: '.odt', name: 'phieu.odt', agency: 'quang-tri' },
]
const required = process.env.HOMPHIEU_PEERS === 'required'
const searchPath = process.env.PATH ?? ''
const missing = findOffice(searchPath)
  ? null
  : 'LibreOffice is not installed (apt-get install libreoffice-writer)'

/** A mail with this file goes in; what was answered and filed comes out. */
async function answersFrom(journey: Journey, { name, agency }: (typeof forms)[number]) {
  await journey.arrive({
    about: name,
    arrived: '2017-04-20 09:00',
    from: `<vanthu@${agencyOf(agency)?.domains[0]}>`,
    subject: 'Gửi phiếu khảo sát',
    body: 'Kính gửi Trung tâm Tin học.',
    attachments: [{ name, bytes: readFileSync(new URL(name, folder)) }],
  })
  const submission = (await journey.submissions()).find(({ agencyId }) => agencyId === agency)
  expect(submission?.documents).toEqual([name])
  const answers = await currentAnswers(journey.database.database, submission?.id as number)
  return { answers, filled: JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) }
}

const isMark = (question: string) => /^(connection|signing|needs)\.|^frequency\.exchanged$/.test(question)

if (missing && required) it('needs LibreOffice', () => expect.fail(missing))

describe.skipIf(missing)(`With LibreOffice${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let journey: Journey
  beforeAll(async () => {
    journey = await startJourney({ PATH: searchPath })
  })
  afterAll(async () => await journey?.close())

  it.each(forms)(
    'a form mailed as $kind becomes a record with every answer and every mark',
    async (form) => {
      const { answers, filled } = await answersFrom(journey, form)
      const read = Object.fromEntries(answers.map(({ question, value }) => [question, value]))
      expect(read).toMatchObject(filled)
      expect(answers.filter(({ review }) => review)).toEqual([])
    },
    120_000,
  )
})

describe('Without LibreOffice', () => {
  let journey: Journey
  beforeAll(async () => {
    journey = await startJourney({ PATH: '' })
  })
  afterAll(async () => await journey?.close())

  it.each(forms)(
    'the words of a form mailed as $kind are read, and every mark is left to a person, who is told why',
    async (form) => {
      const { answers, filled } = await answersFrom(journey, form)
      const words = answers.filter(({ question }) => question in filled && !isMark(question))
      expect(words.map(({ question, value }) => [question, value])).toEqual(
        words.map(({ question }) => [question, filled[question]]),
      )
      const marks = answers.filter(({ question }) => isMark(question) || question === 'signed.stamp')
      expect(marks).toHaveLength(13)
      expect(marks.map(({ review, reason }) => [review, reason])).toEqual(
        Array(13).fill([true, 'marks-lost']),
      )
    },
  )
})
