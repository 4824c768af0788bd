import { runPart } from '../src/commands/run-part.ts'

/** Takes recorded mails apart. */
await runPart('open')
