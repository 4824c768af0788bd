import { agencyOf } from '../../survey/agencies.ts'
import { type Answer, type ReviewReason, reviewReasons } from '../../survey/answers.ts'
import { questions } from '../../survey/form.ts'
import type { Io, Language } from '../command.ts'
import { localTime, table, visible } from '../table.ts'
import type { FileResult, FindingResult } from './result.ts'

const words = {
  vi: {
    format: 'Định dạng',
    agency: 'Cơ quan',
    unknown: 'chưa xác định',
    maybe: 'có thể là',
    noForm: 'Không tìm thấy phiếu khảo sát trong tệp này.',
    question: 'Câu hỏi',
    value: 'Trả lời',
    sure: 'Tin cậy',
    look: 'Cần xem',
    flags: 'Vấn đề',
    received: 'Nhận lúc',
    late: 'muộn',
    onTime: 'đúng hạn',
    kind: 'Loại thư',
    submission: 'Phiếu',
    form: 'Phiếu trong cùng tệp',
    true: '☒',
    false: '☐',
    yes: 'Có',
    no: 'Không',
    present: 'có',
    absent: 'không',
  },
  en: {
    format: 'Format',
    agency: 'Agency',
    unknown: 'not known',
    maybe: 'perhaps',
    noForm: 'There is no survey form in this file.',
    question: 'Question',
    value: 'Answer',
    sure: 'Sure',
    look: 'To look at',
    flags: 'Flags',
    received: 'Received',
    late: 'late',
    onTime: 'on time',
    kind: 'Kind of mail',
    submission: 'Submission',
    form: 'Form in the same file',
    true: '☒',
    false: '☐',
    yes: 'Yes',
    no: 'No',
    present: 'present',
    absent: 'absent',
  },
} as const

/** One file for people: who, every answer with how sure it is, and what is to be looked at. */
export function printResult(result: FileResult, io: Io): void {
  const say = words[io.lang]
  io.out(`── ${visible(result.source)}`)
  if (result.problem) {
    io.out(`   ${result.problem}`)
    io.out('')
    return
  }
  io.out(`   ${say.format}: ${result.format}`)
  if (result.kind !== undefined) {
    const at = result.receivedAt ? localTime(new Date(result.receivedAt)) : '–'
    io.out(`   ${say.kind}: ${result.kind}   ${say.received}: ${at} (${result.late ? say.late : say.onTime})`)
    for (const document of result.documents ?? [])
      io.out(`   · ${visible(document.path)} (${document.format}) ${document.problem ?? ''}`.trimEnd())
  }
  if (!result.isForm) io.out(`   ${say.noForm}`)
  if (!result.isForm && result.suggestedAgency) {
    const { suggestedAgency: id } = result
    io.out(`   ${say.agency}: ${say.unknown} (${say.maybe}: ${agencyOf(id)?.name ?? id}?)`)
  }
  const submissions = result.submissions ?? (result.isForm ? [result] : [])
  for (const [index, submission] of submissions.entries()) {
    if (submissions.length > 1) io.out(`   ${say.submission} ${index + 1}/${submissions.length}`)
    printForm(submission, result.suggestedAgency ?? null, io)
  }
  for (const form of result.otherForms ?? []) {
    io.out(`   ${say.form}`)
    printForm(form, null, io)
  }
  if (!result.isForm && result.flags.length > 0) io.out(`   ${say.flags}: ${result.flags.join(', ')}`)
  io.out('')
}

interface Printable {
  readonly agency: string | null
  readonly answers: Readonly<Record<string, Answer>>
  readonly flags: readonly string[]
  readonly findings: readonly FindingResult[]
}

function printForm(form: Printable, suggested: string | null, io: Io): void {
  const say = words[io.lang]
  const name = (id: string) => agencyOf(id)?.name ?? id
  const guess = suggested ? ` (${say.maybe}: ${name(suggested)}?)` : ''
  io.out(`   ${say.agency}: ${form.agency ? `${name(form.agency)} [${form.agency}]` : say.unknown + guess}`)
  const rows = questions.flatMap((question) => {
    const answer = form.answers[question.id]
    return answer ? [{ question: question.short[io.lang], answer }] : []
  })
  const lines = table(
    [
      { head: say.question, text: (row) => row.question, max: 34 },
      { head: say.value, text: ({ answer }) => shown(answer, io.lang), max: 60 },
      { head: say.sure, text: ({ answer }) => answer.confidence.toFixed(2), align: 'right' },
      { head: say.look, text: ({ answer }) => why(answer, io.lang) },
    ],
    rows,
  )
  for (const line of lines) io.out(`   ${line}`)
  for (const { rule, level, message } of form.findings) io.out(`   ${level} ${rule}: ${visible(message)}`)
  if (form.flags.length > 0) io.out(`   ${say.flags}: ${form.flags.join(', ')}`)
}

function shown({ value, raw }: Answer, lang: Language): string {
  const say: Record<string, string> = words[lang]
  const written = raw?.replace(/[.…_\s-]+/g, ' ').trim() ?? ''
  if (value === null) return /[\p{L}\p{N}]/u.test(written) ? `– (${written})` : '–'
  if (typeof value === 'number') return value.toLocaleString(lang === 'vi' ? 'vi-VN' : 'en-GB')
  if (typeof value === 'boolean') return say[String(value)] as string
  return ['yes', 'no', 'present', 'absent'].includes(value) ? (say[value] as string) : value
}

function why({ review, reason }: Answer, lang: Language): string {
  if (!review) return ''
  return `! ${reason && reason in reviewReasons ? reviewReasons[reason as ReviewReason][lang] : (reason ?? '')}`.trimEnd()
}
