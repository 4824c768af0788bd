import type { Word } from '../transcript.ts'

/** How a run of text is drawn, as far as it may change what it says: the style of its words, and what decides on them. */
export interface RunFormat extends NonNullable<Word['style']> {
  /** The font of letters above 0x7F (`hAnsi`), where symbols and legacy letters lie. */
  readonly font?: string
  /** The font of plain ASCII letters; the same one unless a program set them apart. */
  readonly asciiFont?: string
  readonly hidden?: boolean
  readonly capitals?: boolean
}

/** A colour that people see as one: its channels lie apart. */
export function isColour(hex: string): boolean {
  const [red = 0, green = 0, blue = 0] = (hex.match(/[0-9a-f]{2}/gi) ?? []).map((part) =>
    Number.parseInt(part, 16),
  )
  return Math.max(red, green, blue) - Math.min(red, green, blue) >= 0x60
}
