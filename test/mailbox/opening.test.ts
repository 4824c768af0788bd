import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sniff } from '../../src/files/sniff.ts'
import { openMail } from '../../src/mailbox/open/open-mail.ts'

const fixtures = new URL('./fixtures/', import.meta.url)

describe('Opening a mail gives what is expected of', () => {
  for (const name of readdirSync(fixtures).sort()) {
    it(name.replaceAll('-', ' '), async () => {
      const folder = new URL(`${name}/`, fixtures)
      const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'))
      const opened = await openMail(readFileSync(new URL('input.eml', folder)))
      const documents = opened.documents.map(({ path, bytes, problem }) => [
        path,
        problem?.code ?? sniff(bytes),
      ])
      expect({ ...opened, documents }).toMatchObject(expected)
    })
  }
})
