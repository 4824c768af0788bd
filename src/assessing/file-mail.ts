import type { MailKind } from '../mailbox/opened-mail.ts'
import type { FormReading } from '../reading/document-reading.ts'
import { agencyOf } from '../survey/agencies.ts'
import { type DocumentFacts, type MailFacts, wholeMail } from './facts.ts'
import { type IdentifiedAgency, identifyAgency, likelySender, senderDomain } from './identify-agency.ts'

/** A form in a mail, and the submission it belongs to. */
export interface FiledForm {
  /** agency:<id>, unknown:<mail>:<n> or unit:<mail>:<n>. */
  readonly key: string
  readonly document: DocumentFacts
  readonly formIndex: number
  readonly form: FormReading
  readonly identity: IdentifiedAgency
}

/** A finding about a mail or a file that belongs to no submission's answers. */
interface MailFlag {
  readonly key: string
  readonly mailId: number
  readonly documentId: number | null
  readonly rule: string
  readonly category: string
  readonly level: 'E' | 'W' | 'N'
  readonly messageVi: string
  readonly messageEn: string
  /** The body it is probably about, for the worklist. */
  readonly suggestedAgencyId: string | null
}

export interface MailFiling {
  readonly kind: MailKind
  readonly forms: readonly FiledForm[]
  /** Files that could not be opened or read: part of every submission of the mail, or of the mail alone. */
  readonly unopened: readonly DocumentFacts[]
  readonly flags: readonly MailFlag[]
}

/**
 * Tells what a mail is, once its documents are read: which forms it holds and whose they are, which files could not be
 * opened, and what a person must know of a mail without a form.
 */
export function fileMail(mail: MailFacts): MailFiling {
  if (mail.kind === 'autoreply' || mail.kind === 'bounce') {
    return { kind: mail.kind, forms: [], unopened: [], flags: [] }
  }
  const all = mail.documents.flatMap((document) =>
    (document.reading?.forms ?? []).map((form, formIndex) => ({ document, form, formIndex })),
  )
  const answered = all.filter(({ form }) => !form.blank)
  // An empty last page is part of the form whose other pages are filled in.
  const filled = all.filter(
    ({ form }) => !form.blank || answered.some((other) => completes(form, other.form)),
  )
  const identities = identifyAll(mail, filled)
  let unknown = 0
  let units = 0
  const forms = filled.map((one, at): FiledForm => {
    const identity = identities[at] as IdentifiedAgency
    const key = identity.agencyId
      ? `agency:${identity.agencyId}`
      : identity.memberUnit
        ? `unit:${mail.id}:${++units}`
        : `unknown:${mail.id}:${++unknown}`
    return { ...one, key, identity }
  })
  const unopened = mail.documents.filter(isUnopened)
  const kind: MailKind =
    forms.length > 0 || (mail.kind === 'submission' && unopened.length > 0)
      ? 'submission'
      : mail.kind === 'submission'
        ? 'no-form'
        : mail.kind
  return {
    kind,
    forms: oneUnknown(forms, mail.id).map((form) => assigned(form, mail)),
    unopened,
    flags: forms.length > 0 ? [] : flagsOf(mail, kind, all.length > filled.length, unopened),
  }
}

/** Has sections that the other lacks, and lacks what the other has: pages of one form. */
export function completes(form: FormReading, other: FormReading): boolean {
  const [mine, theirs] = [new Set(form.missingSections), new Set(other.missingSections)]
  return mine.size > 0 && theirs.size > 0 && [...mine].every((section) => !theirs.has(section))
}

/** Something a form may be in that no reader could open; spreadsheets, texts and logs beside a form are none. */
function isUnopened({ problem, name }: DocumentFacts): boolean {
  if (!problem) return false
  if (problem.code === 'unsupported')
    return !/\.(xlsx?|ods|csv|txt|pptx?|mp4|avi|html?|log|ini|cfg|ttf|otf|lnk|url)$/i.test(name)
  return problem.code !== 'not-a-document'
}

/**
 * Whose the forms are. A mail of one body often holds its form twice, typed and scanned: a scan whose name cannot be
 * read goes with the one body that the mail's other forms name.
 */
function identifyAll(
  mail: MailFacts,
  filled: readonly { document: DocumentFacts; form: FormReading }[],
): IdentifiedAgency[] {
  const dispatches = mail.documents.flatMap(({ reading }) =>
    reading && reading.forms.length === 0 ? [reading.evidence] : [],
  )
  const found = filled.map(({ document, form }) =>
    identifyAgency({
      form,
      dispatches,
      document: document.reading?.evidence ?? { header: [], signature: [], digitalSignatures: [] },
      mail,
    }),
  )
  const sure = [...new Set(found.flatMap(({ agencyId }) => agencyId ?? []))]
  const only = sure.length === 1 ? (sure[0] as string) : null
  return found.map((identity, at) => {
    const [before, own] = [filled[at - 1], filled[at]]
    // The page after a first page is that form's, whoever mailed it.
    if (before && own && isFirstPageOf(before.form, own.form) && isWeak(identity) && found[at - 1]?.agencyId)
      return found[at - 1] as IdentifiedAgency
    const name = own?.form.answers['agency.name']
    const silent = name !== undefined && (name.value === null || name.review)
    const may = identity.suggestionId === null || identity.suggestionId === only
    return only && !identity.agencyId && !identity.memberUnit && silent && may
      ? { ...identity, agencyId: only }
      : identity
  })
}

