import { createHash } from 'node:crypto'

/** A part of a mail to be written: header lines as they shall stand there, and the body's bytes. */
export interface RawPart {
  readonly headers: readonly (string | Uint8Array)[]
  readonly body: string | Uint8Array
  /** Written as base64 unless told otherwise. */
  readonly encoding?: '7bit' | '8bit' | 'base64'
}

const crlf = Buffer.from('\r\n')
const line = (text: string | Uint8Array): Buffer => Buffer.concat([Buffer.from(text), crlf])

function encoded({ body, encoding }: RawPart): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body.replace(/\r?\n/g, '\r\n')) : Buffer.from(body)
  if (encoding === '7bit' || encoding === '8bit') return bytes
  return Buffer.from(bytes.toString('base64').replace(/.{76}/g, '$&\r\n'))
}

function part(one: RawPart): Buffer {
  const how = one.encoding ?? 'base64'
  return Buffer.concat([
    ...one.headers.map(line),
    line(`Content-Transfer-Encoding: ${how}`),
    crlf,
    encoded(one),
    crlf,
  ])
}

export const text = (body: string, type = 'text/plain; charset=utf-8'): RawPart => ({
  headers: [`Content-Type: ${type}`],
  body,
  encoding: '8bit',
})

export const word = (value: string): string => `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`

/** An attachment as most programs send it. */
export const file = (
  name: string,
  body: Uint8Array,
  { type = 'application/octet-stream', disposition = 'attachment' } = {},
): RawPart => ({
  headers: [
    `Content-Type: ${type}; name="${/^[\0-\x7f]*$/.test(name) ? name : word(name)}"`,
    `Content-Disposition: ${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
  ],
  body,
})

export interface RawMail {
  readonly from?: string
  readonly to?: string
  readonly subject?: string | null
  readonly headers?: readonly (string | Uint8Array)[]
  readonly parts: readonly RawPart[]
  /** multipart/mixed unless told otherwise; null for a mail of one part. */
  readonly multipart?: string | null
}

/** A raw mail, byte by byte as told: for writing what no library would. */
export function rawMail(mail: RawMail): Buffer {
  const bodies = mail.parts.map(part)
  const boundary = `=_p${createHash('sha256').update(Buffer.concat(bodies)).digest('hex').slice(0, 12)}`
  const head = [
    'Return-Path: <vanthu@tinh-a.example>',
    'Received: from mail.tinh-a.example by mx.nhan.example; Thu, 20 Apr 2017 09:14:00 +0700',
    `From: ${mail.from ?? '"Van thu" <vanthu@tinh-a.example>'}`,
    `To: ${mail.to ?? 'atantt@nhan.example'}`,
    ...(mail.subject === null ? [] : [`Subject: ${mail.subject ?? word('Phiếu khảo sát')}`]),
    'Date: Thu, 20 Apr 2017 09:13:30 +0700',
    'Message-ID: <1@tinh-a.example>',
    'MIME-Version: 1.0',
    ...(mail.headers ?? []),
  ].filter((one, at, all) => {
    // A header given by the case replaces the usual one.
    const name = /^[\w-]+:/.exec(String(one))?.[0].toLowerCase()
    return (
      at >= all.length - (mail.headers?.length ?? 0) ||
      !mail.headers?.some((other) =>
        String(other)
          .toLowerCase()
          .startsWith(name ?? ''),
      )
    )
  })
  const [only] = mail.parts
  if (mail.multipart === null && only) return Buffer.concat([...head.map(line), part(only)])
  return Buffer.concat([
    ...head.map(line),
    line(`Content-Type: ${mail.multipart ?? 'multipart/mixed'}; boundary="${boundary}"`),
    crlf,
    ...bodies.flatMap((body) => [line(`--${boundary}`), body]),
    line(`--${boundary}--`),
  ])
}

/** An enclosed mail as a part. */
export const enclosed = (raw: Uint8Array, disposition?: string): RawPart => ({
  headers: ['Content-Type: message/rfc822', ...(disposition ? [`Content-Disposition: ${disposition}`] : [])],
  body: raw,
  encoding: '8bit',
})
