import type { FormReading } from '../document-reading.ts'
import { type Frame, regionFrom } from './frames.ts'
import { needIds, statementIds, type UnitId } from './printed.ts'
import { lineAt, linesIn, type Reel, type ReelLine } from './reel.ts'

/**
 * Statements and rows whose printed words the sender altered, left out or added. In a picture lost words are the
 * reader's doing, so only whole lines that are gone count there.
 */
export function changedWordingOf(
  reel: Reel,
  frame: Frame,
  fromPicture: boolean,
): FormReading['changedWording'] {
  return [
    ...deleted(frame, statementIds),
    ...deleted(frame, needIds),
    ...(fromPicture ? [] : [...altered(reel, frame), ...added(reel, frame)]),
  ]
}

function deleted(frame: Frame, ids: readonly UnitId[]): { question: string; text: string }[] {
  const missing = ids.filter((id) => !frame.hits.has(id))
  return missing.length === ids.length ? [] : missing.map((id) => ({ question: id, text: '' }))
}

/** One or two lost words are typing; more, or words put in between, are a change. */
function altered(reel: Reel, frame: Frame): { question: string; text: string }[] {
  return [...statementIds, ...needIds].flatMap((id) => {
    const hit = frame.hits.get(id)
    if (!hit) return []
    const foreign = hit.inserted.filter(({ key }) => /\p{L}{2}/u.test(key)).length
    const changed =
      hit.missing.length + foreign >= 3 ||
      hit.distinct < 0.75 ||
      /^(chua|khong)$/.test(hit.inserted[0]?.key ?? '')
    return changed ? [{ question: id, text: reel.text.slice(hit.start, hit.end).replace(/\s+/g, ' ') }] : []
  })
}

/** Sentences among the statements that the form does not have. */
function added(reel: Reel, frame: Frame): { question: null; text: string }[] {
  const statements = statementIds.flatMap((id) => frame.hits.get(id) ?? [])
  const first = statements[0]
  const frequency = frame.hits.get('frequency.exchanged')
  if (!first) return []
  const printed = [...frame.hits.values()]
  const stops: UnitId[] = ['section3', 'needsHeader', 'needs.mobile', 'section4', 'signature']
  const touches = (line: ReelLine) => printed.some((hit) => hit.start < line.end && hit.end > line.start)
  return regionFrom(reel, frame, first.end, stops)
    .flatMap((span) => linesIn(reel, span))
    .filter((line) => !touches(line) && !(frequency && lineAt(reel, frequency.end).index < line.index))
    .map((line) => reel.text.slice(line.start, line.end).replaceAll('\uFFFC', ' ').trim())
    .filter((text) => (text.match(/\p{L}{2,}/gu) ?? []).length >= 5)
    .map((text) => ({ question: null, text }))
}
