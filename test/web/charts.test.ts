import { describe, expect, it } from 'vitest'
import { arrivalColumns, ticks } from '../../src/web/parts/charts.ts'

const deadline = '2017-04-25'

describe('The chart of arrivals', () => {
  it('keeps to the days around the deadline when one mail comes a year late, and counts that mail', () => {
    const columns = arrivalColumns(
      [
        { day: '2017-04-20', n: 3 },
        { day: '2017-04-26', n: 1 },
        { day: '2018-06-01', n: 1 },
      ],
      deadline,
    )
    expect(columns.length).toBe(21)
    expect(columns[0]).toEqual({ span: 'day', day: '2017-04-20', n: 3, total: 3 })
    expect(columns.at(-2)).toMatchObject({ span: 'day', day: '2017-05-09', n: 0, total: 4 })
    expect(columns.at(-1)).toMatchObject({ span: 'later', n: 1, total: 5 })
  })

  it('goes on to the deadline while nothing is late, and begins where something came', () => {
    const columns = arrivalColumns([{ day: '2017-04-23', n: 2 }], deadline)
    expect(columns.map(({ day, n, total }) => [day, n, total])).toEqual([
      ['2017-04-23', 2, 2],
      ['2017-04-24', 0, 2],
      ['2017-04-25', 0, 2],
    ])
    expect(arrivalColumns([], deadline)).toEqual([])
  })

  it('shows what came only long before or only long after in one column each', () => {
    expect(arrivalColumns([{ day: '2016-01-01', n: 1 }], deadline)[0]).toMatchObject({
      span: 'earlier',
      n: 1,
    })
    const late = arrivalColumns([{ day: '2017-12-01', n: 4 }], deadline)
    expect(late[0]?.day).toBe(deadline)
    expect(late.at(-1)).toMatchObject({ span: 'later', n: 4, total: 4 })
  })

  it('has round figures on its axis', () => {
    expect(ticks(131)).toEqual([0, 50, 100])
    expect(ticks(4)).toEqual([0, 1, 2, 3, 4])
    expect(ticks(1)).toEqual([0, 1])
    expect(ticks(17)).toEqual([0, 5, 10, 15])
  })
})
