import { describe, expect, it } from 'vitest'
import type { Placed } from '../../../src/reading/layout/lines.ts'
import { layOut } from '../../../src/reading/layout/tables.ts'
import { hasStrokeBeside, isPrint, printIn } from '../../../src/reading/scan/beside.ts'
import { newPlane, type Plane } from '../../../src/reading/scan/bitmap.ts'
import type { MarkedPage } from '../../../src/reading/scan/box-ink.ts'
import { bracketBoxes } from '../../../src/reading/scan/brackets.ts'
import { withDrawnCapitals } from '../../../src/reading/scan/capitals.ts'
import { withMeasuredCells } from '../../../src/reading/scan/cells.ts'
import { componentsOf, letterHeight, placesOf } from '../../../src/reading/scan/components.ts'
import { leadersOf } from '../../../src/reading/scan/erase.ts'
import { outlinesOf } from '../../../src/reading/scan/find-outlines.ts'
import { withDoubtedEnds } from '../../../src/reading/scan/lost-stops.ts'
import { measureBoxes } from '../../../src/reading/scan/measure.ts'
import type { SeenWord } from '../../../src/reading/scan/ocr.ts'
import { withoutLetters } from '../../../src/reading/scan/outline.ts'
import { withPaleTables } from '../../../src/reading/scan/pale-tables.ts'
import { prepared } from '../../../src/reading/scan/prepare-page.ts'
import { rulingsOf } from '../../../src/reading/scan/rulings.ts'
import { inkBothWays } from '../../../src/reading/scan/runs.ts'
import { cornersByEdges } from '../../../src/reading/scan/sheet-edges.ts'
import { withStrips } from '../../../src/reading/scan/strips.ts'
import { wordsOf } from '../../../src/reading/scan/words.ts'
import type { Line, Table } from '../../../src/reading/transcript.ts'

/** A line of ink, `thick` pixels across. */
function draw(ink: Plane, from: [number, number], to: [number, number], thick: number): void {
  const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1])) * 2
  for (let step = 0; step <= steps; step++) {
    const x = from[0] + ((to[0] - from[0]) * step) / steps
    const y = from[1] + ((to[1] - from[1]) * step) / steps
    for (let dy = 0; dy < thick; dy++)
      for (let dx = 0; dx < thick; dx++) ink.data[(Math.round(y) + dy) * ink.width + Math.round(x) + dx] = 1
  }
}

const side = 30
const left = 100
const topOf = (index: number) => 50 + index * 60

/** The page whose ink this is: black on white. */
const pageOf = (ink: Plane): MarkedPage => ({
  dark: { ...ink, data: ink.data.map((inked) => (inked ? 0 : 255)) },
  marks: ink,
  components: componentsOf(ink),
  rulings: [],
})

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

