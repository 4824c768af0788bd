import { compose, type DemoMail } from './mails/compose.ts'
import { everydayLetters } from './mails/everyday.ts'
import { scenarios } from './mails/scenarios.ts'

/** Mails beside those of the scenarios; with them the mailbox holds 48. */
const everyday = 30

/**
 * The mails of the demonstration, always the same: the twelve scenarios of how bodies answer, and ordinary mails
 * between them. Made one by one, as scans take a second each.
 */
export async function* demoMails(): AsyncGenerator<DemoMail> {
  for (const scenario of scenarios) {
    for (const letter of await scenario()) yield await compose(letter)
  }
  for await (const letter of everydayLetters(everyday)) yield await compose(letter)
}
