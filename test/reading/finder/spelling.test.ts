import { describe, expect, it } from 'vitest'
import { likelyAddressLine, likelyPlace } from '../../../src/reading/finder/spelling.ts'

describe('An address read from paper', () => {
  it.each([
    ['68 Điện Biên, TP. Yên Bái. Yên Bái', '68 Điện Biên, TP. Yên Bái, Yên Bái'],
    ['Trần Hưng Đạo. phường Nam Cường. TP. Lào Cai', 'Trần Hưng Đạo, phường Nam Cường, TP. Lào Cai'],
    [
      'Tầng 16. tháp A. Tòa nhà Trung tâm, quận Đống Đa. Hà Nội',
      'Tầng 16, tháp A, Tòa nhà Trung tâm, quận Đống Đa, Hà Nội',
    ],
    ['Sô 160 đường Trần Hưng Đạo, Tp. Vinh', 'Số 160 đường Trần Hưng Đạo, Tp. Vinh'],
    ['Số49 Lý Thái Tổ, P. Hòa Phú, Đ. Lê Lợi', 'Số 49 Lý Thái Tổ, P. Hòa Phú, Đ. Lê Lợi'],
    ['450 đường Thống Nhất, TP, Phan Rang', '450 đường Thống Nhất, TP. Phan Rang'],
    ['230 phô Ngọc Hà, quân Ba Đình', '230 phố Ngọc Hà, quận Ba Đình'],
    ['Bộ Tư lệnh Quân khu 5, đường Dương Quảng Hàm', 'Bộ Tư lệnh Quân khu 5, đường Dương Quảng Hàm'],
    ['quận Ninh Kiều, TP: Cần Thơ', 'quận Ninh Kiều, TP. Cần Thơ'],
    ['Đường Hùng Vương, TP Bắc Kan, tính Bắc Kan', 'Đường Hùng Vương, TP Bắc Kạn, tỉnh Bắc Kạn'],
  ])('"%s" is "%s"', (read, address) => {
    expect(likelyAddressLine(read)).toBe(address)
  })
})

describe('A place read from paper', () => {
  it.each([
    ['Vên Bái', 'Yên Bái'],
    ['ình Dương', 'Bình Dương'],
    ['KonTum', 'Kon Tum'],
    ['Bắc Kan', 'Bắc Kạn'],
  ])('"%s" is probably %s', (read, place) => {
    expect(likelyPlace(read)).toBe(place)
  })

  it.each([
    'Hà Nội',
    'HÀ NỘI',
    'Hoà Bình',
    'Thừa Thiên - Huế',
    'Đăk Lăk',
    'TP Hồ Chí Minh',
    'Tp.HCM',
    'Vinh',
    'Hà Nam',
  ])('"%s" stands', (place) => {
    expect(likelyPlace(place)).toBeNull()
  })
})
