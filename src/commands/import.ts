import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { mailsIn } from '../mailbox/files.ts'
import { listSubmissions } from '../records/overview.ts'
import { mailStore } from '../steps/collect.ts'
import { type Command, UserFault, WrongCall } from './command.ts'
import { withInstallation } from './installation.ts'
import { submissionTable } from './list.ts'
import { startService } from './service.ts'
import { untilSettled } from './settled.ts'

export const command: Command = {
  name: 'import',
  summary: {
    vi: 'Nhận thư từ tệp .eml, .mbox, thư mục hoặc Maildir',
    en: 'Take in mails from .eml and .mbox files, folders and Maildirs',
  },
  usage: {
    vi: [
      'npx homphieu import [--record-only] TỆP|THƯ-MỤC…',
      '',
      '--record-only   chỉ ghi thư; dịch vụ đang chạy sẽ đọc',
    ].join('\n'),
    en: [
      'npx homphieu import [--record-only] FILE|FOLDER…',
      '',
      '--record-only   only record the mails; the running service reads them',
    ].join('\n'),
  },
  run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'record-only': { type: 'boolean', default: false } },
    })
    const vi = io.lang === 'vi'
    if (positionals.length === 0) {
      throw new WrongCall(vi ? 'Thiếu tệp hoặc thư mục.' : 'Name a file or folder.')
    }
    return withInstallation(io, async (installation) => {
      const { database, queues, config, log } = installation
      const store = mailStore({
        database,
        queues,
        onQueueAway: (error) => log.warn({ err: error }, 'queue away'),
      })
      let found = 0
      let fresh = 0
      for (const path of positionals) {
        try {
          const options = { sizeLimit: config.mailSizeLimit, now: new Date() }
          for await (const mail of mailsIn(resolve(io.cwd, path), options)) {
            const [recorded] = await store.record(mail)
            found++
            if (recorded?.isNew) fresh++
            if (found % 50 === 0) io.err(vi ? `  ${found} thư…` : `  ${found} mails…`)
          }
        } catch (error) {
          if ((error as { code?: string }).code !== 'ENOENT') throw error
          throw new UserFault(
            vi ? `Không có tệp hay thư mục "${path}".` : `There is no file or folder "${path}".`,
          )
        }
      }
      io.err(
        vi
          ? `Đã ghi ${fresh} thư mới trong ${found} thư tìm thấy.`
          : `Recorded ${fresh} new mails of ${found} found.`,
      )
      if (values['record-only']) return 0
      const service = await startService(installation, ['open', 'read', 'assess', 'sweep'])
      await untilSettled(installation, 0, (now) =>
        io.err(
          vi
            ? `  còn mở ${now.toOpen} thư, đọc ${now.toRead} tài liệu, đánh giá ${now.toAssess} thư`
            : `  to open ${now.toOpen} mails, to read ${now.toRead} documents, to assess ${now.toAssess} mails`,
        ),
      )
      await service.close()
      for (const line of submissionTable(await listSubmissions(database), io.lang)) io.out(line)
      return 0
    })
  },
}
