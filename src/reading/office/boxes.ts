import { type GlyphState, isSymbolFont, privateUseState, symbolState } from '../symbols.ts'
import type { Box } from '../transcript.ts'

/** Sure: the file states it in so many words, and nothing contradicts. */
const stated = 0.995

export function boxOf(state: GlyphState, source: Box['source'], confidence = stated): Box {
  return { kind: 'box', state, confidence, place: null, source }
}

/** A shape or a control whose meaning lies outside the text stands here: only a person can say what it shows. */
export const drawnBox: Box = {
  kind: 'box',
  state: 'unclear',
  confidence: 0.3,
  place: null,
  source: 'drawn',
  reason: 'drawing-over',
}

/** The box of a symbol, by its font; where that is lost, by the private-use code alone and less surely. */
export function symbolBox(font: string, character: string): Box | null {
  const state = symbolState(font, character)
  if (state) return boxOf(state, 'symbol')
  const guessed = isSymbolFont(font) ? null : privateUseState(character)
  return guessed ? boxOf(guessed, 'symbol', 0.93) : null
}
