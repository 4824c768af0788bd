import type { Element } from './xml.ts'

/** Namespaces of mc:Choice whose content is read here; ink and the like are left to the picture in the fallback. */
const understood = new Set([
  'wps',
  'wpg',
  'wpc',
  'w14',
  'w15',
  'w16',
  'w16se',
  'w16cex',
  'w16cid',
  'wp14',
  'wp',
  'v',
])

/** What a program that understands the usual drawings shows of an mc:AlternateContent. */
export function preferred(alternate: Element): readonly Element[] {
  const choices = alternate.children.filter(({ name }) => name === 'mc:Choice')
  const fallback = alternate.children.find(({ name }) => name === 'mc:Fallback')
  const known = choices.find(({ attributes }) =>
    (attributes.Requires ?? '').split(/\s+/).every((one) => understood.has(one)),
  )
  return (known ?? fallback ?? choices[0])?.children ?? []
}
