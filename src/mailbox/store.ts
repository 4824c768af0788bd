/** A folder of a mailbox under one UIDVALIDITY. */
export interface FolderPlace {
  /** Account and host without the password (imaps://user@host), or import:<name>. */
  readonly mailbox: string
  readonly folder: string
  readonly uidvalidity: number
}

export interface ArrivedMail extends FolderPlace {
  readonly uid: number
  /** The server's INTERNALDATE: the time that decides about the deadline. */
  readonly receivedAt: Date
  /** False for a mail from a file that no server stamped: its arrival is the sender's word. */
  readonly stamped?: boolean
  readonly size: number
  /** Only kept for a mail over the size limit; elsewhere they stand in `raw`. */
  readonly headers: string
  /** Null for a mail over the size limit. */
  readonly raw: Uint8Array | null
}

/** How a collector stands with a folder; what is not given stays as it was. */
export interface FolderNews {
  readonly mailbox: string
  readonly folder: string
  readonly uidvalidity?: number
  readonly state?: 'connecting' | 'connected' | 'waiting' | 'failed'
  readonly connectedAt?: Date
  readonly lastPollAt?: Date
  readonly lastMailAt?: Date
  readonly reconciledAt?: Date
  readonly problem?: string | null
}

/** Where collected mails go. `record` resolves only once they cannot be lost any more; all are recorded or none. */
export interface MailStore {
  record(...mails: ArrivedMail[]): Promise<readonly { readonly isNew: boolean }[]>
  recordedUids(place: FolderPlace): Promise<readonly number[]>
  folderNews(news: FolderNews): Promise<void>
}
