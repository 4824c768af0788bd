import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assign, decideAnswer } from '../../src/records/decisions.ts'
import { resolveFlag } from '../../src/records/flag-decisions.ts'
import { historyOfSubmission } from '../../src/records/history-list.ts'
import { mailList } from '../../src/records/mail-list.ts'
import { versionsOfSubmission } from '../../src/records/submission-page.ts'
import { searchTerms, type WorkListQuery, workList } from '../../src/records/work-list.ts'
import { assess, checkAgain } from '../../src/steps/assess.ts'
import { fold } from '../../src/vietnamese/fold.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { assessing } from './desk.ts'
import { hostile, seedDesk } from './seed.ts'

let test: TestDatabase
let ids: Record<string, number>

beforeAll(async () => {
  test = await testDatabase()
  ids = await seedDesk(test.database)
})
afterAll(async () => {
  await test?.close()
})

const everything: WorkListQuery = {
  text: '',
  named: [],
  state: null,
  flag: null,
  kinds: [],
  agency: null,
  arrival: null,
  incomplete: false,
  format: null,
  doubts: false,
  choice: false,
  sort: 'arrival',
  limit: 100,
  offset: 0,
}
const found = async (change: Partial<WorkListQuery>) =>
  (await workList(test.database, { ...everything, ...change })).rows.map(({ id }) => id)

describe('The work list', () => {
  it('folds text in the database as it does in the program', async () => {
    const texts = [
      'Đắk Lắk',
      'Thừa Thiên – Huế',
      'ĐẠI HỌC  Quốc-gia',
      'số 121/TTTH-ATANTT',
      'Ươ ẫ ộ',
      '',
      '  ',
    ]
    for (const text of texts) {
      const { rows } = await test.database.query('select fold($1) as folded', [text])
      expect(rows[0].folded).toBe(fold(text))
    }
  })

  it('finds a body by the beginnings of its words without accents, by its people, files and answers', async () => {
    for (const text of ['Bắc Giang', 'bac gia', 'BAC-GIANG', '0912 345', 'CV 845', 'nguyen thi hong hanh'])
      expect(await found({ text }), text).toContain(ids.doubtful)
    expect(await found({ text: 'bac giang khong co' })).toEqual([])
  })

  it('puts the body that is named first, then its words as they stand, then words that begin so', async () => {
    const ordered = await found({ text: 'bac giang', named: ['bac-giang'], sort: 'match' })
    expect(ordered[0]).toBe(ids.doubtful)
    // "Hạnh" begins with "han", and nothing else of the seeded desk is called so.
    const words = await found({ text: 'hong hanh', sort: 'match' })
    const prefixes = await found({ text: 'hong han', sort: 'match' })
    expect(words.length).toBeGreaterThan(1)
    expect([...prefixes].sort()).toEqual([...words].sort())
  })

  it('takes whatever is typed for words, never for a query of the database', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        await workList(test.database, { ...everything, text, sort: 'match' })
        await mailList(test.database, { text, kind: null, state: null, limit: 5, offset: 0 })
      }),
      { numRuns: 60 },
    )
    expect(searchTerms("'; drop table -- !&|:*")).toBe("'drop':* & 'table':*")
    expect(await found({ text: hostile.name })).toContain(ids.hostile)
  })

  it('filters by state, flag, group, arrival, format and doubt', async () => {
    expect(await found({ flag: 'C1' })).toEqual([ids.doubtful])
    expect(await found({ agency: 'unknown' })).toEqual(expect.arrayContaining([ids.unknown, ids.hostile]))
    expect(await found({ doubts: true, kinds: ['tinh'] })).toContain(ids.doubtful)
    expect(await found({ doubts: true })).not.toContain(ids.clean)
    expect(await found({ format: 'pdf-scan' })).not.toContain(ids.clean)
    const all = await found({})
    const late = await found({ arrival: 'late' })
    const onTime = await found({ arrival: 'on-time' })
    expect([...late, ...onTime].sort()).toEqual([...all].sort())
  })

  it('gives every submission once, however the pages are cut', async () => {
    const all = await found({ sort: 'agency' })
    const pieces: number[] = []
    for (let offset = 0; offset < all.length; offset += 7)
      pieces.push(...(await found({ sort: 'agency', limit: 7, offset })))
    expect(pieces).toEqual(all)
    expect(new Set(all).size).toBe(all.length)
  })

  it('keeps its counts in step with flags that are closed', async () => {
    const { rows } = await test.database.query(
      `select f.id, s.revision from flags f join submissions s on s.id = f.submission_id where s.id = $1 and rule = 'C1'`,
      [ids.doubtful],
    )
    const closing = await resolveFlag(test.database, { ...rows[0], user: 'an' }, 'đã gọi')
    expect(closing.outcome.kind).toBe('done')
    expect(await found({ flag: 'C1' })).toEqual([])
    const history = await historyOfSubmission(test.database, ids.doubtful ?? 0)
    expect(history[0]).toMatchObject({ actor: 'user:an', record: 'flag', action: 'resolved', note: 'đã gọi' })
  })
})

