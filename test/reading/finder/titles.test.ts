import { describe, expect, it } from 'vitest'
import { isProbablyTitle, likelyTitle, likelyTitleOf } from '../../../src/reading/finder/titles.ts'

/** Words as recognised; those behind a "?" surely not. */
const words = (line: string) =>
  line
    .split(' ')
    .map((word) => ({ text: word.replace(/^\?/, ''), confidence: word.startsWith('?') ? 0.45 : 0.96 }))

describe('A title under a seal', () => {
  it.each([
    ['PHẾ ?tÄÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG', 'letters were lost'],
    ['?CIIÁNH VĂN PHÒNG', 'CHÁNH VĂN PHÒNG', 'its first word was not made out'],
    ['KT.GIÁM ĐÓC', 'KT. GIÁM ĐỐC', 'a space was lost'],
    ['TL. BỘ ?TRƯỜNG', 'TL. BỘ TRƯỞNG', 'a minister is no head of a department'],
    ['CHÁNH VĂN PHÒNG ?NAM', 'CHÁNH VĂN PHÒNG', 'a word of the seal stands behind it'],
    ['?VIỆT ?NAM', '', 'only words of the seal'],
    ['TL. TỔNG GIÁM ĐỐC ?VĂN', 'TL. TỔNG GIÁM ĐỐC', 'half a phrase of the seal'],
    ['Phó Tông Giám Đóc', 'Phó Tổng Giám Đốc', 'capitals stay where they were typed'],
    ['Giám đốc ?Trung ?tâm Tin học', 'Giám đốc Trung tâm Tin học', 'words of office stay, however read'],
    ['GIÁM ĐỐC TRUNG. TÂM TIN HỌC', 'GIÁM ĐỐC TRUNG TÂM TIN HỌC', 'a speck is no full stop'],
    ['Giám đốc Trung tâm Tin học - Công ?báo', 'Giám đốc Trung tâm Tin học - Công báo', 'a dash was typed'],
    ['Phó Chánh Văn phòng VĂN', 'Phó Chánh Văn phòng', 'capitals are the seal’s'],
    ['Phó Giám đốc Sở KH&CN ?TỈNH', 'Phó Giám đốc Sở KH&CN', 'an abbreviation is none of the seal’s words'],
    [
      'GIÁM ĐỐC TRUNG TÂM TIN HỌC PHONG ?/',
      'GIÁM ĐỐC TRUNG TÂM TIN HỌC',
      'a word of the seal stands behind it',
    ],
    ['TL. VY TỔNG GIẢM ĐỐC', 'TL. TỔNG GIÁM ĐỐC', 'a stroke before the office is no word'],
    ['CHÁNH VĂN PHÒNG BỘ', 'CHÁNH VĂN PHÒNG BỘ', 'it says of whose office it is'],
    ['CHÁNH VĂN PHÒNG về', 'CHÁNH VĂN PHÒNG', 'small letters are no part of a title in capitals'],
    ['TRƯỞNG BAN CỘNG NGHỆ THÔNG TÍN', 'TRƯỞNG BAN CÔNG NGHỆ THÔNG TIN', 'its words are known'],
    ['KÌ.CHANH VĂN ?PHÒNG', 'KT. CHÁNH VĂN PHÒNG', 'a T was misread'],
    ['„⁄#Z Trưởng ?Ban Công nghệ thông tin', 'Trưởng Ban Công nghệ thông tin', 'strokes are no words'],
  ])('"%s" is probably "%s": %s', (read, title) => {
    expect(likelyTitle(words(read))).toBe(title)
  })

  it('stays as it was typed where nothing was recognised', () => {
    const typed = 'Phó Trưởng phòng 2'.split(' ').map((text) => ({ text, confidence: 1 }))
    expect(likelyTitle(typed)).toBe('Phó Trưởng phòng 2')
  })
})

