import type { Box } from '../transcript.ts'
import type { RunFormat } from './run-format.ts'

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
