import type { Readable, Writable } from 'node:stream'
import { deserialize, serialize } from 'node:v8'

/**
 * Messages over a pipe: four bytes of length, then V8's serialization. Node's own channel between processes would do
 * the same, but garbage in it is an error that nobody can catch and ends the service.
 */
export function writeFrame(pipe: Writable, message: unknown): void {
  const body = serialize(message)
  const head = Buffer.alloc(4)
  head.writeUInt32BE(body.length)
  pipe.write(head)
  pipe.write(body)
}

/** No reading of a document is larger; a longer message is garbage. */
const longest = 512 * 1024 ** 2

/** Hands each message to `taken`; what is no message goes to `garbage`, and nothing is taken after it. */
export function readFrames(pipe: Readable, taken: (message: unknown) => void, garbage: () => void): void {
  let parts: Buffer[] = []
  let have = 0
  let wanted: number | null = null
  const take = (count: number): Buffer => {
    const all = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
    parts = [all.subarray(count)]
    have -= count
    return all.subarray(0, count)
  }
  const stop = () => {
    pipe.removeAllListeners('data')
    pipe.resume()
    garbage()
  }
  pipe.on('error', () => {})
  pipe.on('data', (data: Buffer) => {
    parts.push(data)
    have += data.length
    for (;;) {
      if (wanted === null) {
        if (have < 4) return
        wanted = take(4).readUInt32BE()
        if (wanted > longest) return stop()
      }
      if (have < wanted) return
      const body = take(wanted)
      wanted = null
      let message: unknown
      try {
        message = deserialize(body)
      } catch {
        return stop()
      }
      taken(message)
    }
  })
}
