import type { Rectangle, ReviewReason } from '../../survey/answers.ts'
import type { Box } from '../transcript.ts'
import { boxSign, lineAt, type Reel, type ReelCell, type ReelToken, type Span, tokensIn } from './reel.ts'

/** A sign that may be an answer: a box with its state, or a mark typed beside or over one. */
export interface MarkSign extends Span {
  /** The bullet of a list that is a bare tick or a full square, as everyday bullets are. */
  readonly bullet?: boolean
  readonly state: 'ticked' | 'empty' | 'unclear'
  /** box: a place for a mark (also a box character or "[ ]"). letter: a bare x, v, ✓ or the like. */
  readonly form: 'box' | 'letter'
  readonly confidence: number
  readonly reason: ReviewReason | null
  readonly line: number
  readonly page: number
  readonly cell: ReelCell | null
  readonly place: Rectangle | null
}

/** A round button not chosen; alone a list's bullet as well. */
export const emptyButton = '○'
const chosenButtons = '◉⦿'
const emptyBoxes = `☐□▢◻◽⬜❏❐❑❒${emptyButton}\u{1F78E}\u{1F78F}`
const tickedBoxes = `☑☒⊠⊗■▣◼◾⬛${chosenButtons}\u{1F5F9}\u{1F5F7}\u{1F5F5}`
const bareTicks = '✓✔✗✘✕✖☓√×╳\u{1F5F8}\u{1F5F6}\u{1F5F4}'

/**
 * Glyphs of the symbol fonts that a reader could not name because their font was lost. Wingdings unless only the other
 * fonts have it as a mark; codes that are a full box in one font and an empty one in another stay unclear.
 */
const symbolFontGlyphs: Record<string, MarkSign['state']> = {
  '\uF0FE': 'ticked',
  '\uF0FD': 'ticked',
  '\uF078': 'ticked',
  '\uF0FC': 'ticked',
  '\uF0FB': 'ticked',
  '\uF06E': 'ticked',
  '\uF0A8': 'empty',
  '\uF06F': 'empty',
  '\uF071': 'empty',
  '\uF0A3': 'empty',
  '\uF072': 'unclear',
  '\uF052': 'ticked',
  '\uF053': 'ticked',
  '\uF054': 'ticked',
  '\uF050': 'ticked',
  '\uF051': 'ticked',
}
const symbols = Object.keys(symbolFontGlyphs).join('')

const signPattern = new RegExp(
  [
    `[\\[(]\\s*(?<bracket>[xXvV+${bareTicks}${tickedBoxes}${emptyBoxes}]?)\\s*[\\])]`,
    `(?<box>${boxSign})`,
    `(?<empty>[${emptyBoxes}])`,
    `(?<full>[${tickedBoxes}])`,
    `(?<symbol>[${symbols}])`,
    `(?<bare>[${bareTicks}])`,
    '(?<![\\p{L}\\p{N}.,:/@-])(?<letter>[xXvV])(?![\\p{L}\\p{N}/@]|[.)]\\s*\\p{L}|-\\p{L})',
  ].join('|'),
  'gu',
)

/** Every sign in the span that may be a mark, in order. Whether a bare letter is one depends on where it stands. */
export function marksIn(reel: Reel, span: Span): MarkSign[] {
  const found: MarkSign[] = []
  for (const match of reel.text.slice(span.start, span.end).matchAll(signPattern)) {
    const start = span.start + match.index
    const sign = { start, end: start + match[0].length }
    const tokens = tokensIn(reel, sign)
    found.push(markOf(reel, sign, tokens, match.groups as Record<string, string | undefined>))
  }
  return found
}

function markOf(
  reel: Reel,
  span: Span,
  tokens: readonly ReelToken[],
  groups: Record<string, string | undefined>,
): MarkSign {
  const line = lineAt(reel, span.start)
  const place = tokens[0]?.token.place ?? null
  const where = { ...span, line: line.index, page: line.page, cell: line.cell, place }
  const box = tokens.find(({ token }) => token.kind === 'box')?.token as Box | undefined
  if (groups.box !== undefined && box) {
    const reason = box.state === 'unclear' ? ((box.reason ?? 'mark-unclear') as ReviewReason) : null
    const form = box.source === 'cell' && box.state === 'empty' ? 'letter' : 'box'
    const bullet = box.source === 'list-bullet' && box.reason === 'style-only'
    return {
      ...where,
      state: box.state,
      form,
      confidence: box.confidence,
      reason,
      ...(bullet ? { bullet } : {}),
    }
  }
  const confidence = Math.min(1, ...tokens.map(({ token }) => token.confidence))
  const { state, form } = stateOf(groups)
  // Recognised characters never decide a mark: an empty box is read as "U", "L1" or "x", a full one as anything.
  if (confidence < 1) return { ...where, state: 'unclear', form, confidence, reason: 'mark-unclear' }
  return { ...where, state, form, confidence, reason: state === 'unclear' ? 'mark-unclear' : null }
}

function stateOf(groups: Record<string, string | undefined>): Pick<MarkSign, 'state' | 'form'> {
  const { bracket, empty, full, symbol } = groups
  if (bracket !== undefined)
    return { form: 'box', state: bracket === '' || emptyBoxes.includes(bracket) ? 'empty' : 'ticked' }
  if (empty !== undefined) return { form: 'box', state: 'empty' }
  if (full !== undefined) return { form: 'box', state: 'ticked' }
  if (symbol !== undefined) return { form: 'box', state: symbolFontGlyphs[symbol] as MarkSign['state'] }
  return { form: 'letter', state: 'ticked' }
}

/** The words of a span with every sign taken out. */
export function textWithout(reel: Reel, span: Span, marks: readonly MarkSign[]): string {
  let text = ''
  let at = span.start
  for (const mark of marks) {
    if (mark.start < at || mark.end > span.end) continue
    text += `${reel.text.slice(at, mark.start)} `
    at = mark.end
  }
  return text + reel.text.slice(at, span.end)
}
