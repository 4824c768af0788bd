import { decrypt } from 'officecrypto-tool'
import type { FileKind } from '../../files/sniff.ts'

/**
 * Excel locks a workbook whose structure is protected with this, and opens it for everybody without asking
 * ([MS-OFFCRYPTO] 2.4.2.3).
 */
const excelsOwn = 'VelvetSweatshop'

/**
 * The document inside a locked file of Word or Excel, of 2007 and later or of 97 to 2003, with the first of the passwords
 * that fits; null where none does, and for files of OpenDocument, which nothing here deciphers. Each costs a new file
 * half a second: what is derived from it is hashed 100,000 times.
 */
export async function unlocked(
  bytes: Uint8Array,
  kind: FileKind,
  passwords: readonly string[],
): Promise<Uint8Array | null> {
  if (kind === 'odt' || kind === 'ods') return null
  for (const password of [excelsOwn, ...passwords])
    try {
      const open = await decrypt(Buffer.from(bytes), { password })
      return new Uint8Array(open)
    } catch {
      // Not this one, or a cipher that is not known: either way it stays locked.
    }
  return null
}
