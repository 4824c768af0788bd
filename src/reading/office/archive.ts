import { strFromU8, unzipSync } from 'fflate'
import type { Problem } from '../transcript.ts'
import { type Element, parseXml, type Take } from './xml.ts'

/** Why an office file is not read, where it is not simply damaged: by a code of the reader's problems. */
export class Unreadable extends Error {
  readonly code: Problem['code']
  constructor(code: Problem['code'], message: string) {
    super(message)
    this.code = code
  }
}

export interface Relation {
  readonly id: string
  /** The last word of its type: "officeDocument", "styles", "comments". */
  readonly type: string
  readonly path: string
  readonly external: boolean
}

/** An office file as a zip of parts that refer to each other. */
export interface Archive {
  /** Names of all parts wanted, in lower case. */
  readonly names: readonly string[]
  /** A part as it is; undefined where there is no such part. Throws an Error for one that is damaged. */
  bytes(name: string): Uint8Array | undefined
  /** A part's XML; null where there is no such part. Throws an Error for XML that cannot be read. */
  part(name: string, take?: Take): Element | null
  /** What a part refers to, by its own list of relations; "" stands for the file as a whole. */
  relations(of: string): Relation[]
}

/** Word's own limit for a file is 512 MB; a survey form of one part over 64 MB is a bomb. */
export const maxPartBytes = 64 * 1024 * 1024
const maxTotalBytes = 192 * 1024 * 1024
/** A long report with hundreds of pictures has fewer. */
const maxParts = 5000

/** Undoes an encoding other than UTF-8, which Word itself never writes but converters do. */
export function xmlText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return strFromU8(bytes).replace(/^\ufeff/, '')
}

function resolvePath(base: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts = base.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/**
 * Opens a file of which only the parts whose names are `wanted` count, within the ceilings. Each is unpacked when it is
 * asked for: a Word form has a dozen, of which four are read. Throws an Error when it is no readable zip.
 */
export function openArchive(bytes: Uint8Array, wanted: RegExp): Archive {
  let total = 0
  // Names of parts are the same in any case, and some zip programs write backslashes.
  const byName = new Map<string, string>()
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!wanted.test(name)) return false
      byName.set(name.replace(/\\/g, '/').toLowerCase(), name)
      if (byName.size > maxParts) throw new Unreadable('too-large', 'the file has too many parts')
      if (originalSize > maxPartBytes) throw new Unreadable('too-large', 'a part is too large')
      total += originalSize
      if (total > maxTotalBytes) throw new Unreadable('too-large', 'the file unpacks to too much')
      return false
    },
  })
  const unpacked = new Map<string, Uint8Array | undefined>()
  const content = (name: string): Uint8Array | undefined => {
    const own = byName.get(name.toLowerCase())
    if (own !== undefined && !unpacked.has(own))
      unpacked.set(own, unzipSync(bytes, { filter: (file) => file.name === own })[own])
    return own === undefined ? undefined : unpacked.get(own)
  }
  const part = (name: string, take?: Take): Element | null => {
    const bytes = content(name)
    return bytes ? parseXml(xmlText(bytes), take) : null
  }
  return {
    names: [...byName.keys()],
    bytes: content,
    part,
    relations: (of) => {
      const folder = of.split('/').slice(0, -1).join('/')
      const rels = part(`${folder ? `${folder}/` : ''}_rels/${of.split('/').pop()}.rels`)
      return (rels?.children ?? []).map((relation) => ({
        id: relation.attributes.Id ?? '',
        type: (relation.attributes.Type ?? '').split('/').pop() ?? '',
        path: resolvePath(of, relation.attributes.Target ?? ''),
        external: relation.attributes.TargetMode === 'External',
      }))
    },
  }
}

/** What a part beside the main one gives, or null where it is broken: it must not cost the whole form. */
export function orNothing<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
