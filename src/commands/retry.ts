import { parseArgs } from 'node:util'
import { sendBackToReader } from '../records/documents.ts'
import { failedMails, reopenMail } from '../records/mails.ts'
import { type Command, type Io, UserFault, WrongCall } from './command.ts'
import { withInstallation } from './installation.ts'

export const command: Command = {
  name: 'retry',
  summary: { vi: 'Làm lại những thư và tài liệu đã lỗi', en: 'Try failed mails and documents again' },
  usage: {
    vi: [
      'npx homphieu retry             tất cả',
      'npx homphieu retry mail:12…    chỉ những thư này (số trong npx homphieu list mails)',
    ].join('\n'),
    en: [
      'npx homphieu retry             all of them',
      'npx homphieu retry mail:12…    these mails only (numbers: npx homphieu list mails)',
    ].join('\n'),
  },
  run(args, io) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    const given = positionals.map((text) => mailIdOf(text, io))
    return withInstallation(io, async ({ database, queues }) => {
      const mails = given.length > 0 ? given : await failedMails(database)
      let reopened = 0
      for (const id of mails) {
        if (!(await reopenMail(database, id)))
          throw new UserFault(io.lang === 'vi' ? `Không có thư #${id}` : `There is no mail #${id}`)
        reopened++
      }
      const documents = await sendBackToReader(database, {
        failedOnly: true,
        ...(given.length > 0 ? { mails: given } : {}),
      })
      await queues.revive('open', ...mails.map((mailId) => ({ mailId })))
      await queues.revive('read', ...documents.map((documentId) => ({ documentId })))
      io.out(
        io.lang === 'vi'
          ? `Làm lại ${reopened} thư, ${documents.length} tài liệu.`
          : `Trying ${reopened} mails and ${documents.length} documents again.`,
      )
      return 0
    })
  },
}

export function mailIdOf(text: string, { lang }: Pick<Io, 'lang'>): number {
  const id = /^(?:mail:)?(\d{1,15})$/.exec(text)?.[1]
  if (!id)
    throw new WrongCall(
      lang === 'vi'
        ? `"${text}" không phải là một thư; viết như mail:12.`
        : `"${text}" is not a mail; write it like mail:12.`,
    )
  return Number(id)
}
