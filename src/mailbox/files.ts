import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sniff } from '../files/sniff.ts'
import { arrivalOf } from './arrival.ts'
import { MailBytes } from './mail-bytes.ts'
import { isMbox, type MboxMail, mailsInMbox } from './mbox.ts'
import type { ArrivedMail } from './store.ts'

export interface FilesOptions {
  /** Bytes; of a larger mail only the headers are read. */
  readonly sizeLimit: number
  /** When a mail arrived that tells no time at all. */
  readonly now: Date
}

/**
 * Every mail in a file or folder as if a server had given it: .eml and other single mails, .mbox files, Maildirs and
 * folders of any of these, in the order of their names. One mail is in memory at a time. Throws when the path does not
 * exist.
 */
export async function* mailsIn(path: string, options: FilesOptions): AsyncGenerator<ArrivedMail> {
  for await (const mail of filesIn(path, options.sizeLimit))
    yield arrivedMail(mail, basename(path), options.now)
}

async function* filesIn(path: string, sizeLimit: number): AsyncGenerator<MboxMail> {
  if (!(await stat(path)).isDirectory()) {
    yield* (await isMbox(path)) ? mailsInMbox(path, sizeLimit) : mailInFile(path, sizeLimit)
    return
  }
  const entries = await readdir(path, { withFileTypes: true })
  const isMaildir = entries.some((entry) => entry.isDirectory() && /^(cur|new)$/.test(entry.name))
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    const inner = join(path, entry.name)
    // What a Maildir has in tmp is still being written; its subfolders begin with a dot.
    if (entry.isDirectory() ? !isMaildir && entry.name.startsWith('.') : entry.name.startsWith('.')) continue
    if (isMaildir && entry.name === 'tmp') continue
    if (entry.isDirectory()) yield* filesIn(inner, sizeLimit)
    else if (entry.isFile() && (/^(cur|new)$/.test(basename(path)) || (await isMail(inner))))
      yield* filesIn(inner, sizeLimit)
  }
}

/** Mail programs name their files as they like: what does not end in .eml must look like a mail. */
async function isMail(path: string): Promise<boolean> {
  if (/\.eml$/i.test(path)) return true
  if (await isMbox(path)) return true
  for await (const chunk of createReadStream(path, { end: 4095 })) return sniff(chunk as Buffer) === 'eml'
  return false
}

async function* mailInFile(path: string, sizeLimit: number): AsyncGenerator<MboxMail> {
  const bytes = new MailBytes(sizeLimit)
  for await (const chunk of createReadStream(path)) bytes.add(chunk as Buffer)
  // A Maildir's file name begins with the second of delivery.
  const seconds = /(?:^|\/)(?:cur|new)\/(\d{9,10})\.[^/]*$/.exec(path)?.[1]
  yield { bytes, arrivedAt: seconds ? new Date(Number(seconds) * 1000) : null }
}

/**
 * A mail from a file as if a server had given it: its UID comes from its content, so that importing twice records
 * nothing twice. Arrival is the top Received: header's time, else what the file says, else the Date: header, else `now`.
 */
function arrivedMail({ bytes, arrivedAt }: MboxMail, name: string, now: Date): ArrivedMail {
  const { raw, headers, size } = bytes
  const { at, by } = arrivalOf(raw ?? Buffer.from(headers))
  return {
    mailbox: `import:${name}`,
    folder: 'INBOX',
    uidvalidity: 1,
    uid: bytes.digest(),
    receivedAt: by === 'received' && at ? at : (arrivedAt ?? at ?? now),
    // The second of delivery in a Maildir or mbox is a server's, too.
    stamped: by === 'received' || arrivedAt !== null,
    size,
    headers: raw ? '' : headers,
    raw,
  }
}
