import { none, type Packed } from './packed.ts'

const attribute = {
  title: 0x0001_8010,
  data: 0x0006_800f,
  newAttachment: 0x0006_9002,
  properties: 0x0006_9005,
}
/** PR_ATTACH_LONG_FILENAME as UTF-16 and as 8-bit text. */
const longNameUnicode = [0x1f, 0x00, 0x07, 0x37]
const longNameAscii = [0x1e, 0x00, 0x07, 0x37]
/** How winmail.dat begins: also of a mail attached inside it. */
const signature = Buffer.from([0x78, 0x9f, 0x3e, 0x22])

/** The long file name among an attachment's MAPI properties: found by its tag, count 1, length, text. */
function longName(properties: Buffer): string | null {
  for (const [tag, encoding] of [
    [longNameUnicode, 'utf16le'],
    [longNameAscii, 'latin1'],
  ] as const) {
    const at = properties.indexOf(Buffer.from(tag))
    if (at < 0 || at + 12 > properties.length) continue
    const length = properties.readUInt32LE(at + 8)
    const name = properties.subarray(at + 12, at + 12 + length).toString(encoding)
    return name.replace(/\0+$/, '')
  }
  return null
}

/**
 * The files in a winmail.dat, which Outlook sends instead of attachments when a mail is written as rich text. What is
 * cut off gives the files before the cut, and the fault.
 */
export function unpackTnef(bytes: Uint8Array): Packed[] {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const files: { name: string; bytes: Uint8Array }[] = []
  let cut = false
  // Signature, key, then: level (1), id (4), length (4), data, checksum (2).
  for (let at = 6; at + 11 <= data.length; ) {
    const id = data.readUInt32LE(at + 1)
    const length = data.readUInt32LE(at + 5)
    const content = data.subarray(at + 9, at + 9 + length)
    if (content.length < length) {
      cut = true
      break
    }
    const current = files.at(-1)
    if (id === attribute.newAttachment) files.push({ name: '', bytes: new Uint8Array() })
    else if (current && id === attribute.title)
      current.name ||= content.toString('latin1').replace(/\0+$/, '')
    else if (current && id === attribute.data) current.bytes = new Uint8Array(content)
    else if (current && id === attribute.properties) {
      current.name = longName(content) ?? current.name
      const enclosed = content.indexOf(signature)
      if (enclosed >= 0 && current.bytes.length === 0)
        current.bytes = new Uint8Array(content.subarray(enclosed))
    }
    at += 9 + length + 2
  }
  const whole = files
    .filter(({ bytes: content }) => content.length > 0)
    .map((file): Packed => ({ ...file, fault: null }))
  return cut ? [...whole, { name: '', bytes: none, fault: 'damaged' }] : whole
}
