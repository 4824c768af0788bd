import { expect, test } from 'vitest'
import { hidesText, showNumber } from '../../../src/reading/sheet/number-formats.ts'

const shown = (value: number, code: string) => showNumber(value, code).text

test('a count is shown as it would be printed in Việt Nam, whatever its format', () => {
  expect(shown(1200, 'General')).toBe('1200')
  expect(shown(1200, '#,##0')).toBe('1.200')
  expect(shown(1234567, '#,##0.00')).toBe('1.234.567')
  expect(shown(320, '0.00')).toBe('320')
  expect(shown(320, '_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* "-"\\ _₫_-;_-@_-')).toBe('320')
  expect(shown(0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-')).toBe('-')
  expect(shown(320, '0 "Vb/tháng"')).toBe('320 Vb/tháng')
  expect(shown(-5, '0')).toBe('-5')
  expect(shown(0.5, '0%')).toBe('50%')
  expect(shown(0, '#')).toBe('')
  expect(shown(1_200_000, '#,##0,')).toBe('1.200')
})

test('a fraction is told from thousands', () => {
  expect(showNumber(12.125, 'General')).toEqual({ text: '12,125', fraction: true })
  expect(showNumber(0.1 + 0.2, 'General')).toEqual({ text: '0,3', fraction: true })
  expect(showNumber(12.4, '0')).toEqual({ text: '12', fraction: false })
})

test('a telephone’s zeros and gaps are those of its format', () => {
  expect(shown(912345678, '0000000000')).toBe('0912345678')
  expect(shown(912345678, '0000\\ 000\\ 000')).toBe('0912 345 678')
  expect(shown(2043854123, '"0"####"."###"."###')).toBe('02043.854.123')
})

test('a day is written day before month, whatever the country of its format', () => {
  for (const code of [
    'mm/dd/yyyy',
    'd-mmm-yy',
    'yyyy\\-mm\\-dd',
    '[$-42A]dd\\ mmmm\\ yyyy;@',
    'dddd, d mmmm yyyy',
  ])
    expect(shown(42845, code)).toBe('20/04/2017')
  expect(shown(42845, '"ngày" dd "tháng" mm "năm" yyyy')).toBe('ngày 20 tháng 04 năm 2017')
  expect(shown(42845.5, 'dd/mm/yyyy h:mm')).toBe('20/04/2017 12:00')
  expect(shown(0.25, 'h:mm')).toBe('06:00')
  expect(shown(42845, 'mm/yyyy')).toBe('04/2017')
  expect(showNumber(42845 - 1462, 'dd/mm/yyyy', true).text).toBe('20/04/2017')
  expect(shown(1, 'dd/mm/yyyy')).toBe('01/01/1900')
})

test('a number that is no day is not made one', () => {
  expect(shown(-3, 'dd/mm/yyyy')).toBe('-3')
  expect(shown(99_999_999, 'dd/mm/yyyy')).toBe('99999999')
})

test('what a format hides is not shown', () => {
  expect(shown(5, ';;;')).toBe('')
  expect(hidesText(';;;')).toBe(true)
  expect(hidesText('0;-0;0;@')).toBe(false)
  expect(hidesText('General')).toBe(false)
})

test('formats made to confuse end', () => {
  for (const code of [
    '"',
    '\\',
    '[',
    ';;;;;;;',
    '0'.repeat(2000),
    '#,'.repeat(1000),
    '"x'.repeat(1000),
    '?/?',
  ])
    expect(typeof shown(1234.5, code)).toBe('string')
  expect(typeof shown(1e300, '0.00')).toBe('string')
})
