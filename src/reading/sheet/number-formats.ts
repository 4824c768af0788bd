/** What a cell shows of its number. */
export interface ShownNumber {
  readonly text: string
  /** A part after the decimal comma is shown: where a whole number belongs it may be thousands badly typed. */
  readonly fraction: boolean
}

/** The formats that have a number and no code in the file. Those of dates are shown in one way whatever the country. */
const builtIn: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  18: 'h:mm',
  19: 'h:mm',
  20: 'h:mm',
  21: 'h:mm',
  22: 'dd/mm/yyyy h:mm',
  45: 'h:mm',
  46: 'h:mm',
  47: 'h:mm',
}

/** The code of a built-in format; "General" for those that change nothing. */
export function builtInFormat(id: number): string {
  const date = (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
  if (date) return 'dd/mm/yyyy'
  return builtIn[id] ?? (id >= 37 && id <= 44 ? '#,##0' : 'General')
}

type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'date'; readonly letters: string }
  | { readonly kind: 'digit'; readonly zero: boolean }
  | { readonly kind: 'point' | 'comma' | 'percent' | 'general' | 'text' }

const pattern =
  /"(?<quoted>[^"]*)"|\\(?<escaped>.)|_(?<gap>.)|\*.|\[\$(?<currency>[^\]-]*)[^\]]*\]|\[(?<elapsed>[hms]+)\]|\[[^\]]*\]|(?<general>General)|(?<scientific>E[+-])|AM\/PM|A\/P|(?<date>d+|m+|y+|h+|s+)|(?<digit>[0#?])|(?<sign>[.,%@])|(?<other>.)/gisu

function partsOf(section: string): Part[] {
  return [...section.matchAll(pattern)].flatMap((match): Part[] => {
    const { quoted, escaped, gap, currency, elapsed, general, scientific, date, digit, sign, other } =
      match.groups as Record<string, string | undefined>
    if (general || scientific) return [{ kind: 'general' }]
    if (date || elapsed) return [{ kind: 'date', letters: (date ?? elapsed ?? '').toLowerCase() }]
    if (digit) return [{ kind: 'digit', zero: digit === '0' }]
    if (sign) return [{ kind: ({ '.': 'point', ',': 'comma', '%': 'percent' } as const)[sign] ?? 'text' }]
    const text = gap === undefined ? (quoted ?? escaped ?? currency ?? other ?? '') : ' '
    return text === '' ? [] : [{ kind: 'literal', text }]
  })
}

