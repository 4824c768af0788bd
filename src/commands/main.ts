import { parseArgs } from 'node:util'
import { ConfigError, processEnvironment } from '../config.ts'
import { type Command, type Io, type Language, UserFault, WrongCall } from './command.ts'

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
    io.out(command.usage[lang])
    return 0
  }
  return guarded(io, name, () => command.run(args, io))
}

async function guarded(io: Io, name: string, run: () => Promise<number>): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof ConfigError) {
      io.err(io.lang === 'vi' ? 'Cấu hình chưa đúng:' : 'The configuration is wrong:')
      for (const problem of error.problems) io.err(`  ${problem.variable}: ${problem.expected}`)
      return 1
    }
    const wrongCall = error instanceof WrongCall ? error.message : wrongArguments(error, io.lang)
    if (wrongCall !== null) {
      io.err(wrongCall)
      io.err(
        io.lang === 'vi'
          ? `Xem cách dùng: npx homphieu ${name} --help`
          : `How to use it: npx homphieu ${name} --help --lang en`,
      )
      return 2
    }
    if (!(error instanceof UserFault)) throw error
    io.err(error.message)
    return 1
  }
}

/** What util.parseArgs finds wrong with the arguments, in our words; null for any other error. */
function wrongArguments(error: unknown, lang: Language): string | null {
  const code = error instanceof Error ? String((error as { code?: string }).code) : ''
  if (!code.startsWith('ERR_PARSE_ARGS_')) return null
  const { message } = error as Error
  const named = /'(.+?)(?: <value>)?'/.exec(message)?.[1] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return lang === 'vi' ? `Không có tùy chọn ${named}.` : `There is no option ${named}.`
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL')
    return lang === 'vi' ? `Thừa "${named}".` : `"${named}" is not expected here.`
  if (/argument missing/.test(message))
    return lang === 'vi' ? `Tùy chọn ${named} cần một giá trị.` : `The option ${named} wants a value.`
  return message
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
    lang === 'vi'
      ? 'npx homphieu <lệnh> [--help] [--json] [--lang en]'
      : 'npx homphieu <command> --lang en [--help] [--json]',
    '',
    ...rows.map((command) => `  ${command.name.padEnd(11)} ${command.summary[lang]}`),
    '',
    lang === 'vi'
      ? 'Bắt đầu: npx homphieu demo. Cách dùng một lệnh: npx homphieu <lệnh> --help'
      : 'To begin: npx homphieu demo --lang en. How to use one: npx homphieu <command> --help --lang en',
  ]
}

function standardStreams(): Pick<Io, 'out' | 'err'> {
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  }
}
