import { describe, expect, it } from 'vitest'
import { agenciesCalled, agenciesNamed } from '../../src/survey/agency-names/search.ts'

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

describe('The body that a person names', () => {
  const named = (text: string) => agenciesNamed(text).map(({ id }) => id)

  it('is the one of just this name, with or without tones, though others hold the same words', () => {
    expect(named('ha noi')).toEqual(['ha-noi'])
    expect(named('bo cong an')).toEqual(['bo-cong-an'])
    expect(named('vnpt')).toEqual(['vnpt'])
    expect(named('ha-tinh')).toEqual(['ha-tinh'])
  })

  it('is found by the beginnings of its words, in any order, and by a name written out longer', () => {
    expect(named('tin ha')).toContain('ha-tinh')
    expect(named('Văn phòng UBND tỉnh Hà Tĩnh')).toEqual(['ha-tinh'])
  })

  it('is not taken for settled while what was typed may still become another', () => {
    expect(named('la').length).toBeGreaterThan(1)
    expect(named('')).toEqual([])
  })
})
