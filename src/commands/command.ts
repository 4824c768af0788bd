/** Where a command writes and what it may look at; passed in, so that tests need no terminal. */
export interface Io {
  /** One line of result. */
  out(line: string): void
  /** One line of progress or complaint. */
  err(line: string): void
  readonly lang: Language
  /** `--json` was given: results as JSON on stdout. */
  readonly json: boolean
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
}

export type Language = 'vi' | 'en'

export interface Command {
  readonly name: string
  readonly summary: { readonly vi: string; readonly en: string }
  /** What `--help` prints below the summary: the forms of the call, then the options. */
  readonly usage: { readonly vi: string; readonly en: string }
  /** Resolves with the exit code. Throws `UserFault` for what the caller can put right. */
  run(args: readonly string[], io: Io): Promise<number>
}

/** The forms of a call that read the same in every language. */
export const inBoth = (usage: string) => ({ vi: usage, en: usage })

/** Something the person at the keyboard can put right: printed without a stack trace. Says what is wrong and what to do. */
export class UserFault extends Error {
  override name = 'UserFault'
}

/** The call itself is wrong: its message is followed by where the right forms of it stand. */
export class WrongCall extends UserFault {
  override name = 'WrongCall'
}
