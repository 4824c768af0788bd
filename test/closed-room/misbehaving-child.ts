import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeFrame } from '../../src/closed-room/frames.ts'
import type { Reply, Request } from '../../src/closed-room/job.ts'
import { serve } from '../../src/closed-room/serve.ts'

const forever = new Promise<never>(() => {})
const eaten: unknown[] = []
const rawReplies = (): Socket => new Socket({ fd: 3, readable: false, writable: true })

/** What a reader gone wrong does, by the word in the document. */
const misdeeds: Record<string, (id: string) => unknown> = {
  abort: () => process.abort(),
  segfault: () => process.kill(process.pid, 'SIGSEGV'),
  // As the kernel does when the machine has no memory left.
  killed: () => process.kill(process.pid, 'SIGKILL'),
  exit: () => process.exit(3),
  hang: () => {
    for (;;);
  },
  wait: () => forever,
  'eat native memory': () => {
    setInterval(() => eaten.push(Buffer.alloc(30_000_000, 1)), 5)
    return forever
  },
  'eat memory': () => {
    for (;;) eaten.push(Array.from({ length: 1000 }, (_, index) => ({ index })))
  },
  throw: () => {
    throw new Error('a fault of the reader')
  },
  'print without end': async () => {
    for (;;) {
      process.stdout.write('x'.repeat(100_000))
      process.stderr.write('x'.repeat(100_000))
      await sleep(0)
    }
  },
  'reply garbage': () => {
    rawReplies().write('this is no message'.repeat(500))
    return forever
  },
  'reply nonsense': () => {
    writeFrame(rawReplies(), 'a text instead of a reply')
    return forever
  },
  'reply to another': () => {
    writeFrame(rawReplies(), { id: 'another', output: 'the answers of somebody else' })
    return forever
  },
  'reply twice': (id) => {
    const replies = rawReplies()
    writeFrame(replies, { id, output: 'read' })
    writeFrame(replies, { id, output: 'read again' })
    return forever
  },
  'reply once more in a while': (id) => {
    setTimeout(() => writeFrame(rawReplies(), { id, output: 'read again' }), 100)
  },
  'take a while': async () => {
    await sleep(400)
  },
  'start another and wait': () => {
    const other = spawn('/bin/sleep', ['1000'], { stdio: 'ignore' })
    writeFileSync(join(tmpdir(), 'left-behind'), String(other.pid))
    return forever
  },
  'tell the environment': () => Object.entries(process.env).map(([name, value]) => `${name}=${value}`),
}

serve(async ({ id, input }: Request): Promise<Reply> => {
  const order = new TextDecoder().decode(input)
  const output = (await misdeeds[order]?.(id)) ?? `read ${order}`
  return { id, output } as unknown as Reply
})
