import './small-heap.ts'
import { loadRoster } from '../records/agencies.ts'
import { agencies } from '../survey/agencies.ts'
import type { Installation } from './installation.ts'
import { type PartName, parts, type RunningPart } from './parts.ts'

export interface Service {
  /** Address of the review desk; null when it does not run here. */
  readonly address: string | null
  close(): Promise<void>
}

/** Starts parts of the service in this process, in the order of the path of a mail. */
export async function startService(installation: Installation, names: readonly PartName[]): Promise<Service> {
  await loadRoster(installation.database, agencies)
  const running: RunningPart[] = []
  let address: string | null = null
  try {
    for (const name of names) {
      const part = await parts[name](installation)
      running.push(part)
      if ('address' in part) address = String(part.address)
    }
  } catch (error) {
    await Promise.allSettled(running.map((part) => part.close()))
    throw error
  }
  return {
    address,
    close: async () => {
      // The collector first, so that nothing new comes while the rest finishes.
      for (const part of running) await part.close()
    },
  }
}
