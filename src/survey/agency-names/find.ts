import { type Agency, agencyOf, isCompany, isProvince } from '../agencies.ts'
import { agencyKey, ownOffice, strip, withoutContact } from './key.ts'
import { bodies, idOfKey, keysOf, places, spellingsOf } from './known-names.ts'
import type { Name } from './name-list.ts'
import { hasTwinPlace } from './near.ts'
import { noOffice, office, otherThanProvince, provincialOffice } from './offices.ts'

/** What a name was found to be. */
export interface FoundAgency {
  readonly agencyId: string
  /** The office within the body, as written, where it is another than the body's own office. */
  readonly unit: string | null
  /** Nothing but the place: "Hà Nội" on a line of its own stands over every letter. */
  readonly onlyPlace: boolean
}

/** A body found in a key, and what stands around its name. */
interface Around {
  readonly agency: Agency
  /** The key of the place, for a province. */
  readonly place: string | null
  /** What stands around the name is the body's own office, or the same name once more. */
  readonly own: boolean
}

/**
 * The body that a name stands for: exactly by its folded key, or as an office within it. Null when no name fits
 * exactly: names lie one letter apart (Bình Thuận, Ninh Thuận), so nothing here is ever guessed.
 */
export function findAgency(written: string): FoundAgency | null {
  const text = withoutContact(written)
  const full = agencyKey(text)
  const key = strip(full)
  // "Văn phòng Văn phòng Chính phủ" is the office of a body that is itself called an office.
  const whole = idOfKey.get(full) ?? idOfKey.get(full.replace(ownOffice, '')) ?? idOfKey.get(key)
  if (whole === null) return null
  const agency = whole ? (agencyOf(whole) as Agency) : null
  const found: Around | null = agency
    ? { agency, place: isProvince(agency) ? placeAtEnd(key, agency) : null, own: true }
    : (bodyAround(key) ?? bodyAround(full) ?? provinceAround(key))
  if (!found || (found.place !== null && isSpelledOtherwise(text, found.place))) return null
  return {
    agencyId: found.agency.id,
    unit: found.own ? null : text.trim(),
    onlyPlace: found.place !== null && found.place === key,
  }
}

const placeAtEnd = (key: string, agency: Agency): string | null =>
  places.all.find((one) => one.agency === agency && ` ${key}`.endsWith(` ${one.key}`))?.key ?? null

/**
 * True where the text spells the place with other tones and hats than it has, and another place is near: "Hậ Giang" is
 * a damaged "Hậu Giang", not "Hà Giang". Missing tones say nothing; hỏi and ngã are confused by many.
 */
function isSpelledOtherwise(text: string, place: string): boolean {
  if (!hasTwinPlace(place)) return false
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u)
  const count = place.split(' ').length
  const written = words
    .map((_, at) => words.slice(at, at + count))
    .filter((some) => agencyKey(some.join(' ')) === place)
  return written.some((some) => !spellingsOf.get(place)?.some((spelling) => mayBe(some, spelling.split(' '))))
}

const marksOf = (word: string): string[] => [
  ...(word
    .normalize('NFD')
    .replace(/đ/gi, 'd\u0335')
    .replace(/\u0309/g, '\u0303')
    .match(/\p{M}/gu) ?? []),
]

const mayBe = (written: readonly string[], spelled: readonly string[]): boolean =>
  written.every((word, at) => {
    const marks = marksOf(spelled[at] ?? '')
    return marksOf(word).every((mark) => marks.includes(mark))
  })

/** A phrase that calls an office of the body beside whose name it stands, and no second body. */
function isOfficeOf(agency: Agency, phrase: string, calledProvince: boolean): boolean {
  if (noOffice.test(phrase) || bodies.isIn(phrase, agency)) return false
  if (isProvince(agency)) {
    if (otherThanProvince.test(phrase)) return false
    return calledProvince ? office.test(phrase) : provincialOffice.test(phrase)
  }
  // An office in a province is a branch there: "Cục Thuế Hà Nam - Bộ Tài chính".
  return office.test(phrase) && !places.isIn(phrase)
}

