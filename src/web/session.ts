import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { displayNames, sessionUser } from '../records/accounts.ts'
import { withQuery } from './addresses.ts'
import { isLanguage, type Language, texts } from './texts/languages.ts'
import { type DeskOptions, formOf, plainTexts, Refused } from './visit.ts'

const minute = 60_000

/** An officer who went to lunch stays signed in; a machine left overnight does not. */
export const sessionLimits = { idle: 2 * 60 * minute, absolute: 12 * 60 * minute } as const

const cookies = {
  session: 'homphieu_session',
  visitor: 'homphieu_visitor',
  language: 'homphieu_lang',
} as const

/** What may be had without signing in. Everything else is behind the gate, also what does not exist. */
const open = new Set(['/sign-in', '/live'])
const isOpen = (path: string) => open.has(path) || path.startsWith('/assets/')

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Bound to the session, or before signing in to the visitor's cookie: a page of another site knows neither. */
const csrfOf = (token: string): string => createHmac('sha256', token).update('csrf').digest('base64url')

function sameText(one: string, other: string): boolean {
  return timingSafeEqual(hashOf(one), hashOf(other))
}

/** Reads who asks, in which language; keeps strangers out; and checks every form for its token. */
export function gate(app: FastifyInstance, options: DeskOptions): void {
  app.decorateRequest('visit')
  app.addHook('onRequest', async (request, reply) => {
    const now = options.clock()
    const path = request.url.split('?')[0] ?? '/'
    const query = plainTexts(request.query)
    const lang = language(request, reply, query.lang, options)
    const session = request.cookies[cookies.session]
    const user =
      session && !path.startsWith('/assets/')
        ? await sessionUser(options.database, hashOf(session), {
            now,
            idleSince: new Date(now.getTime() - sessionLimits.idle),
            openedSince: new Date(now.getTime() - sessionLimits.absolute),
          })
        : null
    const token = user && session ? session : isOpen(path) ? visitorToken(request, reply, path, options) : ''
    const done = query.done ?? null
    const people = user ? await displayNames(options.database) : new Map<string, string>()
    const { lang: _, done: __, ...rest } = query
    request.visit = {
      t: texts[lang],
      lang,
      user,
      people,
      csrf: csrfOf(token),
      reading: request.method === 'GET',
      path,
      query: rest,
      now,
      done,
    }
    if (user || isOpen(path)) return
    if (request.method === 'GET' && !path.startsWith('/pulse') && !path.startsWith('/queue/board'))
      return reply.redirect(`/sign-in?to=${encodeURIComponent(withQuery(path, rest))}`, 303)
    // A form sent by the browser itself is answered with a page, what a script asks for with a sentence.
    if (request.headers.accept?.includes('text/html')) throw new Refused('signedOut')
    return reply.code(401).type('text/plain; charset=utf-8').send(texts[lang].live.signedOut)
  })
  app.addHook('preHandler', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    if (!isFromOurOwnPage(request)) {
      // Bull Board answers errors by itself, as faults of the server.
      if (isBoard(request))
        return reply.code(403).type('text/plain; charset=utf-8').send('not from this site\n')
      throw new Refused('stale')
    }
    // Its own calls carry no token of ours: they are JSON, which no other site's form can send unasked.
    if (isBoard(request)) return
    if (!sameText(formOf(request).csrf ?? '', request.visit.csrf)) throw new Refused('stale')
  })
}

const isBoard = (request: FastifyRequest) => request.visit.path.startsWith('/queue/board/')

/** A browser names the page that sends a form. */
function isFromOurOwnPage(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') return false
  const origin = request.headers.origin
  if (origin && (!URL.canParse(origin) || new URL(origin).host !== request.host)) return false
  return !isBoard(request) || Boolean(site || origin)
}

function language(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: string | undefined,
  options: DeskOptions,
): Language {
  if (isLanguage(asked)) {
    reply.setCookie(cookies.language, asked, { ...cookie(options), maxAge: 365 * 24 * 3600 })
    return asked
  }
  const kept = request.cookies[cookies.language]
  return isLanguage(kept) ? kept : 'vi'
}

function visitorToken(
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  options: DeskOptions,
): string {
  const kept = request.cookies[cookies.visitor]
  if (path !== '/sign-in') return ''
  if (kept && kept.length === 43) return kept
  const token = newToken()
  reply.setCookie(cookies.visitor, token, cookie(options))
  return token
}

/** Lax, not Strict: a link to a submission in a colleague's mail must not ask for the password again. */
function cookie(options: DeskOptions) {
  return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: options.config.secureCookies }
}

export function setSession(reply: FastifyReply, token: string, options: DeskOptions): void {
  reply.setCookie(cookies.session, token, cookie(options))
  reply.clearCookie(cookies.visitor, { path: '/' })
}

export function sessionToken(request: FastifyRequest): string | null {
  return request.cookies[cookies.session] ?? null
}

export function clearSession(reply: FastifyReply): void {
  reply.clearCookie(cookies.session, { path: '/' })
}
