import { configure, type FileEntry, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import { decodeUnlabelled } from '../../vietnamese/mojibake.ts'
import { unpackCutZip } from './cut-zip.ts'
import { type Budget, none, type Packed } from './packed.ts'

configure({ useWebWorkers: false })

/**
 * Unpacks a zip file, entry by entry, within the budget. Encrypted entries (ZipCrypto and AES) are tried with the
 * passwords that the mail names. Throws nothing: faults are told file by file, or once for the whole under the name ''.
 */
export async function unpackZip(
  bytes: Uint8Array,
  passwords: readonly string[],
  budget: Budget,
): Promise<Packed[]> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), {
    checkSignature: true,
    // Names with paths are cut down to their last part; the files behind them are as good as others.
    filenameValidation: 'tolerant',
  })
  const found: Packed[] = []
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory) continue
      const name = entry.filenameUTF8 ? entry.filename : decodeUnlabelled(entry.rawFilename)
      if (budget.files-- <= 0) return [...found, { name: '', bytes: none, fault: 'too-large' }]
      found.push({ name, ...(await unpackEntry(entry, passwords, budget)) })
    }
    return found.length > 0 ? found : [{ name: '', bytes: none, fault: 'empty' }]
  } catch {
    // The directory at the end is what was lost of an archive that is cut off.
    if (found.length === 0) return unpackCutZip(bytes, budget)
    return [...found, { name: '', bytes: none, fault: 'damaged' }]
  } finally {
    await reader.close().catch(() => {})
  }
}

async function unpackEntry(
  entry: FileEntry,
  passwords: readonly string[],
  budget: Budget,
): Promise<Omit<Packed, 'name'>> {
  let overBudget = false
  for (const password of entry.encrypted ? passwords : ['']) {
    const chunks: Uint8Array[] = []
    let left = budget.bytes
    // Counted while it unpacks: what a hostile entry says about its size proves nothing.
    const writable = new WritableStream<Uint8Array>({
      write(chunk) {
        left -= chunk.length
        if (left < 0) {
          overBudget = true
          throw new RangeError('over the budget')
        }
        chunks.push(chunk)
      },
    })
    try {
      await entry.getData(writable, entry.encrypted ? { password } : {})
      budget.bytes = left
      return { bytes: new Uint8Array(Buffer.concat(chunks)), fault: null }
    } catch {
      if (overBudget) return { bytes: none, fault: 'too-large' }
    }
  }
  return { bytes: none, fault: entry.encrypted ? 'password' : 'damaged' }
}
