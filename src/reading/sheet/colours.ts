import { child, descendants, type Element } from '../office/xml.ts'

/** A colour of a font or a fill as "RRGGBB"; null where it says nothing of its own (automatic). */
export type ColourOf = (colour: Element | undefined) => string | null

/** The colours that old files name by number, from 8 on; 0 to 7 are the first eight of them. */
const palette = (
  '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 ' +
  '9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF ' +
  '00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 ' +
  '003366 339966 003300 333300 993300 993366 333399 333333'
).split(' ')

/** The order in which cells number the colours of the theme, and what they are where a file has no theme. */
const themeOrder = [
  ['a:lt1', 'FFFFFF'],
  ['a:dk1', '000000'],
  ['a:lt2', 'EEECE1'],
  ['a:dk2', '1F497D'],
  ['a:accent1', '4F81BD'],
  ['a:accent2', 'C0504D'],
  ['a:accent3', '9BBB59'],
  ['a:accent4', '8064A2'],
  ['a:accent5', '4BACC6'],
  ['a:accent6', 'F79646'],
  ['a:hlink', '0000FF'],
  ['a:folHlink', '800080'],
] as const

/** Reads the theme only when a colour refers to it. */
export function readColours(theme: () => Element | null): ColourOf {
  let themed: readonly string[] | undefined
  const themeColours = () => {
    const read = theme()
    const scheme = read ? descendants(read, 'a:clrScheme')[0] : undefined
    return themeOrder.map(([name, usual]) => {
      const own = child(scheme, name)?.children[0]?.attributes
      return own?.lastClr ?? (/^[0-9a-f]{6}$/i.test(own?.val ?? '') ? (own?.val as string) : usual)
    })
  }
  return (colour) => {
    const { rgb, indexed, theme: number, tint = '0' } = colour?.attributes ?? {}
    if (rgb) return tinted(rgb.slice(-6), Number(tint))
    if (number !== undefined) {
      themed ??= themeColours()
      return tinted(themed[Number(number)] ?? '000000', Number(tint))
    }
    if (indexed === undefined) return null
    const index = Number(indexed)
    return index >= 64 ? null : tinted(palette[index < 8 ? index : index - 8] ?? '000000', Number(tint))
  }
}

/** Lighter (above 0) or darker (below 0). */
function tinted(hex: string, tint: number): string {
  if (!tint) return hex.toUpperCase()
  return (hex.match(/../g) ?? [])
    .map((part) => {
      const channel = Number.parseInt(part, 16) || 0
      const moved = tint < 0 ? channel * (1 + tint) : channel + (255 - channel) * tint
      return Math.max(0, Math.min(255, Math.round(moved)))
        .toString(16)
        .padStart(2, '0')
    })
    .join('')
    .toUpperCase()
}
