/** What the bytes are, judged by content alone: names and declared types lie too often (a .doc that is RTF). */
export type FileKind =
  | 'empty'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'odt'
  | 'ods'
  | 'zip'
  | 'pdf'
  | 'doc'
  | 'xls'
  | 'ppt'
  | 'msg'
  | 'encrypted-office'
  | 'ole'
  | 'rtf'
  | 'html'
  | 'word-xml'
  | 'jpeg'
  | 'png'
  | 'tiff'
  | 'gif'
  | 'bmp'
  | 'webp'
  | 'heic'
  | 'rar'
  | '7z'
  | 'gzip'
  | 'tar'
  | 'p7m'
  | 'tnef'
  | 'eml'
  | 'program'
  | 'recording'
  | 'text'
  | 'unknown'

/**
 * A stretch of the bytes, one letter a byte, for looking for signatures. By Buffer: the "latin1" of TextDecoder is
 * windows-1252, in which 0x89 of a PNG is no U+0089.
 */
function ascii(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to)
}

/**
 * Names in a zip's central directory; null where it cannot be found (a file that is cut off). A zip that holds a Word
 * file, or a folder called "word", is no Word file itself.
 */
function zipNames(bytes: Uint8Array): string[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // The end record is 22 bytes and a comment of up to 65,535.
  for (let end = bytes.length - 22; end >= Math.max(0, bytes.length - 65_557); end--) {
    if (view.getUint32(end, true) !== 0x06054b50) continue
    const names: string[] = []
    // Bytes before the archive move everything; the directory lies right before its end record.
    let at = end - view.getUint32(end + 12, true)
    while (at >= 0 && at + 46 <= end && view.getUint32(at, true) === 0x02014b50 && names.length < 2000) {
      const length = view.getUint16(at + 28, true)
      names.push(ascii(bytes, at + 46, at + 46 + length))
      at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    return names.length > 0 ? names : null
  }
  return null
}

function zipKind(bytes: Uint8Array): FileKind {
  const [, openDocument] =
    /mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet)/.exec(ascii(bytes, 0, 100)) ?? []
  if (openDocument === 'text') return 'odt'
  if (openDocument === 'spreadsheet') return 'ods'
  const names = zipNames(bytes)?.map((name) => name.replaceAll('\\', '/').toLowerCase())
  const text = names ? '' : ascii(bytes, 0, 65_536)
  if (names && !names.includes('[content_types].xml'))
    return names.includes('word/document.xml') ? 'docx' : 'zip'
  const has = (folder: string): boolean =>
    names ? names.some((name) => name.startsWith(folder)) : text.includes(folder)
  if (has('word/')) return 'docx'
  if (has('xl/')) return 'xlsx'
  if (has('ppt/')) return 'pptx'
  // An Office package whose main part lies in a folder of another name: Word's reader goes by the relations.
  return names ? 'docx' : 'zip'
}

const utf16 = (name: string): string => [...name].map((letter) => `${letter}\0`).join('')

/** OLE containers name their streams in UTF-16; the directory may lie anywhere. */
function oleKind(bytes: Uint8Array): FileKind {
  const text = ascii(bytes, 0, bytes.length)
  if (text.includes(utf16('EncryptedPackage'))) return 'encrypted-office'
  if (text.includes(utf16('WordDocument'))) return 'doc'
  if (text.includes(utf16('Workbook')) || text.includes(utf16('Book\0').slice(0, 8))) return 'xls'
  if (text.includes(utf16('PowerPoint Document'))) return 'ppt'
  if (text.includes(utf16('__properties_version1.0'))) return 'msg'
  return 'ole'
}

const mailHeader = /^(?:[A-Za-z][A-Za-z0-9-]*:[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,}/
/** The line of an mbox above a mail. */
const envelopeLine = /^From \S[^\r\n]*\d{1,2}:\d{2}[^\r\n]*\r?\n/
const mailHeaderNames =
  /^(received|return-path|from|to|subject|date|message-id|mime-version|delivered-to|x-[\w-]+):/im

const archiveStarts = ['Rar!\x1a\x07', "7z\xbc\xaf'\x1c", 'PK\x03\x04']

/** Programs of Windows and Linux; not one with an archive in it, which unpacks itself where it is started. */
function isProgram(bytes: Uint8Array, head: string): boolean {
  if (!head.startsWith('\x7fELF') && !(head.startsWith('MZ') && head.includes('\0'))) return false
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return !archiveStarts.some((start) => whole.includes(start, 0, 'latin1'))
}

/** Sound and film: MP4 and 3GP, AVI and WAV, MP3, Ogg. */
const recording = /^(.{4}ftyp(mp4|isom|iso\d|M4[AV]|qt|3g|avc1|dash)|RIFF.{4}(AVI |WAVE)|ID3|OggS)/s

/** Tells the kind of a file from its bytes. Never throws; what it does not know is `unknown`. */
export function sniff(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty'
  const head = ascii(bytes, 0, 4096)
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return zipKind(bytes)
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return oleKind(bytes)
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (head.startsWith('\x89PNG')) return 'png'
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'tiff'
  if (head.startsWith('GIF8')) return 'gif'
  if (head.startsWith('BM') && bytes.length > 54) return 'bmp'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp'
  if (/^.{4}ftyp(heic|heix|mif1|hevc)/s.test(head)) return 'heic'
  if (head.startsWith('Rar!\x1a\x07')) return 'rar'
  if (head.startsWith("7z\xbc\xaf'\x1c")) return '7z'
  if (head.startsWith('\x1f\x8b')) return 'gzip'
  if (/^ustar[\0 ]/.test(head.slice(257, 263))) return 'tar'
  if (head.startsWith('\x78\x9f\x3e\x22')) return 'tnef'
  // Before PDF: a signed file holds the PDF in the clear.
  if (/^\x30[\x80-\x84]/.test(head) && head.slice(0, 64).includes('\x2a\x86\x48\x86\xf7\x0d\x01\x07'))
    return 'p7m'
  // Servers and clerks put a blank line, a BOM or a banner before %PDF; readers accept 1,024 bytes of it.
  if (head.slice(0, 1100).includes('%PDF-')) return 'pdf'
  if (isProgram(bytes, head)) return 'program'
  if (recording.test(head)) return 'recording'
  const text = head.replace(/^\xef\xbb\xbf/, '').trimStart()
  if (text.startsWith('{\\rtf')) return 'rtf'
  if (/^<\?xml[^>]*>\s*(<\?mso-application[^>]*>\s*)?<(pkg:package|w:wordDocument)/i.test(text))
    return 'word-xml'
  if (/^(<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*(<!doctype html|<html))/i.test(text)) return 'html'
  if (/^MIME-Version:.*\bContent-Type:\s*multipart\/related/is.test(text.slice(0, 500))) return 'html'
  const mail = text.replace(envelopeLine, '')
  if (mailHeader.test(mail) && mailHeaderNames.test(mail)) return 'eml'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells text from binary
  return /[\x00-\x08\x0e-\x1a]/.test(head) ? 'unknown' : 'text'
}
