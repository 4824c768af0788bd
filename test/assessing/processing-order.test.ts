import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenedDocument } from '../../src/mailbox/opened-mail.ts'
import type { DocumentReading, FormReading } from '../../src/reading/document-reading.ts'
import { loadRoster } from '../../src/records/agencies.ts'
import { transaction } from '../../src/records/database.ts'
import { documentsOf, recordDocuments } from '../../src/records/documents.ts'
import { writeOpened } from '../../src/records/mails.ts'
import { writeReading } from '../../src/records/readings.ts'
import { assess } from '../../src/steps/assess.ts'
import { type Agency, agencies } from '../../src/survey/agencies.ts'
import { sure } from '../helpers/answers.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { recordMail } from '../helpers/record-mail.ts'
import { config, form } from './mails.ts'

/** A mail of the history below, in words. */
interface Letter {
  readonly subject: string
  readonly at: string
  readonly body?: string
  /** Files by their content; the same words are the same file. */
  readonly files: readonly {
    readonly bytes: string
    readonly form?: FormReading
    readonly locked?: boolean
  }[]
}

/** What one province sends: typed without figures, signed, corrected, answered again by its department, sent twice. */
function historyOf({ name }: Agency): Letter[] {
  const own = { 'agency.name': name, 'signed.stamp': 'absent' as const }
  const department = name.replace('Ủy ban nhân dân', 'Sở Thông tin và Truyền thông')
  const first = form({ ...own, 'frequency.sentPerMonth': null, 'frequency.receivedPerMonth': null })
  const handwritten = sure(null, { review: true, reason: 'handwriting' })
  return [
    { subject: 'Phiếu khảo sát', at: '2017-04-18 15:02', files: [{ bytes: 'typed', form: first }] },
    {
      subject: 'Bản ký, đóng dấu',
      at: '2017-04-20 09:00',
      files: [
        {
          bytes: 'scan',
          form: form(
            {
              ...own,
              'signed.stamp': 'present',
              'contact.name': handwritten,
              'frequency.sentPerMonth': 1200,
            },
            { fromPicture: true },
          ),
        },
      ],
    },
    {
      subject: 'Đính chính số liệu khảo sát',
      at: '2017-04-21 14:30',
      files: [
        { bytes: 'corrected', form: form({ ...own, 'frequency.sentPerMonth': 120 }) },
        { bytes: '', locked: true },
      ],
    },
    {
      subject: 'Báo cáo của Sở',
      at: '2017-04-24 15:40',
      files: [
        { bytes: 'department', form: form({ ...own, 'agency.name': department, 'needs.mobile': 'no' }) },
      ],
    },
    { subject: 'Gửi lại phiếu khảo sát', at: '2017-04-26 08:00', files: [{ bytes: 'typed', form: first }] },
    { subject: 'Gửi lại phiếu khảo sát', at: '2017-04-26 08:00', files: [{ bytes: 'typed', form: first }] },
  ]
}

let uid = 0

