import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DocumentReading } from '../../src/reading/document-reading.ts'
import { loadRoster } from '../../src/records/agencies.ts'
import { transaction } from '../../src/records/database.ts'
import { documentsOf, recordDocuments } from '../../src/records/documents.ts'
import { mailDetail } from '../../src/records/mail-list.ts'
import { mailById, unfinished, writeOpened } from '../../src/records/mails.ts'
import { writeReading } from '../../src/records/readings.ts'
import type { NewMail } from '../../src/records/record-mails.ts'
import { assess } from '../../src/steps/assess.ts'
import { mailStore } from '../../src/steps/collect.ts'
import { type Agency, agencies } from '../../src/survey/agencies.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { recordMail } from '../helpers/record-mail.ts'
import { config, form } from './mails.ts'

const afterDeadline = '2017-04-26T00:03:00+07:00'
const beforeDeadline = '2017-04-25T23:58:00+07:00'

let uid = 0

describe('The same mail, byte for byte, in two places', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await testDatabase()
    await loadRoster(test.database, agencies)
  })
  afterAll(async () => await test.close())

  const provinces = agencies.filter(({ kind }) => kind === 'tinh')
  const bodies = provinces[Symbol.iterator]()
  const nextBody = () => bodies.next().value as Agency

  function mailOf(agency: Agency, receivedAt: string, change: Partial<NewMail> = {}): NewMail {
    const raw = Buffer.from(agency.id)
    return {
      mailbox: 'imaps://atantt@mail.example',
      folder: 'INBOX',
      uidvalidity: 1,
      uid: ++uid,
      receivedAt: new Date(receivedAt),
      size: raw.length,
      headers: '',
      raw,
      ...change,
    }
  }

  /** Opens and reads the mail: a complete, signed form of this body. */
  async function read(id: number, agency: Agency): Promise<void> {
    const reading: DocumentReading = {
      format: 'docx',
      forms: [form({ 'agency.name': agency.name, 'signed.stamp': 'present' })],
      evidence: { header: [], signature: [], digitalSignatures: [] },
      transcript: null,
      pictures: [],
      problem: null,
    }
    await transaction(test.database, async (sql) => {
      await writeOpened(sql, id, {
        messageId: null,
        inReplyTo: null,
        subject: 'Phiếu khảo sát',
        from: { name: 'Văn thư', address: 'vanthu@hopthu-mienphi.example' },
        originalSender: null,
        sentAt: null,
        body: '',
        quoted: '',
        kind: 'submission',
        kindReason: 'documents',
        signers: [],
      })
      await recordDocuments(sql, id, [
        {
          name: 'phieu.docx',
          path: 'phieu.docx',
          declaredType: '',
          bytes: Buffer.from(`${agency.id} phieu`),
          problem: null,
        },
      ])
      for (const document of await documentsOf(sql, id))
        await writeReading(sql, document.id, reading, { readerVersion: 1, tookMs: 1 })
    })
  }

  const look = (mailId: number) => assess({ mailId }, { database: test.database, config })

  async function arrivedLate(agency: Agency): Promise<number> {
    const { id } = await recordMail(test.database, mailOf(agency, afterDeadline))
    await read(id, agency)
    await look(id)
    expect(await submissionOf(agency)).toMatchObject({ late: true, flags: [['late', null]] })
    return id
  }

  async function submissionOf({ id }: Agency) {
    const { rows } = await test.database.query(
      `select id, late, received_at as "receivedAt", state,
         (select coalesce(jsonb_agg(jsonb_build_array(category, resolved_by)), '[]') from flags
          where submission_id = submissions.id) as flags
       from submissions where key = $1`,
      [`agency:${id}`],
    )
    return rows[0]
  }

  it('counts from its earliest arrival: an import from before the deadline takes the lateness away', async () => {
    const agency = nextBody()
    const id = await arrivedLate(agency)
    const queued: unknown[] = []
    const store = mailStore({
      database: test.database,
      queues: { add: async (queue, ...payloads) => void queued.push(queue, ...payloads) },
      onQueueAway: (error) => expect.fail(error.message),
    })
    await store.record(mailOf(agency, beforeDeadline, { mailbox: 'import:luu-tru' }))
    expect(queued).toEqual(['assess', { mailId: id }])
    await look(id)

    expect(await submissionOf(agency)).toMatchObject({
      late: false,
      receivedAt: new Date(beforeDeadline),
      flags: [['late', `mail:${id}`]],
    })
    expect((await mailById(test.database, id))?.state).toBe('assessed')
    const detail = await mailDetail(test.database, id)
    expect(detail?.receivedAt).toEqual(new Date(afterDeadline))
    expect(detail?.countedFrom).toEqual(new Date(beforeDeadline))
  })

  it('is looked at again by the sweep where the process died before it told the queue', async () => {
    const agency = nextBody()
    const id = await arrivedLate(agency)
    await recordMail(test.database, mailOf(agency, beforeDeadline, { folder: 'Lưu' }))
    const soon = new Date(Date.now() + 60_000)
    expect((await unfinished(test.database, soon, 100)).assess).toContain(id)
    await look(id)
    expect((await unfinished(test.database, soon, 100)).assess).not.toContain(id)
    expect(await submissionOf(agency)).toMatchObject({ late: false })
  })

  it('is not looked at again where the copy came later, as in a folder copied by the office', async () => {
    const agency = nextBody()
    const first = await recordMail(test.database, mailOf(agency, beforeDeadline))
    await read(first.id, agency)
    await look(first.id)
    const copy = await recordMail(test.database, mailOf(agency, afterDeadline, { folder: 'Lưu' }))
    expect(copy).toMatchObject({ duplicateOf: first.id, assessAgain: false })
    expect((await mailById(test.database, first.id))?.state).toBe('assessed')
    expect(await submissionOf(agency)).toMatchObject({ late: false })
  })

  it('trusts the stamp of a server, never the clock of the sender', async () => {
    const agency = nextBody()
    const id = await arrivedLate(agency)
    const byTheSender = mailOf(agency, beforeDeadline, { mailbox: 'import:thu', stamped: false })
    expect(await recordMail(test.database, byTheSender)).toMatchObject({ assessAgain: false })
    await look(id)
    expect(await submissionOf(agency)).toMatchObject({ late: true })
  })

  it('goes by the server once it has spoken, also where it says later than the sender did', async () => {
    const agency = nextBody()
    const { id } = await recordMail(test.database, mailOf(agency, beforeDeadline, { stamped: false }))
    await read(id, agency)
    await look(id)
    expect(await submissionOf(agency)).toMatchObject({ late: false })
    expect(await recordMail(test.database, mailOf(agency, afterDeadline))).toMatchObject({
      duplicateOf: id,
      assessAgain: true,
    })
    await look(id)
    expect(await submissionOf(agency)).toMatchObject({ late: true })
  })

  it('leaves an approval standing: only the time of arrival is set right', async () => {
    const agency = nextBody()
    const id = await arrivedLate(agency)
    await test.database.query(`update submissions set state = 'approved' where key = $1`, [
      `agency:${agency.id}`,
    ])
    await recordMail(test.database, mailOf(agency, beforeDeadline, { folder: 'Lưu' }))
    await look(id)
    expect(await submissionOf(agency)).toMatchObject({ late: false, state: 'approved' })
  })
})
