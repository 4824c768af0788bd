import type { ReviewReason } from '../../survey/answers.ts'
import { fold } from '../../vietnamese/fold.ts'
import { hasHandwriting } from './answer.ts'
import { tickedBullet } from './habitual-marks.ts'
import { type MarkSign, marksIn, textWithout } from './marks.ts'
import { boxSign, type Reel, type Span, tokensIn, wordsIn, wordTokensIn } from './reel.ts'

/** What a place for an answer says. `none`: nothing is written there. */
export interface Saying {
  readonly says: 'marked' | 'yes' | 'no' | 'both' | 'none' | 'unclear'
  readonly confidence: number
  readonly reason: ReviewReason | null
}

const nothing: Saying = { says: 'none', confidence: 0.99, reason: null }
const unclear = (reason: ReviewReason): Saying => ({ says: 'unclear', confidence: 0.5, reason })

/** Reads one answer place: a cell below "Có" or "Không", or the free space behind a row's label. */
export function sayingOf(reel: Reel, spans: readonly Span[]): Saying {
  // As most cells that may hold an answer.
  if (spans.every((span) => tokensIn(reel, span).length === 0)) return nothing
  const signs = spans.flatMap((span) => marksIn(reel, span))
  // The bullet of an empty line of a list is all that the place shows.
  const bare = spans.every((span) => !/[\p{L}\p{N}]/u.test(reel.text.slice(span.start, span.end)))
  const found = signs.map((mark) => (bare && mark.bullet ? tickedBullet(mark) : mark))
  // Where ink was measured, recognised characters of the same ink say nothing more; typed ones do.
  const isMeasured = (mark: MarkSign): boolean => reel.text[mark.start] === boxSign
  const measured = found.some(isMeasured)
  const marks = measured ? found.filter((mark) => isMeasured(mark) || mark.confidence === 1) : found
  const sure = Math.min(
    1,
    ...spans.flatMap((span) => wordTokensIn(reel, span)).map(({ token }) => token.confidence),
  )
  const words =
    measured && sure < 1 ? '' : fold(spans.map((span) => textWithout(reel, span, found)).join(' '))
  const unclearMark = marks.find((mark) => mark.state === 'unclear')
  if (unclearMark) return unclear(unclearMark.reason ?? 'mark-unclear')
  if (hasHandwriting(reel, spans)) return unclear('handwriting')
  if (struckOut(reel, spans)) return unclear('struck-out')
  const options = optionsIn(reel, spans)
  if (options.yes && options.no) return chosenOption(reel, options.yes, options.no, marks)
  // "/ Không": a ring around the other of two options hid it.
  if (spans.some((span) => halfChoice.test(reel.text.slice(span.start, span.end))))
    return unclear('layout-unclear')
  // Two boxes and one word: the other option's word is lost, and with it which box is whose.
  if (marks.filter((mark) => mark.form === 'box').length > 1 && (options.yes || options.no))
    return unclear('layout-unclear')
  const ticked = marks.some((mark) => mark.state === 'ticked')
  const confidence = Math.min(0.99, ...marks.map((mark) => mark.confidence)) * sure
  const word = wordSaying(words)
  if (word === 'other') return unclear('in-words')
  const others = measured ? '' : signsOf(spans.map((span) => textWithout(reel, span, found)).join(''))
  if (word === 'none' && others === '+') return { says: 'marked', confidence: 0.95 * sure, reason: null }
  if (word === 'none' && others !== '') return unclear('mark-unclear')
  if (ticked) return { says: word === 'none' ? 'marked' : word, confidence, reason: null }
  if (word === 'none') return sure < 1 || marks.length > 0 ? { ...nothing, confidence } : nothing
  // "☐ Có": the option is printed and its box is empty.
  if (marks.length > 0 && (word === 'yes' || word === 'no')) return { ...nothing, confidence }
  return { says: word, confidence: 0.97 * sure, reason: null }
}

/** One option with the stroke that parts it from another, of which nothing is there. */
const halfChoice = /^[^\p{L}]*\/\s*(?:có|không)(?!\p{L})|(?<!\p{L})(?:có|không)\s*\/[^\p{L}]*$/iu

