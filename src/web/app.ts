import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import serveStatic from '@fastify/static'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { errorPages } from './errors.ts'
import { accountPage } from './pages/account.ts'
import { accountsPage } from './pages/accounts.ts'
import { agencyPages } from './pages/agencies.ts'
import { agencyNoteRoute } from './pages/agency-notes.ts'
import { decisionRoutes } from './pages/decisions.ts'
import { documentPages } from './pages/documents.ts'
import { flagRoutes } from './pages/flags.ts'
import { historyPages } from './pages/history.ts'
import { mailDecisionRoutes } from './pages/mail-decisions.ts'
import { mailPages } from './pages/mails.ts'
import { overviewPage } from './pages/overview.ts'
import { pulseRoute } from './pages/pulse.ts'
import { queuePages } from './pages/queue.ts'
import { signInPages } from './pages/sign-in.ts'
import { submissionPages } from './pages/submission.ts'
import { submissionListPage } from './pages/submissions.ts'
import { toDoPages } from './pages/to-do.ts'
import { gate } from './session.ts'
import type { DeskOptions } from './visit.ts'

/** The review desk, ready to listen or to be asked by `inject`. */
export async function buildApp(options: DeskOptions): Promise<FastifyInstance> {
  const log: FastifyBaseLogger = options.log.child({ room: 'web' })
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // One proxy, our own: what it says of the client counts, what the client says of itself does not.
    trustProxy: (_address, hop) => options.config.trustProxy === true && hop === 0,
    // The largest form is an answer of 10,000 letters with its note.
    bodyLimit: 256 * 1024,
  })
  errorPages(app)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    hsts: options.config.secureCookies,
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(cookie)
  await app.register(formbody)
  // A ceiling per address that no officer reaches: the page of one submission asks for about ten pictures.
  await app.register(rateLimit, { max: 1200, timeWindow: 60_000 })
  await app.register(serveStatic, {
    root: fileURLToPath(new URL('assets', import.meta.url)),
    prefix: '/assets/',
    index: false,
    maxAge: '1h',
  })
  // Pages are never kept by a proxy or the browser's cache: the next person at the machine would see them.
  app.addHook('onSend', async (request, reply, payload) => {
    if (!reply.hasHeader('cache-control') && !request.url.startsWith('/assets/'))
      reply.header('cache-control', 'no-store')
    return payload
  })
  gate(app, options)
  signInPages(app, options)
  overviewPage(app, options)
  submissionListPage(app, options)
  submissionPages(app, options)
  decisionRoutes(app, options)
  flagRoutes(app, options)
  documentPages(app, options)
  agencyPages(app, options)
  agencyNoteRoute(app, options)
  mailPages(app, options)
  mailDecisionRoutes(app, options)
  toDoPages(app, options)
  await queuePages(app, options)
  historyPages(app, options)
  accountPage(app, options)
  accountsPage(app, options)
  pulseRoute(app, options)
  return app
}
