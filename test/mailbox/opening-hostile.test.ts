import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openMail } from '../../src/mailbox/open/open-mail.ts'
import { processorTime } from '../helpers/processor-time.ts'
import { pdf, zip } from './fixture-makers/files.ts'
import { enclosed, file, rawMail, text } from './fixture-makers/mail.ts'

const fixtures = new URL('./fixtures/', import.meta.url)
const mails = readdirSync(fixtures)
  .sort()
  .map((name) => readFileSync(new URL(`${name}/input.eml`, fixtures)))
  .filter((raw) => raw.length < 20_000)

async function timed(raw: Uint8Array) {
  const from = processorTime()
  const opened = await openMail(raw)
  return { opened, took: processorTime() - from }
}

describe('A hostile or damaged mail', () => {
  it('is opened without a fault, whatever bytes of it are changed, lost or doubled', async () => {
    const damage = fc.record({
      mail: fc.nat(mails.length - 1),
      changes: fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          kind: fc.constantFrom('set', 'cut', 'drop', 'double'),
          byte: fc.constantFrom(0, 10, 13, 34, 45, 61, 63, 128, 255),
          length: fc.nat(200),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ mail, changes }) => {
        let raw = Buffer.from(mails[mail] as Buffer)
        for (const { at, kind, byte, length } of changes) {
          const place = Math.floor(at * raw.length)
          if (kind === 'set') raw[place] = byte
          else if (kind === 'cut') raw = raw.subarray(0, place)
          else {
            const piece = raw.subarray(place, place + length)
            const doubled = kind === 'double' ? [piece, piece] : []
            raw = Buffer.concat([raw.subarray(0, place), ...doubled, raw.subarray(place + piece.length)])
          }
        }
        const { opened, took } = await timed(raw)
        expect(took).toBeLessThan(3000)
        for (const { name } of opened.documents) expect(name).toMatch(/^[^/\\\p{Cc}\p{Bidi_C}]+$/u)
      }),
      { numRuns: 1500, seed: 20170425 },
    )
  })

  it('is opened when it is no mail at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => {
        await openMail(bytes)
      }),
      { numRuns: 500, seed: 1 },
    )
  })

  it('does not hold the reader up with two megabytes of flowing text', async () => {
    const raw = rawMail({
      multipart: null,
      parts: [text('chữ '.repeat(500_000), 'text/plain; charset=utf-8; format=flowed; delsp=yes')],
    })
    const { opened, took } = await timed(raw)
    expect(took).toBeLessThan(5000)
    expect(opened.body.length).toBeLessThanOrEqual(100_000)
  })

  it.each([
    ['signs of mail addresses', 'a@'.repeat(60_000)],
    ['quoted headers', 'From: a@b.example\nSubject: x\n\n'.repeat(8_000)],
    ['forwards', '---------- Forwarded message ----------\nFrom: a <a@b.example>\n\n'.repeat(5_000)],
    ['uuencoded beginnings', 'begin 644 a\n'.repeat(20_000)],
    ['passwords', 'mật khẩu: abc\n'.repeat(20_000)],
  ])('does not hold the reader up with %s', async (_, body) => {
    expect((await timed(rawMail({ multipart: null, parts: [text(body)] }))).took).toBeLessThan(3000)
  })

  it('does not hold the reader up with open tags in HTML', async () => {
    for (const tag of ['<style ', '<b>', '<', '<a href="', '&#'])
      expect(
        (await timed(rawMail({ multipart: null, parts: [text(tag.repeat(150_000), 'text/html')] }))).took,
      ).toBeLessThan(6000)
  })

  it('is flagged, not unpacked, when its archives unpack to gigabytes', async () => {
    const gigabyte = 400 * 1024 * 1024
    const bomb = await zip({ 'Phieu.doc': new Uint8Array(gigabyte) })
    const { opened, took } = await timed(rawMail({ parts: [text('x'), file('a.zip', bomb)] }))
    expect(opened.documents).toMatchObject([{ path: 'a.zip/Phieu.doc', problem: { code: 'too-large' } }])
    expect(took).toBeLessThan(20_000)
  })

  it('is flagged when mails lie in it deeper than anybody forwards', async () => {
    let raw = rawMail({ parts: [text('x'), file('Phieu.pdf', pdf())] })
    for (let depth = 0; depth < 30; depth++) raw = rawMail({ parts: [text('x'), enclosed(raw)] })
    const { opened } = await timed(raw)
    expect(opened.documents).toMatchObject([{ problem: { code: 'too-large' } }])
    expect(opened.kind).toBe('submission')
  })

  it('is flagged for a person when it has more parts than any parser follows', async () => {
    const raw = rawMail({
      parts: [file('Phieu.pdf', pdf()), ...Array.from({ length: 3000 }, () => text('', 'text/plain'))],
    })
    const { opened } = await timed(raw)
    expect(opened.kind).toBe('submission')
    expect(opened.documents.at(-1)).toMatchObject({ name: 'thu.eml', problem: { code: 'damaged' } })
  })

  it('is opened whole when it is 50 MB large', async () => {
    const scan = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(36 * 1024 * 1024, 'scan')])
    const { opened, took } = await timed(rawMail({ parts: [text('x'), file('scan.pdf', scan)] }))
    expect(opened.documents[0]?.bytes.length).toBe(scan.length)
    expect(took).toBeLessThan(15_000)
  })
})
