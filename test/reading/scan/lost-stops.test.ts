import { describe, expect, it } from 'vitest'
import { newPlane } from '../../../src/reading/scan/bitmap.ts'
import { componentsOf, placesOf } from '../../../src/reading/scan/components.ts'
import { leadersOf } from '../../../src/reading/scan/erase.ts'
import { withDoubtedEnds } from '../../../src/reading/scan/lost-stops.ts'
import type { SeenWord } from '../../../src/reading/scan/ocr.ts'
import { draw, pageOf } from './drawing.ts'

describe('A row of dots that guides the pen', () => {
  /** Figures set on a row of dots, one of which is `high`: how many dots are taken for the row's. */
  const dotsOf = (high: number) => {
    const ink = newPlane(600, 100)
    const dot = (x: number, size: number) => {
      for (let row = 60 - size; row < 60; row++) draw(ink, [x, row], [x + size - 1, row], 1)
    }
    for (let x = 20; x < 560; x += 12) dot(x, x === 224 ? high : 3)
    for (const x of [205, 217, 231, 243])
      for (let row = 36; row < 60; row++) draw(ink, [x, row], [x + 3, row], 1)
    return leadersOf(componentsOf(ink), 20).filter(({ left }) => left === 224).length
  }

  it('has no stop that was typed between two figures on it: that is thicker', () => {
    expect(dotsOf(5)).toBe(0)
    expect(dotsOf(3)).toBe(1)
  })
})

describe('A comma that is drawn and was not read', () => {
  /** "mot" and what is drawn behind its foot, on a page with or without it once leaders are taken off. */
  const ended = (text: string, isLeader = false, high = 8) => {
    const ink = newPlane(200, 100)
    for (const x of [40, 60, 80]) for (let row = 40; row < 60; row++) draw(ink, [x, row], [x + 12, row], 1)
    for (let row = 57; row < 57 + high; row++) draw(ink, [98, row], [101, row], 1)
    const page = pageOf(ink).dark
    if (isLeader) for (let row = 57; row < 70; row++) page.data.fill(255, row * 200 + 96, row * 200 + 104)
    const word: SeenWord = { text, place: { x: 40, y: 40, width: 64, height: 24 }, confidence: 0.96, line: 1 }
    return withDoubtedEnds([word], page, placesOf(componentsOf(ink)), 20)[0]
  }
  const confidence = (...read: Parameters<typeof ended>) => ended(...read)?.confidence

  it('makes the word before it doubtful, and a dot of its leader does not', () => {
    expect(confidence('một')).toBeLessThan(0.5)
    expect(confidence('một,')).toBe(0.96)
    expect(confidence('một', true)).toBe(0.96)
    expect(confidence('một', true, 10)).toBeLessThan(0.5)
  })

  it('is offered with the word where it hangs below the line; what stands on the line may be a stop', () => {
    expect(ended('một', false, 10)?.text).toBe('một,')
    expect(ended('một', false, 5)?.text).toBe('một')
  })
})

describe('A dot that is drawn in an address and was not read', () => {
  const signs = (text: string, widths: readonly number[]) => {
    const ink = newPlane(400, 100)
    let x = 40
    for (const [index, sign] of [...text].entries()) {
      const width = widths[index] as number
      const top = sign === '.' ? 56 : 40
      for (let row = top; row < 60; row++) draw(ink, [x, row], [x + width, row], 1)
      x += width + 5
    }
    const place = { x: 38, y: 38, width: x - 38, height: 26 }
    return (read: string) => {
      const word: SeenWord = { text: read, place, confidence: 0.9, line: 1 }
      const page = pageOf(ink).dark
      return withDoubtedEnds([word], page, placesOf(componentsOf(ink)), 20)[0]
    }
  }

  it('is offered where it stands, also behind two letters that touch', () => {
    const one = signs('an.b@c', [12, 12, 3, 12, 18, 12])('anb@c')
    expect([one?.text, one?.confidence]).toEqual(['an.b@c', 0.45])
    expect(signs('p.cde@f', [28, 3, 12, 12, 12, 18, 12])('pncde@f')?.text).toBe('pn.cde@f')
  })

  it('is none of it where it stands in the place of the next word', () => {
    const ink = newPlane(400, 100)
    for (const x of [40, 60]) for (let row = 40; row < 60; row++) draw(ink, [x, row], [x + 12, row], 1)
    for (let row = 56; row < 60; row++) draw(ink, [78, row], [82, row], 1)
    const page = pageOf(ink).dark
    const word = (text: string, x: number, width: number): SeenWord => ({
      text,
      place: { x, y: 38, width, height: 26 },
      confidence: 0.9,
      line: 1,
    })
    const read = (words: SeenWord[]) => withDoubtedEnds(words, page, placesOf(componentsOf(ink)), 20)[0]
    expect(read([word('38', 38, 50)])?.confidence).toBe(0.45)
    expect(read([word('38', 38, 50), word('.5', 76, 40)])?.confidence).toBe(0.9)
  })

  it('is only doubted where its place among the letters is not known', () => {
    const one = signs('an.b@c', [12, 12, 3, 12, 18, 12])('anxb@c')
    expect([one?.text, one?.confidence]).toEqual(['anxb@c', 0.45])
  })
})
