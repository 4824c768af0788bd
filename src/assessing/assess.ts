import { agencyOf } from '../survey/agencies.ts'
import { isLate } from '../survey/deadline.ts'
import { type QuestionId, questionIds } from '../survey/form.ts'
import { checkRules, isIncomplete } from '../survey/rules/check.ts'
import type { Facts, Finding } from '../survey/rules/rule.ts'
import { fold } from '../vietnamese/fold.ts'
import { corrected } from './corrected.ts'
import type { AssessingConfig, MailFacts, PersonsWord } from './facts.ts'
import { completes, type FiledForm, fileMail, type MailFiling } from './file-mail.ts'
import { additions, differences, doubts, type SourcedAnswers, sourced, withSignedCopy } from './merge.ts'

/** What one submission came to: its versions, which one is in force, and what is to be flagged. */
export interface Assessed {
  readonly submission: {
    readonly key: string
    readonly agencyId: string | null
    readonly suggestedAgencyId: string | null
    readonly memberUnit: string | null
    readonly receivedAt: Date
    readonly late: boolean
    readonly complete: boolean
    readonly needsChoice: boolean
  }
  readonly versions: readonly AssessedVersion[]
  readonly flags: readonly AssessedFlag[]
}

interface AssessedVersion {
  readonly mailId: number
  readonly ordinal: number
  readonly relation: 'first' | 'completion' | 'correction' | 'same' | 'alternative'
  readonly inForce: boolean
  readonly unit: string | null
  readonly receivedAt: Date
  readonly documents: readonly {
    documentId: number
    formIndex: number
    role: 'form' | 'signed-copy' | 'duplicate'
  }[]
  readonly answers: SourcedAnswers
}

interface AssessedFlag {
  readonly key: string
  readonly mailId: number | null
  readonly documentId: number | null
  readonly rule: string
  readonly category: string
  readonly level: 'E' | 'W' | 'N'
  readonly questions: readonly QuestionId[]
  readonly messageVi: string
  readonly messageEn: string
}

/** One mail's forms of one submission, put together. */
interface MailForms {
  readonly mail: MailFacts
  readonly filing: MailFiling
  readonly forms: readonly FiledForm[]
  readonly answers: SourcedAnswers
  readonly documents: AssessedVersion['documents']
}

/** Words by which a sender says that this form takes the place of an earlier one. */
const explicitCorrection =
  /(?<!\b(?:khong|chua|khong phai) )\b(thay the|dinh chinh|ban nay moi dung|dieu chinh|sua lai|cap nhat lai so lieu|gui lai ban dung|khong su dung (ban|phieu) (cu|truoc)|huy (ban|phieu) (cu|truoc))\b/

/**
 * Assesses one submission from all mails that hold a form of it, whatever order they were recorded in; assessing twice
 * gives the same. The version that a person chose is kept, and the rules look at answers as people left them; the
 * versions that come back hold the machine's.
 * Throws an Error when none of the mails holds a form filed under `key`: that is a fault of ours.
 */
