import type { Sql } from './database.ts'

export const roles = ['reviewer', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

export interface User {
  readonly id: number
  /** What is typed to sign in, lower case. */
  readonly name: string
  readonly displayName: string
  readonly role: Role
  readonly createdAt: Date
  readonly disabledAt: Date | null
  readonly lastSignInAt: Date | null
}

const columns = `u.id, u.name, u.display_name as "displayName", u.role, u.created_at as "createdAt",
  u.disabled_at as "disabledAt", u.last_sign_in_at as "lastSignInAt"`

export async function listUsers(sql: Sql): Promise<User[]> {
  const { rows } = await sql.query(`select ${columns} from users u order by u.name`)
  return rows
}

/** How people are called, by the name they sign in with: records keep the latter, readers know the former. */
export async function displayNames(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query('select name, display_name as "displayName" from users')
  return new Map(rows.map((row) => [row.name, row.displayName]))
}

export async function userByName(sql: Sql, name: string): Promise<(User & { passwordHash: string }) | null> {
  const { rows } = await sql.query(
    `select ${columns}, u.password_hash as "passwordHash" from users u where u.name = $1`,
    [name.toLowerCase()],
  )
  return rows[0] ?? null
}

/** Null when the name is taken. */
export async function addUser(
  sql: Sql,
  user: { name: string; displayName: string; role: Role; passwordHash: string },
): Promise<number | null> {
  const { rows } = await sql.query(
    `insert into users (name, display_name, role, password_hash) values ($1, $2, $3, $4)
     on conflict (name) do nothing returning id`,
    [user.name.toLowerCase(), user.displayName, user.role, user.passwordHash],
  )
  return rows[0]?.id ?? null
}

/** Changes an account and ends its sessions: a new password or role counts from now on. */
export async function changeUser(
  sql: Sql,
  id: number,
  change: { passwordHash?: string; role?: Role; disabledAt?: Date | null },
): Promise<void> {
  await sql.query(
    `update users set password_hash = coalesce($2, password_hash), role = coalesce($3, role),
       disabled_at = case when $4 then $5 else disabled_at end
     where id = $1`,
    [
      id,
      change.passwordHash ?? null,
      change.role ?? null,
      change.disabledAt !== undefined,
      change.disabledAt ?? null,
    ],
  )
  await sql.query('delete from sessions where user_id = $1', [id])
}

export async function openSession(sql: Sql, userId: number, tokenHash: Buffer, now: Date): Promise<void> {
  await sql.query(
    'insert into sessions (token_hash, user_id, created_at, last_seen_at) values ($1, $2, $3, $3)',
    [tokenHash, userId, now],
  )
  await sql.query('update users set last_sign_in_at = $2 where id = $1', [userId, now])
}

/**
 * The user of a session that is alive: seen after `idleSince`, opened after `openedSince`, account not disabled. Notes
 * that it was seen, at most once a minute, so that reading pages does not write.
 */
export async function sessionUser(
  sql: Sql,
  tokenHash: Buffer,
  limits: { now: Date; idleSince: Date; openedSince: Date },
): Promise<User | null> {
  const { rows } = await sql.query(
    `select ${columns}, s.last_seen_at as "lastSeenAt" from sessions s join users u on u.id = s.user_id
     where s.token_hash = $1 and s.last_seen_at > $2 and s.created_at > $3 and u.disabled_at is null`,
    [tokenHash, limits.idleSince, limits.openedSince],
  )
  if (!rows[0]) return null
  const { lastSeenAt, ...user } = rows[0]
  if (limits.now.getTime() - lastSeenAt.getTime() > 60_000)
    await sql.query('update sessions set last_seen_at = $2 where token_hash = $1', [tokenHash, limits.now])
  return user
}

export async function closeSession(sql: Sql, tokenHash: Buffer): Promise<void> {
  await sql.query('delete from sessions where token_hash = $1', [tokenHash])
}

/** Sessions and failed sign-ins that nothing looks at any more. */
export async function forgetOldSessions(
  sql: Sql,
  before: { idleSince: Date; openedSince: Date; failuresSince: Date },
): Promise<void> {
  await sql.query('delete from sessions where last_seen_at <= $1 or created_at <= $2', [
    before.idleSince,
    before.openedSince,
  ])
  await sql.query('delete from sign_in_failures where at <= $1', [before.failuresSince])
}

/** How many sign-ins failed since then for this account and from this address. */
export async function signInFailures(
  sql: Sql,
  who: { account: string; address: string; since: Date },
): Promise<{ account: number; address: number }> {
  const { rows } = await sql.query(
    `select (select count(*) from sign_in_failures where account = $1 and at > $3) as account,
       (select count(*) from sign_in_failures where address = $2 and at > $3) as address`,
    [who.account.slice(0, 100), who.address, who.since],
  )
  return rows[0]
}

export async function noteSignInFailure(
  sql: Sql,
  who: { account: string; address: string; at: Date },
): Promise<void> {
  await sql.query('insert into sign_in_failures (at, account, address) values ($1, $2, $3)', [
    who.at,
    who.account.slice(0, 100),
    who.address,
  ])
}

export async function forgetSignInFailures(sql: Sql, account: string): Promise<void> {
  await sql.query('delete from sign_in_failures where account = $1', [account.slice(0, 100)])
}
