import { describe, expect, it } from 'vitest'
import { hasOddTone, isSyllable } from '../../src/vietnamese/syllable.ts'

describe('A Vietnamese syllable', () => {
  it.each(['nghiêng', 'Khuỷu', 'quyết', 'Đắk', 'ước', 'yểu', 'giữa', 'Huế', 'xoong', 'ý'])(
    '"%s" is one',
    (word) => {
      expect(isSyllable(word)).toBe(true)
    },
  )

  it.each(['Yêri', 'Qu', 'thôngg', 'ngh', 'điênn', 'wã'])('"%s" is none', (word) => {
    expect(isSyllable(word)).toBe(false)
  })
})

describe('A tone', () => {
  it.each(['siá', 'luá', 'mưà', 'ữ', 'Biạ', 'vàc', 'mảt', 'cõch'])(
    'stands where no Vietnamese sets it in "%s"',
    (word) => {
      expect(hasOddTone(word)).toBe(true)
    },
  )

  it.each([
    'giá',
    'Già',
    'quả',
    'bìa',
    'lúa',
    'giữa',
    'hóa',
    'hoá',
    'ý',
    'ở',
    'ổ',
    'à',
    'thuỷ',
    'các',
    'mạch',
    'cấp',
    'một',
  ])('stands rightly in "%s"', (word) => {
    expect(hasOddTone(word)).toBe(false)
  })
})