describe('A word of a title that a seal hides', () => {
  it.each([
    ['PHÓ ?C.HÁ:Ø1 VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG', 'only one office has a word there'],
    ['PHÓ ?GIAM ĐỐC', 'PHÓ GIÁM ĐỐC', 'what is left of it says which'],
    ['Phó ?Clln Văn phòng', 'Phó Chánh Văn phòng', 'its capital is that of the first word'],
    ['PHÓ VĂN PHÒNG', 'PHÓ VĂN PHÒNG', 'nothing stands between its words'],
    ['CỤC THƯƠNG MẠI', 'CỤC THƯƠNG MẠI', 'it was surely read as another'],
  ])('makes of "%s" "%s": %s', (read, title) => {
    expect(likelyTitleOf([words(read)])).toBe(title)
  })

  it('leaves a gap between its neighbours', () => {
    const at = (x: number, text: string, width: number) => ({
      text,
      confidence: 0.96,
      place: { x, y: 0, width, height: 20 },
    })
    const line = [at(0, 'PHÓ', 60), at(180, 'VĂN', 60), at(250, 'PHÒNG', 90)]
    expect(likelyTitleOf([line])).toBe('PHÓ CHÁNH VĂN PHÒNG')
  })
})

describe('A title of two lines under a seal', () => {
  it.each([
    ['KT. GIÁM ĐỐC', '?IÁM ĐỐC', 'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC'],
    ['KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH ?VẪN', 'KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG'],
    ['CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN ?PHÒNG', 'KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG'],
    ['KT. BỘ TRƯỞNG', '?HỨ ?TRƯỞNG', 'KT. BỘ TRƯỞNG THỨ TRƯỞNG'],
    ['KT. Giám đốc', '?hó Giám đốc', 'KT. Giám đốc Phó Giám đốc'],
  ])('"%s" is signed by the deputy, however "%s" was read', (first, second, title) => {
    expect(likelyTitleOf([words(first), words(second)])).toBe(title)
  })

  it.each([
    ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC SỞ ?TÀI CHÍNH', 'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC SỞ TÀI CHÍNH', 'it says more'],
    ['TỔNG GIÁM ĐỐC', 'VIỆT', 'TỔNG GIÁM ĐỐC', 'a word of the seal stands below it'],
    ['CHỦ TỊCH', 'CHÁNH VĂN ?PHÒNG', 'TL. CHỦ TỊCH CHÁNH VĂN PHÒNG', 'an order was lost'],
    [
      'KT. TỔNG GIÁM ĐỐC',
      '?.. ?PHÓ ?TONG ?7 GIÁM ĐỐC',
      'KT. TỔNG GIÁM ĐỐC PHÓ TỔNG GIÁM ĐỐC',
      'a stroke parts it',
    ],
    [
      'Q. CHÁNH VĂN ?PHÒNG',
      '?và',
      'Q. CHÁNH VĂN PHÒNG',
      'who acts for a head says so, and a stroke is no word',
    ],
    ['?UY BAN ?NHAN ?DAN', 'CHỦ ?TỊCH', 'TM. ỦY BAN NHÂN DÂN CHỦ TỊCH', 'a chairman signs for his committee'],
    ['TL. BỘ TRƯỞNG', 'CHÁNH VĂN ?PHÒNG', 'TL. BỘ TRƯỞNG CHÁNH VĂN PHÒNG', 'by order signs another office'],
  ])('"%s" and "%s" are "%s": %s', (first, second, title) => {
    expect(likelyTitleOf([words(first), words(second)])).toBe(title)
  })
})

describe('Of what is hardly made out under seal and signature', () => {
  it.each(['?TL. ?TỔNG ?GIẢM ?ĐÓC', '?"TUQ. ?CHANH ?VĂN ?PHOINOG', '?_TỐNG ?GIÁM ?ĐỐC'])(
    '"%s" is a title',
    (read) => {
      expect(isProbablyTitle(words(read))).toBe(true)
    },
  )

  it.each(['?NAM ?VIỆT', '?VĂN ?PHÒNG', '?Trần ?Thị ?Hoa', '?l!'])('"%s" is none', (read) => {
    expect(isProbablyTitle(words(read))).toBe(false)
  })
})
