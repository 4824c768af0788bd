import { Transform } from 'node:stream'
import { type HeaderLines, MailParser } from 'mailparser'
import { repairMojibake } from '../../vietnamese/mojibake.ts'
import { decodeText } from './charset.ts'
import type { Address } from './quoted.ts'
import { mailsIn, repairedBoundary, withLineFeeds } from './repair.ts'
import { takeUuencoded } from './uuencode.ts'

/** A part of a mail that is not its text: attached, inline, without any disposition, or uuencoded in the text. */
export interface MimePart {
  readonly name: string | undefined
  readonly type: string
  readonly bytes: Uint8Array
  /** Shown inside the text by a reference, or meant to be. */
  readonly inline: boolean
}

/** A mail as MIME tells it, before anything is judged. */
export interface Mime {
  readonly from: Address
  /** Addresses in To and Cc, lower case. */
  readonly recipients: readonly string[]
  readonly subject: string
  readonly text: string
  /** The text as a page of HTML, where it came as one; '' otherwise. */
  readonly html: string
  readonly parts: readonly MimePart[]
  /** Addresses behind words of an HTML text: "tải tại đây". */
  readonly links: readonly string[]
  /** The first such header as text, '' where there is none. */
  header(name: string): string
  /** False when the parser gave up on the structure: there may be parts that it did not come to. */
  readonly whole: boolean
}

/** Turning a page of HTML into text takes longer than it grows; a letter has a few KB. */
const maxHtmlBytes = 2_000_000
/** Letters of text that are looked at; a mail's own words are a few lines. */
const maxTextLetters = 200_000

/** What mailparser knows of a part before it decides between text and attachment. */
interface MimeNode {
  filename?: string | false
  headers?: { hasHeader(name: string): boolean }
  parentNode?: { multipart?: string | false } | null
  contentType?: string | false
  disposition?: string | false
  charset?: string | false
}

/** A part in mailparser's tree. */
interface TreeNode {
  contentType?: string | false
  charset?: string
  /** The charset that the mail declares. */
  declared?: string
  textContent?: string
  children: TreeNode[]
}

/**
 * Takes a raw mail apart with mailparser. Never throws: of a mail that its parser gives up on, what it had found by
 * then comes back, with `whole: false`.
 */
export async function parseMime(raw: Uint8Array): Promise<Mime> {
  const [bytes, ...others] = mailsIn(withLineFeeds(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)))
  const mail = await parseWhole(bytes)
  return { ...mail, parts: [...mail.parts, ...others.map(asPart)] }
}

const asPart = (mail: Buffer): MimePart => ({
  name: undefined,
  type: 'message/rfc822',
  bytes: mail,
  inline: false,
})

async function parseWhole(bytes: Buffer): Promise<Mime> {
  const mail = await parseOnce(bytes)
  if (mail.whole || mail.parts.length > 0 || mail.text.trim() !== '') return mail
  // The boundary that the header names is nowhere in the mail: another one is.
  const repaired = repairedBoundary(bytes)
  return repaired ? await parseOnce(repaired) : mail
}

async function parseOnce(raw: Buffer): Promise<Mime> {
  const parser = new MailParser({
    // Mails within the mail come as files, with their own senders and their own words.
    ignoreEmbedded: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
    maxHtmlLengthToParse: maxHtmlBytes,
  })
  const tree = ownTexts(parser)
  const parts: MimePart[] = []
  const texts = { text: '', html: '' }
  let lines: HeaderLines = []
  parser.on('headerLines', (found) => {
    lines = found
  })
  const parsed = await new Promise<boolean>((resolve) => {
    parser.on('error', () => resolve(false))
    parser.on('end', () => resolve(true))
    parser.on('data', (data) => {
      if (data.type === 'text') {
        texts.text = data.text ?? ''
        texts.html = data.html || ''
        return
      }
      const chunks: Buffer[] = []
      data.content.on('data', (chunk: Buffer) => chunks.push(chunk))
      data.content.on('error', () => resolve(false))
      data.content.on('end', () => {
        parts.push({
          name: data.filename,
          type: data.contentType.toLowerCase(),
          bytes: new Uint8Array(Buffer.concat(chunks)),
          inline: data.related === true || (data.contentDisposition === 'inline' && Boolean(data.cid)),
        })
        data.release?.()
      })
    })
    parser.end(raw)
  })
  const headers = parser.headers || new Map()
  const header = (name: string): string => headerText(lines, name)
  const { text: plain, files } = takeUuencoded(texts.text)
  for (const { name, bytes } of files) parts.push({ name, type: '', bytes, inline: false })
  const text = (plain.trim() === '' ? textOfHtml(texts.html) : plain).slice(0, maxTextLetters)
  return {
    from: readable(parser.from?.value[0] ?? {}, header('from')),
    recipients: [parser.to, parser.cc]
      .flat()
      .flatMap((list) => list?.value ?? [])
      .flatMap((one) => one.group ?? one)
      .flatMap(({ address }) => address?.toLowerCase() ?? []),
    subject: readableSubject(headers.get('subject'), header('subject')),
    text: repairMojibake(text),
    html: texts.html.slice(0, maxHtmlBytes),
    parts,
    links: tree.links,
    header,
    whole: parsed && !tree.hollow(),
  }
}

