import { describe, expect, it } from 'vitest'
import { likelyAddress, likelyDomain, withSmallL } from '../../../src/reading/finder/email.ts'

describe('An address whose @ could not be read', () => {
  it.each([
    ['ttth)vinacafe.com.vn', 'ttth@vinacafe.com.vn'],
    ['vanthu@Øtayninh.gov.vn', 'vanthu@tayninh.gov.vn'],
    ['ttthbinhphuoc.gov.vn', 'ttth@binhphuoc.gov.vn'],
    ['ttth@Ìilama.com.vn', 'ttth@lilama.com.vn'],
    ['nguyenvana(gmail.com', 'nguyenvana@gmail.com'],
  ])('%s is suggested as %s, a known domain', (read, meant) => {
    expect(likelyAddress(read)).toBe(meant)
  })

  it.each(['tinhv.w v gov.vn', 'abc.xyz@', 'gov.vn', 'nguyenvana(abc.com'])('%s suggests nothing', (read) => {
    expect(likelyAddress(read)).toBeNull()
  })
})

describe('An address that was read', () => {
  it.each([
    ['ledinhhung@egmail.com', 'ledinhhung@gmail.com'],
    ['hoquanghung74@vyahoo.com', 'hoquanghung74@yahoo.com'],
    ['vanthu@thanhhoa.gov.v', 'vanthu@thanhhoa.gov.vn'],
  ])('%s is suggested with a known domain, %s', (read, meant) => {
    expect(likelyDomain(read)).toBe(meant)
  })

  it.each(['a@gmail.com', 'dvthang@stttt.quangnam.gov.vn', 'a@abc.com', 'a@vov.vn'])('%s stands', (read) => {
    expect(likelyDomain(read)).toBeNull()
  })

  it('has an l where one I was seen among small letters, and keeps capitals that were typed', () => {
    expect(withSmallL('Inthao.vp@thanhhoa.gov.vn')).toBe('lnthao.vp@thanhhoa.gov.vn')
    expect(withSmallL('VanThuI@gmail.com')).toBe('VanThuI@gmail.com')
  })
})
