import { describe, expect, it } from 'vitest'
import type { Placed } from '../../../src/reading/layout/lines.ts'
import { layOut } from '../../../src/reading/layout/tables.ts'
import { newPlane } from '../../../src/reading/scan/bitmap.ts'
import { withDrawnCapitals } from '../../../src/reading/scan/capitals.ts'
import { componentsOf, letterHeight, placesOf } from '../../../src/reading/scan/components.ts'
import type { SeenWord } from '../../../src/reading/scan/ocr.ts'
import { wordsOf } from '../../../src/reading/scan/words.ts'
import type { Line } from '../../../src/reading/transcript.ts'
import { draw, drawBox } from './drawing.ts'

describe('The first letter of a word whose small and capital forms are alike', () => {
  /** "So 15" with a first letter so high, a small letter of 20 pixels and figures of 30. */
  const read = (text: string, first: number) => {
    const ink = newPlane(300, 100)
    for (const [x, height] of [
      [40, first],
      [60, 20],
      [100, 30],
      [120, 30],
    ] as const)
      for (let row = 70 - height; row < 70; row++) draw(ink, [x, row], [x + 12, row], 1)
    const word = (text: string, x: number): SeenWord => ({
      text,
      place: { x, y: 40, width: 34, height: 30 },
      confidence: 0.9,
      line: 1,
    })
    return withDrawnCapitals([word(text, 40), word('15', 100)], placesOf(componentsOf(ink)))[0]?.text
  }

  it('is as large as it is drawn, whatever it was read as', () => {
    expect(read('So', 20)).toBe('so')
    expect(read('so', 30)).toBe('So')
    expect(read('So', 30)).toBe('So')
  })

  it('stays as it was read where its size says neither, and where letters run together', () => {
    expect(read('so', 25)).toBe('so')
    expect(read('So', 25)).toBe('So')
    expect(read('Song', 20)).toBe('Song')
  })
})

describe('The height of small letters', () => {
  it('is not that of the dots in leaders, though a page with few lines has more of these', () => {
    const ink = newPlane(900, 700)
    for (let index = 0; index < 40; index++) drawBox(ink, 20 + index * 22, 40, 2, 18)
    for (let dot = 0; dot < 120; dot++)
      draw(
        ink,
        [20 + (dot % 60) * 14, 300 + (dot >= 60 ? 60 : 0)],
        [26 + (dot % 60) * 14, 300 + (dot >= 60 ? 60 : 0)],
        7,
      )
    const height = letterHeight(componentsOf(ink), 1400)
    expect(height).toBeGreaterThan(25)
  })
})

describe('Words recognised in one line', () => {
  const word = (text: string, x: number, y: number, height: number): Placed => ({
    kind: 'word',
    text,
    confidence: 1,
    place: { x, y, width: text.length * 14, height },
  })
  const label = [word('Tên', 285, 458, 27), word('cơ', 352, 463, 22), word('quan:', 398, 467, 26)]
  const value = [word('VP', 499, 446, 25), word('UBND', 550, 446, 25)]
  const textsOf = (lines: readonly Line[]) =>
    lines.map(({ tokens }) => tokens.map((token) => (token.kind === 'word' ? token.text : '')).join(' '))

  it('are one line though a value was typed half a line above its leader', () => {
    const lines = layOut([...label, ...value], [], 8, () => true) as Line[]
    expect(textsOf(lines)).toEqual(['Tên cơ quan: VP UBND'])
  })

  it('stand in the order of their lines, wherever a stroke beside them that was read as a word stands', () => {
    const stroke = { ...word('/&', 520, 560, 120), confidence: 0.24 }
    const first = [word('KT.', 926, 580, 30), word('CHÁNH', 984, 580, 30)]
    const second = [word('PHÓ', 914, 631, 30), word('CHÁNH', 993, 631, 30)]
    const lines = layOut([stroke, ...second, ...first], [], 8, () => false) as Line[]
    const texts = textsOf(lines)
    expect(texts.findIndex((text) => text.includes('KT.'))).toBeLessThan(
      texts.findIndex((text) => text.includes('PHÓ')),
    )
    expect(texts.filter((text) => /KT.*PHÓ|PHÓ.*KT/.test(text))).toEqual([])
  })

  it('are not led into another line by a border that was read as a stroke through both', () => {
    const border = word('|', 270, 440, 95)
    const below = [word('Địa', 285, 505, 27), word('chỉ:', 352, 505, 27)]
    const lines = layOut([...label, border, ...below], [], 8, () => true) as Line[]
    expect(textsOf(lines).filter((text) => /Tên.*Địa|Địa.*Tên/.test(text))).toEqual([])
  })
})

describe('A hole punched beside the text', () => {
  it('is no word, though it was surely read as "4)" or as "@"', () => {
    const word = (text: string, x: number, line: number): SeenWord => ({
      text,
      confidence: 0.87,
      place: { x, y: 100 + line * 50, width: 46, height: 30 },
      line,
    })
    const text = Array.from({ length: 24 }, (_, at) => word('điện', 250 + (at % 6) * 60, Math.floor(at / 6)))
    const read = [...text, word('4)', 64, 2), word('@', 180, 3), word('1.', 212, 1)]
    const pen = { words: new Set<SeenWord>(), legible: new Set<SeenWord>() }
    const words = [...wordsOf(read, { seen: read, boxes: [], pen, letter: 18 }).keys()]
    expect(words.map((one) => one.text).filter((one) => one !== 'điện')).toEqual(['1.'])
  })
})

describe('A row of dots', () => {
  it('is no word, read as a few signs of the whole width or as dashes that are not believed', () => {
    const word = (text: string, width: number, confidence: number): SeenWord => ({
      text,
      confidence,
      place: { x: 200, y: 100, width, height: 20 },
      line: 1,
    })
    const pen = { words: new Set<SeenWord>(), legible: new Set<SeenWord>() }
    const kept = (...read: SeenWord[]) =>
      [...wordsOf(read, { seen: read, boxes: [], pen, letter: 18 }).keys()].map(({ text }) => text)
    expect(kept(word('mm.', 1650, 0.19), word('x-——--m:', 177, 0))).toEqual([])
    expect(kept(word('mm.', 60, 0.19), word('38.22-33', 110, 0.2))).toEqual(['mm.', '38.22-33'])
  })
})
