import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DocumentReading } from '../../src/reading/document-reading.ts'
import { type Document, documentsOf, recordDocuments } from '../../src/records/documents.ts'
import { writeReading } from '../../src/records/readings.ts'
import type { Answer } from '../../src/survey/answers.ts'
import type { QuestionId } from '../../src/survey/form.ts'
import { form } from '../assessing/mails.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { recordMail } from '../helpers/record-mail.ts'

let db: TestDatabase
let document: Document
beforeAll(async () => {
  db = await testDatabase()
  const raw = Buffer.from('phiếu')
  const { id } = await recordMail(db.database, {
    mailbox: 'imaps://atantt@mail.example',
    folder: 'INBOX',
    uidvalidity: 1,
    uid: 1,
    receivedAt: new Date('2017-04-20T02:14:00Z'),
    size: raw.length,
    headers: '',
    raw,
  })
  const bytes = Buffer.from('phieu.docx')
  await recordDocuments(db.database, id, [
    { name: 'phieu.docx', path: 'phieu.docx', declaredType: '', bytes, problem: null },
  ])
  document = (await documentsOf(db.database, id))[0] as Document
})
afterAll(() => db?.close())

function readingOf(change: Partial<Record<QuestionId, Partial<Answer>>>): DocumentReading {
  const whole = form({})
  const answers = { ...whole.answers }
  for (const [id, part] of Object.entries(change) as [QuestionId, Partial<Answer>][])
    answers[id] = { ...answers[id], ...part }
  return {
    format: 'docx',
    forms: [{ ...whole, answers }],
    evidence: { header: [], signature: [], digitalSignatures: [] },
    transcript: null,
    pictures: [],
    problem: null,
  }
}

const write = (reading: DocumentReading) =>
  writeReading(db.database, document.id, reading, { readerVersion: 1, tookMs: 1 })

const stored = async () => (await db.database.query('select id from readings')).rows.length

describe('A reading, which comes out of a process that held a stranger’s bytes,', () => {
  test.each([
    ['a number for a yes', { 'needs.mobile': { value: 1 } }],
    ['a date that no calendar has', { 'signed.date': { value: '2017-04-31' } }],
    ['more than all confidence', { 'signing.adobePdf': { confidence: 1.5 } }],
    ['a count below nothing', { 'frequency.sentPerMonth': { value: -3 } }],
  ] as const)('is not stored with %s', async (_, change) => {
    await expect(write(readingOf(change))).rejects.toThrow(Object.keys(change)[0])
    expect(await stored()).toBe(0)
  })

  test('is stored with an answer of its kind to each question', async () => {
    await write(readingOf({ 'needs.mobile': { value: 'yes' }, 'frequency.sentPerMonth': { value: 0 } }))
    expect(await stored()).toBe(1)
  })
})
