import { describe, expect, it } from 'vitest'
import {
  emailOf,
  likelyAddress,
  likelyDomain,
  ownersAddress,
  withDotInName,
  withSmallL,
  withUsualName,
} from '../../../src/reading/finder/email.ts'

describe('An address whose @ could not be read', () => {
  it.each([
    ['ttth)vinacafe.com.vn', 'ttth@vinacafe.com.vn'],
    ['tinhoc(09cantho.gov.vn', 'tinhoc@cantho.gov.vn'],
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

describe('An address with a comma before its name', () => {
  it('is not cut there: the comma may be a dot of the name', () => {
    expect(emailOf('dinh,son@moha.gov.vn')).toBe('dinh,son@moha.gov.vn')
    expect(withDotInName('dinh,son@moha.gov.vn')).toBe('dinh.son@moha.gov.vn')
  })

  it('is one by itself behind a telephone or another address', () => {
    expect(emailOf('0912345678,son@moha.gov.vn')).toBe('son@moha.gov.vn')
    expect(emailOf('a@moha.gov.vn,b@moha.gov.vn')).toBe('a@moha.gov.vn,b@moha.gov.vn')
    expect(emailOf('Email:son@moha.gov.vn')).toBe('son@moha.gov.vn')
  })
})

describe('A mailbox of a usual name', () => {
  it.each([
    ['entt@moha.gov.vn', 'cntt@moha.gov.vn'],
    ['varthu@mof.gov.vn', 'vanthu@mof.gov.vn'],
    ['1dxuan@mof.gov.vn', 'ldxuan@mof.gov.vn'],
  ])('%s is suggested as %s', (read, meant) => {
    expect(withUsualName(read)).toBe(meant)
  })
})

describe('An address that was read', () => {
  it.each([
    ['ledinhhung@egmail.com', 'ledinhhung@gmail.com'],
    ['hoquanghung74@vyahoo.com', 'hoquanghung74@yahoo.com'],
    ['vanthu@thanhhoa.gov.v', 'vanthu@thanhhoa.gov.vn'],
    ['quyenht.vp@vinafoodl.com.vn', 'quyenht.vp@vinafood1.com.vn'],
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

  it.each([
    ['ngphuc@vinatex.com.vn', 'Nguyễn Quang Phúc', 'nqphuc@vinatex.com.vn'],
    ['chienin1977@gmail.com', 'Ông Lê Ngọc Chiến', 'chienln1977@gmail.com'],
    ['tqtuung@vinhlong.gov.vn', 'Trần Quang Tùng', 'tqtung@vinhlong.gov.vn'],
    ['tnha.vpubnd@hanam.gov.vn', 'Bà Trần Minh Hà', 'tmha.vpubnd@hanam.gov.vn'],
  ])('%s of %s is suggested as %s', (read, owner, meant) => {
    expect(ownersAddress(read, owner)).toBe(meant)
  })

  it.each([
    ['nqphuc@vinatex.com.vn', 'Nguyễn Quang Phúc'],
    ['nphuc@vinatex.com.vn', 'Nguyễn Quang Phúc'],
    ['vanthu@vinatex.com.vn', 'Nguyễn Quang Phúc'],
    ['lan@vinatex.com.vn', 'Lê Anh'],
  ])('%s of %s stands', (read, owner) => {
    expect(ownersAddress(read, owner)).toBeNull()
  })
})
