import iconv from 'iconv-lite'
import { clean, fold } from './fold.ts'
import { fromTcvn3, fromVni } from './legacy.ts'
import { usualWords } from './mojibake.ts'

/** How an 8-bit name may have been written, by what wrote it: today's tools, Windows in Việt Nam, .VnTime, DOS. */
const tables: readonly { readonly name: string; decode(bytes: Buffer): string }[] = [
  { name: 'windows-1258', decode: (bytes) => iconv.decode(bytes, 'windows-1258') },
  { name: 'tcvn3', decode: (bytes) => fromTcvn3(bytes.toString('latin1')) },
  { name: 'vni', decode: (bytes) => fromVni(bytes.toString('latin1')) },
  { name: 'cp437', decode: (bytes) => iconv.decode(bytes, 'cp437') },
  { name: 'latin1', decode: (bytes) => bytes.toString('latin1') },
]

/**
 * The name that these bytes spell when nothing tells their encoding (names in a zip file): UTF-8 where they are valid
 * UTF-8, otherwise the table in which they look most like Vietnamese.
 */
export function decodeName(raw: Uint8Array): string {
  const bytes = Buffer.from(raw)
  try {
    return clean(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    const readings = tables.map(({ decode }) => clean(decode(bytes)))
    return readings.reduce((best, one) => (likeness(one) > likeness(best) ? one : best))
  }
}

/** Words of this correspondence count for a name, signs that stand in no name against it. */
function likeness(name: string): number {
  const words = fold(name).match(usualWords)?.length ?? 0
  // Letters of Vietnamese, then anything else beyond ASCII.
  const foreign =
    name.match(/[^\0-\u007fàáâãèéêìíòóôõùúýăđĩũơư\u1ea0-\u1ef9ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ]/g)?.length ?? 0
  // A capital behind a small letter: tables that swap them do that.
  const swapped = name.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0
  return words * 3 - foreign * 2 - swapped
}
