import { describe, expect, it } from 'vitest'
import { hasStrokeBeside, isPrint, printIn } from '../../../src/reading/scan/beside.ts'
import { newPlane, type Plane } from '../../../src/reading/scan/bitmap.ts'
import { componentsOf } from '../../../src/reading/scan/components.ts'
import { outlinesOf } from '../../../src/reading/scan/find-outlines.ts'
import { measureBoxes } from '../../../src/reading/scan/measure.ts'
import type { SeenWord } from '../../../src/reading/scan/ocr.ts'
import { withoutLetters } from '../../../src/reading/scan/outline.ts'
import { prepared } from '../../../src/reading/scan/prepare-page.ts'
import { inkBothWays } from '../../../src/reading/scan/runs.ts'
import { draw, drawBox, left, pageOf, side, topOf } from './drawing.ts'

/** Four printed boxes below each other, drawn on by `pen`; the states that are measured. */
function statesOf(
  pen: (ink: Plane) => void,
  print: { thick?: number; pencil?: (paper: Plane) => void } = {},
) {
  const ink = newPlane(400, 320)
  for (let index = 0; index < 4; index++) drawBox(ink, left, topOf(index), print.thick)
  pen(ink)
  const page = pageOf(ink)
  print.pencil?.(page.dark)
  return measureBoxes(page, outlinesOf(inkBothWays(ink), 20), () => false).map(
    ({ state, reason }) => reason ?? state,
  )
}

/** A ring around a box, as wide as the gaps between the boxes allow. */
function ring(ink: Plane, index: number): void {
  const at = (step: number): [number, number] => {
    const angle = (step * Math.PI) / 16
    return [left + side / 2 + 28 * Math.cos(angle), topOf(index) + side / 2 + 25 * Math.sin(angle)]
  }
  for (let step = 0; step < 32; step++) draw(ink, at(step), at(step + 1), 2)
}

/** A tick of usual size that begins left of the box's middle and runs out of its upper right corner. */
function tick(ink: Plane, index: number): void {
  const [x, y] = [left, topOf(index)]
  draw(ink, [x + 6, y + 14], [x + 13, y + 24], 3)
  draw(ink, [x + 13, y + 24], [x + 36, y - 6], 3)
}

describe('A box on paper', () => {
  it('with a tick that runs out of it is ticked, the others are empty', () => {
    expect(statesOf((ink) => tick(ink, 1))).toEqual(['empty', 'ticked', 'empty', 'empty'])
  })

  const fill = (ink: Plane, index: number, beyond = -2) => {
    for (let y = -beyond; y < side + beyond; y++)
      draw(ink, [left - beyond, topOf(index) + y], [left + side + beyond, topOf(index) + y], 1)
  }

  it('inked out beyond its sides goes to a person, alone and where others are filled', () => {
    const wide = 4
    expect(statesOf((ink) => fill(ink, 2, wide))).toEqual(['empty', 'empty', 'struck-out', 'empty'])
    const states = statesOf((ink) => {
      for (const index of [0, 1]) fill(ink, index)
      fill(ink, 2, wide)
    })
    expect(states).toEqual(['ticked', 'ticked', 'struck-out', 'empty'])
  })

  it('with a dot, where all others are filled, goes to a person', () => {
    const states = statesOf((ink) => {
      for (const index of [0, 1, 2]) fill(ink, index)
      for (let y = 12; y < 19; y++) draw(ink, [left + 9, topOf(3) + y], [left + 17, topOf(3) + y], 1)
    })
    expect(states).toEqual(['ticked', 'ticked', 'ticked', 'mark-unclear'])
  })

  it('whose tick was crossed out by lines goes to a person', () => {
    const states = statesOf((ink) => {
      tick(ink, 0)
      tick(ink, 2)
      const [x, y] = [left, topOf(2)]
      draw(ink, [x - 20, y + 13], [x + side + 20, y + 10], 3)
      draw(ink, [x - 18, y + 20], [x + side + 22, y + 18], 3)
    })
    expect(states).toEqual(['ticked', 'empty', 'struck-out', 'empty'])
  })

  it('with a ring around it is ticked where rings are the only marks, and for a person beside a tick', () => {
    const rings = (ink: Plane) => {
      ring(ink, 0)
      ring(ink, 2)
    }
    expect(statesOf(rings)).toEqual(['ticked', 'empty', 'ticked', 'empty'])
    const mixed = statesOf((ink) => {
      rings(ink)
      tick(ink, 3)
    })
    expect(mixed[3]).toBe('ticked')
    expect([mixed[0], mixed[2]]).not.toContain('ticked')
  })

  it('with thick sides is empty where others are as thick', () => {
    const states = statesOf((ink) => tick(ink, 3), { thick: 7 })
    expect(states).toEqual(['empty', 'empty', 'empty', 'ticked'])
  })

  it('with a mark of a hard pencil, paler than ink, goes to a person', () => {
    const pencil = (paper: Plane) => {
      for (let at = 6; at < 25; at++)
        for (const x of [left + at, left + side - at])
          for (const thick of [0, 1]) paper.data[(topOf(1) + at) * paper.width + x + thick] = 214
    }
    expect(statesOf(() => {}, { pencil })).toEqual(['empty', 'mark-unclear', 'empty', 'empty'])
  })

  it('half again as wide as high is found where no squares are', () => {
    const ink = newPlane(400, 320)
    for (let index = 0; index < 4; index++) drawBox(ink, left, topOf(index), 2, side * 1.5)
    expect(outlinesOf(inkBothWays(ink), 20)).toEqual([])
    expect(outlinesOf(inkBothWays(ink), 20, { widest: 1.8 })).toHaveLength(4)
  })
})

