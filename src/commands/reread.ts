import { parseArgs } from 'node:util'
import { readerVersion } from '../reading/document-reading.ts'
import { sendBackToReader } from '../records/documents.ts'
import { type Command, UserFault } from './command.ts'
import { withInstallation } from './installation.ts'
import { mailIdOf } from './retry.ts'

export const command: Command = {
  name: 'reread',
  summary: {
    vi: 'Đọc lại tài liệu khi bộ đọc đã tốt hơn; sửa chữa của người được giữ nguyên',
    en: "Read documents again after the reader got better; people's corrections are kept",
  },
  usage: [
    'npx homphieu reread               (những tài liệu do bộ đọc cũ đọc)',
    'npx homphieu reread --all',
    'npx homphieu reread mail:ID…',
  ].join('\n'),
  run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { all: { type: 'boolean', default: false } },
    })
    if (values.all && positionals.length > 0)
      throw new UserFault(io.lang === 'vi' ? 'Chọn --all hoặc mail:ID…' : 'Either --all or mail:ID…')
    const mails = positionals.map(mailIdOf)
    return withInstallation(io, async ({ database, queues }) => {
      const which = mails.length > 0 ? { mails } : values.all ? {} : { olderThanReader: readerVersion }
      const documents = await sendBackToReader(database, which)
      await queues.revive('read', ...documents.map((documentId) => ({ documentId })))
      io.out(
        io.lang === 'vi'
          ? `Đọc lại ${documents.length} tài liệu; dịch vụ đang chạy (npm start) sẽ làm việc đó.`
          : `Reading ${documents.length} documents again; the running service (npm start) does it.`,
      )
      return 0
    })
  },
}
