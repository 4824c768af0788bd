import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ClosedRoom, openClosedRoom } from '../../src/closed-room/closed-room.ts'
import { findOffice } from '../../src/closed-room/office.ts'

const form = readFileSync(new URL('../journeys/fixtures/old-word/phieu.doc', import.meta.url))
const required = process.env.HOMPHIEU_PEERS === 'required'
const real = findOffice(process.env.PATH ?? '')
const missing = real ? null : 'LibreOffice is not installed (apt-get install libreoffice-writer)'
const usualTmp = tmpdir()
let folder: string
let room: ClosedRoom | undefined

beforeAll(() => {
  folder = mkdtempSync(join(usualTmp, 'homphieu-test-'))
  process.env.TMPDIR = folder
})
afterAll(() => {
  process.env.TMPDIR = usualTmp
  rmSync(folder, { recursive: true })
})
afterEach(async () => {
  await room?.close()
  expect(readdirSync(folder).filter((name) => name.startsWith('homphieu-'))).toEqual([])
})

/** A LibreOffice that does this instead of its work. */
function office(script: string): string {
  const path = join(folder, 'soffice')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

async function read(bytes: Uint8Array, options: { office: string; timeoutMs?: number; memoryMb?: number }) {
  room = openClosedRoom({ size: 1, memoryMb: 600, timeoutMs: 20_000, ...options })
  return await room.run('read-document', bytes)
}

const running = (pid: number): boolean =>
  existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))

describe('A LibreOffice', () => {
  it('that hangs is ended at the ceiling of time with all it started, and leaves nothing behind', async () => {
    const note = join(folder, 'pid')
    const hanging = office(`sleep 1000 & echo $! > ${note}; wait`)
    expect(await read(form, { office: hanging, timeoutMs: 10_000 })).toMatchObject({
      problem: { code: 'timeout' },
    })
    const pid = Number(readFileSync(note, 'utf8'))
    await expect.poll(() => running(pid)).toBe(false)
  })

  it('that eats memory is ended at the ceiling of memory', async () => {
    const hungry = office('head -c 2000000000 /dev/zero | tail')
    expect(await read(form, { office: hungry })).toMatchObject({ problem: { code: 'memory' } })
  })

  it.each([
    ['crashes', 'kill -SEGV $$'],
    ['prints without measure and makes nothing', 'head -c 100000000 /dev/zero; exit 0'],
    ['cannot be started', 'exec /none'],
  ])('that %s leaves the words of the form, and the marks to a person', async (_, script) => {
    const outcome = await read(form, { office: office(script) })
    expect(outcome).toMatchObject({ output: { problem: null, transcript: { notes: ['marks-lost'] } } })
  })

  it('sees nothing of the environment of the service', async () => {
    process.env.DATABASE_URL ??= 'postgres://user:mat-khau@127.0.0.1/x'
    const note = join(folder, 'environment')
    await read(form, { office: office(`env > ${note}`) })
    expect(readFileSync(note, 'utf8')).not.toMatch(/DATABASE_URL|MAILBOX_URL|mat-khau/)
  })
})

if (missing && required) it('needs LibreOffice', () => expect.fail(missing))
describe.skipIf(missing)(`The real LibreOffice${missing ? ` (skipped: ${missing})` : ''}`, () => {
  it('fetches nothing that a stranger’s file refers to', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const link = `http://127.0.0.1:${port}/anh.png`
    const html = `<html><head><link rel="stylesheet" href="${link}"></head><body><p>PHIẾU KHẢO SÁT</p><img src="${link}"><iframe src="${link}"></iframe></body></html>`
    const rtf = `{\\rtf1\\ansi {\\field{\\*\\fldinst INCLUDEPICTURE "${link}" \\\\d}{\\fldrslt x}} {\\field{\\*\\fldinst INCLUDETEXT "${link}"}{\\fldrslt y}} PHIEU\\par}`
    for (const source of [html, rtf]) {
      const outcome = await read(Buffer.from(source), { office: real as string, timeoutMs: 60_000 })
      expect(outcome).toMatchObject({ output: { problem: null } })
      await room?.close()
    }
    server.close()
    expect(asked).toEqual([])
  })
})