describe('A lone square', () => {
  it('is a box where it stands apart, and a letter where the next sign follows as in a word', () => {
    const page = (gap: number) => {
      const ink = newPlane(400, 200)
      drawBox(ink, left, 50)
      draw(ink, [left + side + gap, 60], [left + side + gap, 78], 4)
      return withoutLetters(outlinesOf(inkBothWays(ink), 20), componentsOf(ink), 20)
    }
    expect(page(12)).toHaveLength(1)
    expect(page(4)).toHaveLength(0)
  })

  it('beside a column of boxes is one of them where it ends a line of text, and none amid a line', () => {
    const found = (behind: boolean) => {
      const ink = newPlane(900, 320)
      for (let index = 0; index < 4; index++) drawBox(ink, left, topOf(index))
      drawBox(ink, 500, topOf(1))
      draw(ink, [450, topOf(1) + 8], [480, topOf(1) + 24], 4)
      if (behind) draw(ink, [590, topOf(1) + 8], [620, topOf(1) + 24], 4)
      return outlinesOf(inkBothWays(ink), 20)
    }
    expect(found(false)).toHaveLength(5)
    expect(found(true)).toHaveLength(4)
  })
})

describe('Squares far left of all text', () => {
  it('are no boxes: the shadow of a fold shows such', () => {
    const ink = newPlane(1000, 1400)
    const square = (x: number, y: number, size: number) => {
      for (const at of [y, y + size]) draw(ink, [x, at], [x + size, at], 2)
      for (const at of [x, x + size]) draw(ink, [at, y], [at, y + size], 2)
    }
    for (let row = 0; row < 8; row++) {
      const y = 100 + row * 100
      square(60, y, 30)
      square(340, y, 30)
      for (let letter = 0; letter < 18; letter++) square(400 + letter * 28, y + 5, 18)
    }
    const upright = {
      width: ink.width,
      height: ink.height,
      channels: 1 as const,
      data: ink.data.map((inked) => (inked ? 0 : 255)),
    }
    const { text } = prepared({ number: 1, upright, turned: false })
    expect(text?.outlines.map(({ x }) => Math.round(x / 10))).toEqual(Array.from({ length: 8 }, () => 34))
  })
})

describe('Numbers before the boxes', () => {
  const box = (index: number) => ({ x: 140, y: topOf(index), width: side, height: side, drawn: 1 })
  const word = (text: string, index: number, confidence: number, x = 105): SeenWord => ({
    text,
    confidence,
    place: { x, y: topOf(index) + 3, width: 22, height: 24 },
    line: index,
  })
  const boxes = [0, 1, 2, 3].map(box)

  it('are print in a column, however little they were believed, and whatever one of them was read as', () => {
    const seen = [word('1.', 0, 0.64), word('2.', 1, 0.58), word('s', 2, 0.31), word('4.', 3, 0.69)]
    expect(printIn(seen, boxes, 18).map(({ isNumber }) => isNumber)).toEqual([true, true, true, true])
  })

  it('are no strokes beside the boxes, but a tick set among them is one', () => {
    const ink = newPlane(400, 400)
    for (const [index] of boxes.entries()) {
      drawBox(ink, 140, topOf(index))
      draw(ink, [110, topOf(index) + 4], [110, topOf(index) + 26], 4)
    }
    const seen = [0, 1, 2, 3].map((index) => word(`${index + 1}.`, index, 0.6))
    const beside = (words: readonly SeenWord[]) =>
      boxes.map((one) => hasStrokeBeside(ink, componentsOf(ink), one, boxes, printIn(words, boxes, 18)))
    expect(beside(seen)).toEqual([false, false, false, false])
    expect(beside(seen.slice(0, 3))).toEqual([false, false, false, true])
  })
})

describe('What stands beside a box', () => {
  const seen = (text: string, confidence: number) =>
    isPrint({ text, confidence, place: { x: 0, y: 0, width: 1, height: 1 }, line: 1 })

  it('is print where it was read as words of the form, however little they were believed', () => {
    expect(seen('Đã/đang', 0.06)).toBe(true)
    expect(seen('thực', 0.97)).toBe(true)
  })

  it('may be a stroke where it was read as anything else that was not believed', () => {
    expect(seen('V', 0.9)).toBe(false)
    expect(seen('vIx', 0.2)).toBe(false)
    expect(seen('đã', 0.1)).toBe(false)
  })
})