const withoutOf = (phrase: string): string => phrase.trim().replace(/ (truc )?(thuoc|cua)$/, '')

/** A ministry, agency or company with an office before or behind its name. */
function bodyAround(key: string): Around | null {
  const around = (agency: Agency | undefined, own: boolean): Around | null =>
    agency ? { agency, place: null, own } : null
  const parent = key.replace(/^cong ti me /, '')
  if (parent !== key && idOfKey.get(parent)) return around(agencyOf(idOfKey.get(parent) ?? ''), true)
  for (const { key: name, agency } of bodies.beginning(key)) {
    const behind = key.slice(name.length + 1)
    if (strip(`${behind} `).trim() === '' || keysOf.get(agency.id)?.has(strip(behind)))
      return around(agency, true)
    if (isOfficeOf(agency, behind, true)) return around(agency, false)
  }
  const [atEnd] = bodies.ending(key)
  if (atEnd) {
    const before = withoutOf(key.slice(0, -atEnd.key.length - 1))
    return isOfficeOf(atEnd.agency, before, true) ? around(atEnd.agency, false) : null
  }
  // A company by its mark alone, behind the office that writes: "Ban CNTT EVN".
  const { 1: mark = '' } = /^(?:ban|phong) cong nghe thong tin (?:thuoc |cua )?(.+)$/.exec(key) ?? []
  const company = agencyOf(idOfKey.get(mark) ?? '')
  return company && isCompany(company) ? around(company, false) : null
}

/** A province or city with an office before or behind its name. */
function provinceAround(key: string): Around | null {
  const [atEnd] = places.ending(key)
  if (atEnd) {
    const { agency, key: place } = atEnd
    const before = beforePlace(key.slice(0, -place.length).trim(), agency)
    if (!before) return null
    // The place may stand twice: "UBND tỉnh Nghệ An - Sở TT&TT tỉnh Nghệ An".
    const first = atBeginning(before.rest)
    const twice = first?.name.agency === agency
    const phrase = withoutOf(twice ? first.behind : before.rest)
    if (phrase === '') return { agency, place, own: true }
    const called = before.called || (twice && first.called)
    return !places.isIn(phrase) && isOfficeOf(agency, phrase, called) ? { agency, place, own: false } : null
  }
  const first = atBeginning(key)
  if (!first || places.isIn(first.behind)) return null
  const { name, behind, called } = first
  const own = /^(uy ban nhan dan( tinh| thanh pho)?)?$/.test(strip(`${behind} `).trim())
  return own || isOfficeOf(name.agency, behind, called) ? { agency: name.agency, place: name.key, own } : null
}

/** What stands before a place: its kind and its committee; null where it is the kind of another place. */
function beforePlace(before: string, agency: Agency): { rest: string; called: boolean } | null {
  const [, rest = '', committee, kind] =
    /^(.*?)\b(uy ban nhan dan ?)?(tinh|thanh pho|thu do)?$/.exec(before) ?? []
  // "Thành phố Bắc Ninh" is a town in the province.
  if (kind && (kind === 'tinh') !== (agency.kind === 'tinh')) return null
  return { rest: rest.trim(), called: committee !== undefined }
}

/** The province or city at the beginning of a key, and what follows it. */
function atBeginning(key: string): { name: Name; behind: string; called: boolean } | null {
  const [, committee, kind, rest = ''] =
    /^(?:van phong )?(uy ban nhan dan )?(tinh |thanh pho |thu do )?(.*)$/.exec(key) ?? []
  const name = places
    .beginning(rest)
    .find(({ agency }) => !kind || (kind === 'tinh ') === (agency.kind === 'tinh'))
  return name ? { name, behind: rest.slice(name.key.length + 1), called: committee !== undefined } : null
}
