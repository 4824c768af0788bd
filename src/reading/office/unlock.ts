import { decrypt } from 'officecrypto-tool'
import { type FileKind, sniff } from '../../files/sniff.ts'
import { formatIfLocked } from './locked.ts'

/**
 * Excel locks a workbook whose structure is protected with this, and opens it for everybody without asking
 * ([MS-OFFCRYPTO] 2.4.2.3).
 */
const excelsOwn = 'VelvetSweatshop'

/**
 * The document inside a locked file of Word or Excel, of 2007 and later or of 97 to 2003, with the first of the passwords
 * that fits; null where none does, where what comes out is locked itself, and for files of OpenDocument, which nothing
 * here deciphers. Each costs a new file half a second: what is derived from it is hashed 100,000 times.
 */
export async function unlocked(
  bytes: Uint8Array,
  kind: FileKind,
  passwords: readonly string[],
): Promise<Uint8Array | null> {
  if (kind === 'odt' || kind === 'ods') return null
  for (const password of [excelsOwn, ...passwords])
    try {
      const open = new Uint8Array(await decrypt(Buffer.from(bytes), { password }))
      // A file that the library takes for open it gives back as it is.
      return formatIfLocked(open, sniff(open)) ? null : open
    } catch {
      // Not this one, or a cipher that is not known: either way it stays locked.
    }
  return null
}
