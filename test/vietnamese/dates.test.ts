import { describe, expect, it } from 'vitest'
import { readDate } from '../../src/vietnamese/dates.ts'
import { isPhone, phoneDigits, withPhoneFigures } from '../../src/vietnamese/phones.ts'

describe('A date in an office document', () => {
  it.each([
    'Hà Nội, ngày 20 tháng 4 năm 2017',
    'ngày 20 tháng 04 năm 2017',
    'Hà Nội, ngày 20/4/2017',
    '20/04/2017',
    '20-4-2017',
    '20.4.2017',
    '20.04.2017 15:12:33 +07:00',
    'ngày….20…tháng…4….năm 2017',
    'ngày 20tháng 4 năm 2017',
    'NGÀY 20 THÁNG 4 NĂM 2017',
  ])('"%s" is 20 April 2017', (text) => {
    expect(readDate(text)?.iso).toBe('2017-04-20')
  })

  it.each(['……, ngày …… tháng …… năm 2017', 'Hà Nội, ngày     tháng 4 năm 2017', 'ngày 31 tháng 4 năm 2017'])(
    '"%s" names no day',
    (text) => {
      expect(readDate(text)).toMatchObject({ iso: null, year: 2017 })
    },
  )

  it('is not seen where none is', () => {
    expect(readDate('Điện thoại: 0204.3854.123')).toBeNull()
  })
})

describe('A telephone field', () => {
  it.each([
    ['0237.3.380.J43', '0237.3.380.143'],
    ['O912 345 l78', '0912 345 178'],
    ['09904751670', '0904751670'],
    ['043715376]; 0915-162130', '0437153761; 0915-162130'],
    ['OI69.47Z.758O', '0169.472.7580'],
    ['0912 345 678 hoặc 080.43100', '0912 345 678 hoặc 080.43100'],
    ['04.38043100 (máy lẻ 101)', '04.38043100 (máy lẻ 101)'],
  ])('"%s", recognised on paper, is probably "%s"', (read, number) => {
    expect(withPhoneFigures(read)).toBe(number)
  })

  it.each([
    ['0204.3854.123', ['02043854123']],
    ['(0204) 3.854.123', ['02043854123']],
    ['+84 204 3854123', ['02043854123']],
    ['080.43811', ['08043811']],
    ['0243.8123456 - 0912345678', ['02438123456', '0912345678']],
    ['0240-3854123', ['02403854123']],
    ['04.38223344 máy lẻ 101', ['0438223344']],
    ['0912 345 678', ['0912345678']],
  ])('"%s" holds %j', (raw, digits) => {
    expect(phoneDigits(raw)).toEqual(digits)
    expect(phoneDigits(raw).every(isPhone)).toBe(true)
  })
})
