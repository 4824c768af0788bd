import iconv from 'iconv-lite'
import { clean, fold } from './fold.ts'
import { repairLegacy } from './legacy.ts'

/** Bytes that were read in the wrong table, as far as they still are bytes: Latin-1 first, then windows-1252. */
function bytesOf(text: string): Buffer | null {
  if ([...text].every((letter) => letter <= '\u00ff')) return Buffer.from(text, 'latin1')
  const bytes = iconv.encode(text, 'windows-1252')
  return iconv.decode(bytes, 'windows-1252') === text ? bytes : null
}

/** Words of which at least one stands in nearly every name and subject of this survey, folded. */
export const usualWords =
  /\b(phieu|khao|sat|van|phong|bao|cao|chu|ky|so|cong|phu|luc|ubnd|tinh|bo|gui|mau|trung|tam|thong|tin|tap|doan|tong|ty)\b/g

/**
 * Undoes a wrong decoding of a name or a header: UTF-8 read as Latin-1 ("VÄƒn"), windows-1258 and TCVN3 read as
 * Latin-1. Text that gives no sign of it comes back as it is, only cleaned.
 */
export function repairMojibake(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text)) return clean(text)
  const bytes = bytesOf(text)
  if (bytes) {
    try {
      return clean(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    } catch {
      // Not UTF-8.
    }
    const legacy = repairLegacy(text, (decoded) => (fold(decoded).match(usualWords)?.length ?? 0) >= 2)
    if (legacy !== text) return clean(legacy)
    const vietnamese = clean(iconv.decode(bytes, 'windows-1258'))
    if (/[\u1ea0-\u1ef9ăđơư]/i.test(vietnamese) && fold(vietnamese).match(usualWords)) return vietnamese
  }
  return clean(text)
}
