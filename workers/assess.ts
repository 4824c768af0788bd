import { runPart } from '../src/commands/run-part.ts'

/** Files and assesses what was read. */
await runPart('assess')
