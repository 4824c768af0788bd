import { signerOf } from '../../files/cms.ts'
import { clean, fold } from '../../vietnamese/fold.ts'
import type { Block, DigitalSignature, Line } from '../transcript.ts'

const latin = new TextDecoder('latin1')

/** The labels of the visible stamp that the Government's signing tools draw, folded. */
const stampLabels = ['nguoi ky', 'email', 'co quan', 'thoi gian ky'] as const

const textOf = (line: Line): string =>
  line.tokens
    .map((token) => (token.kind === 'word' ? (token.glued ? '' : ' ') + token.text : ''))
    .join('')
    .trim()

const labelOf = (line: Line): (typeof stampLabels)[number] | null =>
  stampLabels.find((label) => new RegExp(`^${label}\\b`).test(fold(textOf(line)))) ?? null

function valueAfterColon(text: string): string | null {
  const value = text.slice(text.indexOf(':') + 1).trim()
  return value === '' ? null : clean(value)
}

/** "21.04.2017 16:40:12 +07:00" as an ISO date-time; null when it is none. */
export function stampTime(text: string): string | null {
  const match =
    /(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{2}:?\d{2})?/.exec(text)
  if (!match) return null
  const [, day, month, year, hour, minute, second = '00', zone = '+07:00'] = match
  const two = (part: string | undefined) => String(part).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`
}

/**
 * Takes visible signature stamps out of the lines. The stamp is real text ("Người ký … Email … Cơ quan … Thời gian
 * ký …") and on a signed scan the only one: read as the form's text it would give a wrong contact address.
 */
export function takeStamps(blocks: readonly Block[]): { blocks: Block[]; stamps: DigitalSignature[] } {
  const stamps: DigitalSignature[] = []
  const left = [...blocks]
  for (let at = 0; at < left.length; at++) {
    const block = left[at]
    if (block?.kind !== 'line' || labelOf(block) !== 'nguoi ky') continue
    const lines: { at: number; label: (typeof stampLabels)[number]; text: string }[] = []
    for (let next = at; next < Math.min(left.length, at + 9); next++) {
      const line = left[next]
      const label = line?.kind === 'line' ? labelOf(line) : null
      if (line?.kind === 'line' && label) lines.push({ at: next, label, text: textOf(line) })
    }
    // Three of the four together: a form asks for an e-mail and a body, but not for the time of a signature.
    if (new Set(lines.map(({ label }) => label)).size < 3) continue
    const of = (label: string): string => lines.find((line) => line.label === label)?.text ?? ''
    stamps.push({
      signer: valueAfterColon(of('nguoi ky')),
      organisation: valueAfterColon(of('co quan')),
      email: valueAfterColon(of('email'))?.replace(/\s/g, '') ?? null,
      signedAt: stampTime(of('thoi gian ky')),
      source: 'stamp',
    })
    const last = Math.max(...lines.map((line) => line.at))
    left.splice(at, last - at + 1)
    at--
  }
  return { blocks: left, stamps }
}

/**
 * Names in the certificates of a PDF's signatures. Not verified: kept as evidence of who sent it, no more.
 * Signatures lie outside compressed streams, since their bytes are patched in after the file is written.
 */
export function certificateSigners(bytes: Uint8Array): DigitalSignature[] {
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
