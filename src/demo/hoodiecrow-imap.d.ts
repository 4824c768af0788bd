declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net'

  interface HoodiecrowServer {
    readonly server: Server
    listen(port: number, host: string): void
    close(done: () => void): void
    getMailbox(path: string): { uidvalidity: number; uidnext: number; messages: unknown[] } | undefined
  }
  export default function hoodiecrow(options: {
    plugins: readonly string[]
    users: Record<string, { password: string }>
    storage: Record<string, unknown>
  }): HoodiecrowServer
}
