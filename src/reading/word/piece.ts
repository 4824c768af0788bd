import type { Element } from '../office/xml.ts'
import type { Mark } from '../transcript.ts'

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
