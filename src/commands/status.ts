import { parseArgs } from 'node:util'
import { folders } from '../records/folders.ts'
import { counts } from '../records/overview.ts'
import { type Command, inBoth } from './command.ts'
import { withInstallation } from './installation.ts'
import { localTime, table } from './table.ts'

export const command: Command = {
  name: 'status',
  summary: {
    vi: 'Hòm thư, lần kiểm tra cuối, hàng đợi, số liệu và việc cần người xem',
    en: 'The mailbox, the last poll, the queue, counts, and what needs attention',
  },
  usage: inBoth('npx homphieu status [--json]'),
  run(args, io) {
    parseArgs({ args: [...args], options: {} })
    return withInstallation(io, async ({ database, queues }) => {
      const [count, folderRows, queueCounts] = await Promise.all([
        counts(database),
        folders(database),
        queues.counts(),
      ])
      if (io.json) {
        io.out(JSON.stringify({ folders: folderRows, queues: queueCounts, counts: count }))
        return 0
      }
      const vi = io.lang === 'vi'
      const line = (label: string, value: string | number) => io.out(`  ${label}: ${value}`)
      io.out(vi ? 'Hòm thư' : 'Mailbox')
      if (folderRows.length === 0)
        io.out(vi ? '  chưa có hòm thư nào được kiểm tra' : '  no mailbox has been looked at yet')
      for (const text of table(
        [
          { head: vi ? 'Thư mục' : 'Folder', text: (row) => `${row.mailbox} ${row.folder}` },
          { head: vi ? 'Trạng thái' : 'State', text: (row) => row.state },
          { head: vi ? 'Kiểm tra lúc' : 'Last poll', text: (row) => localTime(row.lastPollAt) },
          { head: vi ? 'Thư cuối' : 'Last mail', text: (row) => localTime(row.lastMailAt) },
          { head: vi ? 'Sự cố' : 'Problem', text: (row) => row.problem ?? '' },
        ],
        folderRows,
      ).slice(folderRows.length === 0 ? 2 : 0))
        io.out(`  ${text}`)
      io.out(vi ? 'Đang xử lý' : 'At work')
      line(vi ? 'chờ mở' : 'to open', count.toOpen)
      line(vi ? 'chờ đọc' : 'to read', count.toRead)
      line(vi ? 'chờ đánh giá' : 'to assess', count.toAssess)
      for (const [name, states] of Object.entries(queueCounts)) {
        const shown = Object.entries(states).filter(([, n]) => n > 0)
        if (shown.length > 0)
          line(`${vi ? 'hàng đợi' : 'queue'} ${name}`, shown.map(([state, n]) => `${state} ${n}`).join(', '))
      }
      io.out(vi ? 'Hồ sơ' : 'Records')
      line(vi ? 'thư' : 'mails', `${count.mails} (${vi ? 'trùng' : 'duplicates'} ${count.duplicates})`)
      line(vi ? 'tài liệu' : 'documents', count.documents)
      line(vi ? 'cơ quan đã gửi' : 'agencies that answered', `${count.answered}/${count.agencies}`)
      io.out(vi ? 'Cần người xem' : 'Needs attention')
      const attention: [string, string, number][] = [
        [
          'thư không mở được (npx homphieu retry)',
          'mails that failed (npx homphieu retry)',
          count.failedMails,
        ],
        [
          'tài liệu lỗi hệ thống (npx homphieu retry)',
          'documents that failed (npx homphieu retry)',
          count.failedDocuments,
        ],
        [
          'tài liệu không đọc được',
          'documents that cannot be read',
          count.unreadable - count.failedDocuments,
        ],
        ['phiếu chưa rõ cơ quan', 'submissions of an unknown agency', count.unknownAgency],
        ['phiếu chờ chọn phiên bản', 'submissions waiting for a choice', count.needsChoice],
        ['phiếu chưa đủ', 'incomplete submissions', count.incomplete],
        ['phiếu muộn', 'late submissions', count.late],
        ['phiếu có câu trả lời cần xem', 'submissions with answers to look at', count.toReview],
      ]
      const open = attention.filter(([, , n]) => n > 0)
      for (const [viLabel, enLabel, n] of open) line(vi ? viLabel : enLabel, n)
      if (open.length === 0) io.out(vi ? '  không có' : '  nothing')
      return 0
    })
  },
}
