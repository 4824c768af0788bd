import { describe, expect, it } from 'vitest'
import { newPlane, type Plane } from '../../../src/reading/scan/bitmap.ts'
import { withMeasuredCells } from '../../../src/reading/scan/cells.ts'
import { withStrips } from '../../../src/reading/scan/strips.ts'
import type { Line, Table } from '../../../src/reading/transcript.ts'
import { draw, drawBox, left } from './drawing.ts'

describe('Cells for a tick beside statements that have no borders', () => {
  const strip = (height: number) => {
    const ink = newPlane(800, 400)
    const lines = [50, 50 + height, 50 + 2 * height]
    for (const y of lines) draw(ink, [left, y], [left + 60, y], 2)
    for (const x of [left, left + 60]) draw(ink, [x, 50], [x, 50 + 2 * height], 2)
    const words = lines.slice(0, 2).flatMap((y) =>
      ['Đã', 'kết', 'nối'].map((text, index) => ({
        text,
        confidence: 0.96,
        line: y,
        place: { x: 200 + index * 100, y: y + 10, width: 80, height: 20 },
      })),
    )
    const upright = [left, left + 60].map((at) => ({ upright: true, at, from: 50, to: 50 + 2 * height }))
    return withStrips(upright, ink, words, 20).filter((one) => !one.upright)
  }

  it('are led on through the text: each statement has its cell', () => {
    expect(strip(100).map(({ from, to }) => [from <= left, to >= 480])).toEqual(
      Array.from({ length: 3 }, () => [true, true]),
    )
  })

  it('are not seen in two rings that a pen drew below each other', () => {
    expect(strip(40)).toEqual([])
  })
})

describe('A cell of a table', () => {
  const cellAt = (column: number, text: string) => {
    const place = { x: column * 200, y: 0, width: 200, height: 80 }
    const word = {
      kind: 'word',
      text,
      confidence: 1,
      place: { ...place, x: place.x + 20, y: 30, width: 90, height: 20 },
    }
    const line = { kind: 'line', place, tokens: text === '' ? [] : [word] }
    return { column, columnSpan: 1, continued: false, blocks: [line], place }
  }
  const stateWith = (pen: (ink: Plane) => void) => {
    const ink = newPlane(401, 81)
    pen(ink)
    const table = {
      kind: 'table',
      place: { x: 0, y: 0, width: 400, height: 80 },
      rows: [{ cells: [cellAt(0, 'Nhu cầu'), cellAt(1, '')] }],
    } as unknown as Table
    const [line] = (withMeasuredCells(table, ink, [], 20).rows[0]?.cells[1]?.blocks ?? []) as Line[]
    const token = line?.tokens[0]
    return token?.kind === 'box' ? token.state : null
  }

  it('with a cross is ticked, and with a box or brackets left as they were typed goes to a person', () => {
    const [x, y] = [285, 25]
    expect(stateWith(() => {})).toBe('empty')
    expect(
      stateWith((ink) => {
        draw(ink, [x, y], [x + 26, y + 26], 3)
        draw(ink, [x + 26, y], [x, y + 26], 3)
      }),
    ).toBe('ticked')
    expect(
      stateWith((ink) => {
        drawBox(ink, x, y)
      }),
    ).toBe('unclear')
    const brackets = stateWith((ink) => {
      for (const [from, by] of [
        [x, -1],
        [x + 30, 1],
      ] as const) {
        draw(ink, [from, y], [from + by * 4, y + 13], 3)
        draw(ink, [from + by * 4, y + 13], [from, y + 26], 3)
      }
    })
    expect(brackets).toBe('unclear')
  })
})

describe('A tick that runs out over the line of its row', () => {
  it('is none of the row above: what it has there goes to a person', () => {
    const ink = newPlane(401, 241)
    // Through the erased line at 120: the tick's body lies below, a quarter of it above.
    draw(ink, [260, 150], [275, 185], 4)
    draw(ink, [275, 185], [310, 96], 4)
    const cell = (row: number, column: number) => {
      const place = { x: column * 200, y: row * 120, width: 200, height: 120 }
      const word = { kind: 'word', text: 'Nhu cầu', confidence: 1, place: { ...place, height: 20 } }
      const line = { kind: 'line', place, tokens: column === 0 ? [word] : [] }
      return { column, columnSpan: 1, continued: false, blocks: [line], place }
    }
    const rows = [0, 1].map((row) => ({ cells: [cell(row, 0), cell(row, 1)] }))
    const table = { kind: 'table', place: { x: 0, y: 0, width: 400, height: 240 }, rows } as unknown as Table
    const line = { upright: false, at: 120, from: 0, to: 400 }
    const states = withMeasuredCells(table, ink, [line], 20).rows.map(({ cells }) => {
      const [line] = (cells[1]?.blocks ?? []) as Line[]
      const token = line?.tokens[0]
      return token?.kind === 'box' && token.state
    })
    expect(states).toEqual(['unclear', 'ticked'])
  })
})

describe('A column of printed boxes in a table', () => {
  it('gives a cell whose ink shows no box to a person: the box was crossed out', () => {
    const [x, y] = [285, 185]
    const ink = newPlane(401, 241)
    draw(ink, [x, y], [x + 26, y + 26], 6)
    draw(ink, [x - 20, y + 12], [x + 46, y + 14], 6)
    const place = (row: number, column: number) => ({ x: column * 200, y: row * 80, width: 200, height: 80 })
    const cell = (row: number, column: number, tokens: readonly unknown[]) => ({
      column,
      columnSpan: 1,
      continued: false,
      blocks: [{ kind: 'line', place: place(row, column), tokens }],
      place: place(row, column),
    })
    const word = (row: number) => ({
      kind: 'word',
      text: 'Đã ký',
      confidence: 1,
      place: { ...place(row, 0), height: 20 },
    })
    const box = (row: number) => ({
      kind: 'box',
      source: 'measured',
      state: 'ticked',
      confidence: 1,
      place: place(row, 1),
    })
    const rows = [0, 1, 2].map((row) => ({
      cells: [cell(row, 0, [word(row)]), cell(row, 1, row < 2 ? [box(row)] : [])],
    }))
    const table = { kind: 'table', place: { x: 0, y: 0, width: 400, height: 240 }, rows } as unknown as Table
    const [line] = (withMeasuredCells(table, ink, [], 20).rows[2]?.cells[1]?.blocks ?? []) as Line[]
    expect(line?.tokens[0]).toMatchObject({ kind: 'box', state: 'unclear' })
  })
})
