import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentsOf, recordDocuments } from '../../src/records/documents.ts'
import { mailById, rawMail, recordedUids, unfinished } from '../../src/records/mails.ts'
import { type NewMail, recordMails } from '../../src/records/record-mails.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { recordMail } from '../helpers/record-mail.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db?.close())

let uid = 0
function mail(text: string, change: Partial<NewMail> = {}): NewMail {
  const raw = Buffer.from(text)
  return {
    mailbox: 'imaps://atantt@mail.example',
    folder: 'INBOX',
    uidvalidity: 1,
    uid: ++uid,
    receivedAt: new Date('2017-04-20T02:14:00Z'),
    size: raw.length,
    headers: 'Subject: Phiếu khảo sát',
    raw,
    ...change,
  }
}

describe('recording a mail', () => {
  test('keeps its bytes exactly and its time of arrival', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256))
    const { id } = await recordMail(db.database, mail('', { raw: bytes, size: bytes.length }))
    expect(await rawMail(db.database, id)).toEqual(bytes)
    expect((await mailById(db.database, id))?.receivedAt.toISOString()).toBe('2017-04-20T02:14:00.000Z')
  })

  test('the same place a second time writes nothing and gives the same mail', async () => {
    const one = mail('một')
    const first = await recordMail(db.database, one)
    const second = await recordMail(db.database, one)
    expect(second).toMatchObject({ id: first.id, isNew: false, duplicateOf: null })
  })

  test('the same content in another place is a duplicate of the first and waits for nobody', async () => {
    const first = await recordMail(db.database, mail('hai'))
    const again = await recordMail(db.database, mail('hai', { folder: 'Lưu' }))
    expect(again).toMatchObject({ isNew: true, duplicateOf: first.id })
    expect((await mailById(db.database, again.id))?.state).toBe('assessed')
    const third = await recordMail(db.database, mail('hai', { uidvalidity: 2 }))
    expect(third.duplicateOf).toBe(first.id)
  })

  test('several collectors that record the same content at the same moment leave one original', async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, n) => recordMail(db.database, mail('ba', { folder: `F${n}` }))),
    )
    const originals = results.filter((result) => result.duplicateOf === null)
    expect(originals).toHaveLength(1)
    const ids = new Set(results.map((result) => result.duplicateOf ?? originals[0]?.id))
    expect([...ids]).toEqual([originals[0]?.id])
  })

  test('several collectors that record the same place at the same moment leave one row', async () => {
    const one = mail('bốn')
    const results = await Promise.all(Array.from({ length: 8 }, () => recordMail(db.database, one)))
    expect(new Set(results.map((result) => result.id)).size).toBe(1)
    expect(results.filter((result) => result.isNew)).toHaveLength(1)
  })

  test('several at once get their ids in order, each its own bytes; the same mail again among them is told', async () => {
    const before = await recordMail(db.database, mail('một của nhiều'))
    const some = [
      mail('hai của nhiều', { headers: 'A: "b"' }),
      mail('một của nhiều', { folder: 'Lưu' }),
      mail('', { raw: null, size: 900_000_000 }),
      mail('ba của nhiều'),
      mail('hai của nhiều', { folder: 'Lưu' }),
    ]
    const recorded = await recordMails(db.database, [...some, some[3] as NewMail])
    const [two, copy, large, three, own, again] = recorded.map(({ id }) => id)
    expect(recorded.map(({ isNew, duplicateOf }) => [isNew, duplicateOf])).toEqual([
      [true, null],
      [true, before.id],
      [true, null],
      [true, null],
      [true, two],
      [false, null],
    ])
    expect([two, copy, large, three, own]).toEqual([1, 2, 3, 4, 5].map((next) => before.id + next))
    expect(again).toBe(three)
    expect((await rawMail(db.database, three as number))?.toString()).toBe('ba của nhiều')
    expect(await mailById(db.database, two as number)).toMatchObject({
      headers: 'A: "b"',
      size: some[0]?.size,
    })
  })

  test('collectors that record the same mails of several folders at the same moment never wait for each other in a ring', async () => {
    const texts = Array.from({ length: 30 }, (_, n) => `vòng ${n}`)
    const folder = (name: string, order: readonly string[]) =>
      recordMails(
        db.database,
        order.map((text) => mail(text, { folder: name })),
      )
    const recorded = await Promise.all(
      Array.from({ length: 6 }, (_, n) => folder(`V${n}`, n % 2 ? texts : texts.toReversed())),
    )
    expect(recorded.flat().filter(({ duplicateOf }) => duplicateOf === null)).toHaveLength(30)
  })

  test('after UIDVALIDITY changed the same UID is another mail', async () => {
    const one = mail('năm')
    await recordMail(db.database, one)
    const other = await recordMail(db.database, { ...one, uidvalidity: 9, raw: Buffer.from('sáu') })
    expect(other).toMatchObject({ isNew: true, duplicateOf: null })
    expect(await recordedUids(db.database, { ...one, uidvalidity: 9 })).toEqual([one.uid])
  })

  test('a mail over the limit is kept with its headers only, even with bytes that Postgres text refuses', async () => {
    const { id } = await recordMail(
      db.database,
      mail('', { raw: null, size: 900_000_000, headers: 'Subject: to\0o large' }),
    )
    expect(await mailById(db.database, id)).toMatchObject({
      rawSha256: null,
      size: 900_000_000,
      headers: 'Subject: too large',
    })
  })
})

