import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  approve,
  type CheckAgain,
  chooseVersion,
  type Decider,
  decideAnswer,
  moveTo,
  undoAnswer,
} from '../../src/records/decisions.ts'
import { reopenFlag, resolveFlag } from '../../src/records/flag-decisions.ts'
import { historyOfSubmission } from '../../src/records/history-list.ts'
import { checkAgain } from '../../src/steps/assess.ts'
import type { AnswerValue } from '../../src/survey/answers.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { assessing } from './desk.ts'
import { type SeededMail, seedMail, seedRoster } from './seed.ts'

let test: TestDatabase

beforeAll(async () => {
  test = await testDatabase()
  await seedRoster(test.database)
})
afterAll(() => test?.close())

const plain = {
  from: { name: 'Văn thư', address: 'vanthu@cq.example' },
  subject: 'Phiếu khảo sát',
  file: 'phieu.docx',
  format: 'docx',
  receivedAt: '2017-04-20T09:00:00+07:00',
} as const

const arrives = (mail: Partial<SeededMail> & { agencyId: string }) =>
  seedMail(test.database, { ...plain, ...mail })

const check: CheckAgain = (sql, key, word) => checkAgain(sql, key, word, assessing)

/** The submission as the officer has it before their eyes just now. */
async function sight(submissionId: number, user = 'an'): Promise<Decider & { versionId: number }> {
  const { rows } = await test.database.query(
    `select s.revision, v.id as "versionId" from submissions s join versions v on v.submission_id = s.id and v.in_force
     where s.id = $1`,
    [submissionId],
  )
  return { submissionId, user, ...rows[0] }
}

async function correct(id: number, question: string, value: AnswerValue): Promise<void> {
  const who = await sight(id)
  const decision = { versionId: who.versionId, question, action: 'corrected', value, note: null } as const
  expect((await decideAnswer(test.database, who, decision, check)).kind).toBe('done')
}

async function openRules(id: number): Promise<string[]> {
  const { rows } = await test.database.query(
    `select rule from flags where submission_id = $1 and resolved_at is null and level <> 'N' order by rule`,
    [id],
  )
  return rows.map(({ rule }) => rule)
}

async function stateOf(id: number): Promise<{ state: string; complete: boolean }> {
  const { rows } = await test.database.query('select state, complete from submissions where id = $1', [id])
  return rows[0]
}

describe('What a person says of an answer', () => {
  it('closes the flag of what was missing, makes the form complete, and leaves only the approval', async () => {
    const id = await arrives({
      agencyId: 'bac-giang',
      answers: { 'needs.mobile': { value: null, raw: null } },
    })
    expect(await openRules(id)).toHaveLength(1)
    expect(await stateOf(id)).toEqual({ state: 'waiting', complete: false })
    await correct(id, 'needs.mobile', 'yes')
    expect(await openRules(id)).toEqual([])
    expect(await stateOf(id)).toEqual({ state: 'ready', complete: true })
    const { rows } = await test.database.query(
      'select resolved_by as by from flags where submission_id = $1 and resolved_at is not null',
      [id],
    )
    expect(rows).toEqual([{ by: 'correction:an' }])
  })

  it('opens the flag again when it is taken back', async () => {
    const id = await arrives({
      agencyId: 'bac-ninh',
      answers: { 'needs.mobile': { value: null, raw: null } },
    })
    const rules = await openRules(id)
    await correct(id, 'needs.mobile', 'yes')
    const who = await sight(id)
    await undoAnswer(test.database, who, { versionId: who.versionId, question: 'needs.mobile' }, check)
    expect(await openRules(id)).toEqual(rules)
    expect(await stateOf(id)).toEqual({ state: 'waiting', complete: false })
  })

  it('opens a flag where it contradicts another answer', async () => {
    const id = await arrives({ agencyId: 'bac-lieu' })
    expect(await openRules(id)).toEqual([])
    await correct(id, 'frequency.sentPerMonth', 0)
    await correct(id, 'frequency.receivedPerMonth', 0)
    expect(await openRules(id)).toEqual(['C4'])
    expect((await stateOf(id)).state).toBe('waiting')
  })

  it('does not silence the question to a sender who marked both boxes, when a person confirms just that', async () => {
    const id = await arrives({
      agencyId: 'ben-tre',
      answers: { 'needs.mobile': { value: null, reason: 'both-marked', review: true, confidence: 0.5 } },
    })
    expect(await openRules(id)).toContain('C1')
    const who = await sight(id)
    await decideAnswer(
      test.database,
      who,
      { versionId: who.versionId, question: 'needs.mobile', action: 'accepted', value: null, note: null },
      check,
    )
    expect(await openRules(id)).toContain('C1')
    await correct(id, 'needs.mobile', 'no')
    expect(await openRules(id)).toEqual([])
  })

  it('holds when a later mail completes the form, and need not be said again', async () => {
    const id = await arrives({
      agencyId: 'ca-mau',
      format: 'pdf-scan',
      answers: {
        'contact.name': { value: 'Hổng Hạnh', review: true, reason: 'handwriting', confidence: 0.4 },
        'needs.mobile': { value: null, raw: null },
        'needs.securityTraining': { value: null, raw: null },
      },
    })
    await correct(id, 'contact.name', 'Hồng Hạnh')
    await correct(id, 'needs.securityTraining', 'yes')
    await arrives({
      agencyId: 'ca-mau',
      receivedAt: '2017-04-21T09:00:00+07:00',
      answers: {
        'contact.name': { value: null, raw: null },
        'needs.securityTraining': { value: null, raw: null },
      },
    })
    const { rows } = await test.database.query(
      `select c.question, c.value, c.made_by as "by", v.ordinal from current_answers c join versions v on v.id = c.version_id
       where c.submission_id = $1 and c.source = 'person' order by c.question`,
      [id],
    )
    expect(rows).toEqual([
      { question: 'contact.name', value: 'Hồng Hạnh', by: 'an', ordinal: 2 },
      { question: 'needs.securityTraining', value: 'yes', by: 'an', ordinal: 2 },
    ])
    expect(await openRules(id)).toEqual([])
    expect((await stateOf(id)).state).toBe('ready')
  })
})

