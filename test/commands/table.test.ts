import { describe, expect, test } from 'vitest'
import { cut, localTime, table, width } from '../../src/commands/table.ts'

describe('a table in the terminal', () => {
  test('stays aligned whether Vietnamese letters are composed or not', () => {
    const names = ['Hà Nội', 'Hà Nội'.normalize('NFD'), 'Ha Noi']
    const lines = table<string>(
      [
        { head: 'Tên', text: (name) => name },
        { head: 'Phiếu', text: () => 'đủ' },
      ],
      names,
    )
    expect(lines.slice(2)).toEqual(['Hà Nội  đủ', 'Hà Nội  đủ', 'Ha Noi  đủ'])
    expect(width('Nội'.normalize('NFD'))).toBe(3)
  })

  test('cuts long texts between letters', () => {
    expect(cut('Thừa Thiên Huế'.normalize('NFD'), 5).normalize('NFC')).toBe('Thừa…')
  })

  test('shows what strangers wrote as text only: no terminal commands, no line breaks, no turned direction', () => {
    const [, , row] = table<string>(
      [{ head: '', text: (name) => name }],
      ['\u001b[31mđỏ\u001b[0m\n\u202efdp.exe\r'],
    )
    expect(row).toBe('[31mđỏ[0m fdp.exe')
  })

  test('tells the time of Hà Nội, wherever the machine stands', () => {
    expect(localTime(new Date('2017-04-25T16:59:59Z'))).toBe('25/04/2017 23:59')
    expect(localTime(new Date('2017-04-25T17:00:00Z'))).toBe('26/04/2017 00:00')
  })
})
