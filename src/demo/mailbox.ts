import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import hoodiecrow from 'hoodiecrow-imap'
import { ImapFlow } from 'imapflow'

export interface DemoMailbox {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** For MAILBOX_URL; with MAILBOX_TLS=none. */
  readonly url: string
  /** Ends it at once, connections and all. */
  close(): Promise<void>
}

/** What imapflow asks a server for and hoodiecrow has. */
const plugins = [
  'ID',
  'SASL-IR',
  'AUTH-PLAIN',
  'NAMESPACE',
  'IDLE',
  'ENABLE',
  'CONDSTORE',
  'LITERALPLUS',
  'UNSELECT',
  'SPECIAL-USE',
  'CREATE-SPECIAL-USE',
  'UIDPLUS',
  'MOVE',
]

/** Starts an IMAP server in memory on a port of the loopback (any free one by default), with an empty INBOX. */
export async function startDemoMailbox(
  options: { port?: number; folders?: readonly string[] } = {},
): Promise<DemoMailbox> {
  const user = 'atantt'
  const password = randomBytes(9).toString('base64url')
  const folders = Object.fromEntries(
    (options.folders ?? []).map((name) => [name, { 'special-use': undefined }]),
  )
  const server = hoodiecrow({
    plugins,
    users: { [user]: { password } },
    storage: { INBOX: {}, '': { separator: '/', folders } },
  })
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket) => {
    // Without it every answer waits 45 ms for the other side's acknowledgement.
    socket.setNoDelay(true)
    socket.on('error', () => {})
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const endings: (() => void)[] = []
  server.connectionHandlers.push((connection) => {
    // IDLE holds a timer of half an hour, and the process with it, until the client says DONE: gone, it never will.
    endings.push(() => {
      if (connection.inputHandler) connection.inputHandler('DONE')
    })
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as { port: number }
  return {
    host: '127.0.0.1',
    port,
    user,
    password,
    url: `imap://${user}:${password}@127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy()
      for (const end of endings) end()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

export interface MailToDeliver {
  readonly raw: Uint8Array
  /** Becomes the INTERNALDATE. */
  readonly receivedAt: Date
}

/** Puts mails into a folder over IMAP, in order, as their arrival times say. Returns how many. */
export async function deliver(
  to: Pick<DemoMailbox, 'host' | 'port' | 'user' | 'password'>,
  mails: Iterable<MailToDeliver> | AsyncIterable<MailToDeliver>,
  folder = 'INBOX',
): Promise<number> {
  const client = new ImapFlow({
    host: to.host,
    port: to.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: to.user, pass: to.password },
    logger: false,
  })
  client.on('error', () => {})
  await client.connect()
  let count = 0
  try {
    for await (const mail of mails) {
      await client.append(folder, Buffer.from(mail.raw), [], mail.receivedAt)
      count++
    }
  } finally {
    await client.logout().catch(() => {})
  }
  return count
}
