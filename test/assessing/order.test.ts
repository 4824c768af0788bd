import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assessed, assess } from '../../src/assessing/assess.ts'
import type { DocumentFacts, MailFacts } from '../../src/assessing/facts.ts'
import { sure } from '../helpers/answers.ts'
import { config, document, form, mail } from './mails.ts'

const key = 'agency:nghe-an'
const figures = fc.constantFrom(null, 10, 200, 1200)
const subjects = fc.constantFrom(
  'Gửi phiếu',
  'Đính chính số liệu',
  'Phiếu thay thế',
  'Bản ký',
  'Gửi lại phiếu',
)

/** A file that holds a form, as its bytes and its readings are: the same number is the same file. */
const file = fc.record({
  sent: figures,
  received: figures,
  signed: fc.boolean(),
  scanned: fc.boolean(),
  doubtful: fc.boolean(),
  unit: fc.constantFrom('Văn phòng UBND tỉnh Nghệ An', 'Sở Thông tin và Truyền thông tỉnh Nghệ An'),
})
type File = typeof file extends fc.Arbitrary<infer One> ? One : never

const letter = fc.record({
  subject: subjects,
  address: fc.constantFrom('vp@nghean.gov.vn', 'a@hopthu-mienphi.example', 'vp@hanam.gov.vn'),
  /** Mails of one second are not rare: a server hands a queue over at once. */
  second: fc.integer({ min: 0, max: 3 }),
  files: fc.array(fc.nat(3), { minLength: 1, maxLength: 2 }),
  locked: fc.boolean(),
})

const history = fc.record({
  files: fc.array(file, { minLength: 4, maxLength: 4 }),
  letters: fc.array(letter, { minLength: 1, maxLength: 5 }),
})
type Letter = typeof letter extends fc.Arbitrary<infer One> ? One : never

function documentOf(own: File, at: number): DocumentFacts {
  return document(
    [
      form(
        {
          'agency.name': own.unit,
          'frequency.sentPerMonth': own.doubtful
            ? sure(own.sent, { review: true, reason: 'low-confidence' })
            : own.sent,
          'frequency.receivedPerMonth': own.received,
          'signed.stamp': own.signed ? 'present' : 'absent',
        },
        { fromPicture: own.scanned },
      ),
    ],
    { name: `tep-${at}.pdf`, sha256: String(at).padStart(64, '0') },
  )
}

const locked = () =>
  document([], {
    name: 'Phu luc.zip',
    sha256: 'f'.repeat(64),
    problem: { code: 'password', vi: 'Có mật khẩu.', en: 'Has a password.' },
    reading: null,
  })

/** The letters as recorded in this order: numbers go by the time of recording, arrival by the server. */
function recorded(files: readonly File[], letters: readonly Letter[]): MailFacts[] {
  return letters.map((one, at) =>
    mail(at + 1, `2017-04-20 08:00:0${one.second}`, {
      subject: one.subject,
      from: { name: 'Văn thư', address: one.address },
      documents: [
        ...one.files.map((number) => documentOf(files[number] as File, number)),
        ...(one.locked ? [locked()] : []),
      ],
    }),
  )
}

/** What came of it, without the numbers that recording gave. */
function outcome({ submission, versions, flags }: Assessed, mails: readonly MailFacts[]) {
  const mailOf = new Map(
    mails.map((one) => [
      one.id,
      JSON.stringify([one.subject, one.from, one.receivedAt, one.documents.map(({ name }) => name)]),
    ]),
  )
  const nameOf = new Map(mails.flatMap(({ documents }) => documents.map(({ id, name }) => [id, name])))
  return {
    submission,
    versions: versions.map(({ mailId, documents, answers, ...one }) => ({
      ...one,
      mail: mailOf.get(mailId),
      documents: documents.map(({ documentId, ...rest }) => ({ ...rest, name: nameOf.get(documentId) })),
      answers: Object.fromEntries(
        Object.entries(answers).map(([id, { documentId, ...answer }]) => [
          id,
          { ...answer, from: nameOf.get(documentId ?? 0) },
        ]),
      ),
    })),
    flags: flags.map(({ key: flag, rule, level, questions, messageVi }) => ({
      flag,
      rule,
      level,
      questions,
      messageVi,
    })),
  }
}

const shuffled = history.chain(({ files, letters }) =>
  fc.record({
    files: fc.constant(files),
    letters: fc.constant(letters),
    order: fc.shuffledSubarray(letters, { minLength: letters.length }),
  }),
)

