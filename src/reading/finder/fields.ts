import type { Answer, ReviewReason } from '../../survey/answers.ts'
import type { QuestionId } from '../../survey/form.ts'
import { isPhone, phoneDigits } from '../../vietnamese/phones.ts'
import { answerOf, hasHandwriting, sureness } from './answer.ts'
import { hasStruck, withoutLeaders, writtenIn } from './blanks.ts'
import { cellBelow, inSameColumn } from './cells.ts'
import { type Frame, rankOf, regionFrom } from './frames.ts'
import { type LabelHit, type LabelKind, labelsIn } from './labels.ts'
import { printedUnits } from './printed.ts'
import { linesIn, placeOf, type Reel, type Span } from './reel.ts'

export interface FieldsRead {
  readonly answers: ReadonlyMap<QuestionId, Answer>
  readonly filled: boolean
  /** Labels of the printed form that were found, of six. */
  readonly labels: number
  readonly found: boolean
}

type FieldId =
  | 'agency.name'
  | 'agency.address'
  | 'agency.phone'
  | 'contact.name'
  | 'contact.phone'
  | 'contact.email'

/** A label chosen for a question; `doubt` when its place or wording left a choice. */
interface Choice {
  readonly hit: LabelHit
  readonly doubt: ReviewReason | null
}

const laterUnits = printedUnits.map(({ id }) => id).filter((id) => rankOf(id) >= rankOf('section2'))
/** An address may run over lines; more than these belong to something else. */
const longestValue = 5

/** Reads the labelled blanks of section 1. Labels that look alike are told apart by their place in the form. */
export function readFields(reel: Reel, frame: Frame, fromPicture: boolean): FieldsRead {
  const spans = sectionSpans(reel, frame)
  const labels = labelsIn(reel, spans)
  const chosen = choose(reel, labels)
  const doubts = fromPicture ? doubtsIn(labels) : new Set<FieldId>()
  const answers = new Map<QuestionId, Answer>()
  for (const id of fieldIds) {
    const choice = chosen[id]
    const lost = fromPicture || hasUnknownLabel(reel, spans, labels)
    const missing = spans.length === 0 ? 'page-missing' : lost ? 'statement-missing' : null
    answers.set(
      id,
      choice
        ? fieldAnswer(
            reel,
            id,
            doubts.has(id) && !choice.doubt ? { ...choice, doubt: 'low-confidence' } : choice,
            valueSpans(reel, spans, labels, choice.hit),
          )
        : (unlabelled(reel, id, spans, labels) ??
            answerOf(reel, { value: null, confidence: missing ? 0 : 0.8, reason: missing })),
    )
  }
  const values = [...answers.values()]
  return {
    answers,
    filled: values.some((answer) => answer.value !== null || answer.reason === 'handwriting'),
    labels: Object.keys(chosen).length,
    found: spans.length > 0 && (frame.hits.has('section1') || labels.length >= 2),
  }
}

const fieldIds: readonly FieldId[] = [
  'agency.name',
  'agency.address',
  'agency.phone',
  'contact.name',
  'contact.phone',
  'contact.email',
]

/** From the head of section 1 to section 2. Without any head the stretch before section 2, if it has one. */
function sectionSpans(reel: Reel, frame: Frame): Span[] {
  const heads = (['section1', 'enclosure', 'title'] as const).flatMap((id) => frame.hits.get(id) ?? [])
  const head = heads[0]
  if (head) return regionFrom(reel, frame, head.end, laterUnits)
  const stretch = frame.stretches[0]
  const first =
    stretch && [...frame.hits.values()].find((hit) => hit.start >= stretch.start && hit.end <= stretch.end)
  if (!stretch || !first || rankOf(first.unit.id) > rankOf('signing.vsignPdf')) return []
  const spans = regionFrom(reel, frame, stretch.start, laterUnits)
  return labelsIn(reel, spans).filter(({ kind }) => kind !== 'other').length >= 3 ? spans : []
}

function choose(reel: Reel, labels: readonly LabelHit[]): Partial<Record<FieldId, Choice>> {
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
function doubtsIn(labels: readonly LabelHit[]): Set<FieldId> {
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

/** What stands between a label and the next one: on its line, in the cells beside it, on the lines below. */
function valueSpans(reel: Reel, spans: readonly Span[], labels: readonly LabelHit[], hit: LabelHit): Span[] {
  const below = cellBelow(reel, labels, hit, (text) => withoutLeaders(text).replace(/^[:\s]+/, '') !== '')
  if (below) return [below]
  const at = spans.findIndex((span) => hit.start >= span.start && hit.start < span.end)
  const within = spans[at]
  if (!within) return []
  const next = labels.find((other) => other.start > hit.start && other.start < within.end)
  const end = next ? next.start : within.end
  const lines = linesIn(reel, { start: hit.valueStart, end }).filter((line) => line.start < end)
  const kept: Span[] = []
  for (const [index, line] of lines.entries()) {
    const part = { start: Math.max(line.start, hit.valueStart), end: Math.min(line.end, end) }
    const text = reel.text.slice(part.start, part.end)
    if (index > 0 && looksLikeLabel(text)) break
    if (index > longestValue) break
    if (index > 0 && bullets.test(text.trim())) continue
    if (index > 0 && next && next.line === line.index && isNumbering(text)) continue
    if (/^\s*\([^)]*(?:ghi|nếu có)[^)]*\)\s*$/iu.test(text)) continue
    kept.push(part)
  }
  return kept
}

