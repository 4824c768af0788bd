import { z } from 'zod'

const tokenResponse = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().optional() })

export interface RefreshGrant {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
  readonly scope: string | null
}

/**
 * Asks the token endpoint for an access token (RFC 6749, section 6). Throws with the endpoint's error code, never with
 * its body: that may repeat a secret.
 */
export async function refreshAccessToken(grant: RefreshGrant): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: grant.clientId,
    refresh_token: grant.refreshToken,
    ...(grant.clientSecret ? { client_secret: grant.clientSecret } : {}),
    ...(grant.scope ? { scope: grant.scope } : {}),
  })
  const response = await fetch(grant.tokenUrl, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: form,
    signal: AbortSignal.timeout(30_000),
  })
  const body: unknown = await response.json().catch(() => null)
  const parsed = tokenResponse.safeParse(body)
  if (response.ok && parsed.success) return parsed.data.access_token
  const code = z.object({ error: z.string().max(60) }).safeParse(body)
  throw new Error(
    `the token endpoint answered ${response.status} ${code.success ? code.data.error : 'without a token'}`,
  )
}
