import { signerOf } from '../../files/cms.ts'
import type { Rectangle } from '../../survey/answers.ts'
import { clean, fold } from '../../vietnamese/fold.ts'
import { linesOf, type Placed } from '../layout/lines.ts'
import { around } from '../rectangles.ts'
import { knownWords } from '../remembered.ts'
import type { DigitalSignature, Word } from '../transcript.ts'

const latin = new TextDecoder('latin1')

/** The labels of the visible stamp that the Government's signing tools draw, folded. */
const stampLabels = ['nguoi ky', 'email', 'co quan', 'thoi gian ky'] as const

const folded = knownWords(fold)

/** Words standing close together on one line: a column's line, or a stamp's beside the text. */
interface Segment {
  readonly words: (Placed & Word)[]
  readonly place: Rectangle
  readonly text: string
  readonly label: (typeof stampLabels)[number] | null
}

/** Puts words together as long as the gap is no wider than one and a half times their height. */
function segmentsOf(words: readonly (Placed & Word)[]): Segment[] {
  return linesOf(words).flatMap(({ tokens }) => {
    const parts: (Placed & Word)[][] = []
    for (const token of tokens as (Placed & Word)[]) {
      const last = parts.at(-1)?.at(-1)
      const gap = last ? token.place.x - last.place.x - last.place.width : 0
      if (last && gap < 1.5 * Math.min(last.place.height, token.place.height)) parts.at(-1)?.push(token)
      else parts.push([token])
    }
    return parts.map((members): Segment => {
      const text = members
        .map((word) => (word.glued ? '' : ' ') + word.text)
        .join('')
        .trim()
      return { words: members, text, label: labelOf(text), place: around(members.map(({ place }) => place)) }
    })
  })
}

/** "Cơ quan:" opens a line of a stamp, "Cơ quan lập báo cáo" does not. */
function labelOf(text: string): Segment['label'] {
  const colon = text.indexOf(':')
  if (colon < 0) return null
  const label = fold(text.slice(0, colon))
  return stampLabels.find((one) => one === label) ?? null
}

function valueAfterColon(text: string): string | null {
  const value = text.slice(text.indexOf(':') + 1).trim()
  return value === '' ? null : clean(value)
}

/** "21.04.2017 16:40:12 +07:00" as an ISO date-time; null when it is none. */
function stampTime(text: string): string | null {
  const match =
    /(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{2}:?\d{2})?/.exec(text)
  if (!match) return null
  const [, day, month, year, hour, minute, second = '00', zone = '+07:00'] = match
  const two = (part: string | undefined) => String(part).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`
}

/**
 * Takes visible signature stamps out of the words of a page. The stamp is real text ("Người ký … Email … Cơ quan …
 * Thời gian ký …") and on a signed scan the only one: read as the form's text it would give a wrong contact address.
 */
export function takeStamps(words: readonly (Placed & Word)[]): {
  words: readonly (Placed & Word)[]
  stamps: DigitalSignature[]
} {
  const stamps: DigitalSignature[] = []
  const taken = new Set<Word>()
  // "Người ký" opens every stamp and stands nowhere on the form.
  const isSigner = (text: string, at: number): boolean =>
    folded(text) === 'ky' && folded(words[at - 1]?.text ?? '') === 'nguoi'
  if (!words.some(({ text }, at) => isSigner(text, at))) return { words, stamps }
  const segments = segmentsOf(words)
  for (const first of segments) {
    if (first.label !== 'nguoi ky' || taken.has(first.words[0] as Word)) continue
    // The stamp's lines stand under each other, no further apart than three of their heights.
    const lines: Segment[] = []
    let bottom = first.place.y
    for (const segment of segments) {
      const { place } = segment
      if (place.y < first.place.y - 1 || Math.abs(place.x - first.place.x) > 3 * first.place.height) continue
      if (place.y - bottom > 3 * first.place.height) break
      if (lines.length > 0 && segment.label === 'nguoi ky') break
      lines.push(segment)
      bottom = place.y + place.height
    }
    const last = lines.findLastIndex(({ label }) => label !== null)
    const own = lines.slice(0, last + 1)
    // Three of the four together: a form asks for an e-mail and a body, but not for the time of a signature.
    if (new Set(own.flatMap(({ label }) => label ?? [])).size < 3) continue
    /** A label's value, with the lines below it that have no label of their own. */
    const of = (label: string): string => {
      const at = own.findIndex((line) => line.label === label)
      if (at < 0) return ''
      const next = own.findIndex((line, index) => index > at && line.label !== null)
      return own
        .slice(at, next < 0 ? own.length : next)
        .map(({ text }) => text)
        .join(' ')
    }
    stamps.push({
      signer: valueAfterColon(of('nguoi ky')),
      organisation: valueAfterColon(of('co quan')),
      email: valueAfterColon(of('email'))?.replace(/\s/g, '') ?? null,
      signedAt: stampTime(of('thoi gian ky')),
      source: 'stamp',
    })
    for (const { words: members } of own) for (const word of members) taken.add(word)
  }
  return { words: words.filter((word) => !taken.has(word)), stamps }
}

/**
 * Names in the certificates of a PDF's signatures. Not verified: kept as evidence of who sent it, no more.
 * Signatures lie outside compressed streams, since their bytes are patched in after the file is written.
 */
export function certificateSigners(bytes: Uint8Array): DigitalSignature[] {
  // Said once in the file by every signature; scans of many megabytes are not made into text for nothing.
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/ByteRange')) return []
  const text = latin.decode(bytes)
  const signers: DigitalSignature[] = []
  for (const match of text.matchAll(/\/Contents\s*<([0-9A-Fa-f\s]{400,200000})>/g)) {
    const around = text.slice(Math.max(0, match.index - 3000), match.index + match[0].length + 3000)
    if (!/\/ByteRange/.test(around)) continue
    const signer = signerOf(Buffer.from((match[1] as string).replace(/\s/g, ''), 'hex'))
    if (!signer) continue
    const when = /\/M\s*\(D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:([+-]\d{2})'(\d{2}))?/.exec(around)
    signers.push({
      signer: signer.name,
      organisation: signer.organisation,
      email: signer.email,
      signedAt: when
        ? `${when[1]}-${when[2]}-${when[3]}T${when[4]}:${when[5]}:${when[6]}${when[7] ? `${when[7]}:${when[8]}` : 'Z'}`
        : null,
      source: 'certificate',
    })
  }
  return signers
}
