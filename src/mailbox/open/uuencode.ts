/** A file written into the text of a mail, as programs did before MIME and some gateways still do. */
export interface UuencodedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const begin = /^begin(?:-base64)? [0-7]{3,4} (\S[^\r\n]{0,200})$/

const ending = /^(end|====)\s*$/

/** Finds uuencoded files in a text; returns them and the text without them. */
export function takeUuencoded(text: string): { text: string; files: UuencodedFile[] } {
  if (!/^begin(?:-base64)? [0-7]{3,4} /m.test(text)) return { text, files: [] }
  const lines = text.split(/\r?\n/)
  const files: UuencodedFile[] = []
  const kept: string[] = []
  let end = 0
  for (let at = 0; at < lines.length; at++) {
    const name = begin.exec(lines[at] as string)?.[1]
    // Never looks at a line twice: a text may hold nothing but beginnings.
    if (name)
      for (end = Math.max(end, at + 1); end < lines.length && !ending.test(lines[end] as string); ) end++
    if (!name || end >= lines.length) {
      kept.push(lines[at] as string)
      continue
    }
    const body = lines.slice(at + 1, end)
    const bytes = (lines[at] as string).startsWith('begin-base64')
      ? Buffer.from(body.join(''), 'base64')
      : Buffer.concat(body.map(decodeLine))
    files.push({ name, bytes: new Uint8Array(bytes) })
    at = end
  }
  return { text: kept.join('\n'), files }
}

/** The first letter says how many bytes follow; four letters make three bytes. */
function decodeLine(line: string): Buffer {
  const value = (at: number): number => ((line.charCodeAt(at) || 32) - 32) & 63
  const length = line === '' ? 0 : value(0)
  const bytes = Buffer.alloc(Math.ceil(length / 3) * 3)
  for (let from = 1, to = 0; to < length; from += 4, to += 3)
    bytes.writeUIntBE(
      (value(from) << 18) | (value(from + 1) << 12) | (value(from + 2) << 6) | value(from + 3),
      to,
      3,
    )
  return bytes.subarray(0, length)
}
