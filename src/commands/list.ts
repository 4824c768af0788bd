import { parseArgs } from 'node:util'
import { listMails, listSubmissions, type MailSummary, type SubmissionSummary } from '../records/overview.ts'
import { type Command, inBoth, type Language, WrongCall } from './command.ts'
import { withInstallation } from './installation.ts'
import { type Column, localTime, table } from './table.ts'

export const command: Command = {
  name: 'list',
  summary: { vi: 'Danh sách phiếu, hoặc danh sách thư', en: 'The submissions, or the mails' },
  usage: inBoth(
    [
      'npx homphieu list [--agency bo-y-te] [--flag I14] [--json]',
      'npx homphieu list mails [--kind submission|no-form|autoreply|bounce|other] [--json]',
    ].join('\n'),
  ),
  run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { agency: { type: 'string' }, flag: { type: 'string' }, kind: { type: 'string' } },
    })
    const what = positionals[0] ?? 'submissions'
    if (what !== 'submissions' && what !== 'mails')
      throw new WrongCall(
        io.lang === 'vi'
          ? `Không có danh sách "${what}": dùng submissions hoặc mails.`
          : `There is no list "${what}": submissions or mails.`,
      )
    return withInstallation(io, async ({ database }) => {
      if (what === 'mails') {
        const mails = (await listMails(database)).filter((mail) => !values.kind || mail.kind === values.kind)
        if (io.json) for (const mail of mails) io.out(JSON.stringify(mail))
        else for (const line of mailTable(mails, io.lang)) io.out(line)
        return 0
      }
      const all = await listSubmissions(database, values.agency ? { agencyId: values.agency } : {})
      const submissions = all.filter(
        (one) =>
          !values.flag || one.flags.some((flag) => flag.rule.toLowerCase() === values.flag?.toLowerCase()),
      )
      if (io.json) for (const submission of submissions) io.out(JSON.stringify(submission))
      else for (const line of submissionTable(submissions, io.lang)) io.out(line)
      return 0
    })
  },
}

/** Agency, what came and when, complete or not, flags. */
export function submissionTable(submissions: readonly SubmissionSummary[], lang: Language): string[] {
  const vi = lang === 'vi'
  if (submissions.length === 0) return [vi ? 'Chưa có phiếu nào.' : 'There are no submissions yet.']
  const columns: Column<SubmissionSummary>[] = [
    { head: '#', text: (row) => String(row.id), align: 'right' },
    { head: vi ? 'Cơ quan' : 'Agency', text: (row) => agencyOf(row, lang), max: 34 },
    { head: vi ? 'Nhận lúc' : 'Received', text: (row) => localTime(row.receivedAt) },
    { head: vi ? 'Tài liệu' : 'Documents', text: (row) => row.documents.join(', '), max: 36 },
    { head: vi ? 'Tình trạng' : 'State', text: (row) => stateOf(row, lang) },
    {
      head: vi ? 'Cần xem' : 'Review',
      text: (row) => (row.toReview > 0 ? String(row.toReview) : ''),
      align: 'right',
    },
    { head: vi ? 'Vấn đề' : 'Flags', text: (row) => flagsOf(row.flags) },
  ]
  return table(columns, submissions)
}

function agencyOf(row: SubmissionSummary, lang: Language): string {
  if (row.memberUnit) return `(${lang === 'vi' ? 'đơn vị thành viên' : 'member unit'}) ${row.memberUnit}`
  if (row.agency) return row.agency
  const unknown = lang === 'vi' ? 'chưa rõ' : 'unknown'
  return row.suggestedAgency ? `${unknown} (${row.suggestedAgency}?)` : unknown
}

function stateOf(row: SubmissionSummary, lang: Language): string {
  const vi = lang === 'vi'
  const words = [row.complete ? (vi ? 'đủ' : 'complete') : vi ? 'chưa đủ' : 'incomplete']
  if (row.late) words.push(vi ? 'muộn' : 'late')
  if (row.needsChoice) words.push(vi ? 'chờ chọn' : 'to choose')
  return words.join(', ')
}

/** The rule ids, the grave ones first; notes only counted. */
function flagsOf(flags: SubmissionSummary['flags']): string {
  const grave = flags.filter((flag) => flag.level !== 'N').map((flag) => flag.rule)
  const notes = flags.length - grave.length
  return [...new Set(grave), ...(notes > 0 ? [`+${notes}`] : [])].join(' ')
}

/** Every mail with what became of it: nothing disappears from view. */
export function mailTable(mails: readonly MailSummary[], lang: Language): string[] {
  const vi = lang === 'vi'
  if (mails.length === 0) return [vi ? 'Chưa có thư nào.' : 'There are no mails yet.']
  const columns: Column<MailSummary>[] = [
    { head: '#', text: (row) => String(row.id), align: 'right' },
    { head: vi ? 'Nhận lúc' : 'Received', text: (row) => localTime(row.receivedAt) },
    { head: vi ? 'Người gửi' : 'From', text: (row) => row.fromName || row.fromAddress, max: 28 },
    { head: vi ? 'Tiêu đề' : 'Subject', text: (row) => row.subject, max: 48 },
    { head: vi ? 'Loại' : 'Kind', text: (row) => kindOf(row, lang), max: 30 },
    { head: vi ? 'Phiếu' : 'Submission', text: (row) => row.submissions.map((id) => `#${id}`).join(' ') },
    { head: vi ? 'Vấn đề' : 'Flags', text: (row) => flagsOf(row.flags) },
  ]
  return table(columns, mails)
}

const kinds: Record<string, { vi: string; en: string }> = {
  submission: { vi: 'phiếu', en: 'submission' },
  'no-form': { vi: 'không có phiếu', en: 'no form' },
  autoreply: { vi: 'trả lời tự động', en: 'auto-reply' },
  bounce: { vi: 'thư báo lỗi', en: 'bounce' },
  other: { vi: 'thư khác', en: 'other' },
}

function kindOf(row: MailSummary, lang: Language): string {
  if (row.duplicateOf !== null) return `${lang === 'vi' ? 'trùng thư' : 'duplicate of'} #${row.duplicateOf}`
  if (row.state === 'failed') return lang === 'vi' ? 'lỗi' : 'failed'
  return row.kind ? (kinds[row.kind]?.[lang] ?? row.kind) : lang === 'vi' ? 'chờ xử lý' : 'waiting'
}
