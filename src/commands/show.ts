import { parseArgs } from 'node:util'
import type { Sql } from '../records/database.ts'
import { historyOf } from '../records/history.ts'
import { currentAnswers, listMails, listSubmissions, type SubmissionSummary } from '../records/overview.ts'
import { reviewReasons } from '../survey/answers.ts'
import { questions } from '../survey/form.ts'
import { type Command, type Io, UserFault, WrongCall } from './command.ts'
import { withInstallation } from './installation.ts'
import { mailTable, submissionTable } from './list.ts'
import { localTime, table, visible } from './table.ts'

export const command: Command = {
  name: 'show',
  summary: {
    vi: 'Một phiếu với mọi câu trả lời, vấn đề và lịch sử; hoặc một thư',
    en: 'One submission with its answers, flags and history; or one mail',
  },
  usage: {
    vi: [
      'npx homphieu show 12 [--json]         phiếu (số trong npx homphieu list)',
      'npx homphieu show bo-y-te [--json]    mọi phiếu của cơ quan này',
      'npx homphieu show mail:7 [--json]     thư (số trong npx homphieu list mails)',
    ].join('\n'),
    en: [
      'npx homphieu show 12 [--json]         a submission (numbers: npx homphieu list)',
      'npx homphieu show bo-y-te [--json]    all submissions of this agency',
      'npx homphieu show mail:7 [--json]     a mail (numbers: npx homphieu list mails)',
    ].join('\n'),
  },
  run(args, io) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    const [what] = positionals
    if (!what)
      throw new WrongCall(
        io.lang === 'vi'
          ? 'Cần số phiếu, mã cơ quan hoặc mail:SỐ.'
          : 'Give the number of a submission, the id of an agency, or mail:NUMBER.',
      )
    return withInstallation(io, async ({ database }) => {
      const mailId = /^mail:(\d{1,15})$/.exec(what)?.[1]
      return mailId ? showMail(database, Number(mailId), io) : showSubmissions(database, what, io)
    })
  },
}

async function showMail(sql: Sql, id: number, io: Io): Promise<number> {
  const [mail] = await listMails(sql, { id })
  if (!mail) throw new UserFault(io.lang === 'vi' ? `Không có thư #${id}` : `There is no mail #${id}`)
  const history = await historyOf(sql, 'mail', id)
  if (io.json) {
    io.out(JSON.stringify({ ...mail, history }))
    return 0
  }
  for (const line of mailTable([mail], io.lang)) io.out(line)
  if (mail.problem) io.out(`${io.lang === 'vi' ? 'Sự cố' : 'Problem'}: ${visible(mail.problem)}`)
  for (const document of mail.documents)
    io.out(
      `  ${visible(document.name)} (${document.format}) ${document.problem ? document.problem[io.lang] : ''}`.trimEnd(),
    )
  for (const flag of mail.flags)
    io.out(`  ${flag.level} ${flag.rule}: ${io.lang === 'vi' ? flag.messageVi : flag.messageEn}`)
  return 0
}

async function showSubmissions(sql: Sql, what: string, io: Io): Promise<number> {
  const found = await listSubmissions(
    sql,
    /^\d{1,15}$/.test(what) ? { id: Number(what) } : { agencyId: what },
  )
  if (found.length === 0)
    throw new UserFault(
      io.lang === 'vi'
        ? `Không có phiếu "${what}". Xem danh sách: npx homphieu list`
        : `There is no submission "${what}". See the list: npx homphieu list`,
    )
  for (const submission of found) await showSubmission(sql, submission, io)
  return 0
}

async function showSubmission(sql: Sql, submission: SubmissionSummary, io: Io): Promise<void> {
  const [answers, history] = await Promise.all([
    currentAnswers(sql, submission.id),
    historyOf(sql, 'submission', submission.id),
  ])
  if (io.json) {
    io.out(JSON.stringify({ ...submission, answers, history }))
    return
  }
  const vi = io.lang === 'vi'
  for (const line of submissionTable([submission], io.lang)) io.out(line)
  io.out('')
  const byQuestion = new Map(answers.map((answer) => [answer.question, answer]))
  const rows = questions.map((question) => ({ question, answer: byQuestion.get(question.id) }))
  for (const line of table(
    [
      { head: vi ? 'Câu hỏi' : 'Question', text: (row) => row.question.short[io.lang] },
      { head: vi ? 'Trả lời' : 'Answer', text: (row) => valueText(row.answer?.value, io), max: 60 },
      {
        head: vi ? 'Chắc chắn' : 'Sure',
        text: (row) => (row.answer ? `${Math.round(row.answer.confidence * 100)} %` : ''),
        align: 'right',
      },
      {
        head: vi ? 'Cần xem' : 'Review',
        text: ({ answer }) =>
          answer?.review
            ? reasonText(answer.reason, io)
            : answer?.source === 'person'
              ? vi
                ? 'người đã sửa'
                : 'by a person'
              : '',
      },
    ],
    rows,
  ))
    io.out(line)
  io.out('')
  for (const flag of submission.flags)
    io.out(`${flag.level} ${flag.rule}: ${vi ? flag.messageVi : flag.messageEn}`)
  for (const entry of history)
    io.out(`${localTime(entry.at)}  ${entry.actor}  ${entry.action}  ${entry.note ?? ''}`.trimEnd())
  io.out('')
}

function valueText(value: unknown, io: Io): string {
  if (value === null || value === undefined) return '–'
  if (value === true) return '☑'
  if (value === false) return '☐'
  if (value === 'yes') return io.lang === 'vi' ? 'Có' : 'Yes'
  if (value === 'no') return io.lang === 'vi' ? 'Không' : 'No'
  return String(value)
}

function reasonText(reason: string | null, io: Io): string {
  const known =
    reason && Object.hasOwn(reviewReasons, reason)
      ? reviewReasons[reason as keyof typeof reviewReasons]
      : null
  return known?.[io.lang] ?? reason ?? (io.lang === 'vi' ? 'cần xem' : 'to look at')
}