const bullets = /^[-–+*•]$/
const isNumbering = (text: string) => /^\s*(?:[-+*•]|\p{N}{1,2}(?:\.\p{N})?[.)]?|\p{L}[.)])\s*$/u.test(text)

/** A label nobody foresaw: a short phrase and a colon at the head of a line. */
const looksLikeLabel = (text: string) => /^\s*[-+*•]?\s*\p{Lu}[\p{L} ]{2,40}:(?!\/\/)/u.test(text)

/** A line like a label that none of the known wordings fits: perhaps the one that is missing, badly typed. */
const hasUnknownLabel = (reel: Reel, spans: readonly Span[], labels: readonly LabelHit[]): boolean =>
  spans.some((span) =>
    linesIn(reel, span).some(
      (line) =>
        looksLikeLabel(reel.text.slice(Math.max(line.start, span.start), line.end)) &&
        !labels.some((label) => label.start >= line.start && label.start < line.end),
    ),
  )

function fieldAnswer(reel: Reel, id: FieldId, { hit, doubt }: Choice, spans: readonly Span[]): Answer {
  const written = writtenIn(reel, spans)
  const raw = spans
    .map((span) => reel.text.slice(span.start, span.end).trim())
    .filter((text) => text !== '')
    .join('\n')
  const label = hit.sure ? 0.98 : 0.9
  const base = {
    raw: raw === '' ? null : raw,
    spans: [...spans, hit].filter((span) => span.end > span.start),
  }
  if (hasHandwriting(reel, spans))
    return answerOf(reel, { ...base, value: null, confidence: 0.3, reason: 'handwriting' })
  const sure = sureness(reel, spans)
  if (!/[\p{L}\p{N}]/u.test(written))
    return answerOf(reel, { ...base, value: null, confidence: label * (sure < 1 ? 0.92 : 1), reason: doubt })
  const value = id === 'contact.email' ? emailOf(written) : written
  const plausible = interleaved(written) ? 0.4 : plausibility(id, value, sure)
  const reason = hasStruck(reel, spans) ? 'struck-out' : doubt
  return answerOf(reel, { ...base, value, confidence: label * sure * plausible, reason })
}

/** Addresses broken over lines or spaced out are put together; more than one stay as written. */
function emailOf(written: string): string {
  const whole = written.replace(/\s+/g, '')
  if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(whole)) return whole
  const tight = written.replace(/\s*@\s*/g, '@').replace(/(?<=[\w@])\s*\.\s*(?=\w+(?:\.|\s|$|@))/g, '.')
  const found = tight.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? []
  return found.length === 1 ? (found[0] as string) : tight
}

/** Letters of a value and dots of its leader drawn over one another and read as one row. */
function interleaved(written: string): boolean {
  const words = written.split(/[\s.]+/)
  return words.length >= 4 && words.filter((word) => word.length === 1).length * 2 >= words.length
}

function plausibility(id: FieldId, value: string, sure: number): number {
  if (id === 'contact.email') return /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(value) ? 1 : sure < 1 ? 0.6 : 0.85
  if (id.endsWith('phone')) {
    const digits = phoneDigits(value)
    return digits.length > 0 && digits.every(isPhone) ? 1 : sure < 1 ? 0.7 : 0.9
  }
  return 1
}

/** The agency's line although its label could not be read: what stands above the address. Always for a person. */
function unlabelled(
  reel: Reel,
  id: FieldId,
  spans: readonly Span[],
  labels: readonly LabelHit[],
): Answer | null {
  const first = spans[0]
  const next = labels[0]
  if (id !== 'agency.name' || !first || !next || next.kind !== 'address' || next.start > first.end)
    return null
  const own = { start: first.start, end: next.start }
  const text = writtenIn(reel, [own])
  if (!/\p{L}/u.test(text)) return null
  const value = text.includes(':')
    ? text.slice(text.indexOf(':') + 1).trim()
    : text.split(' ').length > 4
      ? text
      : ''
  return answerOf(reel, {
    value: value === '' ? null : value,
    confidence: 0.4,
    reason: 'low-confidence',
    raw: text,
    spans: [own],
  })
}
