import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from '../../src/assessing/assess.ts'
import type { MailFacts } from '../../src/assessing/facts.ts'
import { config, document, form, mail } from './mails.ts'

const figures = fc.constantFrom(null, 10, 200, 1200)
const subjects = fc.constantFrom('Gửi phiếu', 'Đính chính số liệu', 'Phiếu thay thế', 'Bản ký')

/** Mails of one body in the order of arrival. */
const history = fc
  .array(fc.record({ sent: figures, received: figures, subject: subjects, signed: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((list): MailFacts[] =>
    list.map(({ sent, received, subject, signed }, index) =>
      mail(index + 1, `2017-04-${10 + index} 08:00`, {
        subject,
        documents: [
          document([
            form({
              'frequency.sentPerMonth': sent,
              'frequency.receivedPerMonth': received,
              'signed.stamp': signed ? 'present' : 'absent',
            }),
          ]),
        ],
      }),
    ),
  )

describe('Assessing the mails of one body', () => {
  it('gives the same whatever order they were recorded in, and the same again', () => {
    fc.assert(
      fc.property(
        history.chain((mails) =>
          fc.tuple(fc.constant(mails), fc.shuffledSubarray(mails, { minLength: mails.length })),
        ),
        ([mails, shuffled]) => {
          const expected = assess('agency:nghe-an', mails, config)
          expect(assess('agency:nghe-an', shuffled, config)).toEqual(expected)
          expect(assess('agency:nghe-an', mails, config)).toEqual(expected)
        },
      ),
    )
  })

  it('always has exactly one version in force, and a flag key only once', () => {
    fc.assert(
      fc.property(history, (mails) => {
        const { versions, flags } = assess('agency:nghe-an', mails, config)
        expect(versions.filter(({ inForce }) => inForce)).toHaveLength(1)
        expect(versions).toHaveLength(mails.length)
        expect(new Set(flags.map(({ key }) => key)).size).toBe(flags.length)
      }),
    )
  })

  it('never puts a differing form in force that does not say it is a correction', () => {
    fc.assert(
      fc.property(history, (mails) => {
        const { versions } = assess('agency:nghe-an', mails, config)
        const inForce = versions.find((version) => version.inForce)
        expect(inForce?.relation).not.toBe('alternative')
      }),
    )
  })
})
