import { z } from 'zod'
import { fold } from '../vietnamese/fold.ts'
import data from './agencies.json' with { type: 'json' }

const agencySchema = z.object({
  id: z.string(),
  kind: z.enum([
    'bo',
    'co-quan-ngang-bo',
    'co-quan-thuoc-chinh-phu',
    'tinh',
    'thanh-pho',
    'tap-doan',
    'tong-cong-ty',
  ]),
  name: z.string(),
  short: z.string(),
  aliases: z.array(z.string()),
  domains: z.array(z.string()),
  domain_certain: z.boolean(),
})
export type Agency = z.infer<typeof agencySchema>

/** The 131 bodies asked, in official order. */
export const agencies: readonly Agency[] = z.array(agencySchema).parse(data)

const byId = new Map(agencies.map((agency) => [agency.id, agency]))

export function agencyOf(id: string): Agency | undefined {
  return byId.get(id)
}

/** The Government Office sent the letter: its name stands on every form and dispatch and proves nothing there. */
export const surveyor = 'van-phong-chinh-phu'

/** What a name was found to be. */
export interface FoundAgency {
  readonly agencyId: string
  /** The office within the body, as written, where it is another than the body's own office. */
  readonly unit: string | null
}

/** Ways of writing that mean the same words, on the folded text. */
const sameWords: readonly (readonly [RegExp, string])[] = [
  [/\bvpubnd\b/g, 'van phong uy ban nhan dan'],
  [/\bubnd\b/g, 'uy ban nhan dan'],
  [/\bvp\b/g, 'van phong'],
  [/\btp(?=\s|$)/g, 'thanh pho'],
  [/\btphcm\b/g, 'thanh pho ho chi minh'],
  [/\bhcm\b/g, 'ho chi minh'],
  [/\bstttt\b/g, 'so thong tin truyen thong'],
  [/\bso tt tt\b|\bso tt va tt\b/g, 'so thong tin truyen thong'],
  [/\btct\b/g, 'tong cong ty'],
  [/\bcntt\b/g, 'cong nghe thong tin'],
  [/\bctcp\b|\bcong ty co phan$|\bcong ty tnhh( mtv| mot thanh vien)?\b/g, ''],
  [/\bva\b/g, ''],
  [/\b([hklmst]|qu)y\b/g, '$1i'],
]

/** The key that names are compared by: folded, abbreviations written out, "và" and y/i of no account. */
export function agencyKey(text: string): string {
  let key = fold(text)
  for (const [pattern, words] of sameWords) key = key.replace(pattern, words)
  return key.replace(/\s+/g, ' ').trim()
}

/** Offices whose name before a body's changes nothing: the letter is addressed to them. */
const ownOffice = /^(van phong|co quan|van thu|bo phan van thu)\s+/

const strip = (key: string): string => {
  let stripped = key
  for (let next = ''; next !== stripped; ) {
    next = stripped
    stripped = stripped.replace(ownOffice, '')
  }
  return stripped
}

/** Abbreviations that several bodies share, or that mean something else as often. */
const ambiguous = new Set([
  'qn',
  'qb',
  'hn',
  'hp',
  'dn',
  'bd',
  'bt',
  'th',
  'tn',
  'hg',
  'ttcp',
  'bct',
  'vna',
  'vtc',
  'ttth',
  'vpcp',
])

/** Every way to write a body → its id; a way that two bodies share is none. */
const exact = new Map<string, string | null>()
interface Parent {
  readonly key: string
  readonly id: string
  readonly province: boolean
  /** The key as it begins and as it ends a longer name. */
  readonly front: string
  readonly back: string
}
/** Names long and particular enough to be found at the end of a unit's name. */
const parents: Parent[] = []
const parent = (key: string, id: string, province: boolean): Parent => ({
  key,
  id,
  province,
  front: `${key} `,
  back: ` ${key}`,
})

for (const agency of agencies) {
  const province = agency.kind === 'tinh' || agency.kind === 'thanh-pho'
  const place = agencyKey(agency.short).replace(/^thanh pho /, '')
  const names = [
    agency.name,
    agency.short,
    ...agency.aliases.filter((alias) => !/^(sở|stttt)/i.test(alias)),
    ...(province
      ? [
          `UBND ${place}`,
          `tỉnh ${place}`,
          `thành phố ${place}`,
          `UBND tỉnh ${place}`,
          `UBND thành phố ${place}`,
        ].filter((name) => (agency.kind === 'tinh' ? !name.includes('thành phố') : !name.includes('tỉnh')))
      : []),
  ]
  for (const name of names) {
    // "Văn phòng Chính phủ" is a name of its own; without its first words it would stand in every other name.
    const key = agency.id === surveyor ? agencyKey(name) : strip(agencyKey(name))
    if (key.length < 2 || ambiguous.has(fold(name))) continue
    const other = exact.get(key)
    exact.set(key, other === undefined || other === agency.id ? agency.id : null)
    if (agency.id === surveyor) continue
    if (key.split(' ').length >= (province ? 3 : 2) || /^bo /.test(key))
      parents.push(parent(key, agency.id, province))
  }
  if (province) parents.push(parent(place, agency.id, province))
}
parents.sort((a, b) => b.key.length - a.key.length)

