import { type ParsedMail, simpleParser } from 'mailparser'
import { signerOf } from '../../files/cms.ts'
import { repairMojibake } from '../../vietnamese/mojibake.ts'
import type { OpenedDocument, OpenedMail } from '../opened-mail.ts'
import { type Gathering, gather } from './documents.ts'
import { kindOf } from './kinds.ts'
import { type Address, splitQuoted } from './quoted.ts'

/** A mail's own words are a few lines; more is kept neither in the records nor in mind. */
const maxBodyLetters = 100_000
/** Turning a page of HTML into text takes longer than it grows; a letter has a few KB. */
const maxHtmlBytes = 2_000_000

/**
 * Takes a raw mail apart: who wrote it, of what kind it is, which of its parts may be documents.
 * Damaged mails give what is left of them; only memory and time can stop it, and those the closed room bounds.
 */
export async function openMail(raw: Uint8Array): Promise<OpenedMail> {
  const parsed = await parse(raw)
  const documents: OpenedDocument[] = []
  const signers: string[] = []
  const senders: Address[] = []
  const { own, quoted, originalSender } = splitQuoted((parsed.text ?? '').slice(0, maxBodyLetters))
  const gathering: Gathering = {
    documents,
    passwords: passwordsIn(`${own}\n${quoted}`),
    openMail: async (bytes, path, depth) => {
      const inner = await parse(bytes)
      senders.push(senderOf(inner))
      await gatherParts(inner, path, depth, gathering, signers)
    },
  }
  await gatherParts(parsed, '', 0, gathering, signers)

  const from = senderOf(parsed)
  const subject = repairMojibake(parsed.subject ?? '').trim()
  const { kind, reason } = kindOf({
    header: (name) => headerText(parsed, name).toLowerCase(),
    contentType: headerText(parsed, 'content-type').toLowerCase(),
    subject,
    fromAddress: from.address,
    body: own,
    documentCount: documents.length,
  })
  return {
    messageId: parsed.messageId ?? null,
    inReplyTo: parsed.inReplyTo ?? null,
    subject,
    from,
    originalSender: senders.findLast(({ address }) => address !== '') ?? originalSender,
    sentAt: sentAt(parsed),
    body: own,
    quoted,
    kind,
    kindReason: reason,
    // A machine's answer or report brings back what we sent ourselves: nothing in it is an answer.
    documents: kind === 'bounce' || kind === 'autoreply' ? [] : documents,
    signers: [...new Set(signers)],
  }
}

async function parse(raw: Uint8Array): Promise<ParsedMail> {
  return await simpleParser(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), {
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
    maxHtmlLengthToParse: maxHtmlBytes,
  })
}

async function gatherParts(
  mail: ParsedMail,
  path: string,
  depth: number,
  into: Gathering,
  signers: string[],
): Promise<void> {
  for (const attachment of mail.attachments) {
    const bytes = new Uint8Array(attachment.content)
    const type = attachment.contentType.toLowerCase()
    if (/^application\/(x-)?pkcs7-signature$/.test(type) || /\.p7[sm]$/i.test(attachment.filename ?? '')) {
      const signer = signerOf(bytes)
      if (signer) signers.push([signer.name, signer.organisation].filter(Boolean).join(', '))
    }
    if (
      /^(message\/(delivery-status|disposition-notification)|text\/(calendar|vcard|x-vcard|rfc822-headers))$/.test(
        type,
      )
    )
      continue
    if (type === 'message/rfc822') {
      const name = attachment.filename ? repairMojibake(attachment.filename) : 'thu-chuyen-tiep.eml'
      await into.openMail(bytes, path === '' ? name : `${path}/${name}`, depth + 1)
      continue
    }
    await gather(
      {
        name: attachment.filename,
        declaredType: attachment.contentType,
        bytes,
        inline:
          attachment.related === true ||
          (attachment.contentDisposition === 'inline' && Boolean(attachment.cid)),
      },
      path,
      depth,
      into,
    )
  }
}

function senderOf(mail: ParsedMail): Address {
  const from = mail.from?.value[0]
  return { name: repairMojibake(from?.name ?? '').trim(), address: (from?.address ?? '').toLowerCase() }
}

/** A header as its text, whatever mailparser made of it. */
function headerText(mail: ParsedMail, name: string): string {
  const line = mail.headerLines.find(({ key }) => key === name)?.line ?? ''
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\s+/g, ' ')
    .trim()
}

/** The Date: header; a clock of another century is none. mailparser fills in today when the header is missing. */
function sentAt(mail: ParsedMail): string | null {
  const date = mail.headers.has('date') ? mail.date : undefined
  if (!date || Number.isNaN(date.getTime())) return null
  const year = date.getUTCFullYear()
  return year >= 1990 && year <= 2100 ? date.toISOString() : null
}

/** Passwords as people write them into the mail: "mật khẩu: 123456", "pass: abc". */
function passwordsIn(text: string): string[] {
  return [
    ...text.matchAll(
      /(?:mật khẩu|mat khau|password|pass|mk)\s*(?:là|la|is)?\s*[:=]?\s*["“']?([^\s"”',;]{3,40})/giu,
    ),
  ].map((match) => (match[1] as string).replace(/[.)]+$/, ''))
}
