import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plausibleAnswers } from '../../src/demo/forms/answers.ts'
import { makeWordForm } from '../../src/demo/forms/word.ts'
import type { Attachment, Letter } from '../../src/demo/mails/compose.ts'
import { randomFrom } from '../../src/demo/random.ts'
import { type Agency, agencyOf } from '../../src/survey/agencies.ts'
import { type Journey, startJourney } from './journey.ts'

const oldForm = readFileSync(new URL('./fixtures/old-word/phieu.doc', import.meta.url))
/** Seconds. On a machine at five times its load a reader took 6 s to start and open a mail. */
const patience = '40'
let journey: Journey
let folder: string

// What LibreOffice does with a .doc, told by a file: the rest of the reader is the real one.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'homphieu-office-'))
  const office = join(folder, 'soffice')
  writeFileSync(office, `#!/bin/sh\n. ${folder}/misdeed\n`)
  chmodSync(office, 0o755)
  journey = await startJourney({ PATH: folder, READER_TIMEOUT: patience, READER_MEMORY_MB: '500' })
})
afterAll(async () => {
  await journey?.close()
  rmSync(folder, { recursive: true })
})

const letter = (id: string, attachment: Attachment): Letter => ({
  about: id,
  arrived: '2017-04-20 09:00',
  from: `<vanthu@${agencyOf(id)?.domains[0]}>`,
  subject: 'Gửi phiếu khảo sát',
  body: 'Kính gửi Trung tâm Tin học.',
  attachments: [attachment],
})
const whole = async (id: string): Promise<Attachment> => ({
  name: 'phieu.docx',
  bytes: await makeWordForm(plausibleAnswers(agencyOf(id) as Agency, randomFrom(7))),
})

describe('A document that', () => {
  it.each([
    ['makes the reader hang', 'sleep 1000 & wait', 'timeout', 'nghe-an', 'ben-tre'],
    ['makes the reader eat memory', 'head -c 2000000000 /dev/zero | tail', 'memory', 'gia-lai', 'phu-yen'],
    ['ends the reader', 'kill -9 -$(ps -o pgid= $$ | tr -d " ")', 'crash', 'kon-tum', 'dong-thap'],
  ])('%s costs its mail one honest flag, and nobody else anything', async (_, misdeed, code, bad, good) => {
    writeFileSync(join(folder, 'misdeed'), `PATH=/usr/bin:/bin\n${misdeed}\n`)
    // Another document every time: what could not be read is not taken over, but a reading would be.
    const bytes = Buffer.concat([oldForm, Buffer.from(code)])
    await journey.arrive(letter(bad, { name: 'phieu.doc', bytes }), letter(good, await whole(good)))
    const mail = (await journey.mails()).find(({ fromAddress }) =>
      fromAddress.endsWith(`@${agencyOf(bad)?.domains[0]}`),
    )
    expect(mail).toMatchObject({ state: 'assessed', problem: null })
    expect(mail?.documents.map(({ problem }) => problem?.code)).toEqual([code])
    expect(mail?.flags.map(({ rule }) => rule)).toEqual(['I18'])
    const other = (await journey.submissions()).find(({ agencyId }) => agencyId === good)
    expect(other).toMatchObject({ complete: true })
  })
})
