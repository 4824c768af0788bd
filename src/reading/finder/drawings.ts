import type { Answer, Rectangle } from '../../survey/answers.ts'
import { type QuestionId, questions } from '../../survey/form.ts'
import { fold } from '../../vietnamese/fold.ts'
import { holdsMiddle, shareWithin, touch } from '../rectangles.ts'
import { fromPaper, type Mark, type Transcript } from '../transcript.ts'
import { type Frame, rankOf } from './frames.ts'
import type { Hit } from './locate.ts'
import { lineAt, placeOf, type Reel, type ReelLine } from './reel.ts'

/** A frame or a watermark around this many rows says nothing about any of them. */
const frameRows = 3
/** Left of a statement stands its box, at most so many letter heights away. */
const boxReach = 3

const isMarkable = ({ kind }: Mark) =>
  ['drawing', 'stroke', 'picture', 'note', 'highlight', 'strike'].includes(kind)

/**
 * Drawings have no text, and in a file that holds its own text nobody measured them: a shape over a box may be its
 * tick. Answers that a drawing touches, and every empty one of the section it is anchored in, go to a person. Pictures
 * of paper need none of this: there the ink itself was measured.
 */
export function underDrawings(
  reel: Reel,
  frame: Frame,
  transcript: Transcript,
  answers: ReadonlyMap<QuestionId, Answer>,
): Map<QuestionId, Answer> {
  const result = new Map(answers)
  if (fromPaper(transcript)) return result
  const rows = questions.flatMap(({ id, kind }) => {
    const hit = kind === 'tick' || kind === 'yesno' ? frame.hits.get(id) : undefined
    return hit ? [{ id, kind, hit }] : []
  })
  const touched = new Set(touchedRows(reel, transcript, rows, answers))
  const sections = anchoredSections(reel, frame, transcript)
  for (const id of touchedBlanks(transcript, answers, sections)) {
    const answer = answers.get(id) as Answer
    result.set(id, { ...answer, confidence: 0.5, review: true, reason: 'drawing-over' })
  }
  for (const { id, kind } of rows) {
    const answer = answers.get(id)
    const empty = answer?.value === false || answer?.value === null
    const near = empty && sections.has(kind === 'tick' ? '2' : '3')
    if (!answer || answer.review || !(touched.has(id) || near)) continue
    result.set(id, {
      ...answer,
      confidence: Math.min(answer.confidence, 0.5),
      review: true,
      reason: 'drawing-over',
    })
  }
  return result
}

/** Rows whose box, words or answer cells a drawing with a place overlaps. */
function touchedRows(
  reel: Reel,
  transcript: Transcript,
  rows: readonly { id: QuestionId; hit: Hit }[],
  answers: ReadonlyMap<QuestionId, Answer>,
): QuestionId[] {
  return transcript.pages.flatMap((page) =>
    page.marks.filter(isMarkable).flatMap(({ kind, place }) => {
      if (!place) return []
      const over = rows.flatMap(({ id, hit }) => {
        const answer = answers.get(id)
        const area = lineAt(reel, hit.start).page === page.number ? areaOf(reel, hit, answer) : null
        if (area === null || !touch(area, place)) return []
        // A highlighter on what is ticked only says it again.
        if (kind === 'highlight' && answer?.value === true) return []
        // Strokes that the answer rests on are its tick; strokes through the words may strike it out.
        if (isTickOf(answer, place) && !crossesWords(placeOf(reel, hit), place)) return []
        return [{ id, area }]
      })
      const ticks = rows.flatMap(({ id }) => tickBox(answers.get(id), page.number) ?? [])
      const reaching = ticks.some((box) => holdsMiddle(place, box))
      const meant = over.filter(({ area }) => !(reaching && isTip(place, area)))
      return meant.length >= frameRows ? [] : meant.map(({ id }) => id)
    }),
  )
}

/** Of a tick that stands on its own box the tip may reach into the row above; not so far that it crosses it. */
const isTip = (strokes: Rectangle, row: Rectangle): boolean =>
  row.y + row.height / 2 < strokes.y && strokes.y + strokes.height > row.y + row.height

