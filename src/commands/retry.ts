import { parseArgs } from 'node:util'
import { sendBackToReader } from '../records/documents.ts'
import { failedMails, reopenMail } from '../records/mails.ts'
import { type Command, UserFault } from './command.ts'
import { withInstallation } from './installation.ts'

export const command: Command = {
  name: 'retry',
  summary: { vi: 'Làm lại những thư và tài liệu đã lỗi', en: 'Try failed mails and documents again' },
  usage: ['npx homphieu retry            (tất cả)', 'npx homphieu retry mail:ID…'].join('\n'),
  run(args, io) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    const given = positionals.map(mailIdOf)
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

export function mailIdOf(text: string): number {
  const id = /^(?:mail:)?(\d{1,15})$/.exec(text)?.[1]
  if (!id) throw new UserFault(`"${text}": mail:ID`)
  return Number(id)
}
