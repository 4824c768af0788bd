import sharp from 'sharp'
import { signedContent } from '../../files/cms.ts'
import { type FileKind, sniff } from '../../files/sniff.ts'
import type { OpenedDocument } from '../opened-mail.ts'
import { type ArchiveFault, type Packed, unpackRar, unpackZip } from './archives.ts'
import { isLitter, safeName } from './names.ts'
import { unpackTnef } from './tnef.ts'

/** A part of a mail that might be a document. */
export interface Part {
  readonly name: string | undefined
  readonly declaredType: string
  readonly bytes: Uint8Array
  /** Shown inside the mail's text by a reference: mostly logos and pictures of signatures. */
  readonly inline: boolean
}

export interface Gathering {
  readonly documents: OpenedDocument[]
  /** Passwords named in the mail's text. */
  readonly passwords: readonly string[]
  /** Opens a mail inside the mail and adds its documents. */
  openMail(bytes: Uint8Array, path: string, depth: number): Promise<void>
}

/** A mail within a mail within an archive …: nobody forwards deeper than this by hand. */
const maxDepth = 6
const maxDocuments = 200

const pictures: readonly FileKind[] = ['jpeg', 'png', 'tiff', 'gif', 'bmp', 'webp', 'heic']

const faults: Record<ArchiveFault | 'empty' | 'unsupported', { vi: string; en: string }> = {
  password: {
    vi: 'Tệp nén có mật khẩu nên không mở được.',
    en: 'The archive has a password and cannot be opened.',
  },
  damaged: { vi: 'Tệp nén bị lỗi, không mở được.', en: 'The archive is damaged and cannot be opened.' },
  'too-large': {
    vi: 'Tệp nén quá lớn nên không mở.',
    en: 'The archive unpacks to too much and was not opened.',
  },
  empty: { vi: 'Tệp rỗng (0 byte).', en: 'The file is empty (0 bytes).' },
  unsupported: {
    vi: 'Định dạng nén chưa hỗ trợ. Cần đề nghị cơ quan gửi lại bằng ZIP, PDF hoặc Word.',
    en: 'This kind of archive is not supported. Ask the agency for ZIP, PDF or Word.',
  },
}

/**
 * A logo or a picture of a signature is small; a page photographed or scanned is not. 640 pixels across is a page of
 * A4 at 77 dpi, below which nothing could be read anyway; a banner is much wider than high.
 */
async function isPageLike(bytes: Uint8Array): Promise<boolean> {
  try {
    const { width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: false }).metadata()
    const [short, long] = [Math.min(width, height), Math.max(width, height)]
    return short >= 640 && long / short < 2.6
  } catch {
    // A format our library does not know (HEIC): a person should see it.
    return bytes.length > 60_000
  }
}

/** Adds the documents in one part, by what its bytes are: itself, or what an archive or a mail in it holds. */
export async function gather(part: Part, path: string, depth: number, into: Gathering): Promise<void> {
  if (into.documents.length >= maxDocuments) return
  const kind = sniff(part.bytes)
  const name = safeName(part.name, fallbackName(kind, into.documents.length + 1))
  const here = path === '' ? name : `${path}/${name}`
  const add = (fault: keyof typeof faults | null, at = here) =>
    into.documents.push({
      name: at.split('/').at(-1) as string,
      path: at,
      declaredType: part.declaredType,
      bytes: fault ? new Uint8Array() : part.bytes,
      problem: fault ? { code: fault, ...faults[fault] } : null,
    })
  const inner = async (packed: readonly Packed[]) => {
    for (const file of packed) {
      if (file.fault) {
        const inside = safeName(file.name, name)
        if (!isLitter(inside)) add(file.fault, file.name === '' ? here : `${here}/${inside}`)
      } else if (!/__MACOSX\//.test(file.name)) {
        await gather(
          { name: file.name, declaredType: '', bytes: file.bytes, inline: false },
          here,
          depth + 1,
          into,
        )
      }
    }
  }

  if (isLitter(name)) return
  if (kind === 'empty') {
    if (part.name) add('empty')
    return
  }
  if (depth > maxDepth) return
  switch (kind) {
    case 'zip':
      return await inner(unpackZip(part.bytes))
    case 'rar':
      return await inner(await unpackRar(part.bytes, into.passwords))
    case 'tnef':
      return await inner(unpackTnef(part.bytes).map((file) => ({ ...file, fault: null })))
    case '7z':
    case 'gzip':
      add('unsupported')
      return
    case 'p7m': {
      const content = signedContent(part.bytes)
      if (!content) return
      const inside = name.replace(/\.p7m$/i, '')
      // A signed mail is a mail without the mail's own header, beginning with the header of its content.
      if (/^content-type:/im.test(Buffer.from(content.subarray(0, 500)).toString('latin1'))) {
        return await into.openMail(content, here, depth + 1)
      }
      return await gather({ ...part, name: inside, bytes: content }, path, depth + 1, into)
    }
    case 'eml':
      return await into.openMail(part.bytes, here, depth + 1)
  }
  if (pictures.includes(kind)) {
    if (await isPageLike(part.bytes)) add(null)
    return
  }
  // Plain text and HTML without a name are the mail's own words in another dress.
  if ((kind === 'text' || kind === 'html') && (part.inline || !part.name)) return
  add(null)
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
  return `tep-${number}.${extensions[kind] ?? kind}`
}
