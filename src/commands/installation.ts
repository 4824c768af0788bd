import { createHash } from 'node:crypto'
import { type Config, parseConfig } from '../config.ts'
import { createLogger, type Logger } from '../log.ts'
import { migrateQueues, openQueues, type QueueServer, type Queues } from '../queue/queues.ts'
import { type Database, openDatabase } from '../records/database.ts'
import { startEmbedded } from '../records/embedded.ts'
import { migrate } from '../records/migrate.ts'
import { type Io, UserFault } from './command.ts'

/** The database and the queues as the environment names them, opened and migrated. */
export interface Installation {
  readonly config: Config
  readonly log: Logger
  readonly database: Database
  readonly databaseUrl: string
  readonly queueServer: QueueServer
  readonly queues: Queues
  close(): Promise<void>
}

/** Opens what the environment names. Throws a `ConfigError` or a `UserFault` that says what to do. */
export async function openInstallation(io: Pick<Io, 'env' | 'cwd' | 'lang'>): Promise<Installation> {
  const config = parseConfig(io.env, io.cwd)
  const log = createLogger({ level: config.logLevel, secrets: config.secrets })
  return openInstallationWith(config, log, io)
}

export async function openInstallationWith(
  config: Config,
  log: Logger,
  io: Pick<Io, 'cwd' | 'lang'>,
): Promise<Installation> {
  const server = await openServer(config, io)
  const onError = (error: Error) => log.warn({ err: error }, 'connection to the database or the queue')
  try {
    await migrate(server.url)
    const queueServer: QueueServer = config.redisUrl
      ? { redisUrl: config.redisUrl }
      : { databaseUrl: server.url }
    await migrateQueues(queueServer)
    const database = openDatabase(server.url, { onError })
    const queues = openQueues(queueServer, onError)
    return {
      config,
      log,
      database,
      databaseUrl: server.url,
      queueServer,
      queues,
      async close() {
        await queues.close()
        await database.end()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw explained(error, config, io)
  }
}

async function openServer(
  config: Config,
  io: Pick<Io, 'cwd'>,
): Promise<{ url: string; stop(): Promise<void> }> {
  if ('url' in config.database) return { url: config.database.url, stop: async () => {} }
  const { dataDir, dataDirGiven } = config.database
  // Root's home is closed to the user that Postgres must run as.
  const project = createHash('sha256').update(io.cwd).digest('hex').slice(0, 8)
  return startEmbedded({
    dataDir,
    durable: true,
    ...(dataDirGiven ? {} : { elsewhere: `/var/lib/homphieu/${project}` }),
  })
}

/** What the operator can put right, in words; everything else is passed on as it is. */
function explained(error: unknown, config: Config, io: Pick<Io, 'lang'>): unknown {
  const code = (error as { code?: string }).code ?? ''
  const where = 'url' in config.database ? new URL(config.database.url) : null
  if (!where || !/^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|28\w{3}|3D000)$/.test(code)) return error
  const address = `${where.hostname}:${where.port || 5432}${where.pathname}`
  return new UserFault(
    io.lang === 'vi'
      ? `Không vào được cơ sở dữ liệu ${address} (${code}). Kiểm tra DATABASE_URL và máy chủ Postgres.`
      : `The database ${address} cannot be reached (${code}). Check DATABASE_URL and the Postgres server.`,
  )
}

/** Opens the installation for one piece of work, and closes it whatever happens. */
export async function withInstallation(
  io: Pick<Io, 'env' | 'cwd' | 'lang'>,
  work: (installation: Installation) => Promise<number>,
): Promise<number> {
  const installation = await openInstallation(io)
  try {
    return await work(installation)
  } finally {
    await installation.close()
  }
}
