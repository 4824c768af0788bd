import { describe, expect, it } from 'vitest'
import { layOut } from '../../../src/reading/layout/tables.ts'
import { newPlane } from '../../../src/reading/scan/bitmap.ts'
import type { SeenWord } from '../../../src/reading/scan/ocr.ts'
import { withPaleTables } from '../../../src/reading/scan/pale-tables.ts'
import { rulingsOf } from '../../../src/reading/scan/rulings.ts'
import { inkBothWays } from '../../../src/reading/scan/runs.ts'
import { draw } from './drawing.ts'

describe('A table of statements ruled in pale grey', () => {
  const rows = [100, 160, 220, 280, 340]
  /** Its lines, the given levels left out, and "Đã" at the head of each row. */
  const pageOfTable = (leftOut: readonly number[] = []) => {
    const lines = newPlane(800, 420)
    for (const x of [60, 600, 700]) draw(lines, [x, 80], [x, 380], 2)
    for (const y of [80, 140, 200, 260, 320, 380]) if (!leftOut.includes(y)) draw(lines, [60, y], [700, y], 2)
    const seen = rows.map(
      (y, line): SeenWord => ({
        text: 'Đã',
        confidence: 0.96,
        place: { x: 70, y, width: 30, height: 20 },
        line,
      }),
    )
    return { seen, dark: { ...lines, data: lines.data.map((inked) => (inked ? 225 : 255)) } }
  }

  it('is seen where a line parts each two statements', () => {
    const { seen, dark } = pageOfTable()
    const lines = withPaleTables([], seen, dark, 16)
    expect(lines.filter(({ upright }) => upright)).toHaveLength(3)
    expect(lines.filter(({ upright }) => !upright)).toHaveLength(6)
  })

  it('is none where two statements have no line between them, or in a letter that quotes one', () => {
    const { seen, dark } = pageOfTable([200])
    expect(withPaleTables([], seen, dark, 16)).toEqual([])
    expect(withPaleTables([], seen.slice(0, 1), pageOfTable().dark, 16)).toEqual([])
  })
})

describe('The double border of a table', () => {
  it('is one line, the white between its strokes and all', () => {
    const ink = newPlane(700, 60)
    draw(ink, [50, 30], [600, 30], 3)
    draw(ink, [50, 35], [600, 35], 3)
    expect(rulingsOf(inkBothWays(ink), 16)).toMatchObject([{ upright: false, at: expect.closeTo(33.5, 0) }])
  })
})

describe('A stroke of the pen down a column', () => {
  const level = [0, 40, 80, 120].map((at) => ({ upright: false, at, from: 0, to: 300 }))
  const upright = [0, 100, 200, 300].map((at) => ({ upright: true, at, from: 0, to: 120 }))
  const word = (text: string, x: number, y: number) =>
    ({ kind: 'word', text, confidence: 1, place: { x, y, width: 40, height: 20 } }) as const

  it('from the middle of one row to the middle of another parts no column', () => {
    const words = [word('Có', 120, 10), word('Không', 220, 10), word('Nhu', 20, 50), word('cầu', 20, 90)]
    const pen = { upright: true, at: 150, from: 58, to: 102 }
    const [table] = layOut(words, [...level, ...upright, pen], 4)
    expect(table?.kind === 'table' && table.rows.map(({ cells }) => cells.length)).toEqual([3, 3, 3])
  })
})
