import type { Answer, Answers } from '../../survey/answers.ts'
import { type QuestionId, questionIds, questionOf } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'
import type { FormReading, SenderEvidence } from '../document-reading.ts'
import { fromPaper, type Transcript } from '../transcript.ts'
import { underDrawings } from './drawings.ts'
import { type FieldsRead, isFilledByHand, readFields } from './fields.ts'
import { type Frame, framesOf } from './frames.ts'
import { type FrequencyRead, readFrequency } from './frequency.ts'
import { isListOfAnswers } from './lists.ts'
import { locate } from './locate.ts'
import { readNeeds } from './needs.ts'
import { needIds, printedUnits } from './printed.ts'
import { linesIn, type Reel, reelOf } from './reel.ts'
import { readSignature, type SignatureRead } from './signature.ts'
import { readSuggestions } from './suggestions.ts'
import { readTicks } from './ticks.ts'
import { changedWordingOf } from './wording.ts'

export interface FormsFound {
  /** In page order. Empty: no form in the document. */
  readonly forms: readonly FormReading[]
  readonly evidence: SenderEvidence
}

/** Fewer printed pieces than these are a quotation, not a form; the second page alone has nine. */
const leastAnchors = 8
const leastUnits = 5
/** What a last page has that begins with section 4: its heading, and one line of print below the signature's place. */
const leastOfLastPage = 2
const fieldLabels = 6

/**
 * Aligns a transcript with the printed form and reads what the agency put between the printed words. Pure; never
 * throws for any transcript.
 */
export function findForms(transcript: Transcript): FormsFound {
  const reel = reelOf(transcript)
  const frames = framesOf(reel, locate(reel), leastOfLastPage).filter(
    (frame) =>
      (frame.hits.size >= leastUnits || isLastPage(frame)) && !isListOfAnswers(reel, frame, transcript),
  )
  const read = frames.map((frame) => ({ frame, read: readFrame(reel, frame, transcript) }))
  const whole = read.filter(
    ({ frame, read: { form } }) => form.anchors.found >= leastAnchors || isAnsweredTable(frame, form),
  )
  const found = whole.length > 0 ? whole : read.filter(({ frame }) => isLastPage(frame))
  return {
    forms: found.map(({ read }) => read.form),
    evidence: {
      header: found[0] ? headerLines(reel, found[0].frame) : firstLines(reel),
      signature: found.flatMap(({ read }) => read.signature.lines),
      digitalSignatures: transcript.signatures,
    },
  }
}

/** The table of section 3 alone, cut out of the form and answered, is an answer of which the rest is missing. */
function isAnsweredTable(frame: Frame, { answers }: FormReading): boolean {
  const whole = frame.hits.has('section3') && needIds.every((id) => frame.hits.has(id))
  return whole && needIds.some((id) => answers[id].value !== null)
}

/** The last page by itself, as a picture of its own: section 4 and the place of the signature are printed on it. */
const isLastPage = ({ hits }: Frame): boolean =>
  hits.has('section4') && (hits.has('signature') || hits.has('signatureHint'))

function readFrame(
  reel: Reel,
  frame: Frame,
  transcript: Transcript,
): { form: FormReading; signature: SignatureRead } {
  const fromPicture = fromPaper(transcript)
  const frequency = readFrequency(reel, frame, fromPicture)
  const ticks = readTicks(reel, frame, transcript, frequency.spans)
  const needs = readNeeds(reel, frame, transcript)
  const fields = readFields(reel, frame, fromPicture)
  const signature = readSignature(reel, frame, transcript)
  const suggestions = readSuggestions(reel, frame, signature.start, fromPicture)
  const all = new Map<QuestionId, Answer>([
    ...fields.answers,
    ...ticks.answers,
    ['frequency.sentPerMonth', frequency.sent],
    ['frequency.receivedPerMonth', frequency.received],
    ...needs.answers,
    ['suggestions', suggestions],
    ...signature.answers,
  ])
  all.set('frequency.exchanged', withFigures(all.get('frequency.exchanged') as Answer, frequency))
  const seen = underDrawings(reel, frame, transcript, all)
  const answers = fromPicture ? penDoubted(seen) : seen
  const form: FormReading = {
    pages: frame.pages,
    anchors: { found: frame.hits.size + fields.labels, of: printedUnits.length + fieldLabels },
    answers: Object.fromEntries(questionIds.map((id) => [id, answers.get(id) as Answer])) as Answers,
    missingSections: missingSections(frame, fields),
    changedWording: changedWordingOf(reel, frame, fromPicture),
    section3Remark: needs.remark,
    blank:
      !ticks.filled &&
      !needs.filled &&
      !fields.filled &&
      !frequency.filled &&
      !signature.filled &&
      suggestions.value === null &&
      suggestions.reason !== 'handwriting',
    fromPicture,
  }
  return { form, signature }
}

