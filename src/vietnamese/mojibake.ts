import iconv from 'iconv-lite'
import { clean, fold } from './fold.ts'
import { fromTcvn3, fromVni } from './legacy.ts'

/** How 8-bit text may have been written, by what wrote it: Windows in Việt Nam, .VnTime, VNI. */
const tables: readonly ((bytes: Buffer) => string)[] = [
  (bytes) => iconv.decode(bytes, 'windows-1258'),
  (bytes) => fromTcvn3(bytes.toString('latin1')),
  (bytes) => fromVni(bytes.toString('latin1')),
]

/**
 * Undoes a wrong decoding of a name, a header or a letter: UTF-8 read as Latin-1 ("VÄƒn"), windows-1258, TCVN3 and VNI
 * read as Latin-1. Text that gives no sign of it comes back as it is, only cleaned.
 */
export function repairMojibake(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text)) return clean(text)
  const bytes = bytesOf(text)
  if (!bytes) return clean(text)
  return utf8(bytes) ?? mostVietnamese([text, ...tables.map((decode) => decode(bytes))])
}

/**
 * The text that these bytes spell when nothing tells their encoding (names in a zip file): UTF-8 where they are valid
 * UTF-8, otherwise the table in which they look most like Vietnamese; DOS wrote names too.
 */
export function decodeUnlabelled(raw: Uint8Array): string {
  const bytes = Buffer.from(raw)
  return (
    utf8(bytes) ??
    mostVietnamese([
      bytes.toString('latin1'),
      ...tables.map((decode) => decode(bytes)),
      iconv.decode(bytes, 'cp437'),
    ])
  )
}

/** Bytes that were read in the wrong table, as far as they still are bytes: Latin-1 first, then windows-1252. */
function bytesOf(text: string): Buffer | null {
  if (!/[^\0-\u00ff]/.test(text)) return Buffer.from(text, 'latin1')
  const bytes = iconv.encode(text, 'windows-1252')
  return iconv.decode(bytes, 'windows-1252') === text ? bytes : null
}

function utf8(bytes: Buffer): string | null {
  try {
    return clean(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
}

/** The first of the readings that look most like Vietnamese. */
function mostVietnamese(readings: readonly string[]): string {
  return readings.map(clean).reduce((best, one) => (likeness(one) > likeness(best) ? one : best))
}

/** Words of which at least one stands in nearly every name and subject of this survey, folded. */
const usualWords =
  /\b(phieu|khao|sat|van|phong|bao|cao|chu|ky|so|cong|phu|luc|ubnd|tinh|bo|gui|mau|trung|tam|thong|tin|tap|doan|tong|ty)\b/g

const foreignLetters = /[^\0-\u007fàáâãèéêìíòóôõùúýăđĩũơư\u1ea0-\u1ef9ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ–“”‘’…]/g
/** A capital behind a small letter, or a tone beside a hat: a wrong table makes them, a Vietnamese word has none. */
const impossible =
  /\p{Ll}[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ\u1ea0-\u1ef9](?<=\p{Lu})|[âêôăơ][àáãèéìíòóõùúýĩũ](?!\p{Lu})/gu

/** How much a text looks like Vietnamese of this correspondence. */
function likeness(text: string): number {
  const count = (pattern: RegExp, of = text): number => of.match(pattern)?.length ?? 0
  return count(usualWords, fold(text)) * 3 - count(foreignLetters) * 2 - count(impossible) * 2
}
