import type { OpenedMail } from '../mailbox/opened-mail.ts'
import type { DocumentReading } from '../reading/document-reading.ts'
import type { Problem } from '../reading/transcript.ts'

/** What may be done with a stranger's bytes in the closed room: a child process with ceilings. */
export interface ClosedRoomJobs {
  /** Takes a raw mail apart: MIME, archives, forwarded mails. */
  'open-mail': OpenedMail
  /** Reads one document, whatever it is called. */
  'read-document': DocumentReading
}
export type JobName = keyof ClosedRoomJobs

export interface JobOptions {
  /** Make pictures of the pages too, for showing them to a person. */
  readonly pictures?: boolean
  /** To try on locked archives, beside those that the mail itself names, and on locked documents. */
  readonly passwords?: readonly string[]
}

/** From the parent to the child. */
export interface Request {
  /** Repeated in the reply: one that belongs to another job is never taken for this one's. */
  readonly id: string
  readonly job: JobName
  readonly input: Uint8Array
  readonly options: JobOptions
}

/** From the child to the parent. A fault here is one of ours: what a document may be is part of its result. */
export type Reply = { readonly id: string } & (
  | { readonly output: ClosedRoomJobs[JobName] }
  | { readonly fault: string }
)

interface Measured {
  readonly tookMs: number
  /** Largest memory of the child while it worked, in MB; null where the system does not tell. */
  readonly peakMemoryMb: number | null
}

export type Outcome<Name extends JobName> = Measured &
  ({ readonly output: ClosedRoomJobs[Name] } | { readonly problem: Problem })
