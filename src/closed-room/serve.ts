import { Socket } from 'node:net'
import { readFrames, writeFrame } from './frames.ts'
import type { Reply, Request } from './job.ts'

/** The pipe to the parent, beside the usual three: a library that prints spoils no reply. */
const replies = 3

/** The child's side of the line: hands each request to `work` and sends its reply. Ends when the parent does. */
export function serve(work: (request: Request) => Promise<Reply>): void {
  const out = new Socket({ fd: replies, readable: false, writable: true })
  out.on('error', () => process.exit(0))
  const answer = (request: Request) =>
    work(request)
      .catch((error: unknown): Reply => ({ id: request.id, fault: faultOf(error) }))
      .then((reply) => writeFrame(out, reply))
  readFrames(
    process.stdin,
    (request) => void answer(request as Request),
    () => process.exit(1),
  )
  process.stdin.on('end', () => process.exit(0))
}

const faultOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
