import type { Database } from '../../src/records/database.ts'
import { type NewMail, type RecordedMail, recordMails } from '../../src/records/record-mails.ts'

/** Records one mail. */
export async function recordMail(database: Database, mail: NewMail): Promise<RecordedMail> {
  return (await recordMails(database, [mail]))[0] as RecordedMail
}
