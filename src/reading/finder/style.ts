import { type Reel, type Span, wordTokensIn } from './reel.ts'

const styles = ['struck', 'highlighted', 'underlined', 'bold', 'coloured'] as const

/** Which styles cover (nearly) all words of a printed piece, or any sign set with it. */
export type Emphasis = Readonly<Record<(typeof styles)[number], boolean>>

/**
 * A product name in bold is no choice, a whole statement in bold may be one: shares of its words from which a style is
 * the statement's. A pen or marker rarely reaches every word.
 */
const shares: Readonly<Record<keyof Emphasis, number>> = {
  struck: 0.5,
  highlighted: 0.5,
  underlined: 0.8,
  bold: 0.8,
  coloured: 0.8,
}

const plain: Emphasis = { struck: false, highlighted: false, underlined: false, bold: false, coloured: false }

/** `signs` are the boxes and marks of the piece: one of them highlighted speaks for it. */
export function emphasised(reel: Reel, span: Span, signs: readonly Span[] = []): Emphasis {
  const all = wordTokensIn(reel, span)
  const marks = signs.flatMap((sign) => wordTokensIn(reel, sign))
  if (![...all, ...marks].some(({ token }) => token.style)) return plain
  const words = all.filter(({ token }) => /[\p{L}\p{N}]/u.test(token.text))
  const has = (style: keyof Emphasis): boolean => {
    const covered = words.filter(({ token }) => token.style?.[style] === true).length
    const share = words.length === 0 ? 0 : covered / words.length
    return share >= shares[style] || marks.some(({ token }) => token.style?.[style] === true)
  }
  return Object.fromEntries(styles.map((style) => [style, has(style)])) as Emphasis
}
