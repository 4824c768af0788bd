import type { ReviewReason } from '../../survey/answers.ts'
import { inSameColumn } from './cells.ts'
import type { LabelHit, LabelKind } from './labels.ts'
import { placeOf, type Reel } from './reel.ts'

export type FieldId =
  | 'agency.name'
  | 'agency.address'
  | 'agency.phone'
  | 'contact.name'
  | 'contact.phone'
  | 'contact.email'

/** A label chosen for a question; `doubt` when its place or wording left a choice. */
export interface Choice {
  readonly hit: LabelHit
  readonly doubt: ReviewReason | null
}

/** Chooses the label of every question of section 1, look-alikes by their place. */
export function choose(reel: Reel, labels: readonly LabelHit[]): Partial<Record<FieldId, Choice>> {
  const of = (...kinds: LabelKind[]) => labels.filter(({ kind }) => kinds.includes(kind))
  const contact = of('contact', 'person')[0]?.start ?? Number.POSITIVE_INFINITY
  const before = (hits: readonly LabelHit[]) => hits.filter((hit) => hit.start < contact)
  const after = (hits: readonly LabelHit[]) => hits.filter((hit) => hit.start > contact)
  const choice = (hit: LabelHit | undefined, doubt: ReviewReason | null = null): Choice | undefined =>
    hit && { hit, doubt }
  const phones = choosePhones(reel, of('phone'), of('mobile'), of('person', 'contact')[0])
  const emails = of('email')
  const person = of('person')[0]
  const chosen = {
    'agency.name': choice(before(of('agency'))[0] ?? of('agency')[0]),
    'agency.address': choice(before(of('address'))[0] ?? of('address')[0]),
    'agency.phone': phones.agency,
    'contact.name': choice(person ?? of('contact')[0]),
    'contact.phone': phones.contact,
    'contact.email':
      contact === Number.POSITIVE_INFINITY || after(emails)[0]
        ? choice(after(emails)[0] ?? emails[0])
        : choice(emails[0], 'layout-unclear'),
  }
  return Object.fromEntries(Object.entries(chosen).filter(([, one]) => one !== undefined)) as Partial<
    Record<FieldId, Choice>
  >
}

/**
 * In a picture a label that was not found was badly read rather than left out: the value above it may have swallowed
 * it with all that follows, and of the two telephones nobody knows which is which.
 */
export function doubtsIn(labels: readonly LabelHit[]): Set<FieldId> {
  const kinds = new Set(labels.map(({ kind }) => kind))
  const phones = labels.filter(({ kind }) => kind === 'phone').length
  const doubts = new Set<FieldId>()
  if (!kinds.has('address')) doubts.add('agency.name')
  if (phones < 2)
    for (const id of ['agency.address', 'contact.name', 'agency.phone', 'contact.phone'] as const)
      doubts.add(id)
  if (!kinds.has('contact') && !kinds.has('person')) doubts.add('agency.phone').add('contact.phone')
  if (!kinds.has('contact')) doubts.add('agency.phone')
  if (!kinds.has('person')) doubts.add('contact.name')
  if (!kinds.has('email')) doubts.add('contact.phone')
  return doubts
}

/** The agency's telephone stands above the contact person, the person's own below the name. */
function choosePhones(
  reel: Reel,
  phones: readonly LabelHit[],
  mobiles: readonly LabelHit[],
  person: LabelHit | undefined,
): { agency?: Choice; contact?: Choice } {
  const own = (hit: LabelHit | undefined, doubt: ReviewReason | null = null) =>
    hit ? { hit, doubt } : undefined
  const result = (agency: Choice | undefined, contact: Choice | undefined) => ({
    ...(agency ? { agency } : {}),
    ...(contact ? { contact } : {}),
  })
  // Nothing parts the two: the first is the agency's, as printed.
  if (!person)
    return result(own(phones[0], phones.length === 1 ? 'layout-unclear' : null), own(phones[1] ?? mobiles[0]))
  const above = phones.filter((hit) => hit.start < person.start)
  const below = phones.filter((hit) => hit.start > person.start)
  const ownMobile = mobiles.find((hit) => hit.start > person.start) ?? mobiles[0]
  if (above.length > 0 || below.length < 2) return result(own(above[0]), own(below[0] ?? ownMobile))
  // Two columns side by side: both telephones come after the name, each below its own party.
  const place = (hit: LabelHit) => ({ ...hit, place: placeOf(reel, hit) })
  const beside = below.filter((hit) => inSameColumn(reel, place(hit), place(person)) === true)
  const apart = below.filter((hit) => inSameColumn(reel, place(hit), place(person)) === false)
  return beside.length === 1 && apart.length === 1
    ? result(own(apart[0]), own(beside[0]))
    : result(own(below[1], 'layout-unclear'), own(below[0], 'layout-unclear'))
}
