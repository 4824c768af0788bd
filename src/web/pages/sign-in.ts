import type { FastifyInstance } from 'fastify'
import {
  closeSession,
  forgetOldSessions,
  forgetSignInFailures,
  noteSignInFailure,
  openSession,
  signInFailures,
  userByName,
} from '../../records/accounts.ts'
import type { Database } from '../../records/database.ts'
import { appendHistory } from '../../records/history.ts'
import { ownPath } from '../addresses.ts'
import { type Html, html } from '../html.ts'
import { csrfField, layout } from '../layout.ts'
import { passwordFits } from '../passwords.ts'
import { clearSession, hashOf, newToken, sessionLimits, sessionToken, setSession } from '../session.ts'
import { type DeskOptions, formOf, seeOther, show, type Visit } from '../visit.ts'

/** Within a quarter of an hour. An address may stand for a whole office, an account for one person. */
const failureLimits = { windowMs: 15 * 60_000, account: 8, address: 40 } as const

export function signInPages(app: FastifyInstance, options: DeskOptions): void {
  const { database } = options
  app.get('/live', async (_request, reply) => reply.type('text/plain').send('ok\n'))

  app.get('/sign-in', async (request, reply) => {
    const { visit } = request
    const to = ownPath(visit.query.to)
    if (visit.user) return seeOther(reply, to)
    return show(reply, signInPage(visit, { to, name: '', problem: null }))
  })

  // Guesses sent all at once would all be under way before the first of them is counted as a failure.
  const atOnce = { rateLimit: { max: 100, timeWindow: 60_000 } }
  app.post('/sign-in', { config: atOnce }, async (request, reply) => {
    const { visit } = request
    const form = formOf(request)
    const to = ownPath(form.to)
    const name = (form.name ?? '').trim().toLowerCase().slice(0, 100)
    const address = request.ip
    if (await tooManyFailures(database, { account: name, address }, visit.now)) {
      options.log.warn({ account: name, address }, 'sign-in refused: too many failures')
      return show(reply, signInPage(visit, { to, name, problem: visit.t.signIn.tooMany }), 429)
    }
    const user = await userByName(database, name)
    const fits = await passwordFits(user && !user.disabledAt ? user.passwordHash : null, form.password ?? '')
    if (!user || !fits) {
      await noteSignInFailure(database, { account: name, address, at: visit.now })
      options.log.warn({ account: name, address }, 'sign-in failed')
      return show(reply, signInPage(visit, { to, name, problem: visit.t.signIn.wrong }), 401)
    }
    const before = sessionToken(request)
    if (before) await closeSession(database, hashOf(before))
    const token = newToken()
    await forgetSignInFailures(database, name)
    await forgetOldSessions(database, {
      idleSince: new Date(visit.now.getTime() - sessionLimits.idle),
      openedSince: new Date(visit.now.getTime() - sessionLimits.absolute),
      failuresSince: new Date(visit.now.getTime() - 3_600_000),
    })
    await openSession(database, user.id, hashOf(token), visit.now)
    await appendHistory(database, [
      { actor: `user:${user.name}`, record: 'user', recordId: user.id, action: 'signed-in', note: address },
    ])
    setSession(reply, token, options)
    return seeOther(reply, to)
  })

  app.post('/sign-out', async (request, reply) => {
    const token = sessionToken(request)
    if (token) await closeSession(database, hashOf(token))
    clearSession(reply)
    return seeOther(reply, '/sign-in')
  })
}

export async function tooManyFailures(
  database: Database,
  who: { account: string; address: string },
  now: Date,
): Promise<boolean> {
  const since = new Date(now.getTime() - failureLimits.windowMs)
  const failed = await signInFailures(database, { ...who, since })
  return failed.account >= failureLimits.account || failed.address >= failureLimits.address
}

function signInPage(visit: Visit, form: { to: string; name: string; problem: string | null }): Html {
  const { signIn } = visit.t
  // The name stands there already: it is the password that is typed again.
  const again = form.problem !== null && form.name !== ''
  return layout(visit, {
    title: signIn.title,
    body: html`<section class="sign-in"><img src="/assets/box.svg" width="56" height="56" alt="">
<h1>${visit.t.product}</h1><p class="lead">${signIn.lead}</p>
${form.problem ? html`<p class="problem" role="alert" id="problem">${form.problem}</p>` : null}
<form method="post" action="/sign-in">${csrfField(visit)}<input type="hidden" name="to" value="${form.to}">
<label for="name">${signIn.name}</label>
<input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required value="${form.name}" maxlength="100"${form.problem ? html` aria-describedby="problem"` : null}${again ? null : html` autofocus`}>
<label for="password">${signIn.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"${again ? html` autofocus aria-describedby="problem"` : null}>
<button class="primary">${signIn.submit}</button></form>
<p class="hint">${signIn.noAccount}</p></section>`,
  })
}
