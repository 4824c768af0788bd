import type { OpenedMail } from '../mailbox/opened-mail.ts'
import type { DocumentReading } from '../reading/document-reading.ts'

/** What may be done with a stranger's bytes in the closed room: a child process with ceilings. */
export interface ClosedRoomJobs {
  /** Takes a raw mail apart: MIME, archives, forwarded mails. */
  'open-mail': { input: Uint8Array; output: OpenedMail }
  /** Reads one document. `name` is a hint for messages only, never evidence of the format. */
  'read-document': { input: Uint8Array; output: DocumentReading }
}
