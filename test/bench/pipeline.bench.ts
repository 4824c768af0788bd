import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Bench, type Measure, ms } from './measure.ts'

/** HOMPHIEU_BENCH_MAILS=100,1000,10000 for the long run (17 minutes on two cores that were busy with other work). */
const sizes = (process.env.HOMPHIEU_BENCH_MAILS ?? '100,1000').split(',').map(Number)
const program = fileURLToPath(new URL('./pipeline-run.ts', import.meta.url))

interface Run {
  readonly mails: number
  readonly seconds: number
  readonly peakMb: number
}

/** From a raw mail to a flagged record: recorded, opened, read and assessed, each mail with a Word form. */
export const bench: Bench = {
  name: 'The whole path of a mail (peer: the first size)',
  missing: () => null,
  async run(progress) {
    const runs: Run[] = []
    for (const mails of sizes) {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, String(mails)])
      for (const line of stderr.split('\n').filter(Boolean)) progress(line)
      const run = JSON.parse(stdout) as Run
      progress(`${mails} mails: ${run.seconds.toFixed(1)} s, ${Math.round(run.peakMb)} MB`)
      runs.push(run)
    }
    const first = runs[0] as Run
    const perMail = ({ seconds, mails }: Run) => (seconds * 1000) / mails
    return runs.flatMap((run): Measure[] => [
      {
        what: `${run.mails} mails: time a mail (${(run.mails / run.seconds).toFixed(1)} mails/s)`,
        ours: ms(perMail(run)),
        peer: ms(perMail(first)),
        ratio: perMail(run) / perMail(first),
        bound: { atMost: 1.1 },
      },
      {
        what: `${run.mails} mails: peak memory of the service process`,
        ours: `${Math.round(run.peakMb)} MB`,
        peer: `${Math.round(first.peakMb)} MB`,
        ratio: run.peakMb / first.peakMb,
        bound: null,
      },
    ])
  },
}
