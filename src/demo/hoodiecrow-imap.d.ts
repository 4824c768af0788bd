declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net'

  interface HoodiecrowConnection {
    /** Takes the client's next line while it waits in IDLE; false at all other times. */
    readonly inputHandler: false | ((line: string) => void)
  }
  interface HoodiecrowServer {
    readonly server: Server
    readonly connectionHandlers: ((connection: HoodiecrowConnection) => void)[]
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
