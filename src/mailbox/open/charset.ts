import iconv from 'iconv-lite'
import { decodeUnlabelled, repairMojibake } from '../../vietnamese/mojibake.ts'

/** Charsets that say nothing: programs write them over whatever they send. */
const empty = /^(|us-?ascii|ascii|unknown.*|x-unknown|x-user-defined|8bit|iso-?8859-?1|latin-?1|default)$/i
/** Encodings of plain ASCII letters. */
const sevenBit = /^(utf-?7|iso-2022-.*|hz.*)$/i

/**
 * The text that these bytes spell. What the mail calls them is believed only where it can be true: bytes that are valid
 * UTF-8 are UTF-8 under every other name, and "utf-8" over windows-1258, TCVN3 or VNI is told by how the text looks.
 */
export function decodeText(bytes: Buffer, declared: string): string {
  const isAscii = bytes.every((byte) => byte < 0x80)
  if (isAscii && !bytes.includes(0))
    return sevenBit.test(declared) && iconv.encodingExists(declared)
      ? iconv.decode(bytes, declared)
      : bytes.toString('latin1')
  if (!bytes.includes(0)) {
    const text = bytes.toString('utf8')
    const lost = text.split('\ufffd').length - 1
    // A letter cut in two at the end of a damaged mail makes the rest no other encoding.
    if (lost === 0 || lost * 10 < text.length - text.replace(/[^\0-\x7f]/g, '').length) return text
  }
  if (empty.test(declared) || /^utf-?8$/i.test(declared) || !iconv.encodingExists(declared))
    return decodeUnlabelled(bytes)
  return repairMojibake(iconv.decode(bytes, declared))
}
