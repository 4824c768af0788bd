import { describe, expect, it } from 'vitest'
import { dayInVietnam, isLate, isOnDeadlineDay, parseDeadline } from '../../src/survey/deadline.ts'

const deadline = parseDeadline('2017-04-25')

describe('The deadline of 25/4/2017', () => {
  it('is kept by what arrives in its last millisecond in Việt Nam', () => {
    expect(isLate(new Date('2017-04-25T16:59:59.999Z'), deadline)).toBe(false)
  })

  it('is missed by what arrives in the first instant of 26/4', () => {
    expect(isLate(new Date('2017-04-25T17:00:00.000Z'), deadline)).toBe(true)
  })

  it('marks mail of the day itself, which the letter’s own words would call late', () => {
    expect(isOnDeadlineDay(new Date('2017-04-25T03:00:00Z'), deadline)).toBe(true)
    expect(isOnDeadlineDay(new Date('2017-04-24T16:59:59Z'), deadline)).toBe(false)
    expect(isOnDeadlineDay(new Date('2017-04-25T17:00:00Z'), deadline)).toBe(false)
  })

  it('may be given to the second with a zone, and is refused when it is no date', () => {
    expect(parseDeadline('2017-04-28T12:00:00+07:00').toISOString()).toBe('2017-04-28T05:00:00.000Z')
    expect(() => parseDeadline('hôm qua')).toThrow(RangeError)
  })

  it('counts days in Việt Nam, not in Greenwich', () => {
    expect(dayInVietnam(new Date('2017-04-25T17:30:00Z'))).toBe('2017-04-26')
  })
})
