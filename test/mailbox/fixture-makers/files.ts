import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { burn } from '@kenjiuno/msgreader/lib/Burner.js'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import iconv from 'iconv-lite'
import { PDFDocument, PDFHexString } from 'pdf-lib'
import sharp from 'sharp'
import tcvn3 from '../../../src/vietnamese/tcvn3.json' with { type: 'json' }

const fixedDate = new Date(Date.UTC(2017, 3, 20))

export const pdf = (words = 'x'): Uint8Array => Buffer.from(`%PDF-1.4\n% ${words}\n%%EOF\n`)

/** A PDF of one page that carries files, as a portfolio does, and one that is pinned to its page. */
export async function portfolio(
  files: Readonly<Record<string, Uint8Array>>,
  pinned: Readonly<Record<string, Uint8Array>> = {},
): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const page = document.addPage()
  for (const [name, bytes] of Object.entries(files)) await document.attach(bytes, name)
  for (const [name, bytes] of Object.entries(pinned)) {
    const { context } = document
    const stream = context.register(context.flateStream(bytes, { Type: 'EmbeddedFile' }))
    const specification = { Type: 'Filespec', UF: PDFHexString.fromText(name), EF: { F: stream } }
    page.node.addAnnot(
      context.register(
        context.obj({ Type: 'Annot', Subtype: 'FileAttachment', Rect: [9, 9, 29, 29], FS: specification }),
      ),
    )
  }
  return await document.save()
}

export interface ZipOptions {
  readonly password?: string
  readonly zipCrypto?: boolean
  /** Writes names in this way and without the flag for UTF-8. */
  readonly encodeName?: (name: string) => Uint8Array
}

export async function zip(
  files: Readonly<Record<string, Uint8Array>>,
  options: ZipOptions = {},
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    extendedTimestamp: false,
    lastModDate: fixedDate,
    ...(options.password ? { password: options.password, zipCrypto: options.zipCrypto ?? false } : {}),
    ...(options.encodeName ? { useUnicodeFileNames: false, encodeText: options.encodeName } : {}),
  })
  for (const [name, bytes] of Object.entries(files)) await writer.add(name, new Uint8ArrayReader(bytes))
  return await writer.close()
}

/** The smallest file that is a Word document by its directory. */
export const docx = (): Promise<Uint8Array> =>
  zip({ '[Content_Types].xml': Buffer.from('<Types/>'), 'word/document.xml': Buffer.from('<w:document/>') })

/** Writes as Windows in Việt Nam does: letters with a tone that it has no code for as letter and tone. */
export function windows1258(text: string): Buffer {
  const letters = [...text.normalize('NFC')].map((letter) => {
    if (iconv.decode(iconv.encode(letter, 'windows-1258'), 'windows-1258') === letter) return letter
    const parts = letter.normalize('NFD')
    const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(parts)?.[0] ?? ''
    return parts.replace(tone, '').normalize('NFC') + tone
  })
  return iconv.encode(letters.join(''), 'windows-1258')
}

const toTcvn3 = new Map(Object.entries(tcvn3.map).map(([code, letter]) => [letter, code]))
export const tcvn3Bytes = (text: string): Buffer =>
  Buffer.from([...text.normalize('NFC')].map((letter) => toTcvn3.get(letter) ?? letter).join(''), 'latin1')

export const cp437 = (text: string): Buffer => iconv.encode(text, 'cp437')

export const picture = async (
  width: number,
  height: number,
  format: 'png' | 'jpeg' = 'png',
): Promise<Uint8Array> =>
  await sharp({ create: { width, height, channels: 3, background: '#fff' } })
    [format]()
    .toBuffer()

const u16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8])
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}

/** A RAR of version 4 that stores its files uncompressed. */
export function rar4(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const block = (type: number, flags: number, more: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from([type]), u16(flags), u16(7 + more.length), more])
    return Buffer.concat([u16(crc32(body) & 0xffff), body])
  }
  return Buffer.concat([
    Buffer.from('526172211a0700', 'hex'),
    block(0x73, 0, Buffer.alloc(6)),
    ...Object.entries(files).flatMap(([name, bytes]) => {
      const plain = Buffer.from(name)
      const size = u32(bytes.length)
      const more = Buffer.concat([
        size,
        size,
        Buffer.from([2]),
        u32(crc32(bytes)),
        u32(0x4a94_0000),
        Buffer.from([20, 0x30]),
        u16(plain.length),
        u32(0x20),
        plain,
      ])
      return [block(0x74, 0x8000, more), Buffer.from(bytes)]
    }),
    block(0x7b, 0x4000, Buffer.alloc(0)),
  ])
}