const isFirstPageOf = (form: FormReading, later: FormReading): boolean =>
  completes(form, later) && later.missingSections.includes('1')

const isWeak = ({ because }: IdentifiedAgency): boolean => because === 'domain' || because === 'nothing'

/** A person's word on whose form it is goes before every evidence, their word on its mail before all but names. */
function assigned(form: FiledForm, mail: MailFacts): FiledForm {
  const agencyId = mail.assignments?.[form.key]
  if (!agencyId) return givenWithMail(form, mail)
  const identity = {
    ...form.identity,
    agencyId,
    memberUnit: null,
    suggestionId: null,
    disagreement: [],
    because: 'person',
  } as const
  return { ...form, key: `agency:${agencyId}`, identity }
}

/**
 * A mail was given to a body while no form was known in it: a locked archive was opened since, or the reader got better.
 * Its form goes there, but not where it names another body of the roster, or a unit of one: who gave the mail had not
 * seen the form. Where a name stands on it that is not this body's, a person is told.
 */
function givenWithMail(form: FiledForm, { id, assignments }: MailFacts): FiledForm {
  const agencyId = assignments?.[wholeMail(id)]
  const { identity } = form
  if (!agencyId || identity.agencyId === agencyId || identity.memberUnit) return form
  const disagreement = [...identity.disagreement, agencyOf(agencyId)?.name ?? agencyId]
  if (identity.agencyId && !isWeak(identity)) return { ...form, identity: { ...identity, disagreement } }
  const silent = form.form.answers['agency.name'].value === null || identity.suggestionId === agencyId
  const given = {
    ...identity,
    agencyId,
    suggestionId: null,
    disagreement: silent ? [] : disagreement,
    because: 'person',
  } as const
  return { ...form, key: `agency:${agencyId}`, identity: given }
}

/** Two copies of one unknown body's form in one mail are one submission, when their names read the same or not at all. */
function oneUnknown(forms: readonly FiledForm[], mailId: number): FiledForm[] {
  const unknown = forms.filter(({ key }) => key.startsWith('unknown:'))
  const names = new Set(unknown.flatMap(({ form }) => form.answers['agency.name'].value ?? []))
  if (names.size > 1) return [...forms]
  return forms.map((form) =>
    form.key.startsWith('unknown:') ? { ...form, key: `unknown:${mailId}:1` } : form,
  )
}

function flagsOf(
  mail: MailFacts,
  kind: MailKind,
  hasBlank: boolean,
  unopened: readonly DocumentFacts[],
): MailFlag[] {
  const suggestedAgencyId = likelySender(mail)
  const flag = (
    rule: string,
    category: string,
    vi: string,
    en: string,
    document: DocumentFacts | null = null,
  ): MailFlag => ({
    key: `mail:${mail.id}:${rule}${document ? `:${document.id}` : ''}`,
    mailId: mail.id,
    documentId: document?.id ?? null,
    rule,
    category,
    level: 'E',
    messageVi: vi,
    messageEn: en,
    suggestedAgencyId,
  })
  const files = unopened.map((document) =>
    flag(
      'I18',
      'unreadable',
      `Không mở được tệp đính kèm ${document.name}: ${document.problem?.vi ?? ''}`,
      `The attached file ${document.name} cannot be opened: ${document.problem?.en ?? ''}`,
      document,
    ),
  )
  if (files.length > 0) return files
  if (mail.kindReason === 'too-large') {
    return [
      flag(
        'too-large',
        'unreadable',
        'Thư vượt giới hạn dung lượng, chỉ lưu phần đầu thư; cần người lấy trực tiếp từ hòm thư',
        'The mail is over the size limit and only its headers are kept; a person must fetch it from the mailbox',
      ),
    ]
  }
  if (hasBlank) {
    return [
      flag(
        'I6',
        'blank',
        'Tệp gửi kèm là mẫu phiếu chưa điền nội dung (mục 2, 3)',
        'The attached form is the blank one (sections 2, 3 not filled in)',
      ),
    ]
  }
  if (mail.passwordOpened) return []
  // Words that say nothing of the survey, from a body's own mailbox: perhaps its answer all the same.
  const fromBody = kind === 'other' && mail.kindReason === 'unrelated' && senderDomain(mail)?.certain === true
  if (kind !== 'no-form' && !fromBody) return []
  const reasons: Record<string, [vi: string, en: string]> = {
    link: [
      'Thư gửi đường dẫn thay cho tệp đính kèm; cần người mở và xem',
      'The mail has a link instead of a file; a person must open it',
    ],
    question: [
      'Thư hỏi hoặc đề nghị, chưa kèm phiếu; cần người trả lời',
      'A question or request without a form; a person must answer',
    ],
    password: [
      'Thư gửi mật khẩu của tệp đã gửi ở thư khác; cần người xem tệp đó đã mở được chưa',
      'The mail brings the password of a file sent before; see whether that file could be opened',
    ],
    correction: [
      'Thư đính chính số liệu bằng lời, không kèm phiếu; cần người sửa hoặc đề nghị gửi lại phiếu',
      'Figures are corrected in words without a form; a person must settle them or ask for the form',
    ],
  }
  const [vi, en] = reasons[mail.kindReason.replace('documents-and-link', 'link')] ?? [
    'Thư của cơ quan chưa kèm phiếu theo mẫu; cần người xem',
    'The mail has no form; a person must look',
  ]
  return [{ ...flag('no-form', 'no-form', vi, en), ...(fromBody ? { level: 'W' as const } : {}) }]
}
