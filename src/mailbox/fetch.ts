import type { FetchMessageObject, ImapFlow } from 'imapflow'
import type { ArrivedMail, FolderPlace, MailStore } from './store.ts'
import { writeTogether } from './write-together.ts'

export interface FetchOptions {
  readonly place: FolderPlace
  readonly store: Pick<MailStore, 'record'>
  /** Bytes; of a larger mail only the headers are fetched. */
  readonly sizeLimit: number
  /** How often each UID was asked for and not recorded; kept from one connection to the next. */
  readonly attempts: Map<number, number>
  recorded(mail: ArrivedMail): void
}

/** Mails up to this size come in one stream; larger ones are asked for one by one, so that only one is in memory. */
const streamed = 1024 ** 2

/**
 * Fetches and records these mails. Mails that were asked for before and did not come (the line broke over them, or the
 * records were away) are asked for last and one by one, so that a mail that breaks the line stops none of the others.
 */
export async function fetchMails(
  client: ImapFlow,
  uids: readonly number[],
  options: FetchOptions,
): Promise<void> {
  const { attempts } = options
  const fresh = uids.filter((uid) => !attempts.has(uid))
  const again = uids
    .filter((uid) => attempts.has(uid))
    .sort((a, b) => (attempts.get(a) ?? 0) - (attempts.get(b) ?? 0))
  for (let start = 0; start < fresh.length; start += 500)
    await fetchSome(client, fresh.slice(start, start + 500), options)
  for (const uid of again) await fetchSome(client, [uid], options)
}

async function fetchSome(client: ImapFlow, uids: readonly number[], options: FetchOptions): Promise<void> {
  const { attempts, place, sizeLimit } = options
  for (const uid of uids) attempts.set(uid, (attempts.get(uid) ?? 0) + 1)
  const sizes = new Map<number, number>()
  // Another client's change of flags comes as a row without what was asked for.
  for await (const message of client.fetch(uids.join(','), { uid: true, size: true }, { uid: true }))
    if (message.uid && message.size !== undefined) sizes.set(message.uid, message.size)
  const small = [...sizes].filter(([, size]) => size <= Math.min(streamed, sizeLimit)).map(([uid]) => uid)
  const large = [...sizes]
    .filter(([uid, size]) => size <= sizeLimit && !small.includes(uid))
    .map(([uid]) => uid)
  const tooLarge = [...sizes].filter(([, size]) => size > sizeLimit)
  const whole = { uid: true, internalDate: true, source: true } as const
  if (small.length > 0) {
    const writer = writeTogether((mails) => record(mails, options))
    try {
      for await (const message of client.fetch(small.join(','), whole, { uid: true }))
        if (isWhole(message)) await writer.add(wholeMail(message, options))
    } finally {
      await writer.end()
    }
  }
  for (const uid of large) {
    const message = await client.fetchOne(String(uid), whole, { uid: true })
    if (isWhole(message)) await record([wholeMail(message, options)], options)
  }
  for (const [uid, size] of tooLarge) {
    const message = await client.fetchOne(
      String(uid),
      { uid: true, internalDate: true, headers: true },
      { uid: true },
    )
    if (message)
      await record(
        [arrivedMail(message, place, { size, raw: null, headers: headerText(message.headers) })],
        options,
      )
  }
}

type Whole = FetchMessageObject & { source: Buffer }

const isWhole = (message: FetchMessageObject | false): message is Whole =>
  message !== false && message.uid > 0 && message.source !== undefined

function wholeMail(message: Whole, { place, sizeLimit }: FetchOptions): ArrivedMail {
  const { source } = message
  const size = source.length
  if (size <= sizeLimit) return arrivedMail(message, place, { size, raw: source, headers: '' })
  // Some servers count line ends otherwise than they send them: the bytes decide.
  const end = source.indexOf('\r\n\r\n')
  return arrivedMail(message, place, {
    size,
    raw: null,
    headers: headerText(source.subarray(0, end < 0 ? 0 : end)),
  })
}

function arrivedMail(
  { uid, internalDate }: FetchMessageObject,
  place: FolderPlace,
  content: Pick<ArrivedMail, 'size' | 'raw' | 'headers'>,
): ArrivedMail {
  const receivedAt = new Date(internalDate ?? Number.NaN)
  if (Number.isNaN(receivedAt.getTime())) throw new Error(`the server gave no INTERNALDATE for UID ${uid}`)
  return { ...place, uid, receivedAt, ...content }
}

async function record(mails: readonly ArrivedMail[], options: FetchOptions): Promise<void> {
  await options.store.record(...mails)
  for (const mail of mails) {
    options.attempts.delete(mail.uid)
    options.recorded(mail)
  }
}

/** Headers are ASCII by the book, UTF-8 in practice; anything else is kept letter by letter. */
function headerText(bytes: Uint8Array | undefined): string {
  const limited = (bytes ?? new Uint8Array()).subarray(0, 256 * 1024)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(limited)
  } catch {
    return new TextDecoder('latin1').decode(limited)
  }
}
