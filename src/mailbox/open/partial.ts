import type { MailFragment } from '../opened-mail.ts'

/** What a Content-Type header says of a mail that is one piece of another (message/partial; RFC 2046, 5.2.2). */
export function fragmentOf(contentType: string): MailFragment | null {
  if (!/^message\/partial\b/i.test(contentType)) return null
  const parameter = (name: string): string | undefined => {
    const { 1: quoted, 2: bare } =
      new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]{1,300})"|([^\\s;"]{1,300}))`, 'i').exec(contentType) ?? []
    return quoted ?? bare
  }
  const id = parameter('id')
  const number = Number(parameter('number'))
  const total = Number(parameter('total') ?? 0)
  return id && number >= 1 && number <= mostPieces && total <= mostPieces ? { id, number, total } : null
}

/** Programs that cut mails did so for gateways that took 64 KB: 20 MB are some 300 pieces. */
const mostPieces = 999

/** The pieces in order, once all are there; none before. Only the last piece must say how many there are. */
export function wholeOf<Piece extends MailFragment>(pieces: readonly Piece[]): Piece[] {
  const total = Math.max(...pieces.map((piece) => piece.total))
  const inOrder = Array.from({ length: total }, (_, at) => pieces.find(({ number }) => number === at + 1))
  return total > 0 && inOrder.every((piece) => piece !== undefined) ? (inOrder as Piece[]) : []
}

/**
 * The mail that was cut: the header of the first piece but for what the mail has its own of (RFC 2046, 5.2.2.1), then
 * the bodies one behind the other, of which the first begins with the mail's own header.
 */
export function joinFragments(raws: readonly Uint8Array[]): Uint8Array {
  const pieces = raws.map((raw) => {
    const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
    const end = /\r?\n\r?\n/.exec(bytes.toString('latin1', 0, 256 * 1024))
    const body = end ? end.index + end[0].length : bytes.length
    return { header: bytes.subarray(0, end?.index ?? bytes.length), body: bytes.subarray(body) }
  })
  const header = (pieces[0]?.header.toString('latin1') ?? '')
    .split(/\r?\n(?![ \t])/)
    .filter((field) => !/^(content-[^:]*|subject|message-id|encrypted|mime-version):/i.test(field))
    .map((field) => `${field}\r\n`)
  return Buffer.concat([Buffer.from(header.join(''), 'latin1'), ...pieces.map(({ body }) => body)])
}
