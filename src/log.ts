import { type DestinationStream, type Logger, pino } from 'pino'
import type { LogLevel } from './config.ts'

export type { Logger }

/**
 * The log of the service: one JSON object a line. Secrets are blotted out of the finished line, so that none gets
 * through inside an error message or an address either.
 */
export function createLogger(
  options: { level: LogLevel; secrets: readonly string[] },
  destination?: DestinationStream,
): Logger {
  const patterns = options.secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    // A secret of one or two letters would blot out half the log and by that show itself.
    .filter((text, index, all) => text.length > 2 && all.indexOf(text) === index)
    .sort((a, b) => b.length - a.length)
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['password', '*.password', '*.accessToken', '*.refreshToken', '*.clientSecret'],
        censor: '…',
      },
      serializers: { err: shortly },
      hooks: { streamWrite: (line) => blotOut(line, patterns) },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  )
}

/** What an error says and where. Those of pg carry their whole connection: 6 KB a line, the key to cancel it included. */
function shortly(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, code, stack, cause } = error as Error & { code?: unknown }
  return { type: name, message, code, stack, ...(cause ? { cause: shortly(cause) } : {}) }
}

/** Replaces the patterns, and the password of any address with one in it (scheme://user:password@host). */
function blotOut(line: string, patterns: readonly string[]): string {
  const withoutUrls = line.replace(/([a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*):[^\s/@"']+@/gi, '$1:…@')
  return patterns.reduce((text, pattern) => text.replaceAll(pattern, '…'), withoutUrls)
}