export function assess(
  key: string,
  mails: readonly MailFacts[],
  config: AssessingConfig,
  person: PersonsWord = { chosenMailId: null, corrections: {} },
): Assessed {
  const parts = [...mails]
    .map((mail) => ({ mail, words: wordsOf(mail) }))
    .sort(byArrival)
    .flatMap(({ mail }) => formsUnder(key, mail) ?? [])
  const first = parts[0]
  if (!first) throw new Error(`No mail holds a form of ${key}`)

  const { versions, versionsDiffer } = order(parts, person.chosenMailId)
  const inForce = versions.find((version) => version.inForce) as AssessedVersion
  const source = parts.filter(({ mail }) => mail.id === inForce.mailId)
  const identity = identityOf(parts, inForce) ?? first.forms[0]?.identity
  const agencyId = key.startsWith('agency:') ? key.slice('agency:'.length) : null
  const memberUnit = key.startsWith('unit:') ? (identity?.memberUnit ?? '') : null

  const settled = person.corrections[inForce.mailId] ?? {}
  const answers = corrected(inForce.answers, settled)

  const facts: Facts = {
    answers,
    agencyKnown: agencyId !== null || memberUnit !== null,
    disagreement: [
      ...new Set(parts.flatMap(({ forms }) => forms.flatMap((form) => form.identity.disagreement))),
    ],
    signed: settled['signed.stamp'] ? presence(answers['signed.stamp'].value) : signedIn(parts),
    fromPicture: source.some(({ forms }) => forms.some(({ form }) => form.fromPicture)),
    stampEmails: source.flatMap(({ forms }) => forms.flatMap(stampEmailsOf)),
    ...missingIn(parts, inForce),
    unopened: unopenedIn(parts),
    changedWording: source.flatMap(({ forms }) => forms.flatMap(({ form }) => form.changedWording)),
    section3Remark:
      source
        .flatMap(({ forms }) => forms.map(({ form }) => form.section3Remark))
        .find((text) => text !== null) ?? null,
    copiesDiffer: questionIds.filter((id) => answers[id].review && answers[id].reason === 'copies-differ'),
    versionsDiffer,
    receivedAt: inForce.receivedAt,
    volumeLimit: config.volumeLimit,
  }
  const findings = checkRules(facts)
  const receivedAt = first.mail.receivedAt
  const late = isLate(receivedAt, config.deadline)
  return {
    submission: {
      key,
      agencyId,
      suggestedAgencyId: agencyId ? null : (identity?.suggestionId ?? null),
      memberUnit,
      receivedAt,
      late,
      complete: !isIncomplete(findings) && !findings.some(({ rule }) => rule === 'C1'),
      needsChoice: versionsDiffer.length > 0,
    },
    versions,
    flags: [
      ...findings.map((finding) => flagOf(key, finding)),
      ...(late ? [lateFlag(key)] : []),
      ...(memberUnit !== null ? [memberFlag(key, memberUnit)] : []),
      ...(identity?.because === 'domain' ? [domainFlag(key, agencyId)] : []),
    ],
  }
}

/** By the page that holds the name, where the version is made of several, even of several mails. */
function identityOf(
  parts: readonly MailForms[],
  { mailId, answers }: AssessedVersion,
): FiledForm['identity'] | undefined {
  const own = parts.find(({ mail }) => mail.id === mailId)?.forms ?? []
  const named = [...own, ...parts.flatMap(({ forms }) => forms)].find(
    ({ document }) => document.id === answers['agency.name'].documentId,
  )
  return (named ?? own[0])?.identity
}

/** What a mail says and holds, whenever it was recorded. */
const wordsOf = ({ subject, from, body, documents }: MailFacts): string =>
  JSON.stringify([subject, from.address, body, documents.map(({ sha256, name }) => [sha256, name])])

interface Arrived {
  readonly mail: MailFacts
  readonly words: string
}

/** By arrival; mails of one second by what is in them, so that the order of recording never decides. */
const byArrival = (a: Arrived, b: Arrived): number =>
  a.mail.receivedAt.getTime() - b.mail.receivedAt.getTime() ||
  (a.words < b.words ? -1 : a.words > b.words ? 1 : a.mail.id - b.mail.id)