/** The box of a statement that was ticked. */
function tickBox(answer: Answer | undefined, page: number): Rectangle | null {
  const last = answer?.value === true ? answer.evidence.at(-1) : undefined
  return last?.page === page ? last.place : null
}

/** A statement that was ticked; a row of the table whose mark these strokes are. */
function isTickOf(answer: Answer | undefined, strokes: Rectangle): boolean {
  if (typeof answer?.value !== 'string') return answer?.value === true
  return answer.evidence.some(({ place }) => place !== null && shareWithin(strokes, place) > 0.7)
}

/** A blank reaches so far to the right of its label, in points. */
const blankReach = 320

/** Empty blanks that strokes were drawn on, or that have a drawing anchored among them: figures written by pen. */
function touchedBlanks(
  transcript: Transcript,
  answers: ReadonlyMap<QuestionId, Answer>,
  sections: ReadonlySet<'2' | '3'>,
): QuestionId[] {
  return questions
    .filter(
      ({ kind, id }) => ['text', 'phone', 'email', 'number'].includes(kind) && !id.startsWith('signed.'),
    )
    .filter(({ id, kind }) => {
      const answer = answers.get(id)
      if (!answer || answer.review || answer.value !== null) return false
      if (kind === 'number' && sections.has('2')) return true
      return answer.evidence.some(({ page, place }) => {
        const blank = place && { ...place, width: place.width + blankReach }
        return (
          blank !== null &&
          transcript.pages.some(
            ({ number, marks }) =>
              number === page &&
              marks.some((mark) => mark.kind === 'stroke' && mark.place && touch(blank, mark.place)),
          )
        )
      })
    })
    .map(({ id }) => id)
}

/** Reaches so far into the words that it is more than a tick's tail. */
function crossesWords(words: Rectangle | null, place: Rectangle): boolean {
  if (!words || !touch(words, place)) return false
  const shared = Math.min(words.x + words.width, place.x + place.width) - Math.max(words.x, place.x)
  return shared > words.width * 0.25
}

/** The row with its box to the left and its answers to the right. */
function areaOf(reel: Reel, hit: Hit, answer: Answer | undefined): Rectangle | null {
  const words = placeOf(reel, hit)
  if (!words) return null
  const height = answer?.evidence.at(-1)?.place?.height ?? 12
  const left = words.x - boxReach * Math.min(height, 20)
  const places = [words, ...(answer?.evidence ?? []).flatMap(({ place }) => place ?? [])]
  const right = Math.max(...places.map(({ x, width }) => x + width))
  const wide = hit.unit.kind === 'need' ? right + 200 : right
  return { x: left, y: words.y, width: wide - left, height: words.height }
}

/** Sections that hold the paragraph a drawing of flowing text is anchored in; both where the anchor is not known. */
function anchoredSections(reel: Reel, frame: Frame, transcript: Transcript): Set<'2' | '3'> {
  const sections = new Set<'2' | '3'>()
  for (const mark of transcript.pages.flatMap((page) => page.marks).filter(isMarkable)) {
    if (mark.place) continue
    const near = fold(mark.near ?? '')
    if (near === '') {
      // A picture in a paragraph of its own is a logo or a signature; a drawing or a comment may mean anything.
      if (mark.kind !== 'picture') sections.add('2').add('3')
      continue
    }
    for (const line of reel.lines.filter((one) => sameParagraph(reel, one, near))) {
      const section = sectionAt(frame, line.start)
      if (section) sections.add(section)
    }
  }
  return sections
}

function sameParagraph(reel: Reel, line: ReelLine, near: string): boolean {
  const text = fold(reel.text.slice(line.start, line.end))
  return (
    text.length >= 2 && (text === near || (near.length >= 12 && (text.includes(near) || near.includes(text))))
  )
}

/** The last printed piece before the offset tells the section. */
function sectionAt(frame: Frame, offset: number): '2' | '3' | null {
  const before = [...frame.hits.values()]
    .filter((hit) => hit.start <= offset + 4)
    .reduce<Hit | null>((last, hit) => (last && last.start > hit.start ? last : hit), null)
  if (!before) return null
  const rank = rankOf(before.unit.id)
  if (rank >= rankOf('section2') && rank < rankOf('section3')) return '2'
  return rank >= rankOf('section3') && rank < rankOf('section4') ? '3' : null
}
