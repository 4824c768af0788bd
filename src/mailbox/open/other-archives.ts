import type { ArchiveReader } from 'libarchive-wasm'
import { type Budget, none, type Packed } from './packed.ts'

type ArchiveReaderEntry = NonNullable<ReturnType<ArchiveReader['nextEntry']>>

/**
 * Unpacks .7z and .tar, which libarchive reads as WebAssembly; loaded only when such an archive comes. Nothing larger
 * than what is left of the budget is unpacked, by the size that the archive itself states and that libarchive holds it
 * to. A .7z with enciphered names, or files, is told as locked: libarchive has no key for those. Of names it keeps the
 * letters of ASCII.
 */
export async function unpackOther(bytes: Uint8Array, budget: Budget): Promise<Packed[]> {
  const { ArchiveReader, libarchiveWasm } = await import('libarchive-wasm')
  const found: Packed[] = []
  const whole = (fault: Packed['fault']): Packed[] => [...found, { name: '', bytes: none, fault }]
  let isLocked = false
  try {
    const reader = new ArchiveReader(await libarchiveWasm(), new Int8Array(bytes))
    for (const entry of reader.entries()) {
      if (entry.getFiletype() !== 'File') continue
      if (budget.files-- <= 0) return whole('too-large')
      found.push({ name: entry.getPathname() ?? '', ...unpackEntry(entry, budget) })
    }
    isLocked = reader.hasEncryptedData() === true
    if (found.length > 0) return found
  } catch (error) {
    isLocked = /encrypt|passphrase/i.test((error as Error).message)
  }
  return whole(isLocked ? 'password' : 'damaged')
}

function unpackEntry(entry: ArchiveReaderEntry, budget: Budget): Omit<Packed, 'name'> {
  const size = entry.getSize()
  if (entry.isEncrypted()) return { bytes: none, fault: 'password' }
  if (size < 0 || size > budget.bytes) return { bytes: none, fault: 'too-large' }
  if (size === 0) return { bytes: none, fault: null }
  budget.bytes -= size
  try {
    const content = entry.readData() ?? []
    if (content.length === size) return { bytes: new Uint8Array(content), fault: null }
  } catch {
    // Cut off, or its checksum is another.
  }
  return { bytes: none, fault: 'damaged' }
}
