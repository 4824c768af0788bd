import { unzipSync } from 'fflate'
import { createExtractorFromData } from 'node-unrar-js'

/** What stops an archive, or one file in it, from being unpacked. */
export type ArchiveFault = 'password' | 'damaged' | 'too-large'

export interface Packed {
  /** Name as the archive has it, folders included. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly fault: ArchiveFault | null
}

/** Ceilings for one archive: a group's mail holds some 20 files of a few MB; a bomb holds gigabytes. */
const maxFiles = 300
const maxUnpackedBytes = 300 * 1024 * 1024

const none = new Uint8Array()

/** Names of the encrypted files in a zip's central directory (bit 0 of the flags). */
function encryptedNames(bytes: Uint8Array): Set<string> {
  const names = new Set<string>()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 46 < bytes.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue
    const length = view.getUint16(at + 28, true)
    if ((view.getUint16(at + 8, true) & 1) === 1) {
      const name = bytes.subarray(at + 46, at + 46 + length)
      const utf8 = (view.getUint16(at + 8, true) & 0x800) !== 0
      names.add(utf8 ? new TextDecoder().decode(name) : Buffer.from(name).toString('latin1'))
    }
    at += 45 + length
  }
  return names
}

/** Unpacks a zip file. Throws nothing: faults are told file by file, or once for the whole under the name ''. */
export function unpackZip(bytes: Uint8Array): Packed[] {
  const encrypted = encryptedNames(bytes)
  const refused: Packed[] = []
  let total = 0
  let count = 0
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        if (file.name.endsWith('/')) return false
        total += file.originalSize
        const fault = encrypted.has(file.name)
          ? 'password'
          : ++count > maxFiles || total > maxUnpackedBytes
            ? 'too-large'
            : null
        if (fault) refused.push({ name: file.name, bytes: none, fault })
        return fault === null
      },
    })
    return [
      ...Object.entries(files).map(([name, content]) => ({ name, bytes: content, fault: null })),
      ...refused,
    ].slice(0, maxFiles)
  } catch {
    return [{ name: '', bytes: none, fault: 'damaged' }]
  }
}

/** Unpacks a rar file of version 4 or 5, trying the passwords that the mail itself names. */
export async function unpackRar(bytes: Uint8Array, passwords: readonly string[]): Promise<Packed[]> {
  const data = bytes.slice().buffer
  const attempt = async (password: string | undefined): Promise<Packed[]> => {
    const extractor = await createExtractorFromData({ data, ...(password ? { password } : {}) })
    const headers = [...extractor.getFileList().fileHeaders].filter(({ flags }) => !flags.directory)
    const size = headers.reduce((sum, { unpSize }) => sum + unpSize, 0)
    if (headers.length > maxFiles || size > maxUnpackedBytes)
      return [{ name: '', bytes: none, fault: 'too-large' }]
    if (!password && headers.some(({ flags }) => flags.encrypted)) {
      return headers.map(({ name }) => ({ name, bytes: none, fault: 'password' }))
    }
    return [...extractor.extract().files]
      .filter(({ fileHeader }) => !fileHeader.flags.directory)
      .map(({ fileHeader, extraction }) => ({
        name: fileHeader.name,
        bytes: extraction ?? none,
        fault: null,
      }))
  }
  let last: Packed[] = []
  for (const password of [undefined, ...passwords]) {
    try {
      last = await attempt(password)
      if (last.every(({ fault }) => fault === null)) return last
    } catch (error) {
      const reason = (error as { reason?: string }).reason ?? ''
      last = [{ name: '', bytes: none, fault: /PASSWORD/.test(reason) ? 'password' : 'damaged' }]
    }
  }
  return last
}
