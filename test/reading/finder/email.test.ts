import { describe, expect, it } from 'vitest'
import { likelyAddress } from '../../../src/reading/finder/email.ts'

describe('An address whose @ could not be read', () => {
  it.each([
    ['ttth)vinacafe.com.vn', 'ttth@vinacafe.com.vn'],
    ['vanthu@Øtayninh.gov.vn', 'vanthu@tayninh.gov.vn'],
    ['ttthbinhphuoc.gov.vn', 'ttth@binhphuoc.gov.vn'],
    ['ttth@Ìilama.com.vn', 'ttth@lilama.com.vn'],
  ])('%s is suggested as %s, the domain of a body surveyed', (read, meant) => {
    expect(likelyAddress(read)).toBe(meant)
  })

  it.each(['tinhv.w v gov.vn', 'abc.xyz@', 'gov.vn', 'nguyenvana(gmail.com'])(
    '%s suggests nothing',
    (read) => {
      expect(likelyAddress(read)).toBeNull()
    },
  )
})
