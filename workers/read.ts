import { runPart } from '../src/commands/run-part.ts'

/** Reads documents; run as many of these as there are machines to spare. */
await runPart('read')
