import { describe, expect, it } from 'vitest'
import { phrases } from '../../src/vietnamese/phrases.ts'
import { hasFragment, respelt, spellingsOf } from '../../src/vietnamese/spelling.ts'

const spellings = spellingsOf([
  ...phrases,
  'các phần mềm và dịch vụ công',
  'Hà Tĩnh',
  'tỉnh Hà Tĩnh',
  'Bắc Kạn',
  'Ủy ban nhân dân',
])

describe('A word that lost its first letters', () => {
  it.each(['hệ thống ký số tập ung', 'công nghệ ông tin'])('is seen in "%s"', (text) => {
    expect(hasFragment(text, spellings)).toBe(true)
  })

  it.each(['tập trung', 'tập huấn', 'một tập ảnh', 'ung thư'])('is none of "%s"', (text) => {
    expect(hasFragment(text, spellings)).toBe(false)
  })
})

describe('Marks misread on paper', () => {
  it.each([
    ['Cấp bố sung USB Token', 'Cấp bổ sung USB Token'],
    ['Tố chức tập huấn', 'Tổ chức tập huấn'],
    ['118 Lê Duấn, Hoàn Kiếm', '118 Lê Duẩn, Hoàn Kiếm'],
    ['hướng dẫn cụ thế về thế thức văn bán', 'hướng dẫn cụ thể về thể thức văn bản'],
    ['UBND tĩnh Hà Tĩnh', 'UBND tỉnh Hà Tĩnh'],
    ['TP BẮC KAN', 'TP BẮC KẠN'],
    ['phường Gia Cấm', 'phường Gia Cẩm'],
    ['phô Lý Thái Tổ, Hoàn Kiêm, thành phô Hà Nội', 'phô Lý Thái Tổ, Hoàn Kiếm, thành phố Hà Nội'],
    ['được hõ trợ, rút ngắn thủ tuc', 'được hỗ trợ, rút ngắn thủ tục'],
    ['vị trí hiến thị chữ ký đế đơn vị', 'vị trí hiển thị chữ ký để đơn vị'],
  ])('"%s" is "%s"', (read, spelt) => {
    expect(respelt(read, spellings)).toBe(spelt)
  })

  it.each([
    'Uỷ ban nhân dân',
    'từ văn bản giấy sang văn bản điện tử',
    'thế nào là tính pháp lý',
    'phần, mềm',
    'Nguyễn Văn Bản',
    'bố, sung',
    'Hùng Vương, thành phố',
    'cổng dịch vụ công của tỉnh',
    'mỗi năm từ 1 đến 2 lớp',
    'quận Nam Từ Liêm',
    'cộng tác viên',
    'đã số hóa',
  ])('"%s" stays as it is', (text) => {
    expect(respelt(text, spellings)).toBe(text)
  })

  it.each([
    ['số 56 đai lô Lý Thường Kiệt', 'số 56 đại lộ Lý Thường Kiệt'],
    ['cán bộ văn thự các sở', 'cán bộ văn thư các sở'],
    ['phố Hoàng Văn Thụ', 'phố Hoàng Văn Thụ'],
  ])('"%s" is offered as "%s" where a person looks anyway', (read, spelt) => {
    expect(respelt(read, spellings, true)).toBe(spelt)
  })

  it('are put right nowhere in the phrases themselves', () => {
    for (const phrase of phrases) expect(respelt(phrase, spellings)).toBe(phrase)
  })
})
