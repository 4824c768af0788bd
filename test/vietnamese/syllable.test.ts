import { describe, expect, it } from 'vitest'
import { isSyllable } from '../../src/vietnamese/syllable.ts'

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
