import { describe, expect, it } from 'vitest'
import { isSurelyType, isTypedPage, legibleOf } from '../../../src/reading/scan/legible.ts'
import type { SeenWord } from '../../../src/reading/scan/ocr.ts'

/** A line as recognised; how sure of each word stands behind it: "Trần:0.96". */
const line = (number: number, text: string): SeenWord[] =>
  text.split(' ').map((word, index) => {
    const [read = '', confidence = '0.96'] = word.split(':')
    return {
      text: read,
      confidence: Number(confidence),
      line: number,
      place: { x: index * 50, y: number * 30, width: 40, height: 20 },
    }
  })

describe('What stands like handwriting', () => {
  it('is type where four words were recognised beyond doubt', () => {
    expect(isSurelyType(line(1, 'Cục Công nghệ thông tin'))).toBe(true)
    expect(isSurelyType(line(1, 'Nguyễn Quốc Tùng'))).toBe(false)
    expect(isSurelyType(line(1, 'Tập:0.45 đoàn Công nghiệp'))).toBe(false)
    expect(isSurelyType(line(1, 'Văn phòng'))).toBe(false)
    expect(isSurelyType(line(1, '024 3541 1538 0912'))).toBe(false)
  })

  it('is offered to the person who looks at it where it reads well, and only shown where it does not', () => {
    const neat = line(1, 'võ:0.92 việt:0.92 Duân:0.87')
    const scrawl = line(2, 'MØI:0.3 Thi:0.4 Kim:0.7 Trang:0.8')
    expect(isTypedPage([neat, scrawl])).toBe(false)
    expect(legibleOf(new Set([...neat, ...scrawl]), false)).toEqual(new Set(neat))
  })

  it('is offered though its figures read badly where the clerk typed all the rest', () => {
    const phone = line(3, '0Z4.3423.l499:0.5')
    expect(isTypedPage([line(1, 'Cục Công nghệ thông tin'), line(2, 'Số 77 đường Láng Hạ'), phone])).toBe(
      true,
    )
    expect(legibleOf(new Set(phone), true)).toEqual(new Set(phone))
    expect(legibleOf(new Set(phone), false).size).toBe(0)
  })
})