describe('What a person confirmed of an answer without a value', () => {
  it('is told in the history for what it is when a completing mail carries it over', async () => {
    const id = await arrives({
      agencyId: 'can-tho',
      answers: {
        'frequency.receivedPerMonth': {
          ...{ value: null, reason: 'not-exact', review: true, confidence: 0.9, raw: '200 - 300' },
          quantity: { min: 200, max: 300, approximate: false, period: 'month' },
        },
        'needs.mobile': { value: null, raw: null },
      },
    })
    const who = await sight(id)
    const question = 'frequency.receivedPerMonth'
    const decision = {
      versionId: who.versionId,
      question,
      action: 'accepted',
      value: null,
      note: null,
    } as const
    expect((await decideAnswer(test.database, who, decision, check)).kind).toBe('done')
    await arrives({
      agencyId: 'can-tho',
      receivedAt: '2017-04-21T09:00:00+07:00',
      answers: { [question]: { value: null, raw: null } },
    })
    const carried = (await historyOfSubmission(test.database, id)).find(({ action }) => action === 'carried')
    expect(carried?.after).toMatchObject({ [question]: { quantity: { min: 200, max: 300 } } })
  })
})

describe('Approval', () => {
  it('is undone as a whole: the flags that it closed are open again, those closed before stay closed', async () => {
    const id = await arrives({
      agencyId: 'da-nang',
      answers: {
        'needs.mobile': { value: null, raw: null },
        'frequency.sentPerMonth': { value: 0 },
        'frequency.receivedPerMonth': { value: 0 },
      },
    })
    const rules = await openRules(id)
    expect(rules.length).toBeGreaterThan(1)
    const { rows } = await test.database.query(
      `select id from flags where submission_id = $1 and rule = 'C4'`,
      [id],
    )
    await resolveFlag(test.database, { ...(await sight(id)), id: rows[0].id }, 'đã gọi')
    await approve(test.database, await sight(id), 'chấp nhận như đã gửi')
    expect(await openRules(id)).toEqual([])
    await moveTo(test.database, await sight(id), 'waiting', null)
    expect(await openRules(id)).toEqual(rules.filter((rule) => rule !== 'C4'))
    expect((await stateOf(id)).state).toBe('waiting')
  })
})

describe('The choice of a version', () => {
  it('closes the question which counts at once, by name of the person, also where the first one stays', async () => {
    const agencyId = 'dong-nai'
    const id = await arrives({ agencyId })
    await arrives({
      agencyId,
      receivedAt: '2017-04-21T09:00:00+07:00',
      answers: { 'frequency.sentPerMonth': { value: 45 } },
    })
    expect(await openRules(id)).toEqual(['C11'])
    const who = await sight(id)
    await chooseVersion(test.database, who, who.versionId, check)
    expect(await openRules(id)).toEqual([])
    expect(await stateOf(id)).toEqual({ state: 'ready', complete: true })
    const { rows } = await test.database.query(
      `select v.ordinal, v.chosen_by as "chosenBy", f.resolved_by as "resolvedBy" from versions v
       join flags f on f.submission_id = v.submission_id and f.rule = 'C11' where v.submission_id = $1 and v.in_force`,
      [id],
    )
    expect(rows).toEqual([{ ordinal: 1, chosenBy: 'an', resolvedBy: 'choice:an' }])
  })
})

describe('A flag', () => {
  it('is closed by the first of two officers only, and the second is told', async () => {
    const id = await arrives({
      agencyId: 'ha-nam',
      answers: { 'needs.mobile': { value: null, raw: null } },
    })
    const { rows } = await test.database.query(
      'select id from flags where submission_id = $1 and resolved_at is null',
      [id],
    )
    const { revision } = await sight(id)
    const flag = (user: string) => ({ id: rows[0].id, user, revision })
    expect((await resolveFlag(test.database, flag('an'), 'đã gọi')).outcome.kind).toBe('done')
    expect((await resolveFlag(test.database, flag('binh'), 'bỏ qua')).outcome.kind).toBe('conflict')
    expect((await reopenFlag(test.database, flag('binh'))).outcome.kind).toBe('conflict')
    const { rows: kept } = await test.database.query('select resolution from flags where id = $1', [
      rows[0].id,
    ])
    expect(kept).toEqual([{ resolution: 'đã gọi' }])
  })
})
