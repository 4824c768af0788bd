import { runPart } from '../src/commands/run-part.ts'

/** Watches the mailbox and records every mail. */
await runPart('collect')
