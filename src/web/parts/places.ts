import type { Line, Page, Transcript } from '../../reading/transcript.ts'
import type { AnswerDetail } from '../../records/submission-page.ts'
import type { Evidence, Rectangle } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'

/** Where an answer stands on a page, in the units of that page. */
export interface PagePlace {
  readonly question: string
  readonly documentId: number
  readonly page: number
  readonly places: readonly Rectangle[]
}

/** The places of all answers that have one, a page each. */
export function placesOf(answers: readonly AnswerDetail[]): PagePlace[] {
  return answers.flatMap((answer) => {
    const { documentId } = answer
    if (documentId === null) return []
    const pages = [...new Set(answer.evidence.filter(({ place }) => place).map(({ page }) => page))]
    return pages.map((page) => ({
      question: answer.question,
      documentId,
      page,
      places: answer.evidence.flatMap((one) => (one.page === page && one.place ? [one.place] : [])),
    }))
  })
}

/** The smallest rectangle around all. */
export function around(places: readonly Rectangle[]): Rectangle {
  const left = Math.min(...places.map(({ x }) => x))
  const top = Math.min(...places.map(({ y }) => y))
  const right = Math.max(...places.map(({ x, width }) => x + width))
  const bottom = Math.max(...places.map(({ y, height }) => y + height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** What is shown of a page beside an answer: the place with enough around it to be read, never beyond the page. */
export function cropAround(place: Rectangle, page: { width: number; height: number }): Rectangle {
  const width = Math.min(page.width, Math.max(place.width + page.width * 0.08, page.width * 0.6))
  const height = Math.min(page.height * 0.25, Math.max(place.height + page.height * 0.03, page.height * 0.06))
  const x = Math.min(Math.max(0, place.x + place.width / 2 - width / 2), page.width - width)
  const y = Math.min(Math.max(0, place.y + place.height / 2 - height / 2), page.height - height)
  return { x, y, width, height }
}

/** The size of a page in its own units, where the reader knows it. */
export function sizeOf(
  transcript: Transcript | null,
  page: number,
): { width: number; height: number } | null {
  const found = transcript?.pages.find(({ number }) => number === page)
  return found?.width && found.height ? { width: found.width, height: found.height } : null
}

function linesOf(page: Page): Line[] {
  return page.blocks.flatMap((block) =>
    block.kind === 'line'
      ? [block]
      : block.rows.flatMap((row) => row.cells.flatMap((cell) => linesOf({ ...page, blocks: cell.blocks }))),
  )
}

function textOf(line: Line): string {
  return line.tokens
    .map((token, index) => {
      const text = token.kind === 'word' ? token.text : token.state === 'ticked' ? '☒' : '☐'
      return index > 0 && !(token.kind === 'word' && token.glued) ? ` ${text}` : text
    })
    .join('')
}

/**
 * Flowing text has no places: the line of an answer is the one that holds most of the words it was read from. Returns
 * the questions by line.
 */
export function questionsByLine(
  transcript: Transcript,
  documentId: number,
  answers: readonly AnswerDetail[],
): Map<Line, string[]> {
  const found = new Map<Line, string[]>()
  const lines = transcript.pages.flatMap((page) =>
    linesOf(page).map((line) => ({ line, page: page.number, text: ` ${fold(textOf(line))} ` })),
  )
  for (const answer of answers) {
    if (answer.documentId !== documentId) continue
    const wanted = answer.evidence.filter(({ place, text }) => !place && fold(text) !== '')
    const best = lines
      .map((one) => ({ one, score: wanted.reduce((sum, evidence) => sum + score(one, evidence), 0) }))
      .reduce<{ one: (typeof lines)[number]; score: number } | null>(
        (top, next) => (next.score > (top?.score ?? 0) ? next : top),
        null,
      )
    if (best) found.set(best.one.line, [...(found.get(best.one.line) ?? []), answer.question])
  }
  return found
}

/** Longer words tell more; a line that begins with them more than one that only holds them. */
function score(line: { page: number; text: string }, evidence: Evidence): number {
  const words = fold(evidence.text)
  if (line.page !== evidence.page) return 0
  if (line.text.includes(` ${words} `)) return words.length + (line.text.startsWith(` ${words} `) ? 2 : 0)
  // An answer over several lines: its first words are enough to find where it begins.
  const start = words.split(' ').slice(0, 6).join(' ')
  return start.length > 10 && line.text.includes(` ${start}`) ? start.length : 0
}
