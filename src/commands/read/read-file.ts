import { createHash } from 'node:crypto'
import { readFile as load } from 'node:fs/promises'
import { resolve } from 'node:path'
import { assessDocument, assessMail } from '../../assessing/assess-alone.ts'
import type { AssessingConfig, DocumentFacts } from '../../assessing/facts.ts'
import type { ClosedRoom } from '../../closed-room/closed-room.ts'
import { sniff } from '../../files/sniff.ts'
import { arrivalOf } from '../../mailbox/arrival.ts'
import { passwordsIn } from '../../mailbox/open/passwords.ts'
import type { OpenedDocument, OpenedMail } from '../../mailbox/opened-mail.ts'
import type { DocumentReading } from '../../reading/document-reading.ts'
import type { Answers } from '../../survey/answers.ts'
import type { Language } from '../command.ts'
import { type FileResult, failed, findingResult, type SubmissionResult } from './result.ts'

export interface ReadFileOptions {
  readonly room: ClosedRoom
  readonly config: AssessingConfig
  readonly cwd: string
  readonly lang: Language
  /** Make pictures of the pages and hand each reading to `seen`. */
  readonly pictures: boolean
  seen(source: string, reading: DocumentReading): Promise<void>
}

/** Reads a file, document or mail, into the object of the reading contract. Never rejects for what the file is. */
export async function readFile(source: string, options: ReadFileOptions): Promise<FileResult> {
  let bytes: Uint8Array
  try {
    bytes = await load(resolve(options.cwd, source))
  } catch (error) {
    return failed(source, 'unknown', cannotOpen(error, options.lang))
  }
  return sniff(bytes) === 'eml' ? readMail(source, bytes, options) : readOne(source, bytes, options)
}

function cannotOpen(error: unknown, lang: Language): string {
  const code = (error as NodeJS.ErrnoException).code ?? String(error)
  const reasons: Record<string, { vi: string; en: string }> = {
    ENOENT: { vi: 'Không có tệp này', en: 'There is no such file' },
    EISDIR: { vi: 'Đây là thư mục, không phải tệp', en: 'This is a folder, not a file' },
    EACCES: { vi: 'Không có quyền đọc tệp', en: 'The file may not be read' },
  }
  return (
    reasons[code]?.[lang] ??
    (lang === 'vi' ? `Không mở được tệp (${code})` : `Cannot open the file (${code})`)
  )
}

async function readOne(source: string, bytes: Uint8Array, options: ReadFileOptions): Promise<FileResult> {
  const { room, config, lang, pictures } = options
  const outcome = await room.run('read-document', bytes, { pictures })
  if ('problem' in outcome) return failed(source, 'unknown', outcome.problem[lang])
  const reading = outcome.output
  await options.seen(source, reading)
  const [first, ...others] = reading.forms.map((form) => {
    const { agency, suggestion, findings, flags } = assessDocument({ ...reading, forms: [form] }, config)
    return {
      agency,
      suggestedAgency: suggestion,
      answers: form.answers,
      flags,
      findings: findings.map((finding) => findingResult(finding, lang)),
    }
  })
  if (!first) {
    const { flags } = assessDocument(reading, config)
    return { ...failed(source, reading.format, ''), flags, problem: reading.problem?.[lang] ?? null }
  }
  return {
    source,
    format: reading.format,
    isForm: true,
    ...first,
    problem: null,
    ...(others.length > 0 ? { otherForms: others.map(({ suggestedAgency: _, ...other }) => other) } : {}),
  }
}

async function readMail(source: string, raw: Uint8Array, options: ReadFileOptions): Promise<FileResult> {
  const { room, config, lang } = options
  const arrival = arrivalOf(raw)
  const opened = await room.run('open-mail', raw)
  if ('problem' in opened) return failed(source, 'eml', opened.problem[lang])
  const mail = opened.output
  const documents = await Promise.all(
    mail.documents.map((document, id) =>
      documentFacts(source, document, id, passwordsIn(mail.body), options),
    ),
  )
  const facts = mailFacts(mail, arrival.at, documents)
  const { kind, late, submissions, flags, suggestedAgency } = assessMail(facts, config)
  const results = submissions.map(({ assessed, flags: words }): SubmissionResult => {
    const version = assessed.versions.find(({ inForce }) => inForce) ?? assessed.versions[0]
    return {
      agency: assessed.submission.agencyId,
      answers: version ? withoutSource(version.answers) : {},
      flags: words,
      findings: assessed.flags.map(({ rule, level, questions, messageVi, messageEn }) => ({
        rule,
        level,
        questions,
        message: lang === 'vi' ? messageVi : messageEn,
      })),
      documents: (version?.documents ?? []).map(({ documentId }) => mail.documents[documentId]?.path ?? ''),
    }
  })
  const first = results[0]
  return {
    source,
    format: 'eml',
    isForm: first !== undefined,
    agency: first?.agency ?? null,
    suggestedAgency: first ? null : suggestedAgency,
    answers: first?.answers ?? {},
    flags: [...new Set([...(first?.flags ?? flags), ...(late ? ['late'] : [])])],
    findings: first?.findings ?? [],
    problem: null,
    kind,
    receivedAt: arrival.at?.toISOString() ?? null,
    receivedBy: arrival.by,
    late: arrival.at !== null && late,
    submissions: results,
    documents: documents.map((document, at) => ({
      path: mail.documents[at]?.path ?? document.name,
      format: document.format,
      problem: document.problem?.[lang] ?? null,
    })),
  }
}

async function documentFacts(
  source: string,
  document: OpenedDocument,
  id: number,
  passwords: readonly string[],
  { room, pictures, seen }: ReadFileOptions,
): Promise<DocumentFacts> {
  const base = { id, name: document.name, sha256: null, format: 'unknown' as const, reading: null }
  if (document.problem) return { ...base, problem: document.problem as DocumentFacts['problem'] }
  const sha256 = createHash('sha256').update(document.bytes).digest('hex')
  const outcome = await room.run('read-document', document.bytes, { pictures, passwords })
  if ('problem' in outcome) return { ...base, sha256, problem: outcome.problem }
  const { format, problem, forms, evidence } = outcome.output
  await seen(`${source}/${document.path}`, outcome.output)
  return { ...base, sha256, format, problem, reading: problem ? null : { format, forms, evidence } }
}

const mailFacts = (mail: OpenedMail, receivedAt: Date | null, documents: readonly DocumentFacts[]) => ({
  id: 1,
  // Without any time nothing can be late.
  receivedAt: receivedAt ?? new Date(0),
  subject: mail.subject,
  from: mail.from,
  originalSender: mail.originalSender,
  body: mail.body,
  kind: mail.kind,
  kindReason: mail.kindReason,
  signers: mail.signers,
  documents,
})

/** Numbers of documents mean nothing outside the records. */
function withoutSource(
  answers: Readonly<Record<string, Answers[keyof Answers] & { documentId?: number | null }>>,
) {
  return Object.fromEntries(Object.entries(answers).map(([id, { documentId: _, ...answer }]) => [id, answer]))
}
