import type { FormReading, SenderEvidence } from '../reading/document-reading.ts'
import { agencyOf, agencyOfDomain, surveyor } from '../survey/agencies.ts'
import { findAgency } from '../survey/agency-names/find.ts'
import { hasNearTwin, nearestAgency, suggestAgency } from '../survey/agency-names/near.ts'
import { fold } from '../vietnamese/fold.ts'

/** All that may tell which body filled in a form, strongest first. */
export interface AgencyEvidence {
  readonly form: FormReading
  readonly document: SenderEvidence
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
  /^(cong ty|cong ti|chi nhanh|nha may|xi nghiep|truong|benh vien|vien nghien cuu|ban quan li du an|tong cong ty)\b/

/** Bodies named in lines of a dispatch's header or a signature block; our own name stands there too and proves nothing. */
function namedIn(lines: readonly string[]): { id: string; unit: string | null; text: string } | null {
  const candidates = [...lines, ...lines.slice(1).map((line, at) => `${lines[at]} ${line}`)]
  for (const text of candidates) {
    const found = text.length < 160 ? findAgency(text) : null
    if (found && found.agencyId !== surveyor) return { id: found.agencyId, unit: found.unit, text }
  }
  return null
}

const name = (id: string): string => agencyOf(id)?.name ?? id

/**
 * Tells the body that filled in a form: its own "Tên cơ quan", then the dispatch's header, the signature block, the
 * names in digital signatures, the sender's domain. Only exact names file a form; whatever is merely near becomes a
 * suggestion, and evidence that names another body a disagreement for a person.
 */
export function identifyAgency({ form, document, mail }: AgencyEvidence): IdentifiedAgency {
  const answer = form.answers['agency.name']
  const written = typeof answer.value === 'string' ? answer.value : ''
  const own = written ? findAgency(written) : null
  const header = namedIn(document.header)
  const signature = namedIn(document.signature)
  const certificate = namedIn([
    ...document.digitalSignatures.flatMap(({ organisation, signer }) => [organisation ?? '', signer ?? '']),
    ...(mail?.signers ?? []).flatMap((signer) => signer.split(', ')),
  ])
  const domain = senderDomain(mail)
  const others = [
    header && { id: header.id, from: header.text },
    signature && { id: signature.id, from: signature.text },
    certificate && { id: certificate.id, from: certificate.text },
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
    const witnessed = others.some(({ id }) => id === own.agencyId)
    const doubtful =
      form.fromPicture && (answer.review || answer.confidence < 0.8) && hasNearTwin(own.agencyId)
    if (!doubtful || witnessed) return found(own.agencyId, own.unit, 'form')
    return { ...nothing, suggestionId: own.agencyId, disagreement: against(own.agencyId) }
  }
  if (written !== '' && memberCompany.test(fold(written))) {
    const parent = header?.id ?? certificate?.id ?? domain?.agencyId ?? null
    const kind = parent ? agencyOf(parent)?.kind : undefined
    if (parent && (kind === 'tap-doan' || kind === 'tong-cong-ty' || kind === 'bo')) {
      return { ...nothing, memberUnit: written, suggestionId: parent }
    }
  }
  const near = written === '' ? null : suggestAgency(written)
  // A name stands on the form and is no body of the roster: other evidence may only suggest.
  if (written !== '' && !answer.review && !near) {
    return { ...nothing, suggestionId: header?.id ?? certificate?.id ?? domain?.agencyId ?? null }
  }
  const fits = (id: string): boolean => near === null || near === id
  if (header && fits(header.id)) return found(header.id, header.unit, 'header')
  if (signature && fits(signature.id)) return found(signature.id, signature.unit, 'signature')
  if (certificate && fits(certificate.id)) return found(certificate.id, certificate.unit, 'certificate')
  // The domain alone is weak: it files only where the roster is certain of it and nothing speaks against it.
  if (domain?.certain && fits(domain.agencyId)) return found(domain.agencyId, null, 'domain')
  const mentioned = mail
    ? namedIn([mail.subject, mail.from.name, mail.originalSender?.name ?? '', ...mail.body.split('\n')])
    : null
  return {
    ...nothing,
    suggestionId: near ?? domain?.agencyId ?? mentioned?.id ?? null,
    disagreement: near ? against(near) : [],
  }
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