/** Offices of other bodies that sit in a province and carry its name. */
const verticalBranch =
  /^(uy ban nhan dan (huyen|quan|thi xa|phuong|xa|thi tran)|cuc thue|chi cuc thue|bao hiem xa hoi|bhxh|kho bac|cong an|cuc hai quan|hai quan|ngan hang|toa an|vien kiem sat|cuc thong ke|chi cuc thong ke|buu dien|vnpt|viettel|dien luc|cong ti|cong ty|cuc thi hanh an|bo chi huy|ban chi huy|truong|benh vien|dai hoc|tinh uy|thanh uy|hoi dong nhan dan|hdnd|doan dai bieu|lien doan|mat tran)\b/

/** Offices that are part of a body; only they may stand before a body's name. */
const unitStart =
  /^(so|trung tam|cuc|vu|ban|phong|chi cuc|van phong|tong cuc|thanh tra|don vi|bo phan|to|hoi dong|uy ban|vien)\b/

/** Only a province's own departments, not those that merely sit in it. */
const provincialUnit = /^(so|trung tam|phong|van phong|ban|chi cuc|bo phan|to|uy ban)\b/

/**
 * The body that a name stands for: exactly by its folded key, or as an office within it. Null when no name fits
 * exactly: names lie one letter apart (Bình Thuận, Ninh Thuận), so nothing here is ever guessed.
 */
export function findAgency(text: string): FoundAgency | null {
  const full = agencyKey(text)
  const key = strip(full)
  // "Văn phòng Văn phòng Chính phủ" is the office of a body that is itself called an office.
  const whole = exact.get(full) ?? exact.get(full.replace(ownOffice, '')) ?? exact.get(key)
  if (whole) return { agencyId: whole, unit: null }
  if (whole === null) return null
  // "Bộ Y tế - Cục Công nghệ thông tin": the body first, its office behind.
  const body = parents.find(
    (one) => key.startsWith(one.front) && unitStart.test(key.slice(one.key.length + 1)),
  )
  if (body && exact.get(body.key)) {
    const office = key.slice(body.key.length + 1)
    return { agencyId: body.id, unit: strip(`${office} `).trim() === '' ? null : text.trim() }
  }
  if (verticalBranch.test(key) || !unitStart.test(key)) return null
  const holder = parents.find(
    (one) =>
      key.endsWith(one.back) && (!one.province || (provincialUnit.test(key) && endsBody(key, one.key))),
  )
  return holder ? { agencyId: holder.id, unit: text.trim() } : null
}

/** A bare place name ends an office's name only where nothing else's name could hold it ("Học viện … Hồ Chí Minh"). */
function endsBody(key: string, place: string): boolean {
  const before = key.slice(0, -place.length).trim()
  return (
    !/\b(hoc vien|lang chu tich|giai khat|duong|pho|quan|huyen|phuong|xa|thi xa|thi tran)$/.test(before) &&
    !/\b(mien|hang hai)\b/.test(before)
  )
}

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

/** The body whose name is nearest, for a person to decide; null when none is near or two are. */
export function suggestAgency(text: string): string | null {
  const key = strip(agencyKey(text))
  if (key.length < 6 || verticalBranch.test(key)) return null
  const limit = Math.max(2, Math.floor(key.length / 8))
  let best: { id: string; distance: number } | null = null
  let tie = false
  for (const [name, id] of exact) {
    if (!id || name.length < 6) continue
    const distance = edits(key, name, limit)
    if (distance > limit) continue
    if (!best || distance < best.distance) {
      best = { id, distance }
      tie = false
    } else if (distance === best.distance && id !== best.id) tie = true
  }
  return best && !tie ? best.id : null
}

/** Bodies one letter away from another on the folded key: a name read by OCR is not enough to tell them apart. */
export function hasNearTwin(agencyId: string): boolean {
  const own = agencyOf(agencyId)
  if (!own) return false
  const key = agencyKey(own.short)
  return agencies.some(({ id, short }) => id !== agencyId && edits(key, agencyKey(short), 2) <= 2)
}

/**
 * The body that a mail domain belongs to, by suffix (tnmt.daklak.gov.vn → Đắk Lắk). `certain` as the roster knows it.
 * The Government's own server has accounts of provinces too and proves nothing.
 */
export function agencyOfDomain(address: string): { agencyId: string; certain: boolean } | null {
  const domain = address.split('@').at(-1)?.toLowerCase() ?? ''
  if (domain === 'chinhphu.vn' || domain.endsWith('.chinhphu.vn')) return null
  for (const { id, domains, domain_certain } of agencies) {
    if (domains.some((own) => domain === own || domain.endsWith(`.${own}`)))
      return { agencyId: id, certain: domain_certain }
  }
  return null
}
