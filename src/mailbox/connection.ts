import { ImapFlow } from 'imapflow'
import type { MailboxConfig } from '../config.ts'
import { refreshAccessToken } from './oauth.ts'

/**
 * The timings that notice a dead line. A half-open socket stays silent: IDLE is broken and started again every 3
 * minutes, and a command that gets no answer for a minute ends the connection. So at most 4 minutes pass unnoticed;
 * imapflow's own defaults would take 10.
 */
export const timings = { connect: 30_000, greeting: 30_000, socket: 60_000, idle: 180_000 }
export type Timings = typeof timings

/**
 * Connects and signs in. Throws when either fails; `onError` hears of what breaks the connection later, and `signal`
 * closes it at any moment.
 */
export async function connect(
  config: MailboxConfig,
  { signal, onError }: { signal: AbortSignal; onError(error: Error): void },
  waits: Timings = timings,
): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: config.host,
    port: config.port,
    secure: config.security === 'imaps',
    doSTARTTLS: config.security === 'starttls',
    auth: { user: config.user, ...(await credentials(config.auth)) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: waits.connect,
    greetingTimeout: waits.greeting,
    socketTimeout: waits.socket,
    maxIdleTime: waits.idle,
    clientInfo: { name: 'homphieu' },
  })
  // Before connect(): an error without a listener would end the process.
  client.on('error', onError)
  const close = () => client.close()
  signal.addEventListener('abort', close, { once: true })
  client.on('close', () => signal.removeEventListener('abort', close))
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    throw error
  }
}

async function credentials(auth: MailboxConfig['auth']): Promise<{ pass: string } | { accessToken: string }> {
  switch (auth.kind) {
    case 'password':
      return { pass: auth.password }
    case 'token':
      return { accessToken: auth.accessToken }
    case 'refresh':
      return { accessToken: await refreshAccessToken(auth) }
  }
}

/** The mailbox's name in the records: account and host, no password. */
export function mailboxName(config: MailboxConfig): string {
  const usual = config.security === 'imaps' ? 993 : 143
  const scheme = config.security === 'imaps' ? 'imaps' : 'imap'
  return `${scheme}://${config.user}@${config.host}${config.port === usual ? '' : `:${config.port}`}`
}

/** What went wrong, in the server's words where it said some. */
export function problemOf(error: unknown): string {
  const { message, responseText, authenticationFailed, code } = error as {
    message?: string
    responseText?: string
    authenticationFailed?: boolean
    code?: string
  }
  const words = responseText ?? message ?? String(error)
  return authenticationFailed
    ? `sign-in refused: ${words}`
    : code && !words.includes(code)
      ? `${words} (${code})`
      : words
}
