import type { FormReading, SenderEvidence } from '../reading/document-reading.ts'
import { agencyOf, agencyOfDomain, surveyor } from '../survey/agencies.ts'
import { findAgency } from '../survey/agency-names/find.ts'
import { hasNearTwin, nearestAgency, suggestAgency } from '../survey/agency-names/near.ts'
import { isForeignOffice } from '../survey/agency-names/offices.ts'
import { fold } from '../vietnamese/fold.ts'

/** All that may tell which body filled in a form, strongest first. */
export interface AgencyEvidence {
  readonly form: FormReading
  readonly document: SenderEvidence
  /** Documents of the mail that hold no form: the dispatch that came with it. */
  readonly dispatches?: readonly SenderEvidence[]
  /** Null where a document is read without its mail. */
  readonly mail: {
    readonly from: { readonly name: string; readonly address: string }
    readonly originalSender: { readonly name: string; readonly address: string } | null
    readonly subject: string
    readonly body: string
    readonly signers: readonly string[]
  } | null
}

export interface IdentifiedAgency {
  readonly agencyId: string | null
  /** The office within the body, as written, where it is not the body's own. */
  readonly unit: string | null
  /** A member company or other body under the one that sent it: kept, not counted. */
  readonly memberUnit: string | null
  readonly suggestionId: string | null
  /** What other evidence says, where it names another body. */
  readonly disagreement: readonly string[]
  readonly because: 'form' | 'header' | 'signature' | 'certificate' | 'domain' | 'person' | 'nothing'
}

const memberCompany =
  /^(cong ty|cong ti|chi nhanh|nha may|xi nghiep|truong|benh vien|vien nghien cuu|ban quan l[iy] du an|tong cong ty)\b/

/** A body that a letter names as its writer. */
interface Named {
  readonly id: string
  readonly unit: string | null
  readonly text: string
}

interface Letterhead {
  readonly named: Named | null
  /** Another body stands there too, which is no office of that one: a company, a district, a branch. */
  readonly foreign: boolean
}

/** A letterhead with its number, place and date has some eight lines; where no addressee follows, no more are looked at. */
const letterheadLines = 15

/** Where the letterhead of a dispatch ends, and its addressees and text begin. */
const belowLetterhead = /^(kinh gui|noi nhan|thuc hien|can cu|theo cong van)\b/

/** The motto of the State stands to the right of the writer's name, on the same lines. */
const motto = /\s*(cộng\s+h[oò][aàòo]?\s+xã\s+hội|độc\s+lập\s*[-–]).*$/iu

/**
 * Who writes, by a letterhead. It names the body above first and the one that writes below it ("BỘ QUỐC PHÒNG", "TẬP
 * ĐOÀN VIỄN THÔNG QUÂN ĐỘI"): the lowest counts.
 */
function letterheadOf(lines: readonly string[]): Letterhead {
  const end = lines.findIndex((line) => belowLetterhead.test(fold(line)))
  const head = lines.slice(0, end < 0 ? letterheadLines : end).map((line) => line.replace(motto, ''))
  const spans = namesIn(head)
  const outside = head.filter((_, at) => !spans.some(({ first, last }) => at >= first && at <= last))
  return {
    named: spans.at(-1)?.named ?? null,
    foreign: outside.some((line) => isForeignOffice(line) || memberCompany.test(fold(line))),
  }
}

/** The first body named in a signature block, the names of a certificate, or a mail. */
const namedIn = (lines: readonly string[]): Named | null => namesIn(lines)[0]?.named ?? null

/**
 * All bodies that stand on lines of their own, broken over as many as three. Our own name stands on every letter and
 * proves nothing, and so does a place alone on its line.
 */
function namesIn(lines: readonly string[]): { named: Named; first: number; last: number }[] {
  const found: { named: Named; first: number; last: number }[] = []
  for (let at = 0; at < lines.length; at++) {
    for (let count = Math.min(3, lines.length - at); count >= 1; count--) {
      // "TM. ỦY BAN NHÂN DÂN TỈNH …" over a signature.
      const text = lines
        .slice(at, at + count)
        .join(' ')
        .replace(/^\s*(TM|TL|TUQ|KT)\.\s*/i, '')
      const agency = text.length < 160 ? findAgency(text) : null
      if (!agency || agency.agencyId === surveyor || agency.onlyPlace) continue
      found.push({ named: { id: agency.agencyId, unit: agency.unit, text }, first: at, last: at + count - 1 })
      at += count - 1
      break
    }
  }
  return found
}

/** A dispatch that was sent to us: others' circulars lie beside a form as well. */
const isToUs = ({ header }: SenderEvidence): boolean => {
  const from = header.findIndex((line) => /^kinh gui\b/.test(fold(line)))
  return (
    from >= 0 &&
    /\b(trung tam tin hoc|van phong chinh phu|vpcp)\b/.test(fold(header.slice(from, from + 4).join(' ')))
  )
}

/** The one body whose dispatches to us lie beside the form; null where they are of several. */
function dispatchOf(dispatches: readonly SenderEvidence[]): Named | null {
  const heads = dispatches.filter(isToUs).map(({ header }) => letterheadOf(header))
  const named = heads.flatMap((head) => (head.named && !head.foreign ? [head.named] : []))
  return named.length === heads.length && new Set(named.map(({ id }) => id)).size === 1
    ? (named[0] ?? null)
    : null
}

const name = (id: string): string => agencyOf(id)?.name ?? id

/**
 * Tells the body that filled in a form: its own "Tên cơ quan", then the dispatch's header, the signature block, the
 * names in digital signatures, the sender's domain. Only exact names file a form; whatever is merely near becomes a
 * suggestion, and evidence that names another body a disagreement for a person.
 */
