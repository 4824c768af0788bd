import { signedContent, signerOf } from '../../files/cms.ts'
import { type FileKind, sniff } from '../../files/sniff.ts'
import type { OpenedDocument } from '../opened-mail.ts'
import { unpackGzip } from './gzip.ts'
import { type Mime, type MimePart, parseMime } from './mime.ts'
import { isLitterName, safeName } from './names.ts'
import { unpackOther } from './other-archives.ts'
import { openOutlookMessage } from './outlook-message.ts'
import type { ArchiveFault, Budget, Packed } from './packed.ts'
import { unpackPdf } from './pdf-files.ts'
import { isPageLike } from './pictures.ts'
import type { Address } from './quoted.ts'
import { unpackRar } from './rar.ts'
import { unpackTnef } from './tnef.ts'
import { takeUuencoded } from './uuencode.ts'
import { unpackZip } from './zip.ts'

/** What gathering the documents of a mail adds to, and goes by. */
export interface Gathering {
  readonly documents: OpenedDocument[]
  /** Names in the certificates of signatures. */
  readonly signers: string[]
  /** Mails that lie within the mail as files, in the order found. */
  readonly enclosed: { readonly from: Address; readonly text: string; readonly depth: number }[]
  readonly budget: Budget
  /** Whether a mail from this address is one of ours that comes back. */
  isOurs(address: string): boolean
  readonly passedOver: PassedOver
  /** Passwords named in the text of the mail and of the mails within it. */
  passwords(): string[]
}

/** What was seen and is no document to read. */
interface PassedOver {
  /** Documents that we sent ourselves, in a mail of ours that is attached. */
  ours: number
  /** Small pictures, and parts whose content lies elsewhere. */
  rest: number
}

/** A mail within a mail within an archive …: nobody forwards deeper than this by hand. */
const maxDepth = 8
const maxDocuments = 200

const pictures: readonly FileKind[] = ['jpeg', 'png', 'tiff', 'gif', 'bmp', 'webp', 'heic']

type Fault =
  | ArchiveFault
  | 'damaged-signature'
  | 'enciphered'
  | 'part-of-a-mail'
  | 'damaged-mail'
  | 'too-deep'

const faults: Record<Fault, { code: string; vi: string; en: string }> = {
  password: {
    code: 'password',
    vi: 'Tệp nén có mật khẩu nên không mở được.',
    en: 'The archive has a password and cannot be opened.',
  },
  damaged: {
    code: 'damaged',
    vi: 'Tệp nén bị lỗi hoặc thiếu phần, không mở được.',
    en: 'The archive is damaged or a part of it is missing; it cannot be opened.',
  },
  'too-large': {
    code: 'too-large',
    vi: 'Tệp nén chứa quá nhiều dữ liệu nên không mở.',
    en: 'The archive unpacks to too much and was not opened.',
  },
  empty: { code: 'empty', vi: 'Tệp rỗng (0 byte).', en: 'The file is empty (0 bytes).' },
  enciphered: {
    code: 'password',
    vi: 'Thư hoặc tệp được mã hoá nên không mở được.',
    en: 'The mail or file is encrypted and cannot be opened.',
  },
  'damaged-signature': {
    code: 'damaged',
    vi: 'Thư hoặc tệp ký số bị lỗi nên không mở được nội dung bên trong.',
    en: 'The signed mail or file is damaged; what is inside cannot be opened.',
  },
  'part-of-a-mail': {
    code: 'unsupported',
    vi: 'Thư bị chia thành nhiều phần khi gửi và chưa đến đủ; nếu còn thiếu, cần đề nghị cơ quan gửi lại nguyên vẹn.',
    en: 'The mail was cut into parts when it was sent, and not all have come; ask the agency to send it whole.',
  },
  'damaged-mail': {
    code: 'damaged',
    vi: 'Cấu trúc thư bị lỗi; có thể còn tệp chưa mở được, cần người xem thư gốc.',
    en: 'The structure of the mail is damaged; files may be missing, a person must look at the mail itself.',
  },
  'too-deep': {
    code: 'too-large',
    vi: 'Thư hoặc tệp nén lồng nhau quá nhiều lớp, hoặc có quá nhiều tệp; cần người xem.',
    en: 'Mails or archives are nested too deep, or hold too many files; a person must look.',
  },
}

/** Adds the documents of a mail. */
export async function gatherMail(mail: Mime, path: string, depth: number, into: Gathering): Promise<void> {
  const before = into.documents.length
  for (const part of mail.parts) await gather(part, path, depth, into)
  if (depth > 0 && into.isOurs(mail.from.address)) into.passedOver.ours += into.documents.length - before
  if (!mail.whole) addFault('damaged-mail', path === '' ? 'thu.eml' : path, into)
}