/** Formats have up to four sections, for positive and negative numbers, zero and text. */
function sectionsOf(code: string): string[] {
  return (code.match(/(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+|(?<=^|;)(?=;|$)/g) ?? ['']).slice(0, 4)
}

/** True for ";;;" and its like, which people hide a cell's text with. */
export const hidesText = (code: string): boolean => sectionsOf(code)[3] === ''

/**
 * A number as its cell shows it, in the Vietnamese way: "1.200", "0,5", "20/04/2017". A whole number keeps no decimals,
 * whatever its format adds. Empty where the format hides it.
 */
export function showNumber(value: number, code: string, from1904 = false): ShownNumber {
  const sections = sectionsOf(code)
  const own = value < 0 && sections.length >= 2 ? 1 : value === 0 && sections.length >= 3 ? 2 : 0
  const parts = partsOf(sections[own] ?? '')
  if (parts.some(({ kind }) => kind === 'date')) {
    const date = dateOf(value, from1904)
    return date ? { text: dateText(date, parts), fraction: false } : general(value)
  }
  if (parts.some(({ kind }) => kind === 'general' || kind === 'text')) return general(value)
  const shown = fixed(own === 1 ? -value : Math.abs(value), parts)
  return own === 0 && value < 0 && shown.text !== '' ? { ...shown, text: `-${shown.text}` } : shown
}

function general(value: number): ShownNumber {
  // Excel shows no more than 11 places, which also hides what computing leaves behind (0.30000000000000004).
  const whole = Number.isInteger(value)
  const text = String(whole ? value : Number(value.toPrecision(11)))
  return { text: text.replace('.', ','), fraction: text.includes('.') || text.includes('e') }
}

function fixed(value: number, parts: readonly Part[]): ShownNumber {
  const is = (kind: Part['kind']) => (part: Part | undefined) => part?.kind === kind
  const digits = parts.flatMap((part, index) => (part.kind === 'digit' ? [index] : []))
  const literal = (from: number, to: number) =>
    parts
      .slice(from, to)
      .map((part) => (part.kind === 'literal' ? part.text : part.kind === 'percent' ? '%' : ''))
      .join('')
  const [first, last] = [digits[0], digits.at(-1)]
  if (first === undefined || last === undefined)
    return { text: literal(0, parts.length).trim(), fraction: false }
  const point = parts.findIndex(is('point'))
  const whole = digits.filter((index) => point < 0 || index < point)
  const lastWhole = whole.at(-1) ?? first
  const scale = parts.slice(lastWhole + 1).findIndex((part) => part.kind !== 'comma')
  const commas = scale < 0 ? parts.length - lastWhole - 1 : scale
  const scaled = (value * (parts.some(is('percent')) ? 100 : 1)) / 1000 ** commas
  if (!Number.isFinite(scaled) || Math.abs(scaled) >= 1e20) return general(value)
  const [integer = '0', decimals = ''] = scaled.toFixed(Math.min(20, digits.length - whole.length)).split('.')
  const fraction = /[1-9]/.test(decimals)
  const least = whole.filter((index) => (parts[index] as { zero?: boolean }).zero).length
  const figures = integer === '0' && least === 0 ? '' : integer.padStart(least, '0')
  const mask = parts.slice(first, lastWhole + 1)
  const text = mask.some(is('literal'))
    ? masked(figures, mask)
    : mask.some(is('comma'))
      ? figures.replace(/\B(?=(?:\d{3})+$)/g, '.')
      : figures
  const shown = text + (fraction ? `,${decimals}` : '')
  return { text: (literal(0, first) + shown + literal(last + 1, parts.length)).trim(), fraction }
}

/** "0912345678" in "0000 000 000": the figures fill the places from the right, the first takes what is left. */
function masked(figures: string, mask: readonly Part[]): string {
  let left = figures
  let text = ''
  const places = mask.filter(({ kind }) => kind === 'digit').length
  let place = places
  for (const part of [...mask].reverse()) {
    if (part.kind === 'literal') text = left === '' ? text : part.text + text
    if (part.kind !== 'digit') continue
    place--
    const taken = place === 0 ? left : left.slice(-1)
    text = taken + text
    left = left.slice(0, left.length - taken.length)
  }
  return text
}

const dayLength = 86_400_000
/** 31/12/9999, the last day of a spreadsheet. */
const lastDay = 2_958_466

/** The day a number stands for; null where it stands for none. */
function dateOf(value: number, from1904: boolean): Date | null {
  if (!(value >= 0 && value < lastDay)) return null
  // Excel believes in 29/2/1900, so that days before it lie one later.
  const days = from1904 ? value + 1462 : value < 60 ? value + 1 : value
  return new Date(Date.UTC(1899, 11, 30) + Math.round(days * dayLength))
}

const two = (figure: number) => String(figure).padStart(2, '0')

function dateText(date: Date, parts: readonly Part[]): string {
  const letters = parts.flatMap((part) => (part.kind === 'date' ? [part.letters] : []))
  const has = (letter: string) => letters.some((one) => one.startsWith(letter))
  const [day, month, year] = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()]
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
  const inWords = parts.some((part) => part.kind === 'literal' && /\p{L}{2}/u.test(part.text))
  if (!inWords) {
    const days = has('d') ? `${two(day)}/${two(month)}/${year}` : has('y') ? `${two(month)}/${year}` : ''
    return [days, has('h') || has('s') ? time : ''].filter((text) => text !== '').join(' ')
  }
  // "ngày" dd "tháng" mm "năm" yyyy
  return parts
    .map((part) => {
      if (part.kind === 'literal') return part.text
      if (part.kind !== 'date') return ''
      const padded = (figure: number) => (part.letters.length === 1 ? String(figure) : two(figure))
      if (part.letters[0] === 'd') return part.letters.length > 2 ? '' : padded(day)
      if (part.letters[0] === 'm') return part.letters.length > 2 ? `tháng ${month}` : padded(month)
      if (part.letters[0] === 'y') return part.letters.length > 2 ? String(year) : two(year % 100)
      return part.letters[0] === 'h' ? time : ''
    })
    .join('')
    .trim()
}
