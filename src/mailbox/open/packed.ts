/** What stops an archive, or one file in it, from being unpacked. */
export type ArchiveFault = 'password' | 'damaged' | 'too-large' | 'empty'

/** A file out of an archive. */
export interface Packed {
  /** Name as the archive has it, folders included; '' when the fault is the whole archive's. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly fault: ArchiveFault | null
}

/** What all archives of one mail together may still unpack to: an archive in an archive starts no new count. */
export interface Budget {
  bytes: number
  files: number
}

/** A group's mail holds some 20 files of a few MB; a bomb holds gigabytes. */
export const budgetOfOneMail = (): Budget => ({ bytes: 300 * 1024 * 1024, files: 300 })

export const none = new Uint8Array()
