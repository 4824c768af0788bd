import type { Rectangle } from '../../survey/answers.ts'

/** Boxes of printed forms are 6 to 20 points wide; table cells and rules are larger, dots smaller. */
export const smallest = 5.5
export const largest = 24

/** The size and shape of a box to tick. */
export const isSquare = ({ width, height }: Rectangle): boolean =>
  width >= smallest &&
  width <= largest &&
  height >= smallest &&
  height <= largest &&
  width / height > 0.7 &&
  width / height < 1.45
