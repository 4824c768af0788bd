import { isColour, type RunFormat } from '../office/run-format.ts'
import { child, descendants, type Element, onOff } from '../office/xml.ts'
import { type ColourOf, readColours } from './colours.ts'
import { builtInFormat } from './number-formats.ts'

/** How a cell is drawn, as far as it may change what it says. */
export interface CellLook {
  readonly format: RunFormat
  /** The colour behind its words; null for the paper's white. */
  readonly fill: string | null
  /** How many sides are ruled. */
  readonly ruledSides: number
  readonly numberFormat: string
  /** Excel's own checkbox in the cell: its TRUE and FALSE are drawn as a box. */
  readonly checkbox: boolean
}

export interface Looks {
  /** By the number that a cell carries. */
  cell(style: string | undefined): CellLook
  /** Of a run of rich text, which says all of its font itself; a run that says nothing is drawn as its cell. */
  run(properties: Element | undefined, cell: CellLook): RunFormat
}

/** Reads styles.xml once. */
export function readLooks(styles: Element | null, theme: () => Element | null): Looks {
  const listed = (name: string) => child(styles ?? undefined, name)?.children ?? []
  const colourOf = readColours(theme)
  const [fonts, fills, borders, formats] = ['fonts', 'fills', 'borders', 'cellXfs'].map(listed)
  const codes = new Map(
    listed('numFmts').map(({ attributes }) => [attributes.numFmtId, attributes.formatCode ?? 'General']),
  )
  const known = new Map<string, CellLook>()
  const lookOf = (style: string): CellLook => {
    const own = formats?.[Number(style)]
    const at = (list: readonly Element[] | undefined, name: string) => list?.[Number(own?.attributes[name])]
    const fill = fillOf(at(fills, 'fillId'), colourOf)
    const number = own?.attributes.numFmtId ?? '0'
    return {
      format: {
        ...fontFormat(at(fonts, 'fontId'), colourOf),
        ...(fill === null ? {} : { highlighted: true }),
      },
      fill,
      ruledSides: ruledSides(at(borders, 'borderId')),
      numberFormat: codes.get(number) ?? builtInFormat(Number(number)),
      checkbox: own !== undefined && descendants(own, '?:xfComplement').length > 0,
    }
  }
  return {
    cell: (style = '0') => {
      let look = known.get(style)
      if (!look) {
        look = lookOf(style)
        known.set(style, look)
      }
      return look
    },
    run: (properties, cell) =>
      properties
        ? { ...fontFormat(properties, colourOf), ...(cell.fill === null ? {} : { highlighted: true }) }
        : cell.format,
  }
}

/** Of a `font` of the styles or the `rPr` of a run, which name the typeface differently. */
function fontFormat(properties: Element | undefined, colourOf: ColourOf): RunFormat {
  const name = (child(properties, 'name') ?? child(properties, 'rFont'))?.attributes.val
  const on = (property: string) => onOff(properties, property) === true
  const colour = colourOf(child(properties, 'color'))
  return {
    ...(name ? { font: name } : {}),
    ...(on('strike') ? { struck: true } : {}),
    ...(on('u') ? { underlined: true } : {}),
    ...(on('b') ? { bold: true } : {}),
    ...(on('i') ? { italic: true } : {}),
    ...(colour && isColour(colour) ? { coloured: true } : {}),
  }
}

function fillOf(fill: Element | undefined, colourOf: ColourOf): string | null {
  if (child(fill, 'gradientFill')) return 'gradient'
  const pattern = child(fill, 'patternFill')
  const type = pattern?.attributes.patternType ?? 'none'
  if (type === 'none') return null
  const colour = colourOf(child(pattern, 'fgColor'))
  if (type === 'solid') return colour === 'FFFFFF' ? null : colour
  return `${type} ${colour}`
}

function ruledSides(border: Element | undefined): number {
  return ['left', 'right', 'start', 'end', 'top', 'bottom'].filter((side) => {
    const style = child(border, side)?.attributes.style
    return style !== undefined && style !== 'none'
  }).length
}
