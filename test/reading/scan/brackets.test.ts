import { describe, expect, it } from 'vitest'
import { newPlane, type Plane } from '../../../src/reading/scan/bitmap.ts'
import { bracketBoxes } from '../../../src/reading/scan/brackets.ts'
import { componentsOf } from '../../../src/reading/scan/components.ts'
import { measureBoxes } from '../../../src/reading/scan/measure.ts'
import { draw, left, pageOf, side, topOf } from './drawing.ts'

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
