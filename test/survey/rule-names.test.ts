import { describe, expect, it } from 'vitest'
import { contradictoryRules } from '../../src/survey/rules/contradictory.ts'
import { incompleteRules } from '../../src/survey/rules/incomplete.ts'
import { ruleName } from '../../src/survey/rules/names.ts'

const ids = [...incompleteRules, ...contradictoryRules].map(({ id }) => id)

describe('The names of the rules', () => {
  it('call every rule by its number and a few words of its own, in both languages', () => {
    for (const lang of ['vi', 'en'] as const) {
      const names = ids.map((id) => ruleName(id, lang))
      for (const [index, name] of names.entries())
        expect(name).toMatch(new RegExp(`^${ids[index]} · .{4,34}$`))
      expect(new Set(names.map((name) => name.split(' · ')[1])).size).toBe(ids.length)
    }
  })

  it('call the rules without a number by words alone', () => {
    expect(ruleName('late', 'vi')).toBe('Sau hạn')
    expect(ruleName('no-form', 'vi')).toBe('Thư không có phiếu')
    expect(ruleName('member-unit', 'en')).toBe('Member unit')
    expect(ruleName('constructor', 'vi')).toBe('constructor')
  })
})
