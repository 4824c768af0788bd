import { describe, expect, it } from 'vitest'
import { hasOddMarks, likelyName } from '../../src/vietnamese/names.ts'

describe('A name under a seal and a signature', () => {
  it.each([
    ['Pmạm Kim Lan', 'Phạm Kim Lan', 'a letter of the family name was lost'],
    ['Ngùyến Thị Thu Quỳnh', 'Nguyễn Thị Thu Quỳnh', 'its marks were misread'],
    ['VữMinh Thịnh', 'Vũ Minh Thịnh', 'the space was lost'],
    ['- Trần Quang Vinh', 'Trần Quang Vinh', 'a stroke before it is no dash'],
    ['t Hoàng Đình Bình', 'Hoàng Đình Bình', 'a stroke before it is no letter'],
    ['Lý(Côổng Bình', 'Lý Công Bình', 'a stroke runs between its words'],
    ['HuỳnH Mạnh Hải', 'Huỳnh Mạnh Hải', 'one letter was taken for a capital'],
    ['NGUYÊN VĂN NAM', 'NGUYỄN VĂN NAM', 'capitals stay capitals'],
    ['Bà Phan Thi Thu Linh', 'Bà Phan Thị Thu Linh', 'a dot below was lost'],
    ['Ông Định Trọng Dũng', 'Ông Đinh Trọng Dũng', 'how the person is addressed stays'],
  ])('"%s" is probably %s: %s', (read, name) => {
    expect(likelyName(read)).toBe(name)
  })

  it('keeps what is left where the family name cannot be told', () => {
    expect(likelyName('nà Thị Kim Lan')).toBe('Thị Kim Lan')
    expect(likelyName('cuyiệu Đình Đạt')).toBe('Đình Đạt')
  })

  it.each(['Triểh Công Huy', 'Vã Thị Hồng Linh'])('"%s" stays: two family names are as near', (read) => {
    expect(likelyName(read)).toBe(read)
  })

  it.each([
    'Nguyễn Văn A',
    'Trần Ý Nhi',
    'Lò Thị Thơm',
    'Ksor Phước',
    'Cao Sơn',
    'Bùi Thị Lệ Thuỷ',
    'Lê Thị Hoà',
    'Hà Ngọc Quyên - Chuyên viên',
    'ThS. Hà Công Thuấn',
  ])('"%s" stays as it is', (name) => {
    expect(likelyName(name)).toBe(name)
  })

  it.each(['Bùi Thi Lê Thuỷ', 'Lý Quốc Viêt', 'Trân Anh Phúc', 'Đỗ Qu ốc Phúc'])(
    '"%s" has marks that names seldom have',
    (name) => {
      expect(hasOddMarks(name)).toBe(true)
    },
  )

  it.each([
    'Bùi Thị Lệ Thuỷ',
    'Lý Quốc Việt',
    'Hồ Như Ý',
    'Ksor Phước',
    'NGUYỄN VĂN AN',
    'Bà Trần Thị Mai',
    'Phan Minh Tuan',
    'Hà Ngọc Quyên - Chuyên viên',
    'ThS. Hà Công Thuấn',
  ])('"%s" has none such', (name) => {
    expect(hasOddMarks(name)).toBe(false)
  })
})
