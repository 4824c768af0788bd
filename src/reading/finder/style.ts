import { type Reel, type Span, wordTokensIn } from './reel.ts'

/** Which styles cover (nearly) all words of a printed piece. */
export interface Emphasis {
  readonly struck: boolean
  readonly highlighted: boolean
  readonly underlined: boolean
  readonly bold: boolean
}

/** A product name in bold is no choice; a whole statement in bold may be one. */
const most = 0.8
/** A pen or marker rarely reaches every word. */
const half = 0.5

export function emphasised(reel: Reel, span: Span): Emphasis {
  const words = wordTokensIn(reel, span).filter(({ token }) => /[\p{L}\p{N}]/u.test(token.text))
  const share = (style: 'struck' | 'highlighted' | 'underlined' | 'bold') =>
    words.length === 0 ? 0 : words.filter(({ token }) => token.style?.[style] === true).length / words.length
  return {
    struck: share('struck') >= half,
    highlighted: share('highlighted') >= half,
    underlined: share('underlined') >= most,
    bold: share('bold') >= most,
  }
}
