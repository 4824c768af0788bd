import { describe, expect, test } from 'vitest'
import { ConfigError, parseConfig } from '../../src/config.ts'

const parse = (env: NodeJS.ProcessEnv) => parseConfig(env, '/srv/homphieu')

function problems(env: NodeJS.ProcessEnv): { variable: string; expected: string }[] {
  try {
    parse(env)
  } catch (error) {
    if (error instanceof ConfigError) return [...error.problems]
    throw error
  }
  throw new Error('the environment was taken as right')
}

describe('the environment', () => {
  test('nothing set: embedded Postgres beside the project, queue in Postgres, deadline 25/4/2017', () => {
    const config = parse({})
    expect(config.database).toEqual({ dataDir: '/srv/homphieu/.homphieu', dataDirGiven: false })
    expect(config.redisUrl).toBeNull()
    expect(config.deadline).toBe('2017-04-25')
    expect(config.mailbox).toBeNull()
  })

  test('an empty variable counts as not set', () => {
    expect(parse({ DATABASE_URL: '', PORT: ' ' }).web.port).toBe(8017)
  })

  test('a mailbox address gives host, port, TLS, user, password and folders', () => {
    const { mailbox } = parse({
      MAILBOX_URL:
        'imaps://atantt%40chinhphu.vn:m%C3%A2t%20kh%E1%BA%A9u@mail.example/?folders=INBOX,Kh%C3%A1c',
    })
    expect(mailbox).toMatchObject({
      host: 'mail.example',
      port: 993,
      security: 'imaps',
      user: 'atantt@chinhphu.vn',
      auth: { kind: 'password', password: 'mât khẩu' },
      folders: ['INBOX', 'Khác'],
      afterwards: { kind: 'leave' },
    })
  })

  test('imap:// is upgraded by STARTTLS unless told otherwise', () => {
    expect(parse({ MAILBOX_URL: 'imap://a:b@h' }).mailbox).toMatchObject({ port: 143, security: 'starttls' })
    expect(parse({ MAILBOX_URL: 'imap://a:b@h:1143', MAILBOX_TLS: 'none' }).mailbox).toMatchObject({
      port: 1143,
      security: 'none',
    })
  })

  test('OAuth2: an access token, or a refresh token with its endpoint', () => {
    expect(parse({ MAILBOX_URL: 'imaps://a@h', MAILBOX_ACCESS_TOKEN: 't' }).mailbox?.auth).toEqual({
      kind: 'token',
      accessToken: 't',
    })
    expect(
      problems({ MAILBOX_URL: 'imaps://a@h', MAILBOX_OAUTH_REFRESH_TOKEN: 'r' }).map(
        (problem) => problem.variable,
      ),
    ).toEqual(['MAILBOX_OAUTH_TOKEN_URL', 'MAILBOX_OAUTH_CLIENT_ID'])
  })

  test('what happens afterwards to the mail on the server is a setting', () => {
    const afterwards = (AFTERWARDS: string) =>
      parse({ MAILBOX_URL: 'imaps://a:b@h', AFTERWARDS }).mailbox?.afterwards
    expect(afterwards('leave')).toEqual({ kind: 'leave' })
    expect(afterwards('flag:Daluu')).toEqual({ kind: 'flag', flag: 'Daluu' })
    expect(afterwards('move:Đã nhận')).toEqual({ kind: 'move', folder: 'Đã nhận' })
  })

  test.each([
    ['MAILBOX_URL', 'http://mail.example'],
    ['MAILBOX_URL', 'imaps://mail.example'],
    ['MAILBOX_URL', 'imaps://user@mail.example'],
    ['MAILBOX_TLS', 'perhaps'],
    ['MAILBOX_OAUTH_TOKEN_URL', 'nowhere'],
    ['AFTERWARDS', 'delete'],
    ['POLL_SECONDS', '0'],
    ['RECONCILE_SECONDS', 'often'],
    ['DATABASE_URL', 'mysql://h/d'],
    ['REDIS_URL', 'localhost:6379'],
    ['DEADLINE', '25/4/2017'],
    ['DEADLINE', '2017-02-31'],
    ['MAIL_SIZE_LIMIT', '50 megs'],
    ['READERS', '0'],
    ['READER_MEMORY_MB', '12'],
    ['READER_TIMEOUT', '-1'],
    ['LOG_LEVEL', 'loud'],
    ['PORT', '99999'],
  ])('%s=%s is refused with an error that names it and says what is expected', (variable, value) => {
    const [problem] = problems({ [variable]: value })
    expect(problem?.variable).toBe(variable)
    expect(problem?.expected).toMatch(/expected/)
  })

  test('all that is wrong is told at once, and no value is repeated', () => {
    const found = problems({ PORT: 'x', DEADLINE: 'y', DATABASE_URL: 'user:geheim@host' })
    expect(found.map((problem) => problem.variable)).toEqual(['DATABASE_URL', 'DEADLINE', 'PORT'])
    expect(JSON.stringify(found)).not.toContain('geheim')
  })

  test('sends cookies over https only, unless the desk listens on the loopback or is told that http is closed in', () => {
    expect(parse({}).web).toMatchObject({ secureCookies: false, trustProxy: false })
    expect(parse({ HOST: '0.0.0.0' }).web.secureCookies).toBe(true)
    expect(parse({ HOST: '0.0.0.0', COOKIES: 'plain' }).web.secureCookies).toBe(false)
    expect(parse({ COOKIES: 'secure', TRUST_PROXY: 'yes' }).web).toMatchObject({
      secureCookies: true,
      trustProxy: true,
    })
  })
})