/** A RAR of version 5 that stores its files uncompressed. */
export function rar5(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const vint = (value: number): Buffer => {
    const bytes: number[] = []
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      bytes.push(rest >= 128 ? (rest % 128) + 128 : rest)
      if (rest < 128) return Buffer.from(bytes)
    }
  }
  const block = (content: Buffer): Buffer => {
    const sized = Buffer.concat([vint(content.length), content])
    return Buffer.concat([u32(crc32(sized)), sized])
  }
  return Buffer.concat([
    Buffer.from('526172211a070100', 'hex'),
    block(Buffer.concat([vint(1), vint(0), vint(0)])),
    ...Object.entries(files).flatMap(([name, bytes]) => {
      const plain = Buffer.from(name)
      const header = [
        vint(2),
        vint(2),
        vint(bytes.length),
        vint(4),
        vint(bytes.length),
        vint(0x20),
        u32(crc32(bytes)),
      ]
      return [
        block(Buffer.concat([...header, vint(0), vint(1), vint(plain.length), plain])),
        Buffer.from(bytes),
      ]
    }),
    block(Buffer.concat([vint(5), vint(0), vint(0)])),
  ])
}

/** Made by 7-Zip of "Phiếu.pdf": as it is, with enciphered content, and with enciphered names as well. */
export const sevenZip = {
  plain: Buffer.from(
    'N3q8ryccAAQfc/WoGwAAAAAAAABOAAAAAAAAAPYVWyEBABYlUERGLTEuNAolIHBoaWV1CiUlRU9GCgABBAYAAQkbAAcLAQABISEBAAwXAAgKAdSjMf8AAAUBGQwAAAAAAAAAAAAAAAARFQBQAGgAaQC/HnUALgBwAGQAZgAAABUGAQAggKSBAAA=',
    'base64',
  ),
  locked: Buffer.from(
    'N3q8ryccAAQlvuCsIAAAAAAAAABeAAAAAAAAAGsb0vfm+T4wto+inv/3SOXqM/mnxjnsuz68DhaNewNZ4ujS2wEEBgABCSAABwsBAAIkBvEHARJTD9Ua7KnLRm9x/uT9ku4f97chIQEAAQAMGxcACAoB1KMx/wAABQEZAQARFQBQAGgAaQC/HnUALgBwAGQAZgAAABUGAQAggKSBAAA=',
    'base64',
  ),
  namesLocked: Buffer.from(
    'N3q8ryccAAQBA6hggAAAAAAAAAAuAAAAAAAAAGgRSlGv1fAAV4RLrxxhVJmCrWauRbR9YbwqIIOwUJmsVgQE13JnRn4m3lrSpZLYJNb0P+H9zy/n1iv5xGfMxeYbNCzH3CPsze6e77mBNvkru3lusQazjT+rQG+AyxYS/RxHjA6RDVG8Dwj+F0tfe803z1Smk+mgGRE7VqoIbsdK9Sz/+xcGIAEJYAAHCwEAASQG8QcBElMPVxgKaxtdBznPYcTFzfGjDAxeCgHLO8e4AAA=',
    'base64',
  ),
}

/** A tar of these files. */
export function tar(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const padded = (bytes: Uint8Array): Buffer =>
    Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)])
  return Buffer.concat([
    ...Object.entries(files).flatMap(([name, bytes]) => {
      const header = Buffer.alloc(512)
      header.write(name)
      header.write('0000644\0', 100)
      header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124)
      header.write('13076000000\0', 136)
      header.write('        0', 148)
      header.write('ustar\x0000', 257)
      const sum = header.reduce((all, byte) => all + byte, 0)
      header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
      return [header, padded(bytes)]
    }),
    Buffer.alloc(1024),
  ])
}

