import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agencies, agencyOfDomain } from '../../src/survey/agencies.ts'
import { findAgency } from '../../src/survey/agency-names/find.ts'
import { agencyKey } from '../../src/survey/agency-names/key.ts'
import { hasNearTwin, nearestAgency, suggestAgency } from '../../src/survey/agency-names/near.ts'
import { namesOf, slipped, unitsOf, writings } from './agency-names.ts'
import { strangers } from './strangers.ts'

const found = (name: string): string | null => findAgency(name)?.agencyId ?? null

/** Abbreviations that two bodies share are not to be matched alone. */
const shared = ['VPCP', 'VTC', 'VNA']

describe('The roster', () => {
  it('holds the 131 bodies that were asked', () => {
    expect(agencies).toHaveLength(131)
    expect(new Set(agencies.map(({ id }) => id)).size).toBe(131)
  })

  const missed = (list: readonly { id: string; text: string; unit: boolean }[]): string[] =>
    list
      .filter(({ id, text, unit }) => {
        const one = findAgency(text)
        return one?.agencyId !== id || (one.unit !== null) !== unit
      })
      .map(({ id, text }) => `${id}: ${text} → ${found(text)}`)

  it('finds every body by every name it goes by, in whatever writing', () => {
    const all = agencies.flatMap((agency) =>
      namesOf(agency).flatMap((name) =>
        writings(name).map(({ text }) => ({ id: agency.id, text, unit: false })),
      ),
    )
    expect(all.length).toBeGreaterThan(60_000)
    expect(missed(all)).toEqual([])
  })

  it('files every office that answers for its body under that body, and keeps which office it was', () => {
    const all = agencies.flatMap((agency) =>
      unitsOf(agency).flatMap((name) =>
        writings(name).map(({ text }) => ({ id: agency.id, text, unit: true })),
      ),
    )
    expect(all.length).toBeGreaterThan(60_000)
    expect(missed(all)).toEqual([])
  })

  it('knows nobody of those who were not asked: branches, the Party, courts, districts, towns, companies', () => {
    const all = strangers(agencies)
    expect(all.length).toBeGreaterThan(12_000)
    expect(all.filter((name) => found(name) !== null).map((name) => `${name} → ${found(name)}`)).toEqual([])
  })

  it('never takes a name with a slip or two of a machine for another body', () => {
    const damaged = agencies.flatMap((agency) =>
      namesOf(agency).flatMap((name, at) => slipped(name, at).map((text) => ({ id: agency.id, name, text }))),
    )
    expect(damaged.length).toBeGreaterThan(10_000)
    const wrong = damaged.filter(({ id, text }) => ![id, null].includes(found(text)))
    expect(wrong.map(({ name, text }) => `${name}: ${text} → ${found(text)}`)).toEqual([])
    // For a person it names the right one first in most cases, and next to never a wrong one.
    const suggested = damaged
      .filter(({ text }, at) => at % 4 === 0 && found(text) === null)
      .map(({ id, text }) => [id, suggestAgency(text)])
    expect(suggested.filter(([id, to]) => to === id).length).toBeGreaterThan(suggested.length * 0.7)
    expect(suggested.filter(([id, to]) => to && to !== id).length).toBeLessThan(suggested.length * 0.002)
  })

  it('finds every body by its name, short name and aliases, however written', () => {
    const missed = agencies.flatMap(({ id, name, short, aliases }) =>
      [name, short, ...aliases]
        .filter((one) => !shared.includes(one))
        .flatMap((one) => [
          one,
          one.toUpperCase(),
          one.normalize('NFD'),
          `Văn phòng ${one}`,
          one.replace(/à/g, 'a').replace(/Ủy/g, 'Uỷ'),
        ])
        .filter((one) => found(one) !== id)
        .map((one) => `${id}: ${one} → ${found(one)}`),
    )
    expect(missed).toEqual([])
  })

  it('files an office under its body and says which office it is', () => {
    expect(findAgency('Sở Thông tin và Truyền thông tỉnh Lâm Đồng')?.agencyId).toBe('lam-dong')
    expect(findAgency('Sở Tài nguyên và Môi trường Hà Giang')).toMatchObject({
      agencyId: 'ha-giang',
      unit: 'Sở Tài nguyên và Môi trường Hà Giang',
    })
    expect(found('Trung tâm Thông tin - Bộ Y tế')).toBe('bo-y-te')
    expect(found('Bộ Y tế (Cục Công nghệ thông tin)')).toBe('bo-y-te')
    expect(findAgency('Bộ Lao động - Thương binh và Xã hội - Văn phòng')).toMatchObject({ unit: null })
  })

  it.each([
    'Bảo hiểm xã hội tỉnh Nghệ An',
    'Cục Thuế tỉnh Hà Nam',
    'Kho bạc Nhà nước Hà Nội',
    'Công ty Điện lực Hà Nam',
    'UBND huyện Nam Đàn tỉnh Nghệ An',
    'Tỉnh ủy Nghệ An',
    'Ban Cơ yếu Chính phủ',
  ])('does not take %s for the province or ministry it sits in', (name) => {
    expect(found(name)).toBeNull()
  })

  it.each([
    ['Bình Thuận', 'Ninh Thuận'],
    ['Hà Giang', 'Hậu Giang'],
    ['Khánh Hòa', 'Thanh Hóa'],
    ['Kiên Giang', 'Tiền Giang'],
    ['Quảng Bình', 'Quảng Ninh'],
  ])('tells %s and %s apart and knows that they are near', (one, other) => {
    expect(found(`UBND tỉnh ${one}`)).not.toBe(found(`UBND tỉnh ${other}`))
    expect(hasNearTwin(found(`UBND tỉnh ${one}`) as string, `UBND tỉnh ${one}`)).toBe(true)
  })

  it.each([
    ['UBND tỉnh Hậ Giang', 'Hà Giang'],
    ['UBND tỉnh Thánh Hòa', 'Thanh Hóa'],
    ['UBND tỉnh Kiền Giang', 'Kiên Giang'],
  ])('takes %s for a damaged name, not for %s', (written) => {
    expect(found(written)).toBeNull()
  })

  it('forgives missing tones and hỏi for ngã, which are everywhere', () => {
    expect(found('UBND tỉnh Vỉnh Phúc')).toBe('vinh-phuc')
    expect(found('UBND tinh Hau Giang')).toBe('hau-giang')
    expect(found('Ủy ban nhân dân tỉnh Đăk Lăk')).toBe('dak-lak')
  })

  it('tells a place alone on its line from the name of its committee', () => {
    expect(findAgency('Nghệ An')).toMatchObject({ agencyId: 'nghe-an', onlyPlace: true })
    expect(findAgency('tỉnh Nghệ An')).toMatchObject({ agencyId: 'nghe-an', onlyPlace: false })
    expect(found('Hà Nội')).toBeNull()
  })

  it('only suggests what is merely near, for a person to decide', () => {
    expect(found('Bộ Kế hoạch và Đầu tu x')).toBeNull()
    expect(suggestAgency('Bộ Kế hoạch và Đầu tư x')).toBe('bo-ke-hoach-va-dau-tu')
    expect(nearestAgency('Bộ Kế hoạch và Đầu tư x')).toBe('bo-ke-hoach-va-dau-tu')
    expect(suggestAgency('một cơ quan nào đó')).toBeNull()
  })

  it('never files a name under a body of which it does not hold the words', () => {
    const words = fc.constantFrom(
      'Sở',
      'tỉnh',
      'Bình',
      'Thuận',
      'Ninh',
      'Hà',
      'Nam',
      'Trung tâm',
      'Cục',
      'Giang',
      'UBND',
      'Bộ',
      'Công',
      'an',
    )
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), (list) => {
        const id = found(list.join(' '))
        if (!id) return
        const agency = agencies.find((one) => one.id === id)
        const key = agencyKey(list.join(' '))
        const names = [agency?.short ?? '', agency?.name ?? '', ...(agency?.aliases ?? [])]
        expect(
          names.some((name) => key.includes(agencyKey(name).replace(/^(tinh|thanh pho|van phong) /, ''))),
        ).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('knows a body by the suffix of its domain, and nothing by free mail or the Government’s own server', () => {
    expect(agencyOfDomain('a@tnmt.daklak.gov.vn')?.agencyId).toBe('dak-lak')
    expect(agencyOfDomain('a@gmail.com')).toBeNull()
    expect(agencyOfDomain('vp-kontum@chinhphu.vn')).toBeNull()
    expect(agencyOfDomain('a@notdaklak.gov.vn')).toBeNull()
  })
})
