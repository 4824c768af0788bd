/** Headers longer than this are no headers. */
const headerLimit = 262_144

/** Old Macs and a few gateways end lines with a carriage return alone. */
export function withLineFeeds(raw: Buffer): Buffer {
  const head = raw.subarray(0, 8192)
  if (head.includes(0x0a) || !head.includes(0x0d)) return raw
  return Buffer.from(raw.toString('latin1').replaceAll('\r', '\r\n'), 'latin1')
}

/**
 * The mail with the boundary that really parts it, where its header names another one or none; null where nothing in
 * it looks like a boundary: two dashes, and a part's own header right below.
 */
export function repairedBoundary(raw: Buffer): Buffer | null {
  const text = raw.subarray(0, headerLimit).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  if (!end) return null
  const header = text.slice(0, end.index)
  const type = /^content-type:\s{0,9}multipart\/(\w{1,30})[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*/im.exec(header)
  const boundary = /^--([^\r\n]{1,100}?)[ \t]*\r?\n(?:content|mime)-[\w-]{1,40}:/im.exec(
    text.slice(end.index),
  )
  if (!type || !boundary) return null
  const repaired = `${header.slice(0, type.index)}Content-Type: multipart/${type[1]}; boundary="${(boundary[1] as string).replace(/["\\]/g, '')}"${header.slice(type.index + type[0].length)}`
  return Buffer.concat([Buffer.from(repaired, 'latin1'), raw.subarray(end.index)])
}

/** The line that an mbox puts before each of its mails; inside one it has a blank line above it. */
const envelopeLine =
  /(?:^|(?<=\n\r?\n))From \S[^\r\n]{0,300}\d{1,2}:\d{2}[^\r\n]{0,60}\r?\n(?=[A-Za-z][\w-]{0,76}:)/g

/** Programs that save a mail or pass it on sometimes leave its mbox line on top, or hand over a whole mbox. */
export function mailsIn(raw: Buffer): [Buffer, ...Buffer[]] {
  if (!raw.subarray(0, 5).equals(Buffer.from('From '))) return [raw]
  const text = raw.toString('latin1')
  const lines = [...text.matchAll(envelopeLine)]
  const [first, ...others] = lines.map(({ index, 0: line }, at) =>
    raw.subarray(index + line.length, lines[at + 1]?.index),
  )
  return first && lines[0]?.index === 0 ? [first, ...others] : [raw]
}
