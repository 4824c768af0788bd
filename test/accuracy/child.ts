import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { readDocument } from '../../src/reading/read-document.ts'
import { agencies } from '../../src/survey/agencies.ts'
import { judge } from './judge.ts'
import { kinds, shaken } from './kinds.ts'

/** Makes and reads one document a message: `{ kind, seed }` → what was judged. */
process.on('message', async ({ kind, seed }: { kind: string; seed: number }) => {
  const random = randomFrom(seed)
  const agency = agencies[random.whole(0, agencies.length - 1)]
  const make = kinds[kind]
  if (!agency || !make) throw new Error(`No kind "${kind}"`)
  const made = await make(shaken(plausibleAnswers(agency, random), seed), seed, random)
  const start = performance.now()
  const reading = await readDocument(made.bytes)
  const tookMs = performance.now() - start
  process.send?.({ kind, seed, tookMs, judged: judge(reading, made.answers, made.handwritten) })
})
process.on('disconnect', () => process.exit(0))
