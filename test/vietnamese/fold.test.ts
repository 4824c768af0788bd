import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clean, fold } from '../../src/vietnamese/fold.ts'

const foldedInPasses = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đðĐÐƉ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const cleanedInPasses = (text: string): string =>
  text
    .replace(/[\u00a0\u2007\u202f\u2000-\u200a\u3000]/g, ' ')
    .replace(/[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\uff0f/g, '/')
    .replace(/\uff1a/g, ':')
    .normalize('NFC')

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'Đặng Thị Ước – đườ\u031b\u0300 \u00a0\u200bòA1.…☐Σİ') }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
)

test('names and labels are folded to plain lower case', () => {
  expect(fold('  Số điện thoại/Fax: ………')).toBe('so dien thoai fax')
  expect(fold('ĐẶNG THỊ ƯỚC')).toBe('dang thi uoc')
  expect(fold('Đặng Thị Ước'.normalize('NFD'))).toBe('dang thi uoc')
})

test('letter by letter any text folds as it does in passes over the whole', () => {
  for (let code = 0; code < 0x10000; code++) {
    const letter = String.fromCharCode(code)
    for (const word of [letter, `X${letter}y`, `${letter}\u0323z`])
      if (fold(word) !== foldedInPasses(word))
        expect(fold(word), `U+${code.toString(16)}`).toBe(foldedInPasses(word))
  }
  fc.assert(fc.property(text, (any) => fold(any) === foldedInPasses(any)))
})

test('text that is told to be clean at a glance is clean', () => {
  for (let code = 0; code < 0x10000; code++) {
    const letter = String.fromCharCode(code)
    if (clean(letter) !== cleanedInPasses(letter))
      expect(clean(letter), `U+${code.toString(16)}`).toBe(cleanedInPasses(letter))
  }
  fc.assert(fc.property(text, (any) => clean(any) === cleanedInPasses(any)))
})
