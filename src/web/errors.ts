import type { FastifyInstance } from 'fastify'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'
import { texts } from './texts/languages.ts'
import { Refused, show, type Visit } from './visit.ts'

/** Whatever goes wrong is a page that says what happened and what to do. */
export function errorPages(app: FastifyInstance): void {
  app.setNotFoundHandler(async (request, reply) =>
    show(reply, errorPage(request.visit ?? nobody(request.url), 'notFound'), 404),
  )
  app.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const visit = request.visit ?? nobody(request.url)
    if (error instanceof Refused) return show(reply, errorPage(visit, error.kind), error.status)
    const status = error.statusCode ?? 500
    if (status === 429) return show(reply, errorPage(visit, 'tooMany'), 429)
    if (status >= 400 && status < 500) return show(reply, errorPage(visit, 'invalid'), status)
    request.log.error({ err: error, path: visit.path }, 'a page failed')
    return isAway(error)
      ? show(reply, errorPage(visit, 'away'), 503)
      : show(reply, errorPage(visit, 'fault', request.id), 500)
  })
}

/** Postgres could not be reached, or is going down or coming up. */
function isAway(error: { code?: string; message: string }): boolean {
  return (
    /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|57P0\d|08\d\d\d)$/.test(error.code ?? '') ||
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  )
}

/** An error before anything is known of the request. */
function nobody(url: string): Visit {
  return {
    t: texts.vi,
    lang: 'vi',
    user: null,
    people: new Map(),
    csrf: '',
    reading: true,
    path: url.split('?')[0] ?? '/',
    query: {},
    now: new Date(0),
    done: null,
  }
}

function errorPage(visit: Visit, kind: Exclude<keyof Visit['t']['errors'], 'home'>, code?: string): Html {
  const { errors } = visit.t
  const words = errors[kind]
  return layout(visit, {
    title: words.title,
    ...(visit.reading ? {} : { here: '/' }),
    body: html`<section class="error"><h1>${words.title}</h1><p>${words.what}</p>
<p>${words.todo}${code ? html` <code>${code}</code>` : null}</p>
<p><a class="button" href="/">${errors.home}</a></p></section>`,
  })
}
