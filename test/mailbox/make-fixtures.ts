/**
 * Writes test/mailbox/fixtures: one folder a case, with the raw mail and what opening it must give.
 * Run: node test/mailbox/make-fixtures.ts [name …]. Signed mails differ at each run (new keys), all others do not.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cases } from './fixture-makers/cases.ts'

const wanted = process.argv.slice(2)
for (const [name, make] of Object.entries(cases)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const { raw, expected } = await make()
  const folder = new URL(`./fixtures/${name}/`, import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL('input.eml', folder), raw)
  writeFileSync(new URL('expected.json', folder), `${JSON.stringify(expected, null, 2)}\n`)
}
