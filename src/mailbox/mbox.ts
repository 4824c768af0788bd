import { createReadStream } from 'node:fs'
import { MailBytes } from './mail-bytes.ts'

/** The line before each mail: "From sender Tue Apr 25 10:00:00 2017". In a text such a line rarely has a time in it. */
const separator = /^From .*\d{1,2}:\d{2}.*\d{4}/
const stamp = /[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d{1,2}:\d{2}.*\d/

export interface MboxMail {
  readonly bytes: MailBytes
  /** The time in the line before it, where it can be read; without a zone it is taken for UTC. */
  readonly arrivedAt: Date | null
}

export async function isMbox(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: 200 })) return /^From \S/.test(String(chunk))
  return false
}

/**
 * The mails of an mbox, read as a stream. Lines quoted as ">From " are given back their form (mboxrd), and the blank
 * line that the format puts behind each mail is taken away.
 */
export async function* mailsInMbox(path: string, sizeLimit: number): AsyncGenerator<MboxMail> {
  let bytes: MailBytes | null = null
  let arrivedAt: Date | null = null
  let blank: Buffer | null = null
  for await (const line of linesOf(path)) {
    const start = line.subarray(0, 300).toString('latin1')
    if (bytes === null ? start.startsWith('From ') : blank !== null && separator.test(start)) {
      if (bytes) yield { bytes, arrivedAt }
      bytes = new MailBytes(sizeLimit)
      arrivedAt = timeIn(start)
      blank = null
      continue
    }
    if (blank) bytes?.add(blank)
    blank = start === '\n' || start === '\r\n' ? Buffer.from(line) : null
    if (!blank) bytes?.add(/^>+From /.test(start) ? line.subarray(1) : line)
  }
  if (bytes) yield { bytes, arrivedAt }
}

function timeIn(line: string): Date | null {
  const text = stamp.exec(line)?.[0]
  if (!text) return null
  const time = new Date(/[+-]\d{4}/.test(text) ? text : `${text} UTC`)
  return Number.isNaN(time.getTime()) ? null : time
}

/** The lines of a file with their ends, as bytes. A line may be as long as a mail. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let begun: Buffer[] = []
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const line = chunk.subarray(from, at + 1)
      yield begun.length > 0 ? Buffer.concat([...begun, line]) : line
      begun = []
      from = at + 1
    }
    if (from < chunk.length) begun.push(chunk.subarray(from))
  }
  if (begun.length > 0) yield Buffer.concat(begun)
}
