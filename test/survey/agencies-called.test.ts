import { describe, expect, it } from 'vitest'
import { agenciesCalled } from '../../src/survey/agency-names/search.ts'

const ids = (text: string) => agenciesCalled(text).map(({ id }) => id)

describe('The bodies that a search means', () => {
  it('are those in whose name its words stand whole, with or without tones', () => {
    expect(ids('Hà Tĩnh')).toEqual(['ha-tinh'])
    expect(ids('ha tinh')).toEqual(['ha-tinh'])
    expect(ids('VNPT')).toEqual(['vnpt'])
    expect(ids('hà')).toContain('ha-noi')
    expect(ids('hà tĩn')).toEqual([])
  })

  it('are also found by a name written out longer than the roster has it', () => {
    expect(ids('Văn phòng UBND tỉnh Hà Tĩnh')).toEqual(['ha-tinh'])
  })

  it('are none where nobody is named', () => {
    expect(ids('Nguyễn Văn An')).toEqual([])
    expect(ids(' - ')).toEqual([])
  })
})
