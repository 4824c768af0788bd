import type { Answer, ReviewReason } from '../../survey/answers.ts'
import type { QuestionId } from '../../survey/form.ts'
import { answerOf, isWrittenIn, legible, surelyReadIn, sureness } from './answer.ts'
import { emptyBlank, hasStruck, writtenIn } from './blanks.ts'
import { isDisplaced } from './displaced.ts'
import { ownersAddress } from './email.ts'
import { type Choice, choose, doubtsIn, type FieldId } from './field-choice.ts'
import { valueSpans } from './field-values.ts'
import { type Frame, rankOf, regionFrom } from './frames.ts'
import { inkBehind } from './ink.ts'
import { type LabelHit, labelsIn } from './labels.ts'
import { likelyValue, typedValue } from './likely-value.ts'
import { interleaved, plausibility } from './plausible.ts'
import { printedUnits } from './printed.ts'
import type { Reel, Span } from './reel.ts'
import { withoutSpecks } from './specks.ts'

export interface FieldsRead {
  readonly answers: ReadonlyMap<QuestionId, Answer>
  readonly filled: boolean
  /** Labels of the printed form that were found, of six. */
  readonly labels: number
  readonly found: boolean
}

const laterUnits = printedUnits.map(({ id }) => id).filter((id) => rankOf(id) >= rankOf('section2'))
/** Reads the labelled blanks of section 1. Labels that look alike are told apart by their place in the form. */
export function readFields(reel: Reel, frame: Frame, fromPicture: boolean): FieldsRead {
  const spans = sectionSpans(reel, frame)
  const labels = labelsIn(reel, spans)
  const chosen = choose(reel, labels)
  const doubts = doubtsIn(labels)
  const answers = new Map<QuestionId, Answer>()
  for (const [id, { hit, doubt }] of typedEntries(chosen)) {
    const written = valueSpans(reel, spans, labels, hit)
    const { spans: value, doubtful: cut } = fromPicture
      ? withoutSpecks(reel, written)
      : { spans: written, doubtful: false }
    const displaced = isDisplaced(reel, spans, labels, { hit, value, fromPicture })
    // In a file that holds its own text a badly typed label shows by what it left in the value above it.
    const doubtful = cut || (doubts.has(id) && (fromPicture || swallows(reel, value)))
    const next = labels.find((label) => label.start > hit.start) ?? null
    const inked = fromPicture && inkBehind(reel, hit, next)
    answers.set(
      id,
      fieldAnswer(
        reel,
        id,
        hit,
        value,
        inked
          ? 'handwriting'
          : (doubt ?? (displaced ? 'layout-unclear' : doubtful ? 'low-confidence' : null)),
        next,
        fromPicture,
      ),
    )
  }
  // A label that is not there may have been left out by the sender or not been recognised: nobody can tell.
  for (const id of fieldIds.filter((one) => !answers.has(one))) {
    const reason = spans.length === 0 ? 'page-missing' : 'statement-missing'
    const absent = answerOf(reel, { value: null, confidence: 0, reason })
    answers.set(id, unlabelled(reel, id, spans, labels) ?? absent)
  }
  if (fromPicture) {
    explainEmail(answers)
    doubtWritten(answers)
  }
  const given = [...answers.values()]
  return {
    answers,
    filled: given.some((answer) => answer.value !== null || answer.reason === 'handwriting'),
    labels: Object.keys(chosen).length,
    found: spans.length > 0 && (frame.hits.has('section1') || labels.length >= 2),
  }
}

const contact: readonly FieldId[] = ['contact.name', 'contact.phone', 'contact.email']

const byHandOf = (ids: readonly FieldId[], answers: ReadonlyMap<QuestionId, Answer>): number =>
  ids.filter((id) => answers.get(id)?.reason === 'handwriting').length

/** Four of section 1's six lines are written by hand. */
export const isFilledByHand = (answers: ReadonlyMap<QuestionId, Answer>): boolean =>
  byHandOf(fieldIds, answers) >= 4

/** A neat hand is read as type: who writes two of the contact's three lines by hand writes the third, or four of all six. */
function doubtWritten(answers: Map<QuestionId, Answer>): void {
  const written = isFilledByHand(answers) ? fieldIds : byHandOf(contact, answers) >= 2 ? contact : []
  for (const id of written) {
    const answer = answers.get(id)
    if (answer && answer.value !== null && !answer.review)
      answers.set(id, { ...answer, confidence: 0.5, review: true, reason: 'handwriting' })
  }
}

/** An address recognised with a letter that looks like that of its owner's name goes to a person, with the likelier one. */
function explainEmail(answers: Map<QuestionId, Answer>): void {
  const [email, owner] = [answers.get('contact.email'), answers.get('contact.name')]
  if (typeof email?.value !== 'string' || typeof owner?.value !== 'string') return
  const value = ownersAddress(email.value, owner.value)
  if (value !== null)
    answers.set('contact.email', {
      ...email,
      value,
      confidence: Math.min(email.confidence, 0.6),
      review: true,
      reason: email.reason ?? 'low-confidence',
    })
}

const typedEntries = (chosen: Partial<Record<FieldId, Choice>>) =>
  Object.entries(chosen) as [FieldId, Choice][]

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

/** More than one line, or what looks like another label: perhaps the next field's. */
function swallows(reel: Reel, spans: readonly Span[]): boolean {
  const texts = spans.map((span) => reel.text.slice(span.start, span.end))
  const lines = texts.filter((text) => /[\p{L}\p{N}]/u.test(text))
  return lines.length > 1 || texts.some((text) => /\p{L}[^:]*:|^\s*\S+ (?:và|va) /iu.test(text))
}

function fieldAnswer(
  reel: Reel,
  id: FieldId,
  hit: LabelHit,
  spans: readonly Span[],
  doubt: ReviewReason | null,
  next: LabelHit | null,
  fromPicture: boolean,
): Answer {
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
  if (isWrittenIn(reel, spans)) {
    const text = legible(reel, spans, written)
    return answerOf(reel, {
      ...base,
      value: text === null ? null : likelyValue(id, text, 0.3).value,
      confidence: 0.3,
      reason: 'handwriting',
    })
  }
  const sure = sureness(reel, spans)
  if (!/[\p{L}\p{N}]/u.test(written))
    return answerOf(reel, {
      ...base,
      shown: emptyBlank(reel, hit, next),
      value: null,
      confidence: label * (sure < 1 ? 0.92 : 1),
      // On paper a label half made out may have taken its value along.
      reason: doubt ?? (fromPicture && !hit.sure ? 'low-confidence' : null),
    })
  const { value, repaired } =
    sure < 1
      ? likelyValue(id, written, sure, surelyReadIn(reel, spans))
      : { value: typedValue(id, written), repaired: false }
  const plausible = interleaved(written) ? 0.4 : repaired ? 0.6 : plausibility(id, value, sure)
  const reason = hasStruck(reel, spans) ? 'struck-out' : (doubt ?? (repaired ? 'low-confidence' : null))
  return answerOf(reel, { ...base, value, confidence: label * sure * plausible, reason })
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
