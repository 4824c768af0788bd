import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readQuantity } from '../../src/vietnamese/numbers.ts'

describe('A count as Vietnamese offices write it', () => {
  it.each([
    ['300', 300],
    ['0300', 300],
    ['05', 5],
    ['00', 0],
    ['1.200', 1200],
    ['1 200', 1200],
    ['1,200', 1200],
    ['12.000', 12000],
    ['1,2 nghìn', 1200],
    ['1.2k', 1200],
    ['1 ngàn', 1000],
    ['…… 320 ……', 320],
    ['.....320.....', 320],
    [': 320', 320],
    ['320 văn bản', 320],
    ['320 vb/tháng', 320],
    ['320 (ba trăm hai mươi)', 320],
    ['__45__', 45],
  ])('"%s" is exactly %i', (raw, value) => {
    expect(readQuantity(raw)).toMatchObject({ kind: 'exact', value, min: value, max: value })
  })

  it.each([
    ['khoảng 300', 300, 300, 300, true],
    ['~300', 300, 300, 300, true],
    ['≈300', 300, 300, 300, true],
    ['tầm 300', 300, 300, 300, true],
    ['TB 300', 300, 300, 300, true],
    ['trung bình 300', 300, 300, 300, true],
    ['bình quân 300 vb', 300, 300, 300, true],
    ['ước 300', 300, 300, 300, true],
    ['trên 1000', 1000, 1000, null, false],
    ['hơn 1.000', 1000, 1000, null, false],
    ['>1000', 1000, 1000, null, false],
    ['từ 1000 trở lên', 1000, 1000, null, false],
    ['ít nhất 1000', 1000, 1000, null, false],
    ['dưới 50', 50, null, 50, false],
    ['<50', 50, null, 50, false],
    ['không quá 50', 50, null, 50, false],
    ['gần 50', 50, null, 50, false],
    ['200-300', null, 200, 300, false],
    ['200–300', null, 200, 300, false],
    ['200÷300', null, 200, 300, false],
    ['từ 200 đến 300', null, 200, 300, false],
    ['khoảng 20 - 30', null, 20, 30, true],
  ])('"%s" is not exact', (raw, value, min, max, approximate) => {
    expect(readQuantity(raw)).toMatchObject({ kind: 'inexact', value, min, max, approximate })
  })

  it.each([
    ['10 vb/ngày', 'day', 10],
    ['50/tuần', 'week', 50],
    ['3.600 vb/năm', 'year', 3600],
    ['quý I: 900', 'quarter', 900],
    ['900/quý', 'quarter', 900],
    ['6 tháng đầu năm: 900', 'other', 900],
  ])('"%s" is for another period and is never converted', (raw, period, min) => {
    expect(readQuantity(raw)).toMatchObject({ kind: 'other-period', value: null, period, min })
  })

  it.each(['không có', 'Không', 'chưa', 'Chưa có', 'chưa phát sinh', 'không có văn bản'])(
    '"%s" states zero',
    (raw) => {
      expect(readQuantity(raw)).toMatchObject({ kind: 'zero', value: 0 })
    },
  )

  it.each(['chưa thống kê', 'không thống kê được', 'Chưa có số liệu', '-', '/'])(
    '"%s" is unknown, not zero',
    (raw) => {
      expect(readQuantity(raw)).toMatchObject({ kind: 'unknown', value: null })
    },
  )

  it.each(['', '……', '.......', ' : ', '_____', '. . . . .'])('"%s" is blank', (raw) => {
    expect(readQuantity(raw).kind).toBe('blank')
  })

  it.each(['hàng trăm', 'vài chục', 'nhiều', '100% văn bản', 'toàn bộ'])('"%s" is words', (raw) => {
    expect(readQuantity(raw)).toMatchObject({ kind: 'words', value: null })
  })

  it.each(['.2>¦.›', '..2»..', '1|¦', '.:2>.'])('a badly read leader "%s" is no figure', (raw) => {
    expect(readQuantity(raw)).toMatchObject({ kind: 'noise', value: null })
  })

  it('keeps both figures of one blank', () => {
    expect(readQuantity('150/320')).toMatchObject({ kind: 'several', value: null, figures: [150, 320] })
  })

  it.each(['12 00', '3 2 0', '1.20', '320 hoặc hơn nữa tùy tháng 5'])('"%s" never counts as exact', (raw) => {
    expect(readQuantity(raw).kind).not.toBe('exact')
  })

  it('reads back every count in the office style, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999 }),
        fc.constantFrom('', '....', '…', ' ', ': ', '__'),
        fc.constantFrom('', '....', '…', ' ', ' vb', ' văn bản/tháng'),
        (count, before, after) => {
          const written = count.toLocaleString('de-DE')
          const reading = readQuantity(`${before}${written}${after}`)
          expect(reading).toMatchObject({ kind: 'exact', value: count })
        },
      ),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (raw) => void readQuantity(raw)))
  })
})
