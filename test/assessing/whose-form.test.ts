import { describe, expect, it } from 'vitest'
import { assess } from '../../src/assessing/assess.ts'
import type { DocumentFacts } from '../../src/assessing/facts.ts'
import { fileMail } from '../../src/assessing/file-mail.ts'
import { agencies } from '../../src/survey/agencies.ts'
import type { QuestionId } from '../../src/survey/form.ts'
import { sure } from '../helpers/answers.ts'
import { placeOf } from '../survey/agency-names.ts'
import { config, document, form, mail } from './mails.ts'

const free = { name: 'Văn thư', address: 'vanthu@hopthu-mienphi.example' }
const toUs = ['Kính gửi: Trung tâm Tin học, Văn phòng Chính phủ']

/** Whose a nameless form is, by the lines above it. */
function byLetterhead(header: readonly string[], address = free.address, name: string | null = null) {
  const one = mail(1, '2017-04-20 08:00', {
    from: { ...free, address },
    documents: [document([form({ 'agency.name': name })], { header: [...header] })],
  })
  const filed = fileMail(one).forms[0]
  return { key: filed?.key, suggestion: filed?.identity.suggestionId, because: filed?.identity.because }
}

describe('The letterhead over a form without a name', () => {
  it.each([
    [['BỘ QUỐC PHÒNG', 'TẬP ĐOÀN VIỄN THÔNG QUÂN ĐỘI'], 'viettel'],
    [['BỘ GIAO THÔNG VẬN TẢI', 'TỔNG CÔNG TY', 'ĐƯỜNG SẮT VIỆT NAM'], 'vnr'],
    [['BỘ CÔNG THƯƠNG', 'TỔNG CÔNG TY GIẤY VIỆT NAM'], 'vinapaco'],
    [['UBND TỈNH NGHỆ AN', 'SỞ THÔNG TIN VÀ TRUYỀN THÔNG'], 'nghe-an'],
    [['BỘ TÀI CHÍNH', 'TỔNG CỤC THUẾ'], 'bo-tai-chinh'],
    [['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ', 'HỒ CHÍ MINH'], 'ho-chi-minh'],
    [
      [
        'TẬP ĐOÀN CÔNG NGHIỆP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'THAN - KHOÁNG SẢN Độc lập - Tự do - Hạnh phúc',
        'VIỆT NAM',
      ],
      'tkv',
    ],
    [
      ['UBND TỈNH BẮC NINH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'VĂN PHÒNG Độc lập – Tự do – Hạnh phúc'],
      'bac-ninh',
    ],
  ])('%j names the one who writes: %s', (header, id) => {
    expect(byLetterhead(header)).toMatchObject({ key: `agency:${id}`, because: 'header' })
  })

  it.each([
    [['BỘ TÀI CHÍNH', 'CỤC THUẾ TỈNH HÀ NAM'], 'cuc-thue@hanam.gov.vn'],
    [['ỦY BAN NHÂN DÂN', 'HUYỆN NAM ĐÀN', 'TỈNH NGHỆ AN'], 'vp@namdan.nghean.gov.vn'],
    [['UBND TỈNH BẮC NINH', 'UBND THÀNH PHỐ BẮC NINH'], 'vp@bacninh.gov.vn'],
    [['BỘ CÔNG AN', 'CÔNG AN TỈNH NGHỆ AN'], 'pv11@nghean.gov.vn'],
    [['UBND TỈNH HÀ NAM', 'CÔNG TY XỔ SỐ KIẾN THIẾT'], 'xoso@hanam.gov.vn'],
    [['SỞ Y TẾ HÀ NAM', 'BỆNH VIỆN ĐA KHOA TỈNH'], 'bv@hanam.gov.vn'],
    [['BỘ CÔNG THƯƠNG', 'TỔNG CÔNG TY KHOÁNG SẢN'], 'vp@moit.gov.vn'],
    [['TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM', 'CÔNG TY ĐIỆN LỰC HÀ NAM'], 'pc@evn.com.vn'],
  ])('%j is another’s: a person decides, whatever the mailbox', (header, address) => {
    expect(byLetterhead(header, address)).toMatchObject({ key: 'unknown:1:1', because: 'nothing' })
  })

  it.each([
    [['Hà Nội', 'ngày 20 tháng 4 năm 2017']],
    [['Nghệ An', 'ngày 20 tháng 4 năm 2017']],
    [['CƠ QUAN P', 'Kính gửi: Trung tâm Tin học', 'Nơi nhận:', '- Bộ Công an', '- Như trên']],
    [['VĂN PHÒNG CHÍNH PHỦ', 'TRUNG TÂM TIN HỌC', 'Kính gửi:', 'UBND tỉnh Nghệ An']],
  ])('%j says nothing: neither the place of writing nor who is written to', (header) => {
    expect(byLetterhead(header).key).toBe('unknown:1:1')
  })
})

describe('The dispatch that lies beside the form', () => {
  const nameless = () => document([form({ 'agency.name': null })])
  const filed = (documents: DocumentFacts[], address = free.address) =>
    fileMail(mail(1, '2017-04-20 08:00', { from: { ...free, address }, documents })).forms[0]

  it('names the body of a form without a name', () => {
    const dispatch = document([], { header: ['UBND TỈNH NGHỆ AN', 'VĂN PHÒNG', ...toUs] })
    expect(filed([dispatch, nameless()])).toMatchObject({
      key: 'agency:nghe-an',
      identity: { because: 'header' },
    })
  })

  it('does not when it is a circular to all, our own letter, or of two bodies', () => {
    const circular = document([], { header: ['BỘ THÔNG TIN VÀ TRUYỀN THÔNG', 'THÔNG TƯ'] })
    const ours = document([], {
      header: ['VĂN PHÒNG CHÍNH PHỦ', 'TRUNG TÂM TIN HỌC', 'Kính gửi: Văn phòng các Bộ'],
    })
    const other = document([], { header: ['BỘ Y TẾ', ...toUs] })
    const one = document([], { header: ['UBND TỈNH NGHỆ AN', ...toUs] })
    expect(filed([circular, nameless()])?.key).toBe('unknown:1:1')
    expect(filed([ours, nameless()])?.key).toBe('unknown:1:1')
    expect(filed([one, other, nameless()])?.key).toBe('unknown:1:1')
  })

  it('does not file against the sender’s domain: a person decides', () => {
    const dispatch = document([], { header: ['UBND TỈNH NGHỆ AN', ...toUs] })
    expect(filed([dispatch, nameless()], 'vanthu@hanam.gov.vn')?.key).toBe('unknown:1:1')
  })

  it('is named in a flag when it is of another body than the form', () => {
    const one = mail(1, '2017-04-20 08:00', {
      documents: [document([], { header: ['BỘ Y TẾ', 'VĂN PHÒNG', ...toUs] }), document([form()])],
    })
    const { flags } = assess('agency:nghe-an', [one], config)
    expect(flags.find(({ rule }) => rule === 'C9')?.messageVi).toContain('Bộ Y tế')
  })
})

describe('A name read from a scan without certainty', () => {
  const unsure = (text: string, address = free.address, email: string | null = null) =>
    fileMail(
      mail(1, '2017-04-20 08:00', {
        from: { ...free, address },
        documents: [
          document([
            form(
              {
                'agency.name': { ...sure(text), confidence: 0.6, review: true, reason: 'low-confidence' },
                'contact.email': email,
              },
              { fromPicture: true },
            ),
          ]),
        ],
      }),
    ).forms[0]

  it.each([
    'UBND thành phố Hà Nội',
    'UBND tỉnh Hà Nam',
    'UBND tỉnh Hải Dương',
    'UBND thành phố Hải Phòng',
    'BTC',
    'Văn phòng BNV',
    'EVN',
  ])('%s has a neighbour within two letters and needs a second witness', (text) => {
    expect(unsure(text)).toMatchObject({ key: 'unknown:1:1' })
    expect(unsure(text)?.identity.suggestionId).not.toBeNull()
  })

  it('counts where the sender’s domain says the same', () => {
    expect(unsure('UBND tỉnh Hà Nam', 'vp@hanam.gov.vn')?.key).toBe('agency:ha-nam')
  })

  it('counts where the person to ask has an address there', () => {
    expect(unsure('UBND tỉnh Hà Nam', free.address, 'lan@hanam.gov.vn')?.key).toBe('agency:ha-nam')
  })

  it('counts where no other body is called so', () => {
    expect(unsure('Bộ Giao thông vận tải')?.key).toBe('agency:bo-giao-thong-van-tai')
  })

  it('of a district is not filed under the province whose domain it writes from', () => {
    expect(unsure('UBND huyện Nam Đàn', 'vp@namdan.nghean.gov.vn')?.key).toBe('unknown:1:1')
  })
})

describe('A mail that a person gave to a body before a form was found in it', () => {
  const given = (own: Partial<Record<QuestionId, string | null>>, header: string[] = [], more = {}) =>
    fileMail(
      mail(1, '2017-04-20 08:00', {
        from: free,
        documents: [document([form(own)], { header })],
        assignments: { 'mail:1': 'nghe-an', ...more },
      }),
    ).forms[0]

  it('hands the body to a form that names nobody', () => {
    expect(given({ 'agency.name': null })).toMatchObject({
      key: 'agency:nghe-an',
      identity: { because: 'person', disagreement: [] },
    })
  })

  it('tells a person where a name stands on the form that is not the body’s', () => {
    const filed = given({ 'agency.name': 'UBND huyện Yên Bình, Yên Bái' })
    expect(filed?.key).toBe('agency:nghe-an')
    expect(filed?.identity.disagreement).toEqual(['Ủy ban nhân dân tỉnh Nghệ An'])
  })

  it('leaves a form with the body that it names, and tells a person', () => {
    const filed = given({ 'agency.name': 'UBND tỉnh Yên Bái' })
    expect(filed?.key).toBe('agency:yen-bai')
    expect(filed?.identity.disagreement).toEqual(['Ủy ban nhân dân tỉnh Nghệ An'])
  })

  it('counts less than what a person says of the form itself', () => {
    const more = { 'unknown:1:1': 'ha-nam' }
    expect(given({ 'agency.name': null }, [], more)?.key).toBe('agency:ha-nam')
  })
})

describe('Each of the provinces', () => {
  const provinces = agencies.filter(({ kind }) => kind === 'tinh' || kind === 'thanh-pho')
  const keyOf = (own: Partial<Record<QuestionId, string | null>>, address: string) =>
    fileMail(mail(1, '2017-04-20 08:00', { from: { ...free, address }, documents: [document([form(own)])] }))
      .forms[0]

  it('keeps its own form though it was sent from any other one’s mailbox, and a person sees both', () => {
    for (const [at, agency] of provinces.entries()) {
      const other = provinces[(at + 7) % provinces.length]
      const filed = keyOf({ 'agency.name': `UBND tỉnh ${placeOf(agency)}` }, `vp@${other?.domains[0]}`)
      if (agency.kind === 'tinh') {
        expect(filed?.key).toBe(`agency:${agency.id}`)
        expect(filed?.identity.disagreement).toHaveLength(1)
      } else expect(filed?.key).toBe('unknown:1:1')
    }
  })

  it('does not get the form of a branch, a town or a company in it, though the domain is its own', () => {
    for (const agency of provinces) {
      const place = placeOf(agency)
      for (const name of [
        `Cục Thuế ${place}`,
        `Công an tỉnh ${place}`,
        `UBND huyện Yên Bình, ${place}`,
        `Công ty Điện lực ${place}`,
      ])
        expect(keyOf({ 'agency.name': name }, `vp@${agency.domains[0]}`)?.key).toBe('unknown:1:1')
    }
  })
})
