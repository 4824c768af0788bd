import { parseArgs } from 'node:util'
import { ConfigError, processEnvironment } from '../config.ts'
import { type Command, type Io, type Language, UserFault } from './command.ts'

/** Every command, loaded when it is called: `homphieu read` needs no database code, `homphieu list` no PDF reader. */
const commands: Record<string, () => Promise<{ command: Command }>> = {
  start: () => import('./start.ts'),
  demo: () => import('./demo.ts'),
  import: () => import('./import.ts'),
  read: () => import('./read.ts'),
  transcribe: () => import('./transcribe.ts'),
  status: () => import('./status.ts'),
  list: () => import('./list.ts'),
  show: () => import('./show.ts'),
  retry: () => import('./retry.ts'),
  reread: () => import('./reread.ts'),
  migrate: () => import('./migrate.ts'),
  user: () => import('./user.ts'),
}

/** Runs the command line and resolves with the exit code: 0 done, 1 a fault told on stderr, 2 a wrong call. */
export async function main(argv: readonly string[], streams = standardStreams()): Promise<number> {
  const { lang, json, help, rest } = commonOptions(argv)
  const io: Io = { ...streams, lang, json, cwd: process.cwd(), env: processEnvironment() }
  const [name, ...args] = rest
  if (name === undefined || name === 'help') {
    for (const line of await overview(lang)) (name === undefined && !help ? io.err : io.out)(line)
    return name === undefined && !help ? 2 : 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    io.err(
      lang === 'vi'
        ? `Không có lệnh "${name}". Xem các lệnh: npx homphieu --help`
        : `There is no command "${name}". See the commands: npx homphieu --help`,
    )
    return 2
  }
  const { command } = await load()
  if (help) {
    io.out(command.summary[lang])
    io.out('')
    io.out(command.usage)
    return 0
  }
  return guarded(io, () => command.run(args, io))
}

async function guarded(io: Io, run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof ConfigError) {
      io.err(io.lang === 'vi' ? 'Cấu hình chưa đúng:' : 'The configuration is wrong:')
      for (const problem of error.problems) io.err(`  ${problem.variable}: ${problem.expected}`)
      return 1
    }
    if (error instanceof UserFault || isUsageError(error)) {
      io.err((error as Error).message)
      return error instanceof UserFault ? 1 : 2
    }
    throw error
  }
}

/** Thrown by util.parseArgs on an option that does not exist: its message names it. */
function isUsageError(error: unknown): boolean {
  return error instanceof Error && String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS_')
}

function commonOptions(argv: readonly string[]) {
  const { tokens } = parseArgs({ args: [...argv], strict: false, allowPositionals: true, tokens: true })
  const rest = [...argv]
  let lang: Language = 'vi'
  let json = false
  let help = false
  const taken = new Set<number>()
  for (const token of tokens ?? []) {
    if (token.kind === 'option-terminator') break
    if (token.kind !== 'option') continue
    if (token.name === 'lang') {
      const value = token.value ?? argv[token.index + 1]
      lang = value === 'en' ? 'en' : 'vi'
      taken.add(token.index)
      if (token.value === undefined) taken.add(token.index + 1)
    } else if (token.name === 'json') {
      json = true
      taken.add(token.index)
    } else if (token.name === 'help' || token.name === 'h') {
      help = true
      taken.add(token.index)
    }
  }
  return { lang, json, help, rest: rest.filter((_, index) => !taken.has(index)) }
}

async function overview(lang: Language): Promise<string[]> {
  const rows = await Promise.all(Object.values(commands).map(async (load) => (await load()).command))
  return [
    lang === 'vi'
      ? 'Hòm Phiếu: nhận phiếu khảo sát qua thư điện tử và ghi thành hồ sơ tin cậy.'
      : 'Hòm Phiếu: takes survey forms out of a mailbox and turns them into records that an office can trust.',
    '',
    'npx homphieu <lệnh> [--lang en] [--json] [--help]',
    '',
    ...rows.map((command) => `  ${command.name.padEnd(11)} ${command.summary[lang]}`),
  ]
}

function standardStreams(): Pick<Io, 'out' | 'err'> {
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  }
}
