import { parseArgs } from 'node:util'
import { readerVersion } from '../reading/document-reading.ts'
import { sendBackToReader } from '../records/documents.ts'
import { type Command, WrongCall } from './command.ts'
import { withInstallation } from './installation.ts'
import { mailIdOf } from './retry.ts'

export const command: Command = {
  name: 'reread',
  summary: {
    vi: 'Đọc lại tài liệu khi bộ đọc đã tốt hơn; sửa chữa của người được giữ nguyên',
    en: "Read documents again after the reader got better; people's corrections are kept",
  },
  usage: {
    vi: [
      'npx homphieu reread               những tài liệu do bộ đọc cũ đọc',
      'npx homphieu reread --all         mọi tài liệu',
      'npx homphieu reread mail:12…      tài liệu của những thư này (số trong npx homphieu list mails)',
    ].join('\n'),
    en: [
      'npx homphieu reread               what an older reader read',
      'npx homphieu reread --all         every document',
      'npx homphieu reread mail:12…      the documents of these mails (numbers: npx homphieu list mails)',
    ].join('\n'),
  },
  run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { all: { type: 'boolean', default: false } },
    })
    if (values.all && positionals.length > 0)
      throw new WrongCall(io.lang === 'vi' ? 'Chọn --all hoặc mail:SỐ…' : 'Either --all or mail:NUMBER…')
    const mails = positionals.map((text) => mailIdOf(text, io))
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