describe('The mails of one body, recorded and assessed on a real database', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await testDatabase()
    await loadRoster(test.database, agencies)
  })
  afterAll(async () => await test.close())

  /** Records a mail and what reading gave; byte for byte the same mail is recorded as a duplicate and goes no further. */
  async function record(letter: Letter, of: Agency): Promise<number | null> {
    const raw = Buffer.from(JSON.stringify([of.id, letter]))
    const { id, duplicateOf } = await recordMail(test.database, {
      mailbox: 'imaps://atantt@mail.example',
      folder: 'INBOX',
      uidvalidity: 1,
      uid: ++uid,
      receivedAt: new Date(`${letter.at.replace(' ', 'T')}:00+07:00`),
      size: raw.length,
      headers: '',
      raw,
    })
    if (duplicateOf !== null) return null
    await transaction(test.database, async (sql) => {
      await writeOpened(sql, id, {
        messageId: null,
        inReplyTo: null,
        subject: letter.subject,
        from: { name: 'Văn thư', address: 'vanthu@hopthu-mienphi.example' },
        originalSender: null,
        sentAt: null,
        body: letter.body ?? '',
        quoted: '',
        kind: 'submission',
        kindReason: 'documents',
        signers: [],
      })
      const locked = { code: 'password', vi: 'Có mật khẩu.', en: 'Has a password.' }
      await recordDocuments(
        sql,
        id,
        letter.files.map(
          (file, at): OpenedDocument => ({
            name: `tep-${at}.pdf`,
            path: `tep-${at}.pdf`,
            declaredType: '',
            bytes: Buffer.from(file.locked ? '' : `${of.id} ${file.bytes}`),
            problem: file.locked ? locked : null,
          }),
        ),
      )
      for (const [at, document] of (await documentsOf(sql, id)).entries()) {
        const found = letter.files[at]?.form
        if (!found) continue
        const reading: DocumentReading = {
          format: found.fromPicture ? 'pdf-scan' : 'docx',
          forms: [found],
          evidence: { header: [], signature: [], digitalSignatures: [] },
          transcript: null,
          pictures: [],
          problem: null,
        }
        await writeReading(sql, document.id, reading, { readerVersion: 1, tookMs: 1 })
      }
    })
    return id
  }

  const look = (mailId: number) => assess({ mailId }, { database: test.database, config })

  /** What stands in the records, without numbers and without the body's own name. */
  async function outcome({ id, name }: Agency) {
    const rows = async (query: string) => {
      const found = (await test.database.query(query, [`agency:${id}`])).rows
      return JSON.parse(
        JSON.stringify(found).replaceAll(name.replace('Ủy ban nhân dân ', ''), '…').replaceAll(id, '…'),
      )
    }
    return {
      submission: await rows(
        'select state, received_at, late, complete, needs_choice from submissions where key = $1',
      ),
      versions: await rows(
        `select v.ordinal, v.relation, v.in_force, v.unit, v.received_at, m.subject from versions v
         join submissions s on s.id = v.submission_id join mails m on m.id = v.mail_id where s.key = $1 order by v.ordinal`,
      ),
      answers: await rows(
        `select c.question, c.value, c.review, c.reason from current_answers c
         join submissions s on s.id = c.submission_id where s.key = $1 order by c.question`,
      ),
      flags: await rows(
        `select f.rule, f.level, f.questions, f.message_vi from flags f join submissions s on s.id = f.submission_id
         where s.key = $1 and f.resolved_at is null order by f.rule, f.key`,
      ),
    }
  }

  const provinces = agencies.filter(({ kind }) => kind === 'tinh')
  const shuffledBy = (seed: number, count: number): number[] => {
    const order = Array.from({ length: count }, (_, at) => at)
    for (let at = count - 1, state = seed * 7919 + 13; at > 0; at--) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      const other = state % (at + 1)
      ;[order[at], order[other]] = [order[other] as number, order[at] as number]
    }
    return order
  }

  it('end in the same submission, versions, answers and open flags, whatever came first and however often', async () => {
    const [usual, ...others] = provinces as [Agency, ...Agency[]]
    for (const letter of historyOf(usual)) {
      const id = await record(letter, usual)
      if (id) await look(id)
    }
    const expected = await outcome(usual)
    expect(expected.submission).toMatchObject([{ late: false, needs_choice: true, state: 'waiting' }])
    expect(expected.versions.map(({ relation, in_force: force }: never) => [relation, force])).toEqual([
      ['first', false],
      ['completion', false],
      ['correction', true],
      ['alternative', false],
      ['same', false],
    ])
    expect(expected.flags.map(({ rule }: never) => rule)).toEqual(['C11', 'I18'])

    for (const [seed, agency] of others.slice(0, 30).entries()) {
      const history = historyOf(agency)
      const ids: number[] = []
      for (const at of shuffledBy(seed, history.length)) {
        const id = await record(history[at] as Letter, agency)
        if (id === null) continue
        ids.push(id)
        // One after the other, or all that is there at once; and some of it once more.
        if (seed % 3 === 0) await look(id)
        else if (seed % 3 === 1) await Promise.all([look(id), look(ids[0] as number)])
      }
      if (seed % 3 === 2) await Promise.all([...ids, ...ids].map(look))
      expect(await outcome(agency), `order ${shuffledBy(seed, history.length)}`).toEqual(expected)
    }
  })
})
