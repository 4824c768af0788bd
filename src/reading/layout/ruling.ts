/** A straight printed line, level or upright, in the page's units. */
export interface Ruling {
  readonly upright: boolean
  /** Where across: y of a level line, x of an upright one. */
  readonly at: number
  readonly from: number
  readonly to: number
}
