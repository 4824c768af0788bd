import { readdirSync } from 'node:fs'
import type { Bench, Measure } from './measure.ts'

/**
 * `npm run bench [-- NAME…]`: every bench in this folder, or those named. Ratios are taken in one run against a peer
 * doing the same work, since these figures are read on machines of every speed.
 */
const wanted = process.argv.slice(2)
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
if (names.length === 0) {
  console.error(`No bench named ${wanted.join(', ')}.`)
  process.exit(1)
}

function verdict({ ratio, bound }: Measure): string {
  if (ratio === null || !bound) return ''
  const limit = bound.atMost === undefined ? `≥ ${bound.atLeast}` : `≤ ${bound.atMost}`
  const held = bound.atMost === undefined ? ratio >= (bound.atLeast ?? 0) : ratio <= bound.atMost
  return `${limit} ${held ? 'held' : 'MISSED'}`
}

const progress = (line: string): void => console.error(`  ${line}`)
for (const name of names) {
  const { bench } = (await import(`./${name}.bench.ts`)) as { bench: Bench }
  console.log(`\n${bench.name}`)
  const missing = bench.missing()
  if (missing) {
    console.log(`  skipped: ${missing}`)
    continue
  }
  for (const measure of await bench.run(progress)) {
    const ratio = measure.ratio === null ? '' : `${measure.ratio.toFixed(2)} ×`
    console.log(
      `  ${measure.what.padEnd(58)} ${measure.ours.padStart(14)} ${measure.peer.padStart(14)} ${ratio.padStart(8)}  ${verdict(measure)}`,
    )
  }
}