/** Adds the documents in one part, by what its bytes are: itself, or what an archive or a mail in it holds. */
async function gather(given: MimePart, path: string, depth: number, into: Gathering): Promise<void> {
  const part = withoutArmour(given)
  const kind = kindOfPart(part)
  const name = safeName(
    part.name,
    part.type === 'message/partial' ? 'thu-bi-chia.eml' : fallbackName(kind, into.documents.length + 1),
  )
  const here = path === '' ? name : `${path}/${name}`
  if (kind === 'p7m') noteSigner(part.bytes, into)
  if (isPgpMessage(part)) return addFault('enciphered', here, into)
  if (part.type === 'message/external-body') into.passedOver.rest++
  if (isNoDocument(part, kind, name)) return
  if (depth > maxDepth || into.documents.length >= maxDocuments) {
    if (into.documents.length <= maxDocuments) addFault('too-deep', here, into)
    return
  }
  if (part.type === 'message/partial') return addFault('part-of-a-mail', here, into)

  switch (kind) {
    case 'empty':
      if (part.name || !/^(text\/|$)/.test(part.type)) addFault('empty', here, into)
      return
    case 'zip':
      return await gatherPacked(await unpackZip(part.bytes, into.passwords(), into.budget), here, depth, into)
    case 'rar':
      return await gatherPacked(await unpackRar(part.bytes, into.passwords(), into.budget), here, depth, into)
    case 'tnef':
      // Without a file in it only the words lie there, and in most mails beside it as well.
      if (unpackTnef(part.bytes).length === 0) into.passedOver.rest++
      return await gatherPacked(unpackTnef(part.bytes), here, depth, into)
    case 'gzip':
      return await gatherPacked(unpackGzip(part.bytes, name, into.budget), here, depth, into)
    case '7z':
    case 'tar':
      return await gatherPacked(await unpackOther(part.bytes, into.budget), here, depth, into)
    case 'p7m':
      return await gatherSigned(part, path, depth, into)
    case 'eml': {
      const mail = await parseMime(part.bytes)
      into.enclosed.push({ from: mail.from, text: mail.text, depth })
      return await gatherMail(mail, here, depth + 1, into)
    }
    case 'msg': {
      const message = openOutlookMessage(part.bytes)
      if (!message) return addFault('damaged-mail', here, into)
      into.enclosed.push({ ...message, depth })
      for (const file of message.files)
        await gather({ ...file, type: '', inline: false }, here, depth + 1, into)
      return
    }
  }
  if (pictures.includes(kind) && !(await isPageLike(part.bytes, part.inline))) {
    into.passedOver.rest++
    return
  }
  if ((kind === 'unknown' || kind === 'text') && isSignedByName(part, name)) {
    addFault(isEnciphered(part.bytes) ? 'enciphered' : 'damaged-signature', here, into)
    return
  }
  const uuencoded = kind === 'text' ? takeUuencoded(Buffer.from(part.bytes).toString('latin1')).files : []
  if (uuencoded.length > 0) {
    for (const file of uuencoded) await gather({ ...part, ...file, type: '' }, path, depth + 1, into)
    return
  }
  into.documents.push({ name, path: here, declaredType: part.type, bytes: part.bytes, problem: null })
  if (kind === 'pdf') await gatherPacked(await unpackPdf(part.bytes, into.budget), here, depth, into)
}

/** What base64 that was never decoded must hold to be taken for what it holds. */
const armoured: readonly FileKind[] = [
  ...([
    'docx',
    'doc',
    'odt',
    'xlsx',
    'xls',
    'ods',
    'rtf',
    'pdf',
    'jpeg',
    'png',
    'tiff',
    'zip',
    'rar',
    '7z',
    'msg',
    'tnef',
    'p7m',
  ] as const),
]

/**
 * A file that is still in base64: the header that says so was lost or misspelled on the way, or its sender armoured it
 * (PEM). What it holds then counts.
 */
function withoutArmour(part: MimePart): MimePart {
  const { bytes } = part
  if (bytes.length < 20 || (!part.name && part.type.startsWith('text/'))) return part
  const start = Buffer.from(bytes.subarray(0, 2000))
    .toString('latin1')
    .replace(/^-----BEGIN [A-Z0-9 ]+-----/, '')
  if (!/^[A-Za-z0-9+/=\s]{16,}(-----END|$)/.test(start)) return part
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/-----(BEGIN|END) [A-Z0-9 ]+-----/g, '')
  if (!/^[A-Za-z0-9+/\s]+[=\s]*$/.test(text)) return part
  const decoded = new Uint8Array(Buffer.from(text, 'base64'))
  return armoured.includes(sniff(decoded)) ? { ...part, bytes: decoded } : part
}

const isPgpMessage = ({ bytes }: MimePart): boolean =>
  /^\s*-----BEGIN PGP MESSAGE-----/.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))

/** Called a signed mail or file, and no signature by its bytes: damaged, or enciphered in a newer way. */
const isSignedByName = ({ type }: MimePart, name: string): boolean =>
  /^application\/(x-)?pkcs7-mime$/.test(type) || /\.p7m$/i.test(name)

