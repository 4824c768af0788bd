import { repairMojibake } from '../../vietnamese/mojibake.ts'
import type { OpenedMail } from '../opened-mail.ts'
import { type Gathering, gatherMail } from './documents.ts'
import { kindOf } from './kinds.ts'
import { type Mime, parseMime } from './mime.ts'
import { budgetOfOneMail } from './packed.ts'
import { fragmentOf } from './partial.ts'
import { passwordsIn } from './passwords.ts'
import { type Address, type SplitText, splitQuoted } from './quoted.ts'
import { typedForms } from './typed-form.ts'

/** A mail's own words are a few lines; more is kept neither in the records nor in mind. */
const maxBodyLetters = 100_000

/**
 * Takes a raw mail apart: who wrote it, of what kind it is, which of its parts may be documents. Never throws; damaged
 * mails give what is left of them. Memory and time are bounded by the closed room around it. `passwords` are such as came
 * in other mails of the sender.
 */
export async function openMail(raw: Uint8Array, passwords: readonly string[] = []): Promise<OpenedMail> {
  const mail = await parseMime(raw)
  const outer = splitQuoted(mail.text.slice(0, maxBodyLetters))
  const gathering: Gathering = {
    documents: [],
    signers: [],
    enclosed: [],
    budget: budgetOfOneMail(),
    isOurs: (address) => mail.recipients.includes(address),
    passedOver: { ours: 0, rest: 0 },
    passwords: () => [
      ...passwordsIn(
        [mail.text, ...gathering.enclosed.map(({ text }) => text)].join('\n').slice(0, maxBodyLetters),
      ),
      ...passwords,
    ],
  }
  await gatherMail(mail, '', 0, gathering)

  const { writings, quoted, originalSender } = wordsOf(mail, outer, gathering)
  const own = writings.join('\n\n').slice(0, maxBodyLetters)
  const typed = typedForms(writings, outer.quoted === '' ? mail.html : null)
  const { kind, reason } = kindOf({
    header: (name) => mail.header(name).toLowerCase(),
    subject: mail.subject,
    fromAddress: mail.from.address,
    body: own,
    formInBody: typed.length > 0,
    quoted,
    links: mail.links,
    documentCount: gathering.documents.length,
    ourDocumentCount: gathering.passedOver.ours,
    passedOverCount: gathering.passedOver.rest,
  })
  return {
    messageId: oneId(mail.header('message-id')),
    inReplyTo: oneId(mail.header('in-reply-to')),
    subject: mail.subject,
    from: mail.from,
    originalSender,
    sentAt: sentAt(mail.header('date')),
    body: own,
    quoted,
    kind,
    kindReason: reason,
    // A machine's answer or report brings back what we sent ourselves: nothing in it is an answer.
    documents: kind === 'bounce' || kind === 'autoreply' ? [] : [...gathering.documents, ...typed],
    signers: [...new Set(gathering.signers)],
    fragment: fragmentOf(mail.header('content-type')),
  }
}

/**
 * Whose words count: the writer's own, and where the mail passes on somebody else's, that one's too. Only what was
 * written to us is passed on: a mail of ours that comes back quoted or attached, recognised by a sender whom the mail
 * is addressed to, tells nothing.
 */
function wordsOf(
  mail: Mime,
  outer: SplitText,
  { enclosed }: Gathering,
): { writings: string[]; quoted: string; originalSender: Address | null } {
  const isForward =
    outer.manner === 'forward' ||
    (outer.manner === 'header' && !/^\s*(re|tl|trả lời|aw)\s*:/iu.test(mail.subject))
  const ours = ({ address }: Address): boolean => mail.recipients.includes(address)
  const passedOn: { from: Address | null; text: string }[] = []
  const asText = isForward ? outer.enclosed : null
  if (asText && !(asText.from && ours(asText.from))) passedOn.push(asText)
  for (const one of enclosed) {
    const inner = splitQuoted(one.text.slice(0, maxBodyLetters))
    if (ours(one.from)) continue
    // A signed mail carries its words inside the signature, without a sender of its own.
    const from = inner.manner === 'forward' ? (inner.enclosed?.from ?? one.from) : one.from
    passedOn.push({ from: from.address === '' ? null : from, text: inner.own })
  }
  const senders = [
    ...new Map(passedOn.flatMap(({ from }) => (from ? [[from.address, from] as const] : []))).values(),
  ]
  // Mails within mails name their writers from the outside in; mails side by side have no common writer.
  const chained = enclosed.every(({ depth }, at) => at === 0 || depth > (enclosed[at - 1]?.depth ?? 0))
  return {
    writings: [outer.own, ...passedOn.map(({ text }) => text)].filter((text) => text !== ''),
    quoted: outer.quoted,
    originalSender: senders.length === 1 || chained ? (senders.at(-1) ?? null) : null,
  }
}

/** A Message-ID in its angle brackets; one of some kilobytes identifies nothing. */
function oneId(header: string): string | null {
  const id = /<[^<>]{1,900}>/.exec(header)?.[0] ?? header.split(' ')[0] ?? ''
  return id === '' || id.length > 900 ? null : repairMojibake(id)
}

/** The Date: header; a clock of another century is none. */
function sentAt(header: string): string | null {
  const date = new Date(header.replace(/\([^()]{0,100}\)\s*$/, ''))
  if (header === '' || Number.isNaN(date.getTime())) return null
  const year = date.getUTCFullYear()
  return year >= 1990 && year <= 2100 ? date.toISOString() : null
}
