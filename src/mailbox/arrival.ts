/** When a mail file arrived, and what says so. */
export interface Arrival {
  readonly at: Date | null
  /** received: the own server's stamp, on top. date: the sender's clock, for want of anything better. */
  readonly by: 'received' | 'date' | null
}

/** Headers longer than this are no headers. */
const headerLimit = 262_144

/**
 * When a mail that comes as a file arrived: the time in its top `Received:` header, which the last server wrote; without
 * one its `Date:`. IMAP tells the arrival itself and needs no guess.
 */
export function arrivalOf(raw: Uint8Array): Arrival {
  const text = Buffer.from(raw.subarray(0, headerLimit)).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length
  const headers = text.slice(0, end).replace(/\r?\n[ \t]+/g, ' ')
  const received = /^received:.*;\s*([^;\r\n]+)$/im.exec(headers)?.[1]
  const date = /^date:\s*([^\r\n]+)$/im.exec(headers)?.[1]
  const at = instantOf(received)
  if (at) return { at, by: 'received' }
  const sent = instantOf(date)
  return sent ? { at: sent, by: 'date' } : { at: null, by: null }
}

/** RFC 5322 time; the name of the zone in brackets behind it is a comment. */
function instantOf(text: string | undefined): Date | null {
  if (text === undefined) return null
  const instant = new Date(text.replace(/\([^)]*\)/g, '').trim())
  return Number.isNaN(instant.getTime()) ? null : instant
}
