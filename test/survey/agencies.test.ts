import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  agencies,
  agencyKey,
  agencyOfDomain,
  findAgency,
  hasNearTwin,
  suggestAgency,
} from '../../src/survey/agencies.ts'

const found = (name: string): string | null => findAgency(name)?.agencyId ?? null

/** Abbreviations that two bodies share are not to be matched alone. */
const shared = ['VPCP', 'VTC', 'VNA']

describe('The roster', () => {
  it('holds the 131 bodies that were asked', () => {
    expect(agencies).toHaveLength(131)
    expect(new Set(agencies.map(({ id }) => id)).size).toBe(131)
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
    expect(hasNearTwin(found(one) as string)).toBe(true)
  })

  it('only suggests what is merely near, for a person to decide', () => {
    expect(found('Bộ Kế hoạch và Đầu tu x')).toBeNull()
    expect(suggestAgency('Bộ Kế hoạch và Đầu tư x')).toBe('bo-ke-hoach-va-dau-tu')
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