/** A winmail.dat with these files, the long names as UTF-16 properties. */
export function tnef(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const attribute = (id: number, data: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from([2]),
      u32(id),
      u32(data.length),
      data,
      u16(data.reduce((sum, byte) => (sum + byte) & 0xffff, 0)),
    ])
  return Buffer.concat([
    Buffer.from('789f3e22', 'hex'),
    u16(1),
    ...Object.entries(files).flatMap(([name, bytes]) => {
      const long = Buffer.from(`${name}\0`, 'utf16le')
      const padding = Buffer.alloc((4 - (long.length % 4)) % 4)
      return [
        attribute(0x0006_9002, Buffer.alloc(14)),
        attribute(0x0001_8010, Buffer.from('PHIEUK~1.DOC\0')),
        attribute(0x0006_800f, Buffer.from(bytes)),
        attribute(
          0x0006_9005,
          Buffer.concat([u32(1), Buffer.from('1f000737', 'hex'), u32(1), u32(long.length), long, padding]),
        ),
      ]
    }),
  ])
}

export function uuencode(name: string, bytes: Uint8Array): string {
  const letter = (value: number): string => (value === 0 ? '`' : String.fromCharCode(32 + value))
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 45) {
    const piece = bytes.subarray(at, at + 45)
    let body = letter(piece.length)
    for (let from = 0; from < piece.length; from += 3) {
      const value = ((piece[from] ?? 0) << 16) | ((piece[from + 1] ?? 0) << 8) | (piece[from + 2] ?? 0)
      body += [18, 12, 6, 0].map((shift) => letter((value >> shift) & 63)).join('')
    }
    lines.push(body)
  }
  return `begin 644 ${name}\n${lines.join('\n')}\n\`\nend\n`
}

/** Signs or enciphers with a certificate of its own, by openssl. */
export function smime(content: Uint8Array, how: 'opaque' | 'detached' | 'enciphered'): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'smime-'))
  const at = (name: string) => join(folder, name)
  try {
    writeFileSync(at('in'), content)
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-utf8'],
        ...[
          '-subj',
          '/CN=Văn phòng UBND tỉnh A/O=UBND tỉnh A/C=VN',
          '-keyout',
          at('key'),
          '-out',
          at('cert'),
        ],
        ...['-addext', 'basicConstraints=CA:FALSE'],
      ],
      { stdio: 'ignore' },
    )
    const order =
      how === 'enciphered'
        ? ['-encrypt', '-aes256', '-recip', at('cert')]
        : ['-sign', '-signer', at('cert'), '-inkey', at('key'), ...(how === 'opaque' ? ['-nodetach'] : [])]
    execFileSync('openssl', [
      'cms',
      ...order,
      '-binary',
      '-in',
      at('in'),
      '-outform',
      'DER',
      '-out',
      at('out'),
    ])
    return new Uint8Array(readFileSync(at('out')))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A mail saved by Outlook, with one attached file. */
export function outlookMessage(mail: {
  readonly subject: string
  readonly body: string
  readonly fromName: string
  readonly fromAddress: string
  readonly file: { readonly name: string; readonly bytes: Uint8Array }
}): Uint8Array {
  const unicode = (text: string): Buffer => Buffer.from(text, 'utf16le')
  const stream = (name: string, bytes: Uint8Array) => ({
    name,
    type: 2,
    length: bytes.length,
    binaryProvider: () => new Uint8Array(bytes),
  })
  const streams = [
    stream('__properties_version1.0', Buffer.alloc(32)),
    stream('__substg1.0_0037001F', unicode(mail.subject)),
    stream('__substg1.0_1000001F', unicode(mail.body)),
    stream('__substg1.0_0C1A001F', unicode(mail.fromName)),
    stream('__substg1.0_5D01001F', unicode(mail.fromAddress)),
  ]
  const attached = [
    stream('__properties_version1.0', Buffer.alloc(8)),
    stream('__substg1.0_3707001F', unicode(mail.file.name)),
    stream('__substg1.0_37010102', mail.file.bytes),
  ]
  const folderAt = 1 + streams.length
  return burn([
    { name: 'Root Entry', type: 5, length: 0, children: [...streams.map((_, at) => 1 + at), folderAt] },
    ...streams,
    {
      name: '__attach_version1.0_#00000000',
      type: 1,
      length: 0,
      children: attached.map((_, at) => folderAt + 1 + at),
    },
    ...attached,
  ])
}
