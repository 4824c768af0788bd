import { availableParallelism, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'

/**
 * The whole environment of the service, checked at the start. The only reader of environment variables; every other
 * room is handed what it needs.
 */
export interface Config {
  /** Null when MAILBOX_URL is not set: enough for every command but `start`. */
  readonly mailbox: MailboxConfig | null
  readonly database: { readonly url: string } | { readonly dataDir: string; readonly dataDirGiven: boolean }
  readonly redisUrl: string | null
  /** As written: a day means until its end in Việt Nam; survey/deadline.ts reads it. */
  readonly deadline: string
  /** Bytes; a larger mail is recorded with its headers only. */
  readonly mailSizeLimit: number
  readonly readers: {
    readonly count: number
    readonly memoryMb: number
    readonly timeoutMs: number
    /** Folders in which LibreOffice is looked for, as the shell does. */
    readonly searchPath: string
  }
  readonly logLevel: LogLevel
  readonly web: {
    readonly host: string
    readonly port: number
    /** Cookies that browsers send over https only; plain http is for the loopback and closed networks. */
    readonly secureCookies: boolean
    /** A reverse proxy of ours stands in front and names the client's address. */
    readonly trustProxy: boolean
  }
  /** Every secret in the environment, so that the log can blot them out wherever they turn up. */
  readonly secrets: readonly string[]
}

export interface MailboxConfig {
  readonly host: string
  readonly port: number
  /** imaps: TLS from the first byte. starttls: upgraded, refused when the server cannot. none: loopback only. */
  readonly security: 'imaps' | 'starttls' | 'none'
  readonly user: string
  readonly auth:
    | { readonly kind: 'password'; readonly password: string }
    | { readonly kind: 'token'; readonly accessToken: string }
    | {
        readonly kind: 'refresh'
        readonly tokenUrl: string
        readonly clientId: string
        readonly clientSecret: string
        readonly refreshToken: string
        readonly scope: string | null
      }
  readonly folders: readonly string[]
  /** What happens to a mail on the server once it is recorded. */
  readonly afterwards: Afterwards
  /** How often to look when the server does not tell by itself, in milliseconds. */
  readonly pollMs: number
  /** How often the full list of mails is compared with the records, in milliseconds. */
  readonly reconcileMs: number
}

export type Afterwards =
  | { readonly kind: 'leave' }
  | { readonly kind: 'flag'; readonly flag: string }
  | { readonly kind: 'move'; readonly folder: string }

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** The environment is wrong: one line a variable, each naming it and saying what is expected. Holds no values. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: readonly { readonly variable: string; readonly expected: string }[]
  constructor(problems: readonly { variable: string; expected: string }[]) {
    super(problems.map((problem) => `${problem.variable}: ${problem.expected}`).join('\n'))
    this.problems = problems
  }
}

const host = z.string().min(1)

/** A zod step whose message says what the variable should look like; the value itself is never repeated. */
function expecting<T extends z.ZodType>(schema: T, expected: string) {
  return z.unknown().transform((value, context): z.output<T> => {
    const result = schema.safeParse(value)
    if (result.success) return result.data
    context.addIssue({ code: 'custom', message: expected })
    return z.NEVER
  })
}

const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(min).max(max))

const size = z
  .string()
  .regex(/^\d+\s*(b|kb|mb|gb)?$/i)
  .transform((text) => {
    const unit = text.replace(/[\d\s]/g, '').toLowerCase()
    const factor = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3, '': 1 }[unit] ?? 1
    return Number.parseInt(text, 10) * factor
  })
  .pipe(z.number().int().min(1024))

const urlOf = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))

const afterwards = z
  .string()
  .regex(/^(leave|flag|flag:\S+|move:.+)$/)
  .transform((text): Afterwards => {
    if (text === 'leave') return { kind: 'leave' }
    if (text === 'flag') return { kind: 'flag', flag: '$HomPhieu' }
    if (text.startsWith('flag:')) return { kind: 'flag', flag: text.slice('flag:'.length) }
    return { kind: 'move', folder: text.slice('move:'.length).trim() }
  })

const deadline = z.string().refine(
  (text) =>
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    // JavaScript takes 2017-02-31 for 3 March.
    new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10)),
)