/** Puts the forms that a mail holds of one submission together: typed text first, its signed copy over it. */
function formsUnder(key: string, mail: MailFacts): MailForms | null {
  const filing = fileMail(mail)
  const forms = filing.forms.filter((form) => form.key === key)
  if (forms.length === 0) return null
  const digitalFirst = [...forms].sort(
    (a, b) =>
      Number(a.form.fromPicture) - Number(b.form.fromPicture) ||
      Number(isLaterPage(a)) - Number(isLaterPage(b)),
  )
  const [base, ...others] = digitalFirst as [FiledForm, ...FiledForm[]]
  let answers = sourced(base.form.answers, base.document.id)
  const documents: { documentId: number; formIndex: number; role: 'form' | 'signed-copy' | 'duplicate' }[] = [
    { documentId: base.document.id, formIndex: base.formIndex, role: 'form' },
  ]
  const seen = new Set([base.document.sha256])
  for (const other of others) {
    const isCopy =
      other.document.sha256 !== null &&
      seen.has(other.document.sha256) &&
      other.document.id !== base.document.id
    documents.push({
      documentId: other.document.id,
      formIndex: other.formIndex,
      role: isCopy
        ? 'duplicate'
        : other.form.fromPicture && !(base.form.fromPicture && completes(other.form, base.form))
          ? 'signed-copy'
          : 'form',
    })
    seen.add(other.document.sha256)
    if (isCopy) continue
    answers = withSignedCopy(answers, sourced(other.form.answers, other.document.id)).answers
  }
  return { mail, filing, forms, answers, documents }
}

const isLaterPage = ({ form }: FiledForm): boolean => form.missingSections.includes('1')

/** Orders the mails of a submission into versions and tells which is in force. */
function order(
  parts: readonly MailForms[],
  chosenMailId: number | null,
): { versions: AssessedVersion[]; versionsDiffer: QuestionId[] } {
  const made: { part: MailForms; relation: AssessedVersion['relation']; answers: SourcedAnswers }[] = []
  let force = 0
  const differ = new Set<QuestionId>()
  const seen = new Set<string>()
  for (const part of parts) {
    const current = made[force]
    const files = part.forms.map(({ document }) => document.sha256)
    const isRepeat = files.every((sha256) => sha256 !== null && seen.has(sha256))
    for (const sha256 of files) if (sha256 !== null) seen.add(sha256)
    if (!current) {
      made.push({ part, relation: 'first', answers: part.answers })
      continue
    }
    const replaces = explicitCorrection.test(fold(`${part.mail.subject}\n${part.mail.body}`))
    if (isRepeat && !replaces) {
      // The very files of an earlier mail, sent or delivered once more: nothing new, and nothing taken back.
      made.push({ part, relation: 'same', answers: part.answers })
      continue
    }
    const contrary = differences(current.answers, part.answers)
    if (contrary.length > 0 && !replaces) {
      made.push({ part, relation: 'alternative', answers: part.answers })
      for (const id of contrary) differ.add(id)
      continue
    }
    const merged = withSignedCopy(current.answers, part.answers)
    const doubted = [
      ...(replaces && !isRepeat ? doubts(current.answers, part.answers) : []),
      ...(replaces ? merged.differ : []),
    ]
    if (contrary.length > 0 || doubted.length > 0) {
      made.push({ part, relation: 'correction', answers: part.answers })
      force = made.length - 1
      differ.clear()
      continue
    }
    const adds = merged.differ.length > 0 || additions(current.answers, part.answers).length > 0
    made.push({ part, relation: adds ? 'completion' : 'same', answers: merged.answers })
    if (adds) force = made.length - 1
  }
  const chosen = made.findIndex(({ part }) => part.mail.id === chosenMailId)
  if (chosen >= 0) force = chosen
  return {
    versions: made.map(({ part, relation, answers }, index) => ({
      mailId: part.mail.id,
      ordinal: index + 1,
      relation,
      inForce: index === force,
      unit: part.forms.find(({ identity }) => identity.unit)?.identity.unit ?? null,
      receivedAt: part.mail.receivedAt,
      documents: part.documents,
      answers,
    })),
    versionsDiffer: chosen >= 0 ? [] : [...differ],
  }
}