/**
 * Four things that mailparser would do otherwise. It takes every text/plain and text/html that is not called an
 * attachment for the mail's own words, also a part with the name of a document: a PDF sent as text/plain, an HTML page
 * called .doc. It believes the charset that a text declares, and loses the letters where that is a lie. Of HTML it
 * keeps the words, not where they lead. And the parts of a digest, which are mails unless they say otherwise (RFC 2046,
 * 5.1.5), it takes for text.
 */
function ownTexts(parser: MailParser): { links: string[]; hollow(): boolean } {
  const inner = parser as unknown as {
    tree?: TreeNode
    decoder: { decodeStream(charset: string): Transform }
    createNode(node: MimeNode): TreeNode
    getTextContent(): unknown
  }
  const links: string[] = []
  // Each byte one letter, for the name of any charset: decoded below, when all of them are there.
  inner.decoder.decodeStream = () =>
    new Transform({
      transform: (bytes: Buffer, _, done) => done(null, Buffer.from(bytes.toString('latin1'))),
    })
  const createNode = inner.createNode.bind(parser)
  inner.createNode = (node) => {
    const extension = /\.([A-Za-z0-9]{2,5})[\s"']*$/.exec(node.filename || '')?.[1]?.toLowerCase()
    if (extension && !['txt', 'text', 'htm', 'html'].includes(extension)) node.disposition = 'attachment'
    if (node.parentNode?.multipart === 'digest' && !node.headers?.hasHeader('content-type'))
      node.contentType = 'message/rfc822'
    const made = createNode(node)
    made.declared = node.charset || ''
    made.charset = 'latin1'
    return made
  }
  const getTextContent = inner.getTextContent.bind(parser)
  inner.getTextContent = () => {
    for (const node of nodesOf(inner.tree)) {
      if (!node.textContent) continue
      node.textContent = decodeText(Buffer.from(node.textContent, 'latin1'), node.declared ?? '')
      if (node.contentType === 'text/html') links.push(...linksIn(node.textContent))
    }
    return getTextContent()
  }
  return {
    links,
    // A part that says it holds parts and holds none: its boundary is another than the one it names.
    hollow: () =>
      nodesOf(inner.tree).some(
        ({ contentType, children }) => /^multipart\//i.test(contentType || '') && children.length === 0,
      ),
  }
}

function nodesOf(node: TreeNode | undefined): TreeNode[] {
  const found: TreeNode[] = []
  for (const waiting = node ? [node] : []; waiting.length > 0; ) {
    const next = waiting.pop() as TreeNode
    found.push(next)
    waiting.push(...next.children)
  }
  return found
}

const linksIn = (html: string): string[] =>
  [...html.slice(0, maxHtmlBytes).matchAll(/\bhref\s{0,9}=\s{0,9}["']?(https?:[^"'\s<>]{1,2000})/gi)]
    .slice(0, 200)
    .map((match) => (match[1] as string).replaceAll('&amp;', '&'))

/** Lines keep one byte a letter, whatever they were encoded in. */
function headerText(lines: HeaderLines, name: string): string {
  const line = lines.find(({ key }) => key === name)?.line ?? ''
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\s+/g, ' ')
    .trim()
}

/** Raw 8-bit letters that are no UTF-8 are lost in what the parser decoded; the line still has them. */
function readableSubject(decoded: unknown, line: string): string {
  const text = typeof decoded === 'string' ? decoded : ''
  return repairMojibake(text.includes('\ufffd') && !text.includes('=?') ? line : text).trim()
}

function readable(decoded: { name?: string; address?: string | undefined }, line: string): Address {
  const name = decoded.name ?? ''
  return {
    name: repairMojibake(name.includes('\ufffd') ? line.replace(/<[^<>]*>\s*$/, '').replace(/"/g, '') : name)
      .replace(/\p{Cc}/gu, ' ')
      .trim(),
    address: (decoded.address ?? '').toLowerCase(),
  }
}

/** The words of an HTML page that mailparser left alone: too long, nested too deep, or beside an empty text part. */
function textOfHtml(html: string): string {
  return withoutBlocks(html.slice(0, maxHtmlBytes))
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^<>]{0,2000}>/gi, '\n')
    .replace(/<[^<>]{0,20000}>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(nbsp|amp|lt|gt|quot));/gi, (whole, decimal, hex, named) => {
      if (named) return { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"' }[named.toLowerCase() as 'amp']
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
    .replace(/[ \t]+/g, ' ')
    .replace(/\n\s*\n\s*\n/g, '\n\n')
    .slice(0, maxTextLetters)
    .trim()
}

/** Without style sheets and scripts; one that does not end goes on to the end, as in a browser. */
function withoutBlocks(html: string): string {
  const lower = html.toLowerCase()
  let kept = ''
  let at = 0
  for (const { index, 1: tag } of lower.matchAll(/<(style|script|head)\b/g)) {
    if (index < at) continue
    kept += html.slice(at, index)
    const end = lower.indexOf(`</${tag}`, index)
    at = end < 0 ? html.length : end
  }
  return kept + html.slice(at)
}
