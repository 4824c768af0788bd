import './small-heap.ts'
import { ConfigError, processEnvironment } from '../config.ts'
import { loadRoster } from '../records/agencies.ts'
import { agencies } from '../survey/agencies.ts'
import { openInstallation } from './installation.ts'
import { type PartName, parts } from './parts.ts'

/** Ctrl-C under npm comes twice: from the terminal, and passed on by npm. Whoever insists takes longer than that. */
const sameStrokeMs = 1000

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | null = null
    const heard = () => {
      if (first !== null && Date.now() - first > sameStrokeMs) process.exit(130)
      first ??= Date.now()
      resolve()
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, heard)
  })
}

/** Runs one part of the service in a process of its own, until it is told to stop. For machines beside the first. */
export async function runPart(name: PartName): Promise<void> {
  try {
    const installation = await openInstallation({ env: processEnvironment(), cwd: process.cwd(), lang: 'en' })
    await loadRoster(installation.database, agencies)
    const part = await parts[name](installation)
    installation.log.info({ part: name }, 'started')
    await untilStopped()
    await part.close()
    await installation.close()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const one of error.problems) process.stderr.write(`${one.variable}: ${one.expected}\n`)
    process.exitCode = 1
  }
}
