import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config.ts'
import { createLogger } from '../../src/log.ts'

const env = {
  MAILBOX_URL: 'imaps://atantt:m%E1%BA%ADt-kh%E1%BA%A9u@mail.example',
  DATABASE_URL: 'postgres://homphieu:p%40ss"word@db.example/homphieu',
  REDIS_URL: 'redis://:redis-secret@redis.example',
  MAILBOX_ACCESS_TOKEN: 'ya29.access',
  MAILBOX_OAUTH_CLIENT_SECRET: 'client-secret',
  LOG_LEVEL: 'trace',
}

function logged(
  write: (log: ReturnType<typeof createLogger>, config: ReturnType<typeof parseConfig>) => void,
): string {
  const config = parseConfig(env, '/')
  let text = ''
  const log = createLogger(
    { level: config.logLevel, secrets: config.secrets },
    {
      write: (line: string) => {
        text += line
      },
    },
  )
  write(log, config)
  expect(text).not.toBe('')
  for (const line of text.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
  return text
}

const secrets = [
  'mật-khẩu',
  'm%E1%BA%ADt-kh%E1%BA%A9u',
  'p@ss"word',
  'p@ss\\"word',
  'p%40ss',
  'redis-secret',
  'ya29.access',
  'client-secret',
]

describe('secrets never reach a log', () => {
  test('not when somebody logs the whole configuration and environment', () => {
    const text = logged((log, config) => log.info({ config, env }, 'started'))
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect(text).toContain('mail.example')
  })

  test('not inside an error message or its stack', () => {
    const text = logged((log) =>
      log.error(new Error(`login failed for ${env.MAILBOX_URL}: mật-khẩu, p@ss"word`), 'no luck'),
    )
    for (const secret of secrets) expect(text).not.toContain(secret)
  })

  test('not when the address is one that the configuration does not know', () => {
    const text = logged((log) =>
      log.warn('cannot reach postgres://homphieu:Zx9-unknown@127.0.0.1:5432/homphieu'),
    )
    expect(text).not.toContain('Zx9-unknown')
    expect(text).toContain('postgres://homphieu:…@127.0.0.1:5432/homphieu')
  })
})

describe('the log', () => {
  test('an error of the database tells what went wrong, and nothing of the connection', () => {
    const lines: string[] = []
    const log = createLogger({ level: 'info', secrets: [] }, { write: (line) => void lines.push(line) })
    const error = Object.assign(
      new Error('terminating connection', { cause: new Error('the server stops') }),
      {
        code: '57P01',
        client: { secretKey: 4711, connection: {} },
      },
    )
    log.warn({ err: error }, 'connection')
    const { err } = JSON.parse(lines.join(''))
    expect(err).toMatchObject({ message: 'terminating connection', code: '57P01' })
    expect(err.cause.message).toBe('the server stops')
    expect(Object.keys(err).sort()).toEqual(['cause', 'code', 'message', 'stack', 'type'])
  })
})