/**
 * "Figures written with the box unticked count as ticked" (rules of the survey). The paper says two things at once, so
 * a person confirms it; a figure of 0 leaves the box as it is.
 */
function withFigures(answer: Answer, { sent, received }: FrequencyRead): Answer {
  const figures = [sent, received].some(({ value }) => typeof value === 'number' && value > 0)
  if (answer.value !== false || !figures || answer.reason === 'page-missing') return answer
  return {
    ...answer,
    value: true,
    confidence: Math.min(answer.confidence, 0.7),
    review: true,
    reason: answer.reason ?? 'mark-conflict',
  }
}

/** Type is recognised as surely as this nearly always, writing that looks like it hardly ever. */
const surelyType = 0.93

/**
 * Where values are written by hand a blank may hold writing that was not seen: nobody calls it empty unlooked. Where two
 * and more are that nobody could take for type, one that was may be written too, if it was not read as surely as type is.
 * Who writes most of section 1 by hand writes the suggestions.
 */
function penDoubted(answers: ReadonlyMap<QuestionId, Answer>): ReadonlyMap<QuestionId, Answer> {
  const written = [...answers.values()].filter(({ reason }) => reason === 'handwriting')
  if (written.length === 0) return answers
  const scrawls = written.filter(({ value }) => value === null).length
  const isSheet = isFilledByHand(answers)
  return new Map(
    [...answers].map(([id, answer]): [QuestionId, Answer] => {
      const { kind } = questionOf(id)
      if (answer.review || kind === 'yesno' || kind === 'tick' || kind === 'presence') return [id, answer]
      const doubted = { ...answer, confidence: 0.6, review: true, reason: 'handwriting' as const }
      const isDoubtful =
        answer.value === null ||
        (scrawls > 1 && answer.confidence < surelyType) ||
        (isSheet && id === 'suggestions')
      return [id, isDoubtful ? doubted : answer]
    }),
  )
}

function missingSections(frame: Frame, fields: FieldsRead): string[] {
  const has = (...ids: readonly Parameters<Frame['hits']['has']>[0][]) => ids.some((id) => frame.hits.has(id))
  const unitsOf = (kind: 'statement' | 'need') =>
    printedUnits.filter((unit) => unit.kind === kind).map(({ id }) => id)
  return [
    ...(fields.found ? [] : ['1']),
    ...(has(...unitsOf('statement'), 'section2') ? [] : ['2']),
    ...(has(...unitsOf('need'), 'section3') ? [] : ['3']),
    ...(has('section4') ? [] : ['4']),
  ]
}

/** The dispatch above the form, or the form's own letterhead: who writes. Our own letter sent back tells nothing. */
function headerLines(reel: Reel, frame: Frame): string[] {
  const start = Math.min(...[...frame.hits.values()].map((hit) => hit.start))
  const lines = linesIn(reel, { start: 0, end: start })
    .filter((line) => line.end <= start)
    .map((line) => reel.text.slice(line.start, line.end).trim())
  const ownLetter = lines.some(
    (line) => /\bso\b.*\bttth atantt\b/.test(fold(line)) && !/\b(theo|cong van|cv)\b/.test(fold(line)),
  )
  return ownLetter ? [] : lines.filter((line) => /\p{L}{2}/u.test(line)).slice(0, 40)
}

const firstLines = (reel: Reel): string[] =>
  reel.lines
    .map((line) => reel.text.slice(line.start, line.end).trim())
    .filter((line) => /\p{L}{2}/u.test(line))
    .slice(0, 40)
