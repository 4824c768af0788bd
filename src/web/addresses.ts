/** An address with its query changed; empty values leave it. Every filter of the desk lives in the address. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | number | null>> = {},
): string {
  const next = new URLSearchParams()
  const { lang: _, done: __, ...kept } = query
  for (const [name, value] of Object.entries({ ...kept, ...change }))
    if (value !== '' && value !== null) next.set(name, String(value))
  const text = next.toString()
  return text === '' ? path : `${path}?${text}`
}

/**
 * A page of ours to go to after signing in. Anything that a browser could take for another site ("//host", "/\host", a
 * scheme, a control character) is the front page instead.
 */
export function ownPath(given: string | undefined): string {
  if (!given || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(given)) return '/'
  const url = new URL(given, 'http://desk.invalid')
  return url.host === 'desk.invalid' ? url.pathname + url.search : '/'
}

/** Page number of the address, from 1; anything else is the first. */
export function pageNumber(text: string | undefined): number {
  return text && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}