describe('The mails of one body', () => {
  it('come to the same submission, versions and flags in whatever order they were recorded', () => {
    fc.assert(
      fc.property(shuffled, ({ files, letters, order }) => {
        const [one, other] = [recorded(files, letters), recorded(files, order)]
        expect(outcome(assess(key, other, config), other)).toEqual(outcome(assess(key, one, config), one))
      }),
      { numRuns: 6000 },
    )
  })

  it('come to the same when they are looked at again, in any order, after each of them', () => {
    fc.assert(
      fc.property(shuffled, fc.nat(4), ({ files, letters, order }, again) => {
        const mails = recorded(files, order)
        const expected = assess(key, recorded(files, letters), config).submission
        for (let count = 1; count <= mails.length; count++) assess(key, mails.slice(0, count), config)
        const turned = [...mails.slice(again % mails.length), ...mails.slice(0, again % mails.length)]
        expect(assess(key, turned, config).submission).toEqual(expected)
        expect(assess(key, turned, config)).toEqual(assess(key, mails, config))
      }),
      { numRuns: 200 },
    )
  })

  it('come to the same in force, and to no new flag, when one of them is delivered once more', () => {
    fc.assert(
      fc.property(history, fc.nat(4), fc.boolean(), ({ files, letters }, which, later) => {
        const twin = letters[which % letters.length] as Letter
        // A second delivery has its own time of arrival, and says no more than the first.
        const copy = { ...twin, second: later ? 9 : twin.second }
        fc.pre(!later || !/Đính chính|thay thế/.test(twin.subject))
        const [once, twice] = [recorded(files, letters), recorded(files, [...letters, copy])]
        const [before, after] = [assess(key, once, config), assess(key, twice, config)]
        const forced = (one: Assessed, mails: readonly MailFacts[]) =>
          outcome(one, mails).versions.find(({ inForce }) => inForce)?.answers
        expect(forced(after, twice)).toEqual(forced(before, once))
        expect(outcome(after, twice).flags).toEqual(outcome(before, once).flags)
        expect(after.submission).toEqual(before.submission)
        expect(after.versions).toHaveLength(before.versions.length + 1)
      }),
      { numRuns: 4000 },
    )
  })

  it('always have exactly one version in force, a flag key only once, and every mail as a version', () => {
    fc.assert(
      fc.property(history, ({ files, letters }) => {
        const { versions, flags } = assess(key, recorded(files, letters), config)
        expect(versions.filter(({ inForce }) => inForce)).toHaveLength(1)
        expect(versions).toHaveLength(letters.length)
        expect(new Set(flags.map((flag) => flag.key)).size).toBe(flags.length)
      }),
    )
  })

  it('never have a differing form in force that does not say it is a correction', () => {
    fc.assert(
      fc.property(history, ({ files, letters }) => {
        const { versions } = assess(key, recorded(files, letters), config)
        expect(versions.find(({ inForce }) => inForce)?.relation).not.toBe('alternative')
      }),
    )
  })
})

describe('A form sent again', () => {
  const sent = (figure: number | null, sha256: string, more = {}) =>
    document([form({ 'frequency.sentPerMonth': figure }, more)], { sha256: sha256.repeat(64) })
  const first = mail(1, '2017-04-20 08:00', { documents: [sent(1200, 'a')] })
  const correction = mail(2, '2017-04-21 08:00', { subject: 'Đính chính', documents: [sent(120, 'b')] })

  it('with the file that a correction took the place of stays corrected, without a question', () => {
    const again = mail(3, '2017-04-22 08:00', { subject: 'Gửi lại', documents: [sent(1200, 'a')] })
    const { submission, versions } = assess(key, [first, correction, again], config)
    expect(submission.needsChoice).toBe(false)
    expect(versions.map(({ relation, inForce }) => [relation, inForce])).toEqual([
      ['first', false],
      ['correction', true],
      ['same', false],
    ])
  })

  it('with other figures after a correction waits for a person', () => {
    const again = mail(3, '2017-04-22 08:00', { subject: 'Gửi lại', documents: [sent(1300, 'c')] })
    expect(assess(key, [first, correction, again], config).submission.needsChoice).toBe(true)
  })

  it('that says it takes no earlier one’s place is no correction', () => {
    const other = mail(2, '2017-04-21 08:00', {
      body: 'Phiếu này không thay thế phiếu đã gửi.',
      documents: [sent(120, 'b')],
    })
    expect(assess(key, [first, other], config).submission.needsChoice).toBe(true)
  })

  it('in its place as a scan that only a person can read is not answered with the old figure', () => {
    const scan = mail(2, '2017-04-21 08:00', {
      subject: 'Phiếu thay thế',
      documents: [
        document([
          form(
            { 'frequency.sentPerMonth': sure(null, { review: true, reason: 'handwriting' }) },
            { fromPicture: true },
          ),
        ]),
      ],
    })
    const { versions } = assess(key, [first, scan], config)
    const inForce = versions.find((version) => version.inForce)
    expect(inForce).toMatchObject({ mailId: 2, relation: 'correction' })
    expect(inForce?.answers['frequency.sentPerMonth']).toMatchObject({ value: null, review: true })
  })

  it('with the same locked file beside it is asked for that file once', () => {
    const lockedFile = () => ({ ...locked() })
    const twice = [1, 2].map((id) =>
      mail(id, `2017-04-2${id} 08:00`, { documents: [sent(200, 'a'), lockedFile()] }),
    )
    expect(assess(key, twice, config).flags.map(({ rule }) => rule)).toEqual(['I18'])
  })
})
