import { repairMojibake } from '../../vietnamese/mojibake.ts'

/** Longer names are hostile or broken; file systems and pages cope with 200. */
const longest = 200

/**
 * The name of an attachment as it may be shown and stored: base name only, wrong decodings undone, no control
 * characters and no characters that turn the direction of text. Never empty.
 */
export function safeName(name: string | undefined | false, fallback: string): string {
  const base = repairMojibake(decodeEncodedWords(name || ''))
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}]/gu, '')
    .toWellFormed()
    .trim()
  if (!base || base === '.' || base === '..') return fallback
  if (base.length <= longest) return base
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(base)?.[0] ?? ''
  return base.slice(0, longest - extension.length).toWellFormed() + extension
}

/** RFC 2047 words that a mail program left encoded, inside quotes or in an archive's directory. */
function decodeEncodedWords(text: string): string {
  return text
    .slice(0, 2000)
    .replace(/(=\?[^?\s]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replace(/=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi, (whole, charset: string, how: string, value: string) => {
      try {
        const bytes =
          how.toLowerCase() === 'b'
            ? Buffer.from(value, 'base64')
            : Buffer.from(
                value
                  .replace(/_/g, ' ')
                  .replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
                    String.fromCharCode(Number.parseInt(hex, 16)),
                  ),
                'latin1',
              )
        return new TextDecoder(charset).decode(bytes)
      } catch {
        return whole
      }
    })
}

/** Names of what comes along with documents and is none: locks of open files, contacts, signatures, system litter. */
export function isLitterName(name: string): boolean {
  return (
    /^(~\$|\._)/.test(name) ||
    /^(thumbs\.db|desktop\.ini|\.ds_store)$/i.test(name) ||
    /\.(vcf|ics|p7s|asc|sig)$/i.test(name)
  )
}