const environment = z.object({
  MAILBOX_URL: expecting(
    urlOf('imap:', 'imaps:').optional(),
    'an IMAP address such as imaps://user%40domain:password@mail.example.vn:993/?folders=INBOX,Khac is expected ' +
      '(special letters in user and password percent-encoded)',
  ),
  MAILBOX_USER: expecting(z.string().min(1).optional(), 'the user name of the mailbox is expected'),
  MAILBOX_PASSWORD: expecting(z.string().min(1).optional(), 'the password of the mailbox is expected'),
  MAILBOX_FOLDERS: expecting(
    z.string().min(1).optional(),
    'folder names separated by commas are expected, such as INBOX,Thư rác',
  ),
  MAILBOX_TLS: expecting(
    z.enum(['starttls', 'none']).optional(),
    'starttls or none is expected (only for imap://; none sends the password in clear and is for tests)',
  ),
  MAILBOX_ACCESS_TOKEN: expecting(z.string().min(1).optional(), 'an OAuth2 access token is expected'),
  MAILBOX_OAUTH_TOKEN_URL: expecting(
    urlOf('https:', 'http:').optional(),
    'the address of the OAuth2 token endpoint is expected (https://…)',
  ),
  MAILBOX_OAUTH_CLIENT_ID: expecting(z.string().min(1).optional(), 'the OAuth2 client id is expected'),
  MAILBOX_OAUTH_CLIENT_SECRET: expecting(z.string().optional(), 'the OAuth2 client secret is expected'),
  MAILBOX_OAUTH_REFRESH_TOKEN: expecting(z.string().min(1).optional(), 'an OAuth2 refresh token is expected'),
  MAILBOX_OAUTH_SCOPE: expecting(z.string().min(1).optional(), 'an OAuth2 scope is expected'),
  AFTERWARDS: expecting(
    afterwards.default({ kind: 'leave' }),
    'leave, flag, flag:<keyword> or move:<folder> is expected (what happens to a recorded mail on the server)',
  ),
  POLL_SECONDS: expecting(wholeNumber(1, 3600).default(60), 'whole seconds from 1 to 3600 are expected'),
  RECONCILE_SECONDS: expecting(
    wholeNumber(5, 86400).default(300),
    'whole seconds from 5 to 86400 are expected',
  ),
  DATABASE_URL: expecting(
    urlOf('postgres:', 'postgresql:').optional(),
    'a Postgres address such as postgres://user:password@host:5432/homphieu is expected; ' +
      'leave it out to use the embedded Postgres',
  ),
  DATA_DIR: expecting(
    z.string().min(1).optional(),
    'a directory for the embedded Postgres is expected (default .homphieu)',
  ),
  REDIS_URL: expecting(
    urlOf('redis:', 'rediss:').optional(),
    'a Redis address such as redis://host:6379 is expected; leave it out to keep the queue in Postgres',
  ),
  DEADLINE: expecting(
    deadline.default('2017-04-25'),
    'a day such as 2017-04-25 (until its end in Việt Nam) or a time such as 2017-04-25T23:59:59+07:00 is expected',
  ),
  MAIL_SIZE_LIMIT: expecting(size.default(100 * 1024 ** 2), 'a size such as 50MB is expected (at least 1KB)'),
  READERS: expecting(
    wholeNumber(1, 64).default(Math.min(availableParallelism(), 4)),
    'the number of reader processes, 1 to 64, is expected',
  ),
  READER_MEMORY_MB: expecting(
    wholeNumber(128, 65536).default(totalmem() > 6 * 1024 ** 3 ? 1536 : 1024),
    'megabytes from 128 to 65536 are expected (the ceiling of one reader process)',
  ),
  READER_TIMEOUT: expecting(
    wholeNumber(1, 3600).default(180),
    'seconds from 1 to 3600 are expected (how long one document may be read)',
  ),
  PATH: expecting(z.string().default(''), 'folders separated by colons are expected'),
  LOG_LEVEL: expecting(z.enum(logLevels).default('info'), `one of ${logLevels.join(', ')} is expected`),
  HOST: expecting(
    host.default('127.0.0.1'),
    'the address to listen on is expected, such as 127.0.0.1 or 0.0.0.0',
  ),
  PORT: expecting(
    wholeNumber(0, 65535).default(8017),
    'a port from 0 to 65535 is expected (0: any free one)',
  ),
  COOKIES: expecting(
    z.enum(['secure', 'plain']).optional(),
    'secure (over https only) or plain (for http in a closed network) is expected',
  ),
  TRUST_PROXY: expecting(
    z.enum(['yes', 'no']).default('no'),
    'yes or no is expected (yes: behind a reverse proxy of your own)',
  ),
})
type Environment = z.infer<typeof environment>

/**
 * Reads and checks the environment. Throws a `ConfigError` that names every variable that is wrong at once.
 * An empty variable counts as not set, as docker compose passes it.
 */
