import { assess } from '../steps/assess.ts'
import type { DeskOptions } from './visit.ts'

/** Each takes some 30 ms. */
const mailsFiledAtOnce = 10

/**
 * An officer who assigned a form goes on where it is now, so that its mails are filed before the answer. False where that
 * takes long or fails: the queue does it.
 */
export async function fileAnew(
  mailIds: readonly number[],
  { database, assessing, queues, log }: DeskOptions,
): Promise<boolean> {
  if (mailIds.length <= mailsFiledAtOnce)
    try {
      for (const mailId of mailIds) await assess({ mailId }, { database, config: assessing })
      return true
    } catch (error) {
      log.error({ err: error, mailIds }, 'assigned mails could not be filed at once')
    }
  await queues?.revive('assess', ...mailIds.map((mailId) => ({ mailId })))
  return false
}
