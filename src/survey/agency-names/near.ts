import { fold } from '../../vietnamese/fold.ts'
import { agencyKey, strip } from './key.ts'
import { bodies, idOfKey, idOfWriting, places } from './known-names.ts'
import { isForeignOffice, noOffice, otherThanProvince } from './offices.ts'

/** The least letters to change, leave out or put in; `limit + 1` where it takes more than `limit`. */
const edits = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    }
    row = next
  }
  return row[b.length] as number
}

/**
 * The body whose name lies within a slip or two of what is written; null when none is near or two are. No evidence by
 * itself, but it may agree with other evidence.
 */
export function nearestAgency(text: string): string | null {
  const key = strip(agencyKey(text))
  if (key.length < 6 || isForeignOffice(key)) return null
  const limit = key.length < 24 ? 2 : 3
  const distances = new Map<string, number>()
  let least = limit + 1
  const writing = strip(fold(text))
  for (const [written, ids] of [
    [key, idOfKey],
    [writing, idOfWriting],
  ] as const)
    for (const [name, id] of ids) {
      if (!id || name.length < 6) continue
      const distance = edits(written, name, limit)
      if (distance > limit) continue
      least = Math.min(least, distance)
      distances.set(id, Math.min(distance, distances.get(id) ?? distance))
    }
  const nearest = [...distances].filter(([, distance]) => distance === least)
  return nearest.length === 1 ? (nearest[0]?.[0] ?? null) : null
}

/** The body that a person is shown first: the nearest, or the only one whose whole name stands in the text. */
export function suggestAgency(text: string): string | null {
  return nearestAgency(text) ?? onlyNamedIn(agencyKey(text))
}

function onlyNamedIn(key: string): string | null {
  if (isForeignOffice(key) || otherThanProvince.test(key)) return null
  let rest = ` ${key} `
  const found = new Set<string>()
  for (const { key: name, agency } of [...bodies.all, ...places.all]) {
    if (!rest.includes(` ${name} `)) continue
    // Where a letter was written, or a namesake: no name by itself.
    if (/^(ha noi|ho chi minh)$/.test(name) && !rest.includes(`thanh pho ${name} `)) continue
    found.add(agency.id)
    // "Hà Nội" within a longer name that was found is no name of its own.
    rest = rest.replaceAll(` ${name} `, ' | ')
  }
  return found.size === 1 && !noOffice.test(rest.replace(/\b(tinh|thanh pho) \|/g, ''))
    ? ([...found][0] ?? null)
    : null
}

/** Within two slips: what OCR was unsure of needs a second witness. */
const near = (a: string, b: string): boolean => edits(a, b, 2) <= 2

/** Places within two letters of another: "Hà Giang" of "Hậu Giang", "An Giang", "Bắc Giang". */
const twins = new Map(
  places.all.map(({ key, agency }) => [
    key,
    places.all.some((other) => other.agency !== agency && near(key, other.key)),
  ]),
)

export const hasTwinPlace = (place: string): boolean => twins.get(place) ?? false

/**
 * Whether another body's name lies within two letters of this one's, as it is written or as a place: "Bình Thuận" and
 * "Ninh Thuận", "TP Hà Nội" and "tỉnh Hà Nam", "BTC" and "BTP".
 */
export function hasNearTwin(agencyId: string, written: string): boolean {
  const key = strip(agencyKey(written))
  const writing = strip(fold(written))
  for (const [name, id] of idOfKey) if (id !== agencyId && near(key, name)) return true
  for (const [name, id] of idOfWriting) if (id !== agencyId && near(writing, name)) return true
  return places.all.some(({ agency, key: place }) => agency.id === agencyId && hasTwinPlace(place))
}