/** Content decides; only a mail within the mail is believed, for it may begin with anything. */
function kindOfPart({ type, bytes }: MimePart): FileKind {
  // Blank lines are what some gateways leave of a file.
  const kind = bytes.length < 1000 && bytes.every((byte) => byte <= 0x20 && byte > 0) ? 'empty' : sniff(bytes)
  if (type === 'message/rfc822' && bytes.length > 0) return 'eml'
  return kind
}

const neverDocuments =
  /^(message\/(delivery-status|disposition-notification|external-body)|application\/pgp-(encrypted|signature)|text\/(calendar|vcard|x-vcard|directory|rfc822-headers))$/

const appleDouble = [
  [0x00, 0x05, 0x16, 0x00],
  [0x00, 0x05, 0x16, 0x07],
]

/** Reports of machines, contacts, calendars, locks of open files; and words in the mail's text that have no name. */
function isNoDocument(part: MimePart, kind: FileKind, name: string): boolean {
  const plain = kind === 'text' || kind === 'html'
  if (neverDocuments.test(part.type) && (plain || kind === 'eml' || kind === 'unknown')) return true
  if (isLitterName(name) && (plain || kind === 'unknown' || kind === 'p7m' || kind === 'empty')) return true
  // The half of a file that old Macs send along: icon and window position.
  if (kind === 'unknown' && appleDouble.some((start) => start.every((byte, at) => part.bytes[at] === byte)))
    return true
  return plain && (part.inline || (!part.name && part.type.startsWith('text/')))
}

async function gatherPacked(
  packed: readonly Packed[],
  here: string,
  depth: number,
  into: Gathering,
): Promise<void> {
  for (const file of packed) {
    if (/(^|\/)__MACOSX\//.test(file.name)) continue
    if (!file.fault) {
      await gather({ name: file.name, type: '', bytes: file.bytes, inline: false }, here, depth + 1, into)
    } else if (file.name === '') {
      addFault(file.fault, here, into)
    } else {
      const inside = safeName(file.name, 'tep')
      if (!isLitterName(inside)) addFault(file.fault, `${here}/${inside}`, into)
    }
  }
}

/** An opaque signature: the file or the mail inside it. */
async function gatherSigned(part: MimePart, path: string, depth: number, into: Gathering): Promise<void> {
  const name = safeName(part.name, 'smime.p7m')
  const here = path === '' ? name : `${path}/${name}`
  const content = signedContent(part.bytes)
  if (!content) {
    // Without content it is a signature of something else, or the content is enciphered.
    if (isEnciphered(part.bytes)) addFault('enciphered', here, into)
    else if (isSignedByName(part, name) && !/\.p7[cs]$/i.test(name)) addFault('damaged-signature', here, into)
    return
  }
  // A signed mail is a mail without the mail's own header, beginning with the header of its content.
  if (/^content-(type|transfer-encoding):/im.test(Buffer.from(content.subarray(0, 500)).toString('latin1'))) {
    const mail = await parseMime(content)
    into.enclosed.push({ from: mail.from, text: mail.text, depth })
    return await gatherMail(mail, path, depth + 1, into)
  }
  await gather({ ...part, name: name.replace(/\.p7m$/i, ''), bytes: content }, path, depth + 1, into)
}

/** The object identifier of enveloped data, 1.2.840.113549.1.7.3, at the start of a CMS structure. */
const envelopedData = Buffer.from('2a864886f70d010703', 'hex')
/** Of authenticated enveloped data, 1.2.840.113549.1.9.16.1.23: what newer programs write. */
const authEnvelopedData = Buffer.from('2a864886f70d0109100117', 'hex')
const isEnciphered = (bytes: Uint8Array): boolean =>
  [envelopedData, authEnvelopedData].some((identifier) =>
    Buffer.from(bytes.subarray(0, 64)).includes(identifier),
  )

function noteSigner(bytes: Uint8Array, into: Gathering): void {
  const signer = signerOf(bytes)
  if (signer) into.signers.push([signer.name, signer.organisation].filter(Boolean).join(', '))
}

function addFault(fault: Fault, path: string, into: Gathering): void {
  into.documents.push({
    name: path.split('/').at(-1) as string,
    path,
    declaredType: '',
    bytes: new Uint8Array(),
    problem: faults[fault],
  })
}

const extensions: Partial<Record<FileKind, string>> = {
  jpeg: 'jpg',
  tiff: 'tif',
  'encrypted-office': 'docx',
  ole: 'doc',
  'word-xml': 'xml',
  tnef: 'dat',
  text: 'txt',
  unknown: 'bin',
  empty: 'bin',
}

function fallbackName(kind: FileKind, number: number): string {
  return kind === 'eml' ? 'thu-chuyen-tiep.eml' : `tep-${number}.${extensions[kind] ?? kind}`
}
