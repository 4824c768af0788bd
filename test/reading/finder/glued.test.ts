import { describe, expect, it } from 'vitest'
import { partedWord } from '../../../src/reading/finder/glued.ts'

describe('Printed words whose spaces were lost', () => {
  it.each([
    ['nhucau', 'nhu cau'],
    ['bicamtay', 'bi cam tay'],
    ['hovaten', 'ho va ten'],
    ['sodienthoai', 'so dien thoai'],
    ['dienthoaii', 'dien thoaii'],
    ['diach', 'dia ch'],
    ['hgvaten', 'hg va ten'],
  ])('"%s" is "%s"', (glued, parts) => {
    expect(partedWord(glued).join(' ')).toBe(parts)
  })

  it.each(['thong', 'nghiep', 'bacgiang', 'diachixa', 'coso'])('"%s" is one word', (word) => {
    expect(partedWord(word)).toEqual([word])
  })
})
