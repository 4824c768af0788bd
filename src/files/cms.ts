import { X509Certificate } from 'node:crypto'

/** A BER/DER element: where its content begins and ends; `indefinite` content ends with two zero bytes. */
interface Element {
  readonly tag: number
  readonly start: number
  readonly end: number
  /** Where the next element begins. */
  readonly next: number
}

/** Deep enough for every signature, shallow enough for no hostile one. */
const maxDepth = 24

/** The element at `at`, or null for what is no BER. */
function elementAt(bytes: Uint8Array, at: number, limit: number, depth = 0): Element | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || at + 2 > limit || depth > maxDepth) return null
  if (first === 0x80) {
    let next = at + 2
    while (next + 1 < limit && !(bytes[next] === 0 && bytes[next + 1] === 0)) {
      const inner = elementAt(bytes, next, limit, depth + 1)
      if (!inner) return null
      next = inner.next
    }
    return { tag, start: at + 2, end: next, next: next + 2 }
  }
  const count = first < 0x80 ? 0 : first & 0x7f
  if (count > 4) return null
  let length = count === 0 ? first : 0
  for (let index = 0; index < count; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0)
  const start = at + 2 + count
  const end = start + length
  return end > limit ? null : { tag, start, end, next: end }
}

function childrenOf(bytes: Uint8Array, element: Element): Element[] {
  const found: Element[] = []
  for (let at = element.start; at < element.end; ) {
    const child = elementAt(bytes, at, element.end)
    if (!child) break
    found.push(child)
    at = child.next
  }
  return found
}

/**
 * The content inside an opaque signature (smime.p7m, a signed file .p7m): ContentInfo → SignedData → encapsulated
 * content. Null when the bytes are no signed data or hold no content (a detached signature, or encrypted data).
 */
export function signedContent(bytes: Uint8Array): Uint8Array | null {
  const root = elementAt(bytes, 0, bytes.length)
  const signedData = root && childrenOf(bytes, root)[1]
  const sequence = signedData && childrenOf(bytes, signedData)[0]
  // version, digestAlgorithms, encapContentInfo
  const content = sequence && childrenOf(bytes, sequence)[2]
  const wrapped = content && childrenOf(bytes, content)[1]
  const octets = wrapped?.tag === 0xa0 ? childrenOf(bytes, wrapped)[0] : undefined
  if (!octets) return null
  if (octets.tag === 0x04) return bytes.subarray(octets.start, octets.end)
  return octets.tag === 0x24
    ? Buffer.concat(childrenOf(bytes, octets).map(({ start, end }) => bytes.subarray(start, end)))
    : null
}

/** Every certificate in a CMS structure: the sequences that node's own parser accepts as one. */
function certificatesIn(bytes: Uint8Array, from = 0, to = bytes.length, depth = 0): X509Certificate[] {
  const found: X509Certificate[] = []
  for (let at = from; at < to; ) {
    const element = elementAt(bytes, at, to)
    if (!element) break
    if (element.tag === 0x30 && element.end - at > 200 && depth >= 2) {
      try {
        found.push(new X509Certificate(bytes.subarray(at, element.end)))
        at = element.next
        continue
      } catch {
        // Some other sequence: look inside.
      }
    }
    if ((element.tag & 0x20) !== 0 && depth < 8) {
      found.push(...certificatesIn(bytes, element.start, element.end, depth + 1))
    }
    at = element.next
  }
  return found
}

export interface Signer {
  readonly name: string | null
  readonly organisation: string | null
  readonly email: string | null
}

/** Whose signature it is, by the certificate of no authority in it. Not verified: evidence, no proof. */
export function signerOf(bytes: Uint8Array): Signer | null {
  const certificates = certificatesIn(bytes)
  const leaf = certificates.find(({ ca }) => !ca) ?? certificates[0]
  if (!leaf) return null
  const part = (name: string): string | null =>
    leaf.subject
      .split('\n')
      .find((line) => line.startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .normalize('NFC') ?? null
  return { name: part('CN'), organisation: part('O'), email: part('emailAddress') }
}