/** What is left in an answer place that is no word: "+", "?", "*"; leaders, dashes and stops say nothing. */
const signsOf = (text: string): string => text.replace(/[\p{L}\p{N}\s.…_,;:\-–—|/]/gu, '')

function wordSaying(words: string): 'yes' | 'no' | 'marked' | 'none' | 'other' {
  if (words === '' || words === '0' || words === 'o') return 'none'
  if (words === '1') return 'marked'
  if (/^(khong|chua)( co)?( nhu cau)?$/.test(words)) return 'no'
  return /^(rat )?(co|can|da co)( nhu cau)?$/.test(words) ? 'yes' : 'other'
}

/** Both words stand there, apart, and nothing else is said: a choice between them is offered. */
export function offersBoth(reel: Reel, spans: readonly Span[]): boolean {
  const { yes, no } = optionsIn(reel, spans)
  const words = spans.flatMap((span) => wordsIn(reel, span)).filter(({ key }) => /\p{L}{2}/u.test(key))
  return yes !== null && no !== null && words.length <= 4
}

/** The words "Có" and "Không" as two printed options in one place ("Không có" is one word of answer, not two options). */
function optionsIn(reel: Reel, spans: readonly Span[]): { yes: Span | null; no: Span | null } {
  const words = spans.flatMap((span) => wordsIn(reel, span))
  const no = words.find(({ key }) => key === 'khong') ?? null
  const apart = words.filter(({ key }, index) => key === 'co' && words[index - 1]?.key !== 'khong')
  const joined = words.find(({ key }, index) => key === 'co' && words[index - 1]?.key === 'khong')
  const split = joined && no && /[^\s]/.test(reel.text.slice(no.end, joined.start)) ? joined : undefined
  return { yes: apart[0] ?? split ?? null, no }
}

/** Two printed options: each sign belongs to the word it stands beside, all before or all after their words. */
function chosenOption(reel: Reel, yes: Span, no: Span, marks: readonly MarkSign[]): Saying {
  if (marks.length === 0) return chosenByStyle(reel, yes, no)
  // "Có (✓) Không ( )" of which one box was seen: the other may be marked too.
  const isOneLost = !reel.isTyped && marks.length === 1 && marks[0]?.form === 'box'
  if (isOneLost) return unclear('layout-unclear')
  const [first, second] = yes.start < no.start ? [yes, no] : [no, yes]
  const says = (option: Span) => (option === yes ? 'yes' : 'no')
  const at = marks.map((mark) => (mark.end <= first.start ? 0 : mark.start >= second.end ? 2 : 1))
  const confidence = Math.min(0.98, ...marks.map((mark) => mark.confidence))
  const ticked = marks.filter((mark) => mark.state === 'ticked')
  if (ticked.length === 0) return { ...nothing, confidence }
  if (ticked.length > 1) return { says: 'both', confidence, reason: 'both-marked' }
  const where = at[marks.indexOf(ticked[0] as MarkSign)] as number
  if (where === 0) return { says: says(first), confidence, reason: null }
  if (where === 2) return { says: says(second), confidence, reason: null }
  // Between the words: the other sign tells which side signs stand on; alone, a colon or the nearer word does.
  if (at.includes(0)) return { says: says(second), confidence, reason: null }
  if (at.includes(2)) return { says: says(first), confidence, reason: null }
  const gap = reel.text.slice(first.end, (ticked[0] as MarkSign).start)
  if (/[:(]/.test(gap)) return { says: says(first), confidence: 0.95, reason: null }
  return unclear('layout-unclear')
}

function chosenByStyle(reel: Reel, yes: Span, no: Span): Saying {
  const styleOf = (span: Span) => wordTokensIn(reel, span)[0]?.token.style ?? {}
  const [yesStyle, noStyle] = [styleOf(yes), styleOf(no)]
  const differ = (['struck', 'highlighted', 'underlined', 'bold', 'coloured'] as const).some(
    (style) => (yesStyle[style] ?? false) !== (noStyle[style] ?? false),
  )
  return differ ? unclear('style-only') : nothing
}

/** A mark or word that was struck through; option words are handled by `chosenByStyle`. */
function struckOut(reel: Reel, spans: readonly Span[]): boolean {
  return spans
    .flatMap((span) => wordTokensIn(reel, span))
    .some(({ token }) => token.style?.struck === true && !/^(có|không)$/iu.test(token.text))
}
