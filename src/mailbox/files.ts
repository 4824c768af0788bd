import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { arrivalOf } from './arrival.ts'
import type { ArrivedMail } from './store.ts'

/** A mail found in a file. */
export interface FiledMail {
  readonly raw: Uint8Array
  /** Where it lay, for people. */
  readonly path: string
  /** When it arrived, as far as the file tells beside the mail itself (an mbox's From_ line, a Maildir name). */
  readonly arrivedAt: Date | null
}

/**
 * Every mail in a file or folder: .eml and other single mails, .mbox files, Maildirs and folders of any of these, in
 * the order of their names. One mail is in memory at a time. Throws when a path does not exist.
 */
export async function* mailsIn(path: string): AsyncGenerator<FiledMail> {
  const info = await stat(path)
  if (!info.isDirectory()) {
    yield* (await isMbox(path)) ? mailsInMbox(path) : mailInFile(path)
    return
  }
  const entries = await readdir(path, { withFileTypes: true })
  const isMaildir = ['cur', 'new'].some((name) =>
    entries.some((entry) => entry.isDirectory() && entry.name === name),
  )
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    // What a Maildir has in tmp is still being written.
    if (entry.name.startsWith('.') || (isMaildir && entry.name === 'tmp')) continue
    const inner = join(path, entry.name)
    if (entry.isDirectory()) yield* mailsIn(inner)
    else if (/^(cur|new)$/.test(basename(path)) || /\.(eml|mbox|mbx|txt|msg)$/i.test(entry.name))
      yield* mailsIn(inner)
  }
}

async function isMbox(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { end: 200 })) return /^From \S+/.test(String(chunk))
  return false
}

async function* mailInFile(path: string): AsyncGenerator<FiledMail> {
  const raw = new Uint8Array(await readFile(path))
  // A Maildir's file name begins with the second of delivery.
  const seconds = /(?:^|\/)(?:cur|new)\/(\d{9,10})\.[^/]*$/.exec(path)?.[1]
  yield { raw, path, arrivedAt: seconds ? new Date(Number(seconds) * 1000) : null }
}

/** Reads an mbox as a stream; lines quoted as ">From " are given back their form (mboxrd). */
async function* mailsInMbox(path: string): AsyncGenerator<FiledMail> {
  let parts: Buffer[] = []
  let arrivedAt: Date | null = null
  let number = 0
  let blankBefore = true
  const finish = (): FiledMail[] => {
    if (parts.length === 0) return []
    number++
    const raw = new Uint8Array(Buffer.concat(parts))
    parts = []
    return [{ raw, path: `${path}#${number}`, arrivedAt }]
  }
  for await (const line of linesOf(path)) {
    const start = line.subarray(0, 6).toString('latin1')
    if (blankBefore && start.startsWith('From ')) {
      yield* finish()
      const stamp = /^From \S+\s+(.*?)\s*$/.exec(line.toString('latin1'))?.[1]
      const time = stamp ? new Date(`${stamp} UTC`) : null
      arrivedAt = time && !Number.isNaN(time.getTime()) ? time : null
      blankBefore = false
      continue
    }
    blankBefore = line.length <= 2 && line.toString('latin1').trim() === ''
    parts.push(/^>+From /.test(line.subarray(0, 40).toString('latin1')) ? line.subarray(1) : line)
  }
  yield* finish()
}

/** The lines of a file with their ends, as bytes. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (let at = data.indexOf(10, rest.length); at >= 0; at = data.indexOf(10, from)) {
      yield data.subarray(from, at + 1)
      from = at + 1
    }
    rest = Buffer.from(data.subarray(from))
  }
  if (rest.length > 0) yield rest
}

/**
 * A mail from a file as if a server had given it: its UID comes from its content, so that importing twice records
 * nothing twice. Arrival is the top Received: header's time, else what the file says, else the Date: header, else `now`.
 */
export function asArrived(
  { raw, arrivedAt }: FiledMail,
  name: string,
  now: Date,
  sizeLimit: number,
): ArrivedMail {
  const { at, by } = arrivalOf(raw)
  const end = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).indexOf('\r\n\r\n')
  const tooLarge = raw.length > sizeLimit
  return {
    mailbox: `import:${name}`,
    folder: 'INBOX',
    uidvalidity: 1,
    // 48 bits: among a million mails two share one with a chance of 1 in 560.
    uid: createHash('sha256').update(raw).digest().readUIntBE(0, 6),
    receivedAt: by === 'received' && at ? at : (arrivedAt ?? at ?? now),
    size: raw.length,
    headers: tooLarge
      ? Buffer.from(raw.subarray(0, Math.max(0, Math.min(end, 256 * 1024)))).toString('utf8')
      : '',
    raw: tooLarge ? null : raw,
  }
}
