import type { FastifyInstance, FastifyReply } from 'fastify'
import {
  changeUser,
  forgetSignInFailures,
  noteSignInFailure,
  openSession,
  userByName,
} from '../../records/accounts.ts'
import { appendHistory } from '../../records/history.ts'
import { html } from '../html.ts'
import { csrfField, layout, notice } from '../layout.ts'
import { hashPassword, passwordFits, passwordLength, passwordProblem } from '../passwords.ts'
import { hashOf, newToken, setSession } from '../session.ts'
import { type DeskOptions, formOf, type SignedIn, seeOther, show, signedIn } from '../visit.ts'
import { tooManyFailures } from './sign-in.ts'

/** One's own account: the password is for its owner to change. */
export function accountPage(app: FastifyInstance, options: DeskOptions): void {
  const { database } = options

  app.get('/account', async (request, reply) => page(reply, signedIn(request), null))

  app.post('/account', async (request, reply) => {
    const visit = signedIn(request)
    const { t, now } = visit
    const { id, name } = visit.user
    const form = formOf(request)
    const who = { account: name, address: request.ip }
    // A machine left unlocked must not be a place to guess the password at leisure.
    if (await tooManyFailures(database, who, now)) return page(reply, visit, t.signIn.tooMany, 429)
    const user = await userByName(database, name)
    if (!(await passwordFits(user?.passwordHash ?? null, form.current ?? ''))) {
      await noteSignInFailure(database, { ...who, at: now })
      return page(reply, visit, t.accounts.wrongPassword, 422)
    }
    const problem = passwordProblem(form.password ?? '', t)
    if (problem) return page(reply, visit, problem, 422)
    if (form.password !== form.again) return page(reply, visit, t.accounts.notTheSame, 422)
    await changeUser(database, id, { passwordHash: await hashPassword(form.password ?? '') })
    await forgetSignInFailures(database, name)
    await appendHistory(database, [
      { actor: `user:${name}`, record: 'user', recordId: id, action: 'password-changed' },
    ])
    // All sessions have ended with the old password; this one goes on under a new token.
    const token = newToken()
    await openSession(database, id, hashOf(token), now)
    setSession(reply, token, options)
    return seeOther(reply, '/account?done=password-changed')
  })
}

function page(reply: FastifyReply, visit: SignedIn, problem: string | null, status = 200): FastifyReply {
  const { t, user } = visit
  const field = (name: string, label: string, autocomplete: string) =>
    html`<label for="${name}">${label}</label><input id="${name}" name="${name}" type="password" autocomplete="${autocomplete}" required maxlength="${passwordLength.most}"${problem ? html` aria-describedby="problem"` : null}>`
  return show(
    reply,
    layout(visit, {
      title: t.accounts.own,
      body: html`<section class="sign-in"><h1>${t.accounts.own}</h1><p class="lead">${user.displayName} · ${user.name} · ${t.roles[user.role]}</p>${notice(visit)}
${problem ? html`<p class="problem" role="alert" id="problem">${problem}</p>` : null}
<form method="post" action="/account">${csrfField(visit)}<input type="text" name="username" value="${user.name}" autocomplete="username" hidden>
${field('current', t.accounts.currentPassword, 'current-password')}
${field('password', t.accounts.newPassword, 'new-password')}
${field('again', t.accounts.again, 'new-password')}
<p class="hint">${t.accounts.passwordHint(String(passwordLength.least))}</p>
<button class="primary">${t.accounts.changePassword}</button></form></section>`,
    }),
    status,
  )
}
