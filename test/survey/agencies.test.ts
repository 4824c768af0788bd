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

  it.each<[string, string | null]>([
    ['Văn phòng UBND tỉnh Nghệ An, số 3 Trường Thi, TP Vinh', 'nghe-an'],
    ['VP UBND tỉnh Nghệ An - ĐT: 0238.3840418', 'nghe-an'],
    ['UBND TỈNH NGHỆ AN/VĂN PHÒNG', 'nghe-an'],
    ['Tỉnh Nghệ An (UBND tỉnh)', 'nghe-an'],
    ['ubnd tinh nghe an', 'nghe-an'],
    ['UBND T. Nghệ An', 'nghe-an'],
    ['UBND thành phố Hải Phòng - VP', 'hai-phong'],
    ['UBND TP.HCM', 'ho-chi-minh'],
    ['Văn phòng UBND TPHCM', 'ho-chi-minh'],
    ['VP UBND TP. HCM', 'ho-chi-minh'],
    ['UBND Thành phố HCM', 'ho-chi-minh'],
    ['UBND TP Huế', null],
    ['Văn phòng UBND tỉnh Thừa Thiên - Huế', 'thua-thien-hue'],
    ['VP UBND tỉnh TT-Huế', 'thua-thien-hue'],
    ['VP UBND tỉnh T.T.Huế', 'thua-thien-hue'],
    ['UBND tỉnh Bà Rịa-Vũng Tàu', 'ba-ria-vung-tau'],
    ['UBND tỉnh BR - VT', 'ba-ria-vung-tau'],
    ['UBND tỉnh BRVT', 'ba-ria-vung-tau'],
    ['Sở TTTT tỉnh BR-VT', 'ba-ria-vung-tau'],
    ['Sở TT&TT TT Huế', 'thua-thien-hue'],
    ['UBND tỉnh Daklak', 'dak-lak'],
    ['UBND tỉnh Đăklăk', 'dak-lak'],
    ['UBND tỉnh Kontum', 'kon-tum'],
    ['BỘ TT&TT', 'bo-thong-tin-va-truyen-thong'],
    ['Bộ TTTT', 'bo-thong-tin-va-truyen-thong'],
    ['Bộ TT-TT', 'bo-thong-tin-va-truyen-thong'],
    ['Bộ Thông tin truyền thông', 'bo-thong-tin-va-truyen-thong'],
    ['Bộ NN & PTNT', 'bo-nong-nghiep-va-phat-trien-nong-thon'],
    ['Bộ NN-PTNT', 'bo-nong-nghiep-va-phat-trien-nong-thon'],
    ['Bộ Nông nghiệp PTNT', 'bo-nong-nghiep-va-phat-trien-nong-thon'],
    ['BỘ LĐTBXH', 'bo-lao-dong-thuong-binh-va-xa-hoi'],
    ['Bộ LĐ-TB-XH', 'bo-lao-dong-thuong-binh-va-xa-hoi'],
    ['Bộ LĐ, TB&XH', 'bo-lao-dong-thuong-binh-va-xa-hoi'],
    ['Bộ Lao động TBXH', 'bo-lao-dong-thuong-binh-va-xa-hoi'],
    ['Bộ Lao động - TB&XH', 'bo-lao-dong-thuong-binh-va-xa-hoi'],
    ['Bộ LĐ-TBXH', 'bo-lao-dong-thuong-binh-va-xa-hoi'],
    ['Bộ KHĐT', 'bo-ke-hoach-va-dau-tu'],
    ['Bộ KH-ĐT', 'bo-ke-hoach-va-dau-tu'],
    ['Bộ Kế hoạch Đầu tư', 'bo-ke-hoach-va-dau-tu'],
    ['Bộ GDĐT', 'bo-giao-duc-va-dao-tao'],
    ['Bộ GD & ĐT', 'bo-giao-duc-va-dao-tao'],
    ['Bộ Giáo dục Đào tạo', 'bo-giao-duc-va-dao-tao'],
    ['Bộ VHTT và DL', 'bo-van-hoa-the-thao-va-du-lich'],
    ['Bộ VH-TT-DL', 'bo-van-hoa-the-thao-va-du-lich'],
    ['Bộ Văn hoá Thể thao Du lịch', 'bo-van-hoa-the-thao-va-du-lich'],
    ['Bộ TN và MT', 'bo-tai-nguyen-va-moi-truong'],
    ['Bộ TN-MT', 'bo-tai-nguyen-va-moi-truong'],
    ['Bộ KHCN', 'bo-khoa-hoc-va-cong-nghe'],
    ['Bộ GT-VT', 'bo-giao-thong-van-tai'],
    ['Bộ Giao thông Vận tải - Trung tâm CNTT', 'bo-giao-thong-van-tai'],
    ['Uỷ Ban Dân tộc', 'uy-ban-dan-toc'],
    ['Ngân hàng nhà nước VN', 'ngan-hang-nha-nuoc'],
    ['Ngân hàng NN VN', 'ngan-hang-nha-nuoc'],
    ['TTXVN', 'thong-tan-xa-viet-nam'],
    ['Đài THVN', 'dai-truyen-hinh-viet-nam'],
    ['Đài Truyền hình VN', 'dai-truyen-hinh-viet-nam'],
    ['Đài Tiếng nói VN', 'dai-tieng-noi-viet-nam'],
    ['BHXH VN', 'bao-hiem-xa-hoi-viet-nam'],
    ['Bảo hiểm xã hội VN', 'bao-hiem-xa-hoi-viet-nam'],
    ['Học viện CT Quốc gia HCM', 'hoc-vien-chinh-tri-quoc-gia-ho-chi-minh'],
    ['Học viện Chính trị quốc gia TP Hồ Chí Minh', null],
    ['Viện HLKHCN VN', 'vien-han-lam-khoa-hoc-va-cong-nghe-viet-nam'],
    ['Viện Hàn lâm KHCN Việt Nam', 'vien-han-lam-khoa-hoc-va-cong-nghe-viet-nam'],
    ['Viện Hàn lâm KH và CN VN', 'vien-han-lam-khoa-hoc-va-cong-nghe-viet-nam'],
    ['Viện Hàn lâm KHXH VN', 'vien-han-lam-khoa-hoc-xa-hoi-viet-nam'],
    ['BQL Lăng CT Hồ Chí Minh', 'ban-quan-ly-lang-chu-tich-ho-chi-minh'],
    ['Ban quản lý Lăng Bác', null],
    ['Tập đoàn Than - KS VN', 'tkv'],
    ['Tập đoàn CN Than - Khoáng sản VN', 'tkv'],
    ['Tập đoàn Điện lực VN', 'evn'],
    ['TĐ Điện lực Việt Nam (EVN)', 'evn'],
    ['Tập đoàn Dầu khí VN', 'pvn'],
    ['Tập đoàn Hóa chất VN', 'vinachem'],
    ['Tập đoàn Bưu chính VT Việt Nam', 'vnpt'],
    ['TCT Hàng không VN', 'vietnam-airlines'],
    ['Tổng công ty Đường sắt VN', 'vnr'],
    ['TCT Đường sắt VN', 'vnr'],
    ['TCT ĐTPT đường cao tốc VN (VEC)', 'vec'],
    ['TCTy CP Bia Rượu NGK Hà Nội', 'habeco'],
    ['TCT CP Bia - Rượu - NGK Sài Gòn', 'sabeco'],
    ['Tổng Công ty CP Bia-Rượu-Nước giải khát Hà Nội', 'habeco'],
    ['Tổng công ty Hàng hải VN', 'vinalines'],
    ['TCT Bưu điện VN', 'vnpost'],
    ['Tổng công ty Quản lý bay VN', 'vatm'],
    ['TCT Lâm nghiệp VN - CTCP', 'vinafor'],
    ['TCT Đầu tư và KD vốn nhà nước', 'scic'],
    ['Tổng công ty ĐT và KD vốn nhà nước (SCIC)', 'scic'],
    ['Thanh tra CP', 'thanh-tra-chinh-phu'],
    ['VPCP', null],
    ['Trung tâm Tin học - Văn phòng Chính phủ', 'van-phong-chinh-phu'],
    ['Bộ Y tế Việt Nam', 'bo-y-te'],
    ['Bộ Công an (V11)', null],
    ['Văn phòng Bộ Công Thương', 'bo-cong-thuong'],
    ['VP Bộ Tài chính, 28 Trần Hưng Đạo, Hà Nội', 'bo-tai-chinh'],
    ['Bộ Quốc phòng - Bộ Tổng Tham mưu', null],
    ['Cục Tin học và Thống kê tài chính - Bộ Tài chính', 'bo-tai-chinh'],
    ['Cục CNTT - Bộ TN&MT', 'bo-tai-nguyen-va-moi-truong'],
    ['Trung tâm CNTT Bộ GTVT', 'bo-giao-thong-van-tai'],
    ['Cục Công nghệ tin học - NHNN', 'ngan-hang-nha-nuoc'],
    ['Trung tâm Tin học - Công báo tỉnh Nghệ An', 'nghe-an'],
    ['Trung tâm Hành chính công tỉnh Nghệ An', 'nghe-an'],
    ['Cổng thông tin điện tử tỉnh Nghệ An', 'nghe-an'],
    ['Ban quản lý các khu công nghiệp tỉnh Bắc Ninh', 'bac-ninh'],
    ['Thanh tra tỉnh Bắc Ninh', 'bac-ninh'],
    ['Văn phòng Tỉnh ủy - UBND tỉnh Nghệ An', null],
  ])('takes “%s”, as people write it, for %s', (written, id) => {
    expect(found(written)).toBe(id)
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

  it('takes a name that holds two bodies for neither', () => {
    const pairs = agencies.flatMap((one) =>
      agencies
        .filter((other) => other !== one)
        .flatMap((other) => [
          `${one.name} - ${other.name}`,
          `${one.name} và ${other.name}`,
          `Trung tâm Tin học ${one.name}, ${other.name}`,
        ]),
    )
    expect(pairs.length).toBeGreaterThan(50_000)
    expect(pairs.filter((name) => found(name) !== null)).toEqual([])
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