/** A signature, seal or digital signature anywhere in the submission: it is judged as a whole, not file by file. */
function signedIn(parts: readonly MailForms[]): Facts['signed'] {
  // A page without the place of the signature says nothing.
  const values = parts.flatMap(({ forms }) =>
    forms.flatMap(({ form: { answers } }) => {
      const { value, reason } = answers['signed.stamp']
      return reason === 'page-missing' ? [] : [value]
    }),
  )
  // A signature over the mail or a file in it (S/MIME, .p7m) is one as well.
  const digital = parts.some(
    ({ mail }) =>
      mail.signers.length > 0 ||
      mail.documents.some(({ reading }) => (reading?.evidence.digitalSignatures.length ?? 0) > 0),
  )
  if (digital || values.includes('present')) return 'present'
  return values.includes('unknown') || values.length === 0 ? 'unknown' : 'absent'
}

/** On a scan the stamp's text may be all the text there is: "Email:" in it was taken for the form's. */
const stampEmailsOf = ({ form, document }: FiledForm): string[] =>
  form.fromPicture
    ? (document.reading?.evidence.digitalSignatures ?? []).flatMap(({ source, email }) =>
        source === 'stamp' && email ? [email] : [],
      )
    : []

const presence = (value: unknown) => (value === 'present' || value === 'absent' ? value : 'unknown')

/** Pages that none of the forms has on which the version in force rests; they may have come in several mails. */
function missingIn(
  parts: readonly MailForms[],
  { mailId, answers }: AssessedVersion,
): Pick<Facts, 'missingSections' | 'pageMissing'> {
  const used = new Set(questionIds.map((id) => answers[id].documentId))
  const lists = parts.flatMap(({ mail, forms }) =>
    forms
      .filter(({ document }) => mail.id === mailId || used.has(document.id))
      .map(({ form }) => form.missingSections),
  )
  const everywhere = (lists[0] ?? []).filter((section) => lists.every((list) => list.includes(section)))
  const unanswered = questionIds.some((id) => answers[id].reason === 'page-missing')
  return { missingSections: everywhere, pageMissing: everywhere.length > 0 && unanswered }
}

/** Each file once, however often it was sent. */
function unopenedIn(parts: readonly MailForms[]): Facts['unopened'] {
  const files = parts.flatMap(({ filing }) => filing.unopened)
  return [
    ...new Map(
      files.map(({ name, problem }) => [
        fold(`${name} ${problem?.vi ?? ''}`),
        { name, why: { vi: problem?.vi ?? '', en: problem?.en ?? '' } },
      ]),
    ).values(),
  ]
}

const plain = { mailId: null, documentId: null, questions: [] } as const

function flagOf(key: string, { rule, level, category, questions, vi, en }: Finding): AssessedFlag {
  const about = rule === 'I18' ? `:${fold(vi)}` : questions.length > 0 ? `:${questions.join('+')}` : ''
  return {
    ...plain,
    key: `${key}:${rule}${about}`,
    rule,
    category,
    level,
    questions,
    messageVi: vi,
    messageEn: en,
  }
}

const lateFlag = (key: string): AssessedFlag => ({
  ...plain,
  key: `${key}:late`,
  rule: 'late',
  category: 'late',
  level: 'N',
  messageVi: 'Phiếu được nhận sau thời hạn đề nghị',
  messageEn: 'The form arrived after the deadline',
})

const memberFlag = (key: string, unit: string): AssessedFlag => ({
  ...plain,
  key: `${key}:member-unit`,
  rule: 'member-unit',
  category: 'member-unit',
  level: 'N',
  messageVi: `Phiếu của đơn vị thành viên (${unit}): lưu, không đưa vào tổng hợp`,
  messageEn: `A form of a member unit (${unit}): kept, not counted`,
})

const domainFlag = (key: string, agencyId: string | null): AssessedFlag => ({
  ...plain,
  key: `${key}:unknown-agency`,
  rule: 'unknown-agency',
  category: 'unknown-agency',
  level: 'W',
  messageVi: `Chỉ xác định được cơ quan theo địa chỉ thư gửi (${agencyOf(agencyId ?? '')?.name ?? ''}); cần xác nhận`,
  messageEn: `The body is known only by the sender's domain (${agencyOf(agencyId ?? '')?.name ?? ''}); confirm it`,
})
