import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseConfig } from '../../src/config.ts'
import { createLogger } from '../../src/log.ts'
import { collect } from '../../src/mailbox/collect.ts'
import { refreshAccessToken } from '../../src/mailbox/oauth.ts'
import type { ArrivedMail, FolderNews } from '../../src/mailbox/store.ts'
import { type Dovecot, dovecotMissing, startDovecot } from './dovecot.ts'

const missing = dovecotMissing()
const required = process.env.HOMPHIEU_PEERS === 'required'
const clientSecret = 'bi-mat-cua-ung-dung'
const refreshToken = 'bi-mat-lam-moi'

/** The authorization server of a mail provider: gives tokens, and tells Dovecot whose they are. */
interface Provider {
  readonly url: string
  readonly server: Server
  /** What it answers to the next request for a token; by default a fresh token. */
  refuse: { status: number; body: string } | null
  /** Gives a new refresh token every time and takes each once. */
  rotates: boolean
  readonly asked: URLSearchParams[]
  readonly tokens: Set<string>
}

async function startProvider(): Promise<Provider> {
  let valid = refreshToken
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const form = new URLSearchParams(text)
    if (request.url === '/introspect') {
      const active = provider.tokens.has(form.get('token') ?? '')
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(active ? { active: true, username: 'atantt' } : { active: false }))
      return
    }
    provider.asked.push(form)
    if (request.url === '/elsewhere') {
      response.writeHead(307, { location: '/token' }).end()
    } else if (provider.refuse) {
      response.writeHead(provider.refuse.status).end(provider.refuse.body)
    } else if (form.get('refresh_token') !== valid || form.get('client_secret') !== clientSecret) {
      response.writeHead(400).end(JSON.stringify({ error: 'invalid_grant', error_description: text }))
    } else {
      const token = `bi-mat-truy-cap-${provider.asked.length}`
      provider.tokens.add(token)
      if (provider.rotates) valid = `${refreshToken}-${provider.asked.length}`
      response.end(
        JSON.stringify({
          access_token: token,
          token_type: 'Bearer',
          expires_in: 3599,
          ...(provider.rotates ? { refresh_token: valid } : {}),
        }),
      )
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const provider: Provider = {
    url: `http://127.0.0.1:${port}`,
    server,
    refuse: null,
    rotates: false,
    asked: [],
    tokens: new Set(),
  }
  return provider
}

let provider: Provider
beforeEach(async () => {
  provider = await startProvider()
})
afterEach(() => void provider.server.close())

const environment = (more: Record<string, string> = {}) => ({
  MAILBOX_URL: 'imap://atantt@127.0.0.1:1',
  MAILBOX_TLS: 'none',
  MAILBOX_OAUTH_TOKEN_URL: `${provider.url}/token`,
  MAILBOX_OAUTH_CLIENT_ID: 'hom-phieu',
  MAILBOX_OAUTH_CLIENT_SECRET: clientSecret,
  MAILBOX_OAUTH_REFRESH_TOKEN: refreshToken,
  MAILBOX_OAUTH_SCOPE: 'https://mail.example/IMAP',
  ...more,
})

function grantFrom(env: Record<string, string>) {
  const auth = parseConfig(env, '/').mailbox?.auth
  if (auth?.kind !== 'refresh') throw new Error('no refresh grant')
  return auth
}

describe('An access token', () => {
  it('is asked for as RFC 6749 says', async () => {
    expect(await refreshAccessToken(grantFrom(environment()))).toBe('bi-mat-truy-cap-1')
    expect(Object.fromEntries(provider.asked[0] ?? [])).toEqual({
      grant_type: 'refresh_token',
      client_id: 'hom-phieu',
      client_secret: clientSecret,
      refresh_token: refreshToken,
      scope: 'https://mail.example/IMAP',
    })
  })

  it('is asked for once by folders that connect together, and with the new refresh token where one was given', async () => {
    provider.rotates = true
    const grant = grantFrom(environment())
    const together = await Promise.all([refreshAccessToken(grant), refreshAccessToken(grant)])
    expect(together).toEqual(['bi-mat-truy-cap-1', 'bi-mat-truy-cap-1'])
    expect(await refreshAccessToken(grant)).toBe('bi-mat-truy-cap-2')
    expect(provider.asked).toHaveLength(2)
  })

  it.each([
    [
      'refused',
      400,
      JSON.stringify({ error: 'invalid_grant', error_description: refreshToken }),
      '400 invalid_grant',
    ],
    ['answered with a page', 502, `<html>${refreshToken}</html>`, '502 without a token'],
    ['answered without a token', 200, JSON.stringify({ token: refreshToken }), '200 without a token'],
    [
      'refused with a secret for a code',
      400,
      JSON.stringify({ error: `<${refreshToken}>` }),
      '400 without a token',
    ],
  ])('that is %s is an error that says so and holds no secret', async (_, status, body, words) => {
    provider.refuse = { status, body }
    await expect(refreshAccessToken(grantFrom(environment()))).rejects.toThrow(
      `the token endpoint answered ${words}`,
    )
  })

  it('is not asked for elsewhere than at the address given', async () => {
    const grant = grantFrom(environment({ MAILBOX_OAUTH_TOKEN_URL: `${provider.url}/elsewhere` }))
    await expect(refreshAccessToken(grant)).rejects.toThrow('the token endpoint cannot be reached')
    expect(provider.asked).toHaveLength(1)
  })

  it('that cannot be asked for is an error that says why', async () => {
    provider.server.close()
    const grant = grantFrom(environment())
    await expect(refreshAccessToken(grant)).rejects.toThrow(
      'the token endpoint cannot be reached (ECONNREFUSED)',
    )
  })
})

