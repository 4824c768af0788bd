import { runPart } from '../src/commands/run-part.ts'

/** Puts back into the queues whatever is recorded and unfinished. */
await runPart('sweep')
