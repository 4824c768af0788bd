import type { Texts } from '../texts/vi.ts'

/** What a mailbox's trouble is, by what the connection said of it. */
const troubles: readonly (readonly [RegExp, keyof Texts['queue']['troubles']])[] = [
  [/sign-in refused|AUTHENTICATIONFAILED|invalid credentials|token/i, 'refused'],
  [/certificate|self.signed|TLS|SSL/i, 'certificate'],
  [/ENOTFOUND|EAI_AGAIN/, 'noSuchHost'],
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/, 'unreachable'],
  [/time.?out|ETIMEDOUT|ETIMEOUT/i, 'silent'],
  [/ECONNRESET|EPIPE|closed|ended|NoConnection/i, 'lost'],
  [/NONEXISTENT|does ?n.t exist|no such mailbox|unknown mailbox/i, 'noSuchFolder'],
]

/** The same in words and with what to do; null where it is nothing known. */
export function mailboxTrouble(problem: string, t: Texts): string | null {
  const known = troubles.find(([pattern]) => pattern.test(problem))
  return known ? t.queue.troubles[known[1]] : null
}
