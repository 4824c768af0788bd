import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'

export interface Line {
  readonly port: number
  /** Connections made so far. */
  readonly connections: number
  /** From now on nothing passes over the lines that are open: they stay open and silent. New ones work. */
  freeze(): void
  /** Breaks all lines that are open, as a server does that is restarted. */
  cut(): void
  /** Breaks each line made from now on after so many bytes from the server; null lets them be. */
  breakAfter(bytes: number | null): void
  close(): Promise<void>
}

/** A bad line to a server: a TCP proxy that can fall silent without closing, and break in mid-sentence. */
export async function badLine(to: { host: string; port: number }): Promise<Line> {
  const open = new Set<{ near: Socket; far: Socket; frozen: boolean }>()
  let connections = 0
  let limit: number | null = null
  const server = createServer((near) => {
    connections++
    const far = createConnection(to.port, to.host)
    const line = { near, far, frozen: false }
    open.add(line)
    let left = limit
    const end = (): void => {
      if (line.frozen) return
      near.destroy()
      far.destroy()
      open.delete(line)
    }
    near.on('data', (data) => line.frozen || far.write(data))
    far.on('data', (data) => {
      if (line.frozen) return
      near.write(left === null ? data : data.subarray(0, left))
      if (left === null) return
      left -= data.length
      if (left <= 0) end()
    })
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', end)
    }
  })
  const cut = (): void => {
    for (const { near, far } of open) {
      near.destroy()
      far.destroy()
    }
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as { port: number }).port,
    get connections() {
      return connections
    },
    freeze() {
      for (const line of open) line.frozen = true
    },
    cut,
    breakAfter(bytes) {
      limit = bytes
    },
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
