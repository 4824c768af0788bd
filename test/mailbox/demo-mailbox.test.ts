import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const at = (path: string) => JSON.stringify(new URL(`../../${path}`, import.meta.url).href)

it('The demonstration mailbox lets its process end though a client was waiting for mail', async () => {
  const program = `
    const { startDemoMailbox } = await import(${at('src/demo/mailbox.ts')})
    const { ImapFlow } = await import(${JSON.stringify(import.meta.resolve('imapflow'))})
    const { host, port, user, password: pass, close } = await startDemoMailbox()
    const client = new ImapFlow({ host, port, secure: false, doSTARTTLS: false, auth: { user, pass }, logger: false })
    client.on('error', () => {})
    await client.connect()
    await client.mailboxOpen('INBOX')
    client.idle().catch(() => {})
    await new Promise((waited) => setTimeout(waited, 500))
    await close()
    client.close()
    console.log('closed')`
  const ended = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    timeout: 20_000,
  })
  expect((await ended).stdout).toBe('closed\n')
})