export function parseConfig(env: NodeJS.ProcessEnv, cwd: string): Config {
  const given = Object.fromEntries(
    Object.keys(environment.shape).map((name) => [name, env[name]?.trim() || undefined]),
  )
  const result = environment.safeParse(given)
  if (!result.success)
    throw new ConfigError(
      result.error.issues.map((issue) => ({ variable: String(issue.path[0]), expected: issue.message })),
    )
  const vars = result.data
  return {
    mailbox: mailboxConfig(vars),
    database: vars.DATABASE_URL
      ? { url: vars.DATABASE_URL }
      : { dataDir: resolve(cwd, vars.DATA_DIR ?? '.homphieu'), dataDirGiven: vars.DATA_DIR !== undefined },
    redisUrl: vars.REDIS_URL ?? null,
    deadline: vars.DEADLINE,
    mailSizeLimit: vars.MAIL_SIZE_LIMIT,
    readers: {
      count: vars.READERS,
      memoryMb: vars.READER_MEMORY_MB,
      timeoutMs: vars.READER_TIMEOUT * 1000,
      searchPath: vars.PATH,
    },
    logLevel: vars.LOG_LEVEL,
    web: {
      host: vars.HOST,
      port: vars.PORT,
      secureCookies: vars.COOKIES ? vars.COOKIES === 'secure' : !/^(127\.|localhost$|::1$)/.test(vars.HOST),
      trustProxy: vars.TRUST_PROXY === 'yes',
    },
    secrets: secretsOf(vars),
  }
}

function mailboxConfig(vars: Environment): MailboxConfig | null {
  if (!vars.MAILBOX_URL) return null
  const wrong = (variable: string, expected: string) => new ConfigError([{ variable, expected }])
  const url = new URL(vars.MAILBOX_URL)
  const user = decoded(url.username) || vars.MAILBOX_USER
  if (!user)
    throw wrong('MAILBOX_URL', 'a user name is expected, imaps://user:password@host (or set MAILBOX_USER)')
  const security = url.protocol === 'imaps:' ? 'imaps' : (vars.MAILBOX_TLS ?? 'starttls')
  const folders = (vars.MAILBOX_FOLDERS ?? url.searchParams.get('folders') ?? 'INBOX')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  if (folders.length === 0) throw wrong('MAILBOX_FOLDERS', 'at least one folder name is expected')
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : url.protocol === 'imaps:' ? 993 : 143,
    security,
    user,
    auth: mailboxAuth(vars, decoded(url.password)),
    folders,
    afterwards: vars.AFTERWARDS,
    pollMs: vars.POLL_SECONDS * 1000,
    reconcileMs: vars.RECONCILE_SECONDS * 1000,
  }
}

function mailboxAuth(vars: Environment, urlPassword: string): MailboxConfig['auth'] {
  if (vars.MAILBOX_OAUTH_TOKEN_URL || vars.MAILBOX_OAUTH_REFRESH_TOKEN) {
    const needed = [
      'MAILBOX_OAUTH_TOKEN_URL',
      'MAILBOX_OAUTH_CLIENT_ID',
      'MAILBOX_OAUTH_REFRESH_TOKEN',
    ] as const
    const missing = needed.filter((name) => !vars[name])
    if (missing.length > 0)
      throw new ConfigError(
        missing.map((variable) => ({
          variable,
          expected: 'expected together with the other MAILBOX_OAUTH_… variables',
        })),
      )
    return {
      kind: 'refresh',
      tokenUrl: vars.MAILBOX_OAUTH_TOKEN_URL ?? '',
      clientId: vars.MAILBOX_OAUTH_CLIENT_ID ?? '',
      clientSecret: vars.MAILBOX_OAUTH_CLIENT_SECRET ?? '',
      refreshToken: vars.MAILBOX_OAUTH_REFRESH_TOKEN ?? '',
      scope: vars.MAILBOX_OAUTH_SCOPE ?? null,
    }
  }
  if (vars.MAILBOX_ACCESS_TOKEN) return { kind: 'token', accessToken: vars.MAILBOX_ACCESS_TOKEN }
  const password = vars.MAILBOX_PASSWORD ?? urlPassword
  if (!password)
    throw new ConfigError([
      {
        variable: 'MAILBOX_URL',
        expected:
          'a password is expected, imaps://user:password@host (or set MAILBOX_PASSWORD, or OAuth2 variables)',
      },
    ])
  return { kind: 'password', password }
}

/** Tolerates a bare % in a password that nobody encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function secretsOf(vars: Environment): string[] {
  // As written and as the URL parser encodes it: a quotation mark may stand there bare.
  const inUrl = [vars.MAILBOX_URL, vars.DATABASE_URL, vars.REDIS_URL]
    .filter((text) => text !== undefined)
    .flatMap((text) => [new URL(text).password, /^[^:]+:\/\/[^:/@]*:(.*)@/.exec(text)?.[1] ?? ''])
  const all = [
    ...inUrl,
    ...inUrl.map(decoded),
    vars.MAILBOX_PASSWORD,
    vars.MAILBOX_ACCESS_TOKEN,
    vars.MAILBOX_OAUTH_CLIENT_SECRET,
    vars.MAILBOX_OAUTH_REFRESH_TOKEN,
  ]
  return [...new Set(all.filter((secret) => secret !== undefined && secret !== ''))] as string[]
}

/** The environment as the process got it, for the command line to hand on. */
export function processEnvironment(): NodeJS.ProcessEnv {
  return process.env
}
