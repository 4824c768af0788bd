import { z } from 'zod'
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

export const isProvince = ({ kind }: Agency): boolean => kind === 'tinh' || kind === 'thanh-pho'
export const isCompany = ({ kind }: Agency): boolean => kind === 'tap-doan' || kind === 'tong-cong-ty'

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
