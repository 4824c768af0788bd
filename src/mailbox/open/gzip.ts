import { gunzipSync } from 'node:zlib'
import { type Budget, none, type Packed } from './packed.ts'

/** The one file in a .gz, named as the archive without its ending; within the budget, whatever it says of its size. */
export function unpackGzip(bytes: Uint8Array, name: string, budget: Budget): Packed[] {
  if (budget.files-- <= 0) return [{ name: '', bytes: none, fault: 'too-large' }]
  try {
    const unpacked = gunzipSync(bytes, { maxOutputLength: Math.max(1, budget.bytes) })
    budget.bytes -= unpacked.length
    return [{ name: nameWithout(name), bytes: new Uint8Array(unpacked), fault: null }]
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    return [{ name: '', bytes: none, fault: tooLarge ? 'too-large' : 'damaged' }]
  }
}

const nameWithout = (name: string): string => name.replace(/\.tgz$/i, '.tar').replace(/\.gz$/i, '')
