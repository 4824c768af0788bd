import { agencies } from '../../survey/agencies.ts'
import { fold } from '../../vietnamese/fold.ts'
import { editsBetween } from './fuzzy.ts'

const address = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/

export const isAddress = (text: string): boolean => address.test(text)

/** "gmail.comIII": dots of the leader clung to it, for no agency writes from such a domain. */
export const hasOddEnd = (text: string): boolean => !/\.(?:vn|com|org|net|edu|gov|info|asia)$/.test(text)

/** None of "dinh,son@moha.gov.vn": what clings to it by a comma may be the beginning of its name. */
const wholeAddress = /(?<![\w.+-])(?<!(?:^|\s)[^\s@,;]*\p{L}[^\s@,;]*,)[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu

/** Addresses broken over lines or spaced out are put together; more than one stay as written, one twice is one. */
export function emailOf(written: string): string {
  const whole = written.replace(/\s+/g, '')
  if (isAddress(whole)) return whole
  const tight = written.replace(/\s*@\s*/g, '@').replace(/(?<=[\w@])\s*\.\s*(?=\w+(?:\.|\s|$|@))/g, '.')
  const found = [...new Set(tight.match(wholeAddress))]
  return found.length === 1 ? (found[0] as string) : tight
}

/** Those of the bodies surveyed, and where their officers have addresses of their own. */
const domains = [
  ...new Set(agencies.flatMap((agency) => agency.domains)),
  ...['gmail.com', 'yahoo.com', 'yahoo.com.vn', 'ymail.com', 'hotmail.com', 'outlook.com'],
]

/** An l is read as I where all else is small: "Inthao.vp@thanhhoa.gov.vn". */
export const withSmallL = (address: string): string =>
  /^[^A-HJ-Z]*$/.test(address) ? address.replaceAll('I', 'l') : address

/** An underscore is gone in the line that Word draws below an address: "tolam vp@mof.gov.vn". Only a suggestion. */
export const withUnderscore = (written: string): string => written.replace(/^(\w+) (\w+@\S+)$/, '$1_$2')

/** A comma is read for the dot in the name of a mailbox, "dinh,son@moha.gov.vn". Only a suggestion. */
export const withDotInName = (written: string): string => written.replace(/(?<=^\w+),(?=[\w.]+@)/, '.')

/** The dots of a domain's end are too small to be seen: "gmail com", "mojgovvn", "vovyn". Only a suggestion. */
export const withLastDot = (written: string): string =>
  written
    .replace(/(?<=@[\w.-]+) (?=(?:com|vn|net|org)(?:\.vn)?$)/, '.')
    .replace(/(?<=@[\w.-]*\w)\.?gov\.?[vy]n$/, '.gov.vn')
    .replace(/(?<=@[\w-]+)[vy]n$/, '.vn')

/** Nobody types a capital within a domain; an l is taken for one: "bacLieu.gov.vn". */
export const withSmallDomain = (address: string): string =>
  address.replace(/(?<=@.*)\p{Lu}/gu, (sign) => sign.toLowerCase())

/**
 * Mailboxes of IT offices are called "cntt", whose c is read as e, those of clerks "vanthu", whose n lost its foot; and
 * before letters a 1 is an l: "1dxuan". Only a suggestion.
 */
export const withUsualName = (address: string): string =>
  address
    .replace(/(?<=^|[._-])entt(?=[._@-])/, 'cntt')
    .replace(/(?<=^|[._-])varthu(?=[\d._@-])/, 'vanthu')
    .replace(/^1(?=[a-z]{2})/, 'l')

/**
 * The address with its domain as it is known, where that has one letter more or less: the @ is read as "@e" or "@v" in
 * "ledinhhung@egmail.com", a 1 as l in "vinafoodl.com.vn". Null where its domain is a known one, or like none. Only a
 * suggestion.
 */
export function likelyDomain(address: string): string | null {
  const [name = '', domain = ''] = address.toLowerCase().split('@')
  if (domains.some((known) => domain === known || domain.endsWith(`.${known}`))) return null
  const near = domains.filter((known) => known.length > 8 && editsBetween(domain, known, 1) <= 1)
  const [best] = near.length === 1 ? near : near.filter((known) => shapeOf(known) === shapeOf(domain))
  return best === undefined ? null : `${name}@${best}`
}

/** Letters that look alike are one, doubled ones single. */
const shapeOf = (text: string): string =>
  text
    .replace(/[1i]/g, 'l')
    .replaceAll('0', 'o')
    .replaceAll('q', 'g')
    .replaceAll('n', 'm')
    .replace(/(.)\1/g, '$1')

/**
 * The address that its owner's name explains, where what was read is like it but for letters that look alike: "nqphuc"
 * of Nguyễn Quang Phúc is read as "ngphuc". Null where it needs no explaining, or the name tells nothing. Only a
 * suggestion.
 */
export function ownersAddress(address: string, owner: string): string | null {
  const [, stem = '', rest = ''] = /^(.*?)((?:[\d._-]+[\w.-]*)?@.*)$/.exec(address) ?? []
  const words = fold(owner.replace(/^(?:ông|bà)[\s:.]+/iu, '')).split(' ')
  const given = words.pop()
  if (!given || words.length === 0 || stem.length < 4) return null
  const initials = words.map((word) => word.charAt(0)).join('')
  const explained = [given + initials, initials + given, words.join('') + given, given + words.join('')]
  if (explained.includes(stem)) return null
  const [meant] = explained.filter((known) => shapeOf(known) === shapeOf(stem))
  return meant === undefined ? null : meant + rest
}

/**
 * What an address that no reader could make out most likely is: "ttth)vinacafe.com.vn", "tinhoc(09cantho.gov.vn" and
 * "vanthu@Øtayninh.gov.vn" end in the domain of a body surveyed. Null where none or several fit. Only a suggestion to
 * the person who looks at it.
 */
export function likelyAddress(written: string): string | null {
  const text = written.replace(/\s+/g, '').toLowerCase()
  const near = domains.flatMap((domain) => {
    const tail = text.slice(-domain.length)
    const name = text.slice(0, text.length - domain.length).replace(/(?:[([{]\d{0,2}|[^\w]+)$/, '')
    // "vov.vn" is one letter from every ".gov.vn".
    const allowed = Math.min(2, Math.floor(domain.indexOf('.') / 4))
    const edits = editsBetween(tail, domain, allowed)
    return edits <= allowed && /^[\w.+-]{2,}$/.test(name) ? [{ edits, value: `${name}@${domain}` }] : []
  })
  const least = Math.min(...near.map(({ edits }) => edits))
  const best = near.filter(({ edits }) => edits === least)
  return best.length === 1 ? (best[0]?.value ?? null) : null
}