if (missing && required) it('needs Dovecot', () => expect.fail(missing))
describe.skipIf(missing)(`Signing in to Dovecot by OAuth2${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let dovecot: Dovecot
  beforeEach(async () => {
    dovecot = await startDovecot({ introspectionUrl: `${provider.url}/introspect` })
  })
  afterEach(async () => await dovecot.close())

  /** Collects until `enough` says so; returns what was recorded, told and logged. */
  async function collectUntil(
    enough: (told: { mails: ArrivedMail[]; news: FolderNews[] }) => boolean,
    env = {},
  ) {
    const config = parseConfig(
      environment({ MAILBOX_URL: `imap://atantt@127.0.0.1:${dovecot.port}`, ...env }),
      '/',
    )
    if (!config.mailbox) throw new Error('no mailbox')
    const lines: string[] = []
    const log = createLogger(
      { level: 'trace', secrets: config.secrets },
      { write: (line) => void lines.push(line) },
    )
    const told = { mails: [] as ArrivedMail[], news: [] as FolderNews[] }
    const end = new AbortController()
    const collecting = collect({
      config: config.mailbox,
      sizeLimit: 1e6,
      signal: end.signal,
      now: () => new Date(),
      log: (event, facts) => log.info(facts, event),
      backoff: { first: 20, longest: 50 },
      store: {
        record: async (...mails) => {
          told.mails.push(...mails)
          return mails.map(() => ({ isNew: true }))
        },
        recordedUids: async () => told.mails.map(({ uid }) => uid),
        folderNews: async (news) => void told.news.push(news),
      },
    })
    await expect.poll(() => enough(told), { timeout: 15_000 }).toBe(true)
    end.abort()
    await collecting
    return { ...told, log: lines.join('') }
  }

  it('takes mail in with a refreshed token, and with a new one after the line was lost', async () => {
    await dovecot.deliver('Subject: một\r\n\r\n', new Date('2017-04-20'))
    let then: (() => Promise<void>) | null = async () => {
      provider.tokens.clear()
      await dovecot.stop()
      await dovecot.start()
      // More than one where the line is lost again while the server starts.
      await expect.poll(() => provider.tokens.size, { timeout: 5_000 }).toBeGreaterThan(0)
      await dovecot.deliver('Subject: hai\r\n\r\n', new Date('2017-04-21'))
    }
    const { mails, log } = await collectUntil(({ mails: so }) => {
      if (so.length === 1) {
        void then?.()
        then = null
      }
      return so.length === 2
    })
    expect(mails).toHaveLength(2)
    expect(log).not.toMatch(/bi-mat/)
  })

  it('says that the refresh was refused, keeps trying, and logs no secret', async () => {
    provider.refuse = {
      status: 400,
      body: JSON.stringify({ error: 'invalid_grant', error_description: `${refreshToken} ${clientSecret}` }),
    }
    const { news, log } = await collectUntil(({ news: so }) => {
      const failures = so.filter(({ state }) => state === 'failed').length
      if (failures === 3) provider.refuse = null
      return failures >= 3 && so.some(({ state }) => state === 'connected')
    })
    expect(news.find(({ state }) => state === 'failed')?.problem).toBe(
      'the token endpoint answered 400 invalid_grant',
    )
    expect(log).toContain('invalid_grant')
    expect(log + JSON.stringify(news)).not.toMatch(/bi-mat/)
  })

  it('says that a token was not accepted, and logs no secret', async () => {
    const { news, log } = await collectUntil(({ news: so }) => so.some(({ state }) => state === 'failed'), {
      MAILBOX_ACCESS_TOKEN: 'bi-mat-da-het-han',
      MAILBOX_OAUTH_TOKEN_URL: '',
      MAILBOX_OAUTH_CLIENT_ID: '',
      MAILBOX_OAUTH_CLIENT_SECRET: '',
      MAILBOX_OAUTH_REFRESH_TOKEN: '',
      MAILBOX_OAUTH_SCOPE: '',
    })
    expect(news.find(({ state }) => state === 'failed')?.problem).toMatch(/^sign-in refused/)
    expect(log + JSON.stringify(news)).not.toMatch(/bi-mat/)
  })
})
