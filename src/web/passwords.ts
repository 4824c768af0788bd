import { hash, verify } from '@node-rs/argon2'
import type { Texts } from './texts/vi.ts'

/** OWASP's first choice for argon2id (algorithm 2): 19 MB, two passes, one lane; about 20 ms here. */
const argon = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const passwordLength = { least: 10, most: 200 } as const

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), argon)
}

/** What is wrong with a password to be set, in words; null where nothing is. */
export function passwordProblem(password: string, t: Texts): string | null {
  if (password.length >= passwordLength.least && password.length <= passwordLength.most) return null
  return t.accounts.passwordHint(String(passwordLength.least))
}

/** A hash of no account: signing in under a name that does not exist takes as long as under one that does. */
let nobody: Promise<string> | null = null

export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody signs in with this')
  const fits = await verify(
    passwordHash ?? (await nobody),
    password.normalize('NFC').slice(0, passwordLength.most),
  )
  return fits && passwordHash !== null
}
