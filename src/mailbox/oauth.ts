import { z } from 'zod'

const tokenResponse = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
})
const refusal = z.object({ error: z.string().regex(/^[\w .-]{1,60}$/) })

export interface RefreshGrant {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
  readonly scope: string | null
}

/** Some servers give a new refresh token with every access token, and then take the old one no more. */
const renewed = new WeakMap<RefreshGrant, string>()
/** Folders that connect at once share one request. */
const asking = new WeakMap<RefreshGrant, Promise<string>>()

/**
 * Asks the token endpoint for an access token (RFC 6749, section 6). Throws with the endpoint's error code, never with
 * its body: that may repeat a secret.
 */
export function refreshAccessToken(grant: RefreshGrant): Promise<string> {
  const under = asking.get(grant)
  if (under) return under
  const request = ask(grant).finally(() => asking.delete(grant))
  asking.set(grant, request)
  return request
}

async function ask(grant: RefreshGrant): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: grant.clientId,
    refresh_token: renewed.get(grant) ?? grant.refreshToken,
    ...(grant.clientSecret ? { client_secret: grant.clientSecret } : {}),
    ...(grant.scope ? { scope: grant.scope } : {}),
  })
  const response = await fetch(grant.tokenUrl, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: form,
    // The secrets are for this address and no other.
    redirect: 'error',
    signal: AbortSignal.timeout(30_000),
  }).catch((error: Error) => {
    const { code, message } = (error.cause ?? error) as { code?: string; message: string }
    throw new Error(`the token endpoint cannot be reached (${code ?? message})`)
  })
  const body: unknown = await response.json().catch(() => null)
  const { data: token } = tokenResponse.safeParse(body)
  if (!response.ok || !token) {
    const { data: said } = refusal.safeParse(body)
    throw new Error(`the token endpoint answered ${response.status} ${said?.error ?? 'without a token'}`)
  }
  if (token.refresh_token) renewed.set(grant, token.refresh_token)
  return token.access_token
}
