import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Io } from '../../src/commands/command.ts'
import { command as read } from '../../src/commands/read.ts'
import { command as transcribe } from '../../src/commands/transcribe.ts'
import { type FormAnswers, plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makePdfForm } from '../../src/demo/forms/pdf.ts'
import { makeWordForm } from '../../src/demo/forms/word.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { type Agency, agencyOf } from '../../src/survey/agencies.ts'

const folder = mkdtempSync(join(tmpdir(), 'homphieu-read-'))
const answers: FormAnswers = plausibleAnswers(agencyOf('bac-giang') as Agency, randomFrom(4))
const tick = answers['signing.vsignPdf']

async function mail(
  received: string,
  attachment: { filename: string; content: Buffer },
  text = 'Kính gửi Trung tâm Tin học, xin gửi phiếu khảo sát.',
): Promise<Buffer> {
  const composer = new MailComposer({
    from: 'Văn thư <vanthu@bacgiang.example>',
    to: 'atantt@chinhphu.vn',
    subject: 'V/v gửi phiếu khảo sát',
    date: new Date('2017-04-20T02:00:00Z'),
    text,
    headers: { Received: `from mx.example by mail.example; ${received}` },
    attachments: [attachment],
  })
  return await composer.compile().build()
}

beforeAll(async () => {
  const word = Buffer.from(await makeWordForm(answers, { boxes: 'content-control' }))
  writeFileSync(join(folder, 'phieu.docx'), word)
  writeFileSync(join(folder, 'phieu.pdf'), await makePdfForm(answers))
  writeFileSync(join(folder, 'hong.pdf'), '%PDF-1.4 và sau đó là rác')
  writeFileSync(join(folder, 'rong.docx'), '')
  const attachment = { filename: 'Phiếu khảo sát.docx', content: word }
  writeFileSync(join(folder, 'dung-han.eml'), await mail('Tue, 25 Apr 2017 23:59:02 +0700', attachment))
  writeFileSync(join(folder, 'muon.eml'), await mail('Tue, 25 Apr 2017 17:31:00 +0000', attachment))
  const locked = readFileSync(new URL('../journeys/fixtures/locked/phieu.docx', import.meta.url))
  writeFileSync(
    join(folder, 'khoa.eml'),
    await mail(
      'Thu, 20 Apr 2017 09:00:00 +0700',
      { filename: 'phieu.docx', content: locked },
      'Mật khẩu: Phieu@2017',
    ),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(command: typeof read, args: readonly string[], json = true) {
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    lang: 'vi',
    json,
    cwd: folder,
    env: {},
  }
  const code = await command.run(args, io)
  return { code, out, err }
}

describe('homphieu read --json', () => {
  it('gives one object a file, in the order given, whatever the files are', async () => {
    const sources = ['phieu.pdf', 'khong-co.docx', 'hong.pdf', 'phieu.docx', 'rong.docx', '.']
    const { code, out, err } = await run(read, sources)
    const results = out.map((line) => JSON.parse(line))
    expect(code).toBe(0)
    expect(results.map(({ source }) => source)).toEqual(sources)
    expect(results.map(({ isForm }) => isForm)).toEqual([true, false, false, true, false, false])
    expect(results.map(({ problem }) => problem === null)).toEqual([true, false, false, true, false, false])
    expect(results.map(({ format }) => format)).toEqual([
      'pdf',
      'unknown',
      'pdf',
      'docx',
      'unknown',
      'unknown',
    ])
    expect(err).toHaveLength(sources.length)
  })

  it('reads the same answers out of Word and PDF, and knows the agency', async () => {
    const { out } = await run(read, ['phieu.docx', 'phieu.pdf'])
    for (const result of out.map((line) => JSON.parse(line))) {
      expect(result.agency).toBe('bac-giang')
      expect(result.answers['agency.name']).toMatchObject({ value: answers['agency.name'], review: false })
      expect(result.answers['signing.vsignPdf']).toMatchObject({ value: tick, review: false })
      expect(result.answers['signed.date']).toMatchObject({ value: answers['signed.date'], review: false })
      expect(result.flags).toEqual([])
    }
  })

  it('opens a mail, and judges lateness by the top Received header in Vietnamese time', async () => {
    const { out } = await run(read, ['dung-han.eml', 'muon.eml'])
    const [onTime, late] = out.map((line) => JSON.parse(line))
    expect(onTime).toMatchObject({
      format: 'eml',
      kind: 'submission',
      agency: 'bac-giang',
      receivedAt: '2017-04-25T16:59:02.000Z',
      receivedBy: 'received',
      late: false,
    })
    expect(onTime.submissions).toHaveLength(1)
    expect(onTime.submissions[0]).toMatchObject({ agency: 'bac-giang', documents: ['Phiếu khảo sát.docx'] })
    expect(onTime.answers).toEqual(onTime.submissions[0].answers)
    expect(late).toMatchObject({ late: true })
    expect(late.flags).toContain('late')
  })

  it('opens what is locked with the password that the mail says', async () => {
    const { out } = await run(read, ['khoa.eml'])
    expect(JSON.parse(out[0] as string)).toMatchObject({ kind: 'submission', agency: 'nghe-an', late: false })
  })
})

describe('homphieu read for people', () => {
  it('shows every question with its answer in Vietnamese', async () => {
    const { out } = await run(read, ['phieu.docx'], false)
    const text = out.join('\n')
    expect(text).toContain('Cơ quan: Ủy ban nhân dân tỉnh Bắc Giang [bac-giang]')
    expect(text).toMatch(new RegExp(`Họ và tên +${answers['contact.name']}`))
    expect(text).toMatch(/VSIGN-PDF +[☒☐]/)
  })
})

describe('homphieu transcribe', () => {
  it('prints pages, lines, words and boxes', async () => {
    const { out } = await run(transcribe, ['phieu.docx'])
    const transcript = JSON.parse(out.join('\n'))
    const text = JSON.stringify(transcript)
    expect(transcript.format).toBe('docx')
    expect(text).toContain('"kind":"box"')
    expect(text).toContain('"kind":"table"')
  })

  it('says in words why a file cannot be read', async () => {
    await expect(run(transcribe, ['hong.pdf'])).rejects.toThrow(/không mở được/)
    await expect(run(transcribe, ['khong-co.pdf'])).rejects.toThrow(/Không mở được/)
  })
})