function drawBox(ink: Plane, x: number, y: number, thick = 2, width = side): void {
  draw(ink, [x, y], [x + width, y], thick)
  draw(ink, [x, y + side], [x + width, y + side], thick)
  draw(ink, [x, y], [x, y + side], thick)
  draw(ink, [x + width, y], [x + width, y + side], thick)
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

/** A box typed as "[ ]" whose upper left corner is here. */
function drawBrackets(ink: Plane, x: number, y: number, room = side): void {
  for (const [bar, feet] of [
    [x, x],
    [x + room, x + room - 7],
  ] as const) {
    draw(ink, [bar, y], [bar, y + side + 8], 2)
    draw(ink, [feet, y], [feet + 7, y], 2)
    draw(ink, [feet, y + side + 8], [feet + 7, y + side + 8], 2)
  }
}

function drawParentheses(ink: Plane, x: number, y: number): void {
  for (let row = 0; row <= 36; row++) {
    const bend = Math.round(8 * ((row - 18) / 18) ** 2)
    draw(ink, [x + bend, y + row], [x + bend + 2, y + row], 1)
    draw(ink, [x + side - bend - 2, y + row], [x + side - bend, y + row], 1)
  }
}

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

describe('Boxes typed as brackets', () => {
  it('are boxes where they stand in a column, also the one whose mark runs into a bracket', () => {
    const ink = newPlane(400, 400)
    for (let index = 0; index < 4; index++) drawBrackets(ink, left, topOf(index))
    draw(ink, [left + 12, topOf(2) + 30], [left + side + 20, topOf(2) - 10], 3)
    const found = bracketBoxes(ink, componentsOf(ink), 20)
    expect(found.map(({ x, y }) => [Math.abs(x - left) < 3, Math.round((y - 50) / 60)])).toEqual(
      [0, 1, 2, 3].map((row) => [true, row]),
    )
    expect(measureBoxes(pageOf(ink), found, () => false).map(({ state }) => state)).toEqual([
      'empty',
      'empty',
      'ticked',
      'empty',
    ])
  })

  it('are found in a typeface whose brackets have feet half as long as their bars are thick', () => {
    const ink = newPlane(400, 400)
    for (let index = 0; index < 4; index++)
      for (const [x, foot] of [
        [left, 0],
        [left + side - 6, -2],
      ] as const) {
        const y = topOf(index)
        for (let row = y; row < y + side; row++) draw(ink, [x, row], [x + 3, row], 1)
        for (const row of [y, y + side - 1]) draw(ink, [x + foot, row], [x + 5 + foot, row], 1)
      }
    expect(bracketBoxes(ink, componentsOf(ink), 16)).toHaveLength(4)
  })

  it('are boxes too where those without a mark have less room between them', () => {
    const ink = newPlane(400, 400)
    for (let index = 0; index < 5; index++) drawBrackets(ink, left, topOf(index), index < 3 ? 42 : 24)
    for (let index = 0; index < 3; index++)
      draw(ink, [left + 12, topOf(index) + 10], [left + 18, topOf(index) + 28], 3)
    const found = bracketBoxes(ink, componentsOf(ink), 20)
    expect(measureBoxes(pageOf(ink), found, () => false).map(({ state }) => state)).toEqual([
      'ticked',
      'ticked',
      'ticked',
      'empty',
      'empty',
    ])
  })

  it('are boxes as "( )" too, also those that a mark runs through', () => {
    const ink = newPlane(400, 400)
    for (let index = 0; index < 5; index++) drawParentheses(ink, left, topOf(index))
    for (const index of [1, 4]) draw(ink, [left + 4, topOf(index) + 30], [left + side - 6, topOf(index)], 3)
    const found = bracketBoxes(ink, componentsOf(ink), 20)
    expect(measureBoxes(pageOf(ink), found, () => false).map(({ state }) => state)).toEqual([
      'empty',
      'ticked',
      'empty',
      'empty',
      'ticked',
    ])
  })

  it('are none in a text: one pair is no column', () => {
    const ink = newPlane(400, 400)
    drawBrackets(ink, left, topOf(0))
    expect(bracketBoxes(ink, componentsOf(ink), 20)).toEqual([])
  })
})

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

  it('with a cross is ticked, and with a box that was left as it was typed goes to a person', () => {
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
  })
})

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

describe('A photographed sheet', () => {
  it('is found by its edges, whatever shadow lies over it', () => {
    const [width, height] = [380, 500]
    const light = newPlane(width, height)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const inside = x > 40 + y * 0.03 && x < 345 - y * 0.02 && y > 30 + x * 0.04 && y < 470 - x * 0.01
        // The grain of a table, and a hand's shadow over the left third of the sheet and the table.
        const grain = 6 * Math.sin(y * 1.7) + 4 * Math.sin(x * 0.3)
        const shadow = 1 - 0.6 / (1 + Math.exp((x - 130) / 12))
        light.data[y * width + x] = (inside ? 215 : 110 + grain) * shadow
      }
    const corners = cornersByEdges(light)
    const expected = [
      [41, 32],
      [344, 44],
      [336, 467],
      [54, 469],
    ]
    for (const [index, [x, y]] of (corners ?? []).entries()) {
      expect(Math.abs(x - (expected[index]?.[0] ?? 0)), `corner ${index}`).toBeLessThan(4)
      expect(Math.abs(y - (expected[index]?.[1] ?? 0)), `corner ${index}`).toBeLessThan(4)
    }
    expect(corners).not.toBeNull()
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

  it('are not led into another line by a border that was read as a stroke through both', () => {
    const border = word('|', 270, 440, 95)
    const below = [word('Địa', 285, 505, 27), word('chỉ:', 352, 505, 27)]
    const lines = layOut([...label, border, ...below], [], 8, () => true) as Line[]
    expect(textsOf(lines).filter((text) => /Tên.*Địa|Địa.*Tên/.test(text))).toEqual([])
  })
})

describe('A hole punched beside the text', () => {
  it('is no word, though it was surely read as "4)"', () => {
    const word = (text: string, x: number, line: number): SeenWord => ({
      text,
      confidence: 0.87,
      place: { x, y: 100 + line * 50, width: 46, height: 30 },
      line,
    })
    const text = Array.from({ length: 24 }, (_, at) => word('điện', 250 + (at % 6) * 60, Math.floor(at / 6)))
    const read = [...text, word('4)', 64, 2), word('1.', 212, 1)]
    const pen = { words: new Set<SeenWord>(), legible: new Set<SeenWord>() }
    const words = [...wordsOf(read, { seen: read, boxes: [], pen, letter: 18 }).keys()]
    expect(words.map((one) => one.text).filter((one) => one !== 'điện')).toEqual(['1.'])
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
