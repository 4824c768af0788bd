import { contradictoryRules } from './contradictory.ts'
import { incompleteRules } from './incomplete.ts'
import type { Facts, Finding } from './rule.ts'

/** Every finding of every rule, in the order of the office's lists (I1–I18, then C1–C15). */
export function checkRules(facts: Facts): Finding[] {
  return [...incompleteRules, ...contradictoryRules].flatMap((rule) =>
    rule.check(facts).map((found) => ({ rule: rule.id, ...found })),
  )
}

/** A form lacks what only the sender can give: some rule says so at level E. */
export function isIncomplete(findings: readonly Finding[]): boolean {
  return findings.some(({ level, rule }) => level === 'E' && rule.startsWith('I'))
}

/**
 * The flag words of the reading contract: `incomplete` for an I-rule of level E, and the category of every finding of
 * level E or W. Notes give no flag.
 */
export function flagWords(findings: readonly Finding[]): string[] {
  const words = new Set<string>()
  if (isIncomplete(findings)) words.add('incomplete')
  for (const { level, category } of findings) {
    if (level !== 'N' && category !== 'incomplete' && category !== 'note') words.add(category)
  }
  return [...words]
}