describe('the parts of a mail', () => {
  const part = (name: string, text: string) => ({
    name,
    path: name,
    declaredType: 'application/pdf',
    bytes: Buffer.from(text),
    problem: null,
  })

  test('opened twice: same rows; a part that changed is read again, one that went is gone', async () => {
    const { id } = await recordMail(db.database, mail('bảy'))
    const first = await recordDocuments(db.database, id, [
      part('a.pdf', 'A'),
      part('b.pdf', 'B'),
      part('c.pdf', 'C'),
    ])
    await db.database.query(`update documents set state = 'read' where mail_id = $1`, [id])
    const second = await recordDocuments(db.database, id, [part('a.pdf', 'A'), part('b2.pdf', 'B2')])
    expect(second).toEqual([first[1]])
    expect(
      (await documentsOf(db.database, id)).map((document) => [document.id, document.name, document.state]),
    ).toEqual([
      [first[0], 'a.pdf', 'read'],
      [first[1], 'b2.pdf', 'recorded'],
    ])
  })

  test('a part that could not be had is a result by itself, and not work that waits', async () => {
    const { id } = await recordMail(db.database, mail('tám'))
    const problem = { code: 'password', vi: 'Tệp nén có mật khẩu', en: 'The archive has a password' }
    expect(await recordDocuments(db.database, id, [{ ...part('x.zip', ''), problem }])).toEqual([])
    expect(await documentsOf(db.database, id)).toMatchObject([{ state: 'read', problem, sha256: null }])
  })

  test('names with NUL and broken surrogates are kept as well as they can be', async () => {
    const { id } = await recordMail(db.database, mail('chín'))
    await recordDocuments(db.database, id, [part('a\0b\ud800.pdf', 'A')])
    expect((await documentsOf(db.database, id))[0]?.name).toBe('ab\ufffd.pdf')
  })
})

test('what is recorded and not finished is found, oldest first, and what has just come is left to its ordinary way', async () => {
  const fresh = await testDatabase()
  try {
    const one = await recordMail(fresh.database, mail('mười'))
    const two = await recordMail(fresh.database, mail('mười một'))
    const now = new Date(Date.now() + 1000)
    expect((await unfinished(fresh.database, now, 10)).open).toEqual([one.id, two.id])
    expect((await unfinished(fresh.database, new Date(0), 10)).open).toEqual([])
    await recordDocuments(fresh.database, one.id, [
      { name: 'a', path: 'a', declaredType: '', bytes: Buffer.from('a'), problem: null },
    ])
    await fresh.database.query(`update mails set state = 'opened'`)
    const found = await unfinished(fresh.database, now, 10)
    expect(found.open).toEqual([])
    expect(found.read).toHaveLength(1)
    expect(found.assess).toEqual([two.id])
  } finally {
    await fresh.close()
  }
})
