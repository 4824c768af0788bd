import type { Box, Mark } from '../transcript.ts'
import type { RunFormat } from './formats.ts'
import type { Element } from './xml.ts'

/** What a paragraph is made of, before it becomes words. */
export type Piece =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly format: RunFormat
      /** The letters may be of a legacy encoding or not. */
      readonly unsure?: boolean
    }
  | { readonly kind: 'box'; readonly box: Box }
  | { readonly kind: 'tab' }
  | { readonly kind: 'break'; readonly page: boolean }

/** What reading paragraphs gathers beside their text. */
export interface Findings {
  readonly notes: Set<'tracked-changes' | 'hidden-text' | 'drawings-over'>
  readonly marks: Mark[]
  /** Text boxes met in the paragraph, each with its paragraphs and tables; read after it. */
  readonly textBoxes: Element[]
  /** Comments and footnotes by kind and number ("comment 3"), with the words of the paragraph that refers to them. */
  readonly references: Map<string, string>
  /** Words of the paragraph, or of the one before where it has none: where a mark is anchored. */
  near(): string
}
