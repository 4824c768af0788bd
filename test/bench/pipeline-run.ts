import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openInstallationWith } from '../../src/commands/installation.ts'
import { startService } from '../../src/commands/service.ts'
import { untilSettled } from '../../src/commands/settled.ts'
import { parseConfig } from '../../src/config.ts'
import { createLogger } from '../../src/log.ts'
import { testDatabase } from '../helpers/database.ts'

/**
 * `node test/bench/pipeline-run.ts COUNT`: so many mails from raw bytes to flagged records, each with a Word form, in a
 * process of its own: what an earlier run left in memory counts for nothing. Prints seconds and peak memory as JSON.
 */
const count = Number(process.argv[2])
const database = await testDatabase()
const config = parseConfig({ DATABASE_URL: database.url, READERS: '2' }, tmpdir())
const log = createLogger({ level: 'warn', secrets: [] })
const installation = await openInstallationWith(config, log, { cwd: tmpdir(), lang: 'en' })
const mails = fileURLToPath(new URL('./pipeline-mails.ts', import.meta.url))
const start = performance.now()
const service = await startService(installation, ['open', 'read', 'assess', 'sweep'])
await promisify(execFile)(process.execPath, [mails, database.url, String(count)])
await untilSettled(installation, count, () => {})
const seconds = (performance.now() - start) / 1000
// Kilobytes on every system but macOS, whatever getrusage says there.
const peakMb = process.resourceUsage().maxRSS / 1024
// Connections that are cut while the database is dropped are no news.
log.level = 'silent'
await service.close()
await installation.close()
await database.close()
console.log(JSON.stringify({ mails: count, seconds, peakMb }))
