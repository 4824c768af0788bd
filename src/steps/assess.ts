import { isDeepStrictEqual } from 'node:util'
import { assess as assessSubmission } from '../assessing/assess.ts'
import type { AssessingConfig, MailFacts } from '../assessing/facts.ts'
import { fileMail, type MailFiling } from '../assessing/file-mail.ts'
import type { Payload } from '../queue/jobs.ts'
import { HopelessError } from '../queue/queues.ts'
import type { AssessedFlag } from '../records/assessment.ts'
import { type Database, type Sql, transaction } from '../records/database.ts'
import type { PersonsChange } from '../records/decisions.ts'
import { filingsUnder, finishMails, lockSubmission, markAssessed, writeFilings } from '../records/filings.ts'
import { writeFlags } from '../records/flags.ts'
import { mailFacts, personsWord, writeKind } from '../records/mail-facts.ts'
import { removeSubmission, writeAssessment } from '../records/submissions.ts'

export interface AssessDeps {
  readonly database: Database
  readonly config: AssessingConfig
}

const actor = 'system:assess'

/**
 * Files a mail whose documents are read under the submissions its forms belong to, and assesses each of these from all
 * their mails. Doing it again changes nothing; mails of one body are assessed one after the other, whoever does it.
 */
export async function assess({ mailId }: Payload<'assess'>, deps: AssessDeps): Promise<void> {
  const [mail] = await mailFacts(deps.database, [mailId])
  if (!mail) throw new HopelessError(`there is no mail ${mailId}`)
  const filing = fileMail(mail)
  const keys = await transaction(deps.database, (sql) => file(sql, mail, filing))
  // Where forms moved from one submission to another, the new one takes its version over before the old one is looked at:
  // left empty by then, the old one is removed.
  const filed = new Set(filing.forms.map(({ key }) => key))
  const ordered = [...keys.filter((key) => filed.has(key)), ...keys.filter((key) => !filed.has(key))]
  for (const key of ordered) {
    await transaction(deps.database, async (sql) => {
      await lockSubmission(sql, key)
      await assessKey(sql, key, mailId, deps.config)
    })
  }
  await finishMails(deps.database, [mailId], mail.revision)
}

/** Writes what the mail is and where its forms belong; returns the submissions to assess, old ones included. */
async function file(sql: Sql, mail: MailFacts & { revision: number }, filing: MailFiling): Promise<string[]> {
  await writeKind(sql, mail.id, filing.kind)
  await writeFlags(
    sql,
    { mailId: mail.id },
    filing.flags.map(
      ({ suggestedAgencyId, ...flag }): AssessedFlag => ({
        ...flag,
        questions: [],
        agencyId: suggestedAgencyId,
      }),
    ),
    { actor, mailId: null },
  )
  const shares = [...new Set(filing.forms.map(({ key }) => key))].map((key) => ({
    key,
    share: {
      forms: filing.forms
        .filter((form) => form.key === key)
        .map(({ document, formIndex, identity }) => ({
          documentId: document.id,
          formIndex,
          because: identity.because,
        })),
    },
  }))
  return await writeFilings(sql, { id: mail.id, revision: mail.revision }, shares)
}

async function assessKey(sql: Sql, key: string, mailId: number, config: AssessingConfig): Promise<void> {
  const ids = (await filingsUnder(sql, key)).map((one) => one.mailId)
  if (ids.length === 0) {
    await removeSubmission(sql, key, actor)
    return
  }
  const mails = await mailFacts(sql, ids)
  const word = await personsWord(sql, key)
  await writeAssessment(sql, assessSubmission(key, mails, config, word), { actor, mailId })
  // What people settled in the version before may hold in the new one, and then the rules must see it.
  const now = await personsWord(sql, key)
  if (!isDeepStrictEqual(word, now))
    await writeAssessment(sql, assessSubmission(key, mails, config, now), { actor, mailId })
  await markAssessed(sql, key, ids)
}

/**
 * Holds the rules against a submission again after a person's word on an answer, or on which version counts: what it
 * settles is closed, what it contradicts is opened. Call it under `lockSubmission`.
 */
export async function checkAgain(
  sql: Sql,
  key: string,
  word: PersonsChange,
  config: AssessingConfig,
): Promise<void> {
  const ids = (await filingsUnder(sql, key)).map((one) => one.mailId)
  const mails = await mailFacts(sql, ids)
  // Read otherwise since, and about to move: assessing will look at it, with what people said, where it goes.
  if (!mails.some((mail) => fileMail(mail).forms.some((form) => form.key === key))) return
  const found = assessSubmission(key, mails, config, await personsWord(sql, key))
  await writeAssessment(sql, found, { actor, mailId: null, ...word })
}
