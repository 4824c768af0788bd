import { crc32, inflateRawSync } from 'node:zlib'
import { decodeUnlabelled } from '../../vietnamese/mojibake.ts'
import { type Budget, none, type Packed } from './packed.ts'

const localHeader = 0x04034b50
const dataDescriptor = 0x08074b50
const flags = { encrypted: 1, sizesBehind: 8, utf8: 0x800 }

/**
 * The files that are whole in a zip whose end is missing: its directory stands there, but each file has a header of its
 * own before it as well. What follows the last whole one is told as one fault of the archive.
 */
export function unpackCutZip(bytes: Uint8Array, budget: Budget): Packed[] {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: Packed[] = []
  for (let at = 0; at + 30 <= data.length && data.readUInt32LE(at) === localHeader; ) {
    if (budget.files-- <= 0) return [...found, { name: '', bytes: none, fault: 'too-large' }]
    const entry = entryAt(data, at, budget)
    if (!entry) break
    if (entry.file && !/[\\/]$/.test(entry.file.name)) found.push(entry.file)
    at = entry.next
  }
  return [...found, { name: '', bytes: none, fault: 'damaged' }]
}

/** The file whose header stands here, null where it is cut off or cannot be unpacked; and where the next one begins. */
function entryAt(data: Buffer, at: number, budget: Budget): { file: Packed | null; next: number } | null {
  const flag = data.readUInt16LE(at + 6)
  const method = data.readUInt16LE(at + 8)
  const start = at + 30 + data.readUInt16LE(at + 26) + data.readUInt16LE(at + 28)
  const rawName = data.subarray(at + 30, at + 30 + data.readUInt16LE(at + 26))
  const name = flag & flags.utf8 ? rawName.toString('utf8') : decodeUnlabelled(rawName)
  const sizesBehind = (flag & flags.sizesBehind) !== 0
  const size = data.readUInt32LE(at + 18)
  if (sizesBehind && (method !== 8 || flag & flags.encrypted)) return null
  if (!sizesBehind && start + size > data.length) return null
  if (flag & flags.encrypted) return { file: { name, bytes: none, fault: 'password' }, next: start + size }
  try {
    const packed = sizesBehind ? data.subarray(start) : data.subarray(start, start + size)
    const { bytes, used } = method === 0 ? { bytes: packed, used: size } : inflate(packed, budget)
    if (bytes.length > budget.bytes)
      return { file: { name, bytes: none, fault: 'too-large' }, next: start + size }
    const end = start + used
    const behind = sizesBehind ? descriptorAt(data, end) : null
    const crc = behind ? behind.crc : data.readUInt32LE(at + 14)
    budget.bytes -= bytes.length
    const fault = crc32(bytes) === crc ? null : ('damaged' as const)
    return { file: { name, bytes: fault ? none : new Uint8Array(bytes), fault }, next: behind?.next ?? end }
  } catch {
    return sizesBehind ? null : { file: { name, bytes: none, fault: 'damaged' }, next: start + size }
  }
}

function inflate(packed: Buffer, { bytes: most }: Budget): { bytes: Buffer; used: number } {
  const { buffer, engine } = inflateRawSync(packed, {
    info: true,
    maxOutputLength: Math.max(1, most),
  }) as unknown as {
    buffer: Buffer
    engine: { bytesWritten: number }
  }
  return { bytes: buffer, used: engine.bytesWritten }
}

/** Checksum and sizes behind a file, with or without a mark of their own. */
function descriptorAt(data: Buffer, at: number): { crc: number; next: number } {
  const start = data.readUInt32LE(at) === dataDescriptor ? at + 4 : at
  return { crc: data.readUInt32LE(start), next: start + 12 }
}