describe('A form assigned to another body by a person', () => {
  it('is filed there by assessing, with what people corrected in it, and leaves nothing behind', async () => {
    const id = ids.doubtful ?? 0
    const version = (await versionsOfSubmission(test.database, id))[0]
    const seen = await test.database.query('select revision from submissions where id = $1', [id])
    await decideAnswer(
      test.database,
      { user: 'an', submissionId: id, revision: seen.rows[0].revision },
      {
        versionId: version?.id ?? 0,
        question: 'contact.name',
        action: 'corrected',
        value: 'Nguyễn Thị Hồng Hạnh',
        note: null,
      },
      (sql, key, word) => checkAgain(sql, key, word, assessing),
    )
    const { rows } = await test.database.query('select revision from submissions where id = $1', [id])
    const { outcome, mailIds } = await assign(
      test.database,
      { user: 'an', submissionId: id, revision: rows[0].revision },
      'bac-ninh',
      'văn thư gửi nhầm tên',
    )
    expect(outcome.kind).toBe('done')
    expect(mailIds.length).toBe(1)
    for (const mailId of mailIds) await assess({ mailId }, { database: test.database, config: assessing })
    const after = await test.database.query(
      `select s.key, count(v.id) as versions from submissions s left join versions v on v.submission_id = s.id
       where s.key in ('agency:bac-ninh', 'agency:bac-giang') group by s.key`,
    )
    expect(after.rows).toEqual([{ key: 'agency:bac-ninh', versions: 1 }])
    const kept = await test.database.query(
      `select c.value from current_answers c join submissions s on s.id = c.submission_id
       where s.key = 'agency:bac-ninh' and c.question = 'contact.name'`,
    )
    expect(kept.rows).toEqual([{ value: 'Nguyễn Thị Hồng Hạnh' }])
  })

  it('is not moved by somebody who saw an older state of it', async () => {
    const { outcome, mailIds } = await assign(
      test.database,
      { user: 'binh', submissionId: ids.clean ?? 0, revision: 0 },
      'bac-ninh',
      null,
    )
    expect({ outcome, mailIds }).toEqual({ outcome: { kind: 'conflict' }, mailIds: [] })
  })
})

describe('The index of the work list', () => {
  it('is, after all that was done above, what it would be if it were made anew', async () => {
    const index = async () =>
      (await test.database.query('select * from submission_index order by submission_id')).rows.map(
        (row) => ({
          ...row,
          marks: [...row.marks].sort(),
        }),
      )
    const kept = await index()
    await test.database.query('delete from submission_index')
    await test.database.query(
      `select index_answers(all_of), index_flags(all_of), index_words(all_of)
       from (select array_agg(id) as all_of from submissions) s`,
    )
    expect(kept.length).toBeGreaterThan(30)
    expect(kept).toEqual(await index())
  })
})