export function identifyAgency({ form, document, dispatches = [], mail }: AgencyEvidence): IdentifiedAgency {
  const answer = form.answers['agency.name']
  const written = typeof answer.value === 'string' ? answer.value : ''
  const own = written ? findAgency(written) : null
  const letterhead = letterheadOf(document.header)
  const dispatch = dispatchOf(dispatches)
  const header = letterhead.foreign ? null : letterhead.named
  const signature = namedIn(document.signature)
  const certificate = namedIn([
    ...document.digitalSignatures.flatMap(({ organisation, signer }) => [organisation ?? '', signer ?? '']),
    ...(mail?.signers ?? []).flatMap((signer) => signer.split(', ')),
  ])
  const contact = contactDomain(form)
  const domain = senderDomain(mail)
  const others = [
    header && { id: header.id, from: header.text },
    signature && { id: signature.id, from: signature.text },
    certificate && { id: certificate.id, from: certificate.text },
    dispatch && { id: dispatch.id, from: dispatch.text },
    domain?.certain ? { id: domain.agencyId, from: mail?.from.address ?? '' } : null,
  ].filter((one) => one !== null)
  const against = (id: string): string[] => [
    ...new Set(others.filter((one) => one.id !== id).map((one) => `${name(one.id)} (${one.from})`)),
  ]
  const found = (
    id: string,
    unit: string | null,
    because: IdentifiedAgency['because'],
  ): IdentifiedAgency => ({
    agencyId: id,
    unit,
    memberUnit: null,
    suggestionId: null,
    disagreement: against(id),
    because,
  })

  if (own) {
    // Names of bodies lie one letter apart: what OCR was unsure of needs a second witness.
    const witnessed = contact?.agencyId === own.agencyId || others.some(({ id }) => id === own.agencyId)
    const doubtful =
      form.fromPicture && (answer.review || answer.confidence < 0.8) && hasNearTwin(own.agencyId, written)
    if (!doubtful || witnessed) return found(own.agencyId, own.unit, 'form')
    return { ...nothing, suggestionId: own.agencyId, disagreement: against(own.agencyId) }
  }
  if (written !== '' && memberCompany.test(fold(written))) {
    const parent = letterhead.named?.id ?? certificate?.id ?? domain?.agencyId ?? null
    const kind = parent ? agencyOf(parent)?.kind : undefined
    if (parent && (kind === 'tap-doan' || kind === 'tong-cong-ty' || kind === 'bo')) {
      return { ...nothing, memberUnit: written, suggestionId: parent }
    }
  }
  const near = written === '' ? null : nearestAgency(written)
  // A name stands on the form and is no body of the roster: other evidence may only suggest.
  if (written !== '' && !near && (!answer.review || isForeignOffice(written))) {
    const suggestionId =
      suggestAgency(written) ?? letterhead.named?.id ?? certificate?.id ?? domain?.agencyId ?? null
    return { ...nothing, suggestionId }
  }
  const fits = (id: string): boolean => near === null || near === id
  if (header && fits(header.id)) return found(header.id, header.unit, 'header')
  if (signature && fits(signature.id)) return found(signature.id, signature.unit, 'signature')
  if (certificate && fits(certificate.id)) return found(certificate.id, certificate.unit, 'certificate')
  // The dispatch beside the form may be somebody else's, passed on: nothing must speak against it.
  if (dispatch && fits(dispatch.id) && against(dispatch.id).length === 0)
    return found(dispatch.id, dispatch.unit, 'header')
  // The domain alone is weak: it files only where the roster is certain of it and nothing speaks against it.
  if (
    domain?.certain &&
    fits(domain.agencyId) &&
    !letterhead.foreign &&
    against(domain.agencyId).length === 0
  )
    return found(domain.agencyId, null, 'domain')
  const mentioned = mail
    ? namedIn([mail.subject, mail.from.name, mail.originalSender?.name ?? '', ...mail.body.split('\n')])
    : null
  return {
    ...nothing,
    suggestionId: near ?? domain?.agencyId ?? mentioned?.id ?? contact?.agencyId ?? null,
    disagreement: near ? against(near) : [],
  }
}

/**
 * Who probably wrote a mail that holds no form: by the domain, by a name that stands as a line of its own in subject or
 * signature, or that begins a sentence of sending ("Đài Tiếng nói Việt Nam xin gửi phiếu khảo sát"). Others are merely
 * spoken of.
 */
export function likelySender(mail: NonNullable<AgencyEvidence['mail']>): string | null {
  const { subject, from, originalSender, body } = mail
  const lines = [subject, from.name, originalSender?.name ?? '', ...body.split('\n')].map((line) =>
    line.slice(0, 300),
  )
  const writers = lines.map(
    (line) => line.split(/[,:;]?\s+(?:xin|kính|trân trọng|gửi|báo cáo)\s/iu)[0] as string,
  )
  return (
    senderDomain(mail)?.agencyId ?? namedIn(lines)?.id ?? namedIn(writers)?.id ?? suggestAgency(from.name)
  )
}

const nothing: IdentifiedAgency = {
  agencyId: null,
  unit: null,
  memberUnit: null,
  suggestionId: null,
  disagreement: [],
  because: 'nothing',
}

/** Of a forwarded mail the first sender tells, not the one who passed it on. */
export function senderDomain(mail: AgencyEvidence['mail']): { agencyId: string; certain: boolean } | null {
  if (!mail) return null
  return agencyOfDomain(mail.originalSender?.address ?? mail.from.address)
}

/** The body whose domain the address of the person to ask belongs to: a witness, but files nothing alone. */
function contactDomain(form: FormReading): { agencyId: string; certain: boolean } | null {
  const { value } = form.answers['contact.email']
  return typeof value === 'string' ? agencyOfDomain(value) : null
}
