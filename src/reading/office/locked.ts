import { strFromU8, unzipSync } from 'fflate'
import type { FileKind } from '../../files/sniff.ts'
import type { DocumentFormat } from '../transcript.ts'

/** Word's main stream begins with this at a sector's start; the flag for encryption is in the 12th byte of it. */
const sectorBytes = 512
const encryptedFlag = 0x0100

/** True for a Word 97–2003 file that asks for a password to be opened. */
function isLockedDoc(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = sectorBytes; at + 12 <= bytes.length; at += sectorBytes) {
    // 0xA5EC, then a version from Word 97 (0x00C1) to Word 2007 (0x0112).
    const version = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) !== 0xa5ec || version < 0x65 || version > 0x200) continue
    return (view.getUint16(at + 10, true) & encryptedFlag) !== 0
  }
  return false
}

/** True for an Excel 97–2003 file that asks for one: the record FILEPASS right behind the first one of the stream. */
function isLockedXls(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = sectorBytes; at + 24 <= bytes.length; at += sectorBytes) {
    if (view.getUint16(at, true) !== 0x0809 || view.getUint16(at + 2, true) > 16) continue
    if (view.getUint16(at + 4 + view.getUint16(at + 2, true), true) === 0x002f) return true
  }
  return false
}

function isLockedOpenDocument(bytes: Uint8Array): boolean {
  try {
    const name = 'META-INF/manifest.xml'
    const manifest = unzipSync(bytes, {
      filter: (file) => file.name === name && file.originalSize < 1_000_000,
    })[name]
    return manifest !== undefined && strFromU8(manifest).includes('encryption-data')
  } catch {
    return false
  }
}

/** What a file of an office program is that can be opened with a password only; null for every other file. */
export function formatIfLocked(bytes: Uint8Array, kind: FileKind): DocumentFormat | null {
  switch (kind) {
    // Word, Excel or another: only who opens it knows.
    case 'encrypted-office':
      return 'unknown'
    case 'doc':
      return isLockedDoc(bytes) ? 'doc' : null
    case 'xls':
      return isLockedXls(bytes) ? 'xlsx' : null
    case 'odt':
    case 'ods':
      return isLockedOpenDocument(bytes) ? (kind === 'odt' ? 'doc' : 'xlsx') : null
    default:
      return null
  }
}
