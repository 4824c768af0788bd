import { fork } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Judged } from './judge.ts'
import { kinds } from './kinds.ts'

/**
 * Measures the readers on generated documents, two at a time, by the path every document takes.
 *   npm run accuracy -- [--kinds "scan 200,fax"] [--from 1] [--documents 10] [--held] [--errors]
 * `--held` takes seeds that nothing was tuned on.
 */
const { values } = parseArgs({
  options: {
    kinds: { type: 'string', default: Object.keys(kinds).join(',') },
    from: { type: 'string', default: '1' },
    documents: { type: 'string', default: '10' },
    held: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
  },
})

interface Result {
  readonly kind: string
  readonly seed: number
  readonly tookMs: number
  readonly judged: readonly Judged[]
}

const first = Number(values.from) + (values.held ? 100_000 : 0)
const wanted = values.kinds.split(',')
const jobs = wanted.flatMap((kind) =>
  Array.from({ length: Number(values.documents) }, (_, index) => ({ kind, seed: first + index })),
)
const results: Result[] = []

async function work(): Promise<void> {
  const child = fork(join(import.meta.dirname, 'child.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const { kind, seed } = job
    child.send(job)
    const result = await new Promise<Result>((resolve, reject) => {
      child.once('message', (message) => resolve(message as Result))
      child.once('exit', () => reject(new Error(`Reading ${kind} ${seed} ended the process`)))
    })
    child.removeAllListeners('exit')
    results.push(result)
    if (process.stderr.isTTY) process.stderr.write(`\r${results.length} read, ${jobs.length} to go `)
  }
  child.disconnect()
}

await Promise.all([work(), work()])
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')

const percent = (part: number, whole: number) =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`
const count = (list: readonly Judged[], test: (one: Judged) => boolean) => list.filter(test).length

const rows = wanted.map((kind) => {
  const own = results.filter((result) => result.kind === kind)
  const all = own.flatMap(({ judged }) => judged)
  const marks = all.filter(({ group }) => group === 'mark')
  const typed = all.filter(({ group }) => group === 'typed')
  const pen = all.filter(({ group }) => group === 'handwritten')
  const sureMarks = marks.filter(({ review }) => !review)
  return {
    kind,
    documents: own.length,
    marks: marks.length,
    'right, not reviewed': percent(
      count(sureMarks, ({ right }) => right),
      sureMarks.length,
    ),
    'silent errors': count(sureMarks, ({ right }) => !right),
    'to a person': percent(marks.length - sureMarks.length, marks.length),
    'typed exact': percent(
      count(typed, ({ right }) => right),
      typed.length,
    ),
    'typed to a person': percent(
      count(typed, ({ review }) => review),
      typed.length,
    ),
    'typed silent': count(typed, ({ right, review }) => !right && !review),
    'empty silent': count(all, ({ group, right, review }) => group === 'empty' && !right && !review),
    'pen to a person': percent(
      count(pen, ({ review }) => review),
      pen.length,
    ),
    's/document': (own.reduce((sum, { tookMs }) => sum + tookMs, 0) / Math.max(1, own.length) / 1000).toFixed(
      1,
    ),
  }
})
console.table(rows)

const edges = [0, 0.5, 0.75, 0.85, 0.9, 0.95, 0.98, 1.0001]
console.log('Calibration: of the answers given this confidence, so many are right')
console.table(
  edges.slice(1).map((to, index) => {
    const from = edges[index] as number
    const inside = results
      .flatMap(({ judged }) => judged)
      .filter(({ confidence }) => confidence >= from && confidence < to)
    const marks = inside.filter(({ group }) => group === 'mark')
    const others = inside.filter(({ group }) => group !== 'mark')
    return {
      confidence: `${from} – ${Math.min(1, to)}`,
      marks: marks.length,
      'marks right': percent(
        count(marks, ({ right }) => right),
        marks.length,
      ),
      values: others.length,
      'values right': percent(
        count(others, ({ right }) => right),
        others.length,
      ),
    }
  }),
)

for (const { kind, seed, judged } of results) {
  for (const { id, group, right, review, confidence, reason, expected, read } of judged) {
    const silent = !right && !review
    const pen = group === 'handwritten' && !review
    if (silent || pen || (values.errors && group !== 'handwritten' && (review || !right)))
      console.log(silent ? 'SILENT' : pen ? 'PEN' : 'review', kind, seed, id, {
        expected,
        read,
        confidence,
        reason,
      })
  }
}
