import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const program = '/usr/sbin/dovecot'

/** Why the real server cannot be run here, or null where it can. */
export function dovecotMissing(): string | null {
  if (!existsSync(program)) return 'Dovecot is not installed (apt-get install dovecot-imapd)'
  const version = execFileSync(program, ['--version']).toString()
  return version.startsWith('2.3') ? null : `Dovecot 2.3 is needed, here is ${version.trim()}`
}

export interface Dovecot {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** Maildir of the user, for putting files there directly. */
  readonly maildir: string
  /** Puts a mail there as a delivery agent does; `arrivedAt` becomes its INTERNALDATE. */
  deliver(raw: Uint8Array | string, arrivedAt: Date): Promise<void>
  start(): Promise<void>
  /** Ends it at once, lines and all. */
  stop(): Promise<void>
  /** Makes the server forget its UIDs: the next time a folder is opened it has another UIDVALIDITY. */
  forgetUids(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts a Dovecot of its own on a free port of the loopback, as whoever runs the test, with an empty mailbox.
 * With `introspectionUrl` people sign in by OAuth2 only, and Dovecot asks there whose token it is.
 */
export async function startDovecot({
  introspectionUrl,
}: {
  introspectionUrl?: string
} = {}): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'homphieu-dovecot-'))
  const port = await freePort()
  const user = 'atantt'
  const password = 'mat-khau-thu'
  const maildir = join(folder, 'mail', user)
  await chmod(folder, 0o755)
  await mkdir(join(folder, 'home'), { recursive: true })
  for (const name of ['cur', 'new', 'tmp']) await mkdir(join(maildir, name), { recursive: true })
  await handOver(join(folder, 'mail'))
  await handOver(join(folder, 'home'))
  let delivered = 0
  await writeFile(
    join(folder, 'dovecot.conf'),
    configuration(folder, port, introspectionUrl ? byToken(folder) : byPassword(password)),
  )
  if (introspectionUrl)
    await writeFile(
      join(folder, 'oauth2.conf'),
      `introspection_url = ${introspectionUrl}\nintrospection_mode = post\nusername_attribute = username\n` +
        'active_attribute = active\nactive_value = true\n',
    )
  let server: ChildProcess | null = null

  const start = async (): Promise<void> => {
    server = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore', detached: true })
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries > 100 || server.exitCode !== null) throw new Error(`Dovecot did not start: see ${folder}/log`)
      await sleep(50)
    }
  }
  const stop = async (): Promise<void> => {
    if (!server || server.exitCode !== null) return
    const ended = once(server, 'exit')
    // The whole group: the processes that serve a line would go on without their master.
    process.kill(-(server.pid as number), 'SIGKILL')
    await ended
    server = null
  }
  await start()
  return {
    host: '127.0.0.1',
    port,
    user,
    password,
    maildir,
    async deliver(raw, arrivedAt) {
      const { uid, gid } = runAs()
      const name = `${Math.floor(arrivedAt.getTime() / 1000)}.M${++delivered}P${process.pid}.test`
      const written = join(maildir, 'tmp', name)
      await writeFile(written, raw)
      await chown(written, uid, gid)
      await utimes(written, arrivedAt, arrivedAt)
      await rename(written, join(maildir, 'new', name))
    },
    start,
    stop,
    async forgetUids() {
      await stop()
      for (const name of await readdir(maildir))
        if (name.startsWith('dovecot')) await rm(join(maildir, name), { recursive: true })
      // A UIDVALIDITY is the second in which it is given.
      await sleep(1100)
      await start()
    },
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Dovecot refuses to sign people in as root: then it runs as the users its package made, and mail belongs to nobody. */
function runAs(): { internal: string; login: string; group: string; uid: number; gid: number } {
  const { username, uid, gid } = userInfo()
  if (uid === 0) return { internal: 'dovecot', login: 'dovenull', group: 'dovecot', uid: nobody, gid: nobody }
  return {
    internal: username,
    login: username,
    group: execFileSync('id', ['-gn']).toString().trim(),
    uid,
    gid,
  }
}

const nobody = 65_534

/** Hands a folder and all in it to the user that mail is read and written as. */
async function handOver(folder: string): Promise<void> {
  const { uid, gid } = runAs()
  await chown(folder, uid, gid)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await handOver(path)
    else await chown(path, uid, gid)
  }
}

const byPassword = (password: string): string => `
passdb {
  driver = static
  args = password=${password}
}`

const byToken = (folder: string): string => `
auth_mechanisms = xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}`

function configuration(folder: string, port: number, signIn: string): string {
  const { internal, login, group, uid, gid } = runAs()
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${internal}
default_internal_group = ${group}
default_login_user = ${login}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${folder}/mail/%u
mail_max_userip_connections = 100
${signIn}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/home/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
namespace inbox {
  inbox = yes
  separator = /
}
`
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** Whether an IMAP greeting comes. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1')
    socket.setTimeout(1000, () => socket.destroy())
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('* OK'))
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}
