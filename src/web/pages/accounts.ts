import type { FastifyInstance, FastifyReply } from 'fastify'
import { addUser, changeUser, listUsers, type Role, roles, type User } from '../../records/accounts.ts'
import { appendHistory, type Change } from '../../records/history.ts'
import { moment } from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import { csrfField, layout, notice } from '../layout.ts'
import { select } from '../parts/badges.ts'
import { hashPassword, passwordLength, passwordProblem } from '../passwords.ts'
import {
  type DeskOptions,
  formOf,
  idIn,
  may,
  Refused,
  type SignedIn,
  seeOther,
  show,
  signedIn,
  type Visit,
  written,
} from '../visit.ts'

/** The accounts of the desk, for its administrator. An account is never deleted: the history names it. */
export function accountsPage(app: FastifyInstance, options: DeskOptions): void {
  const { database } = options

  app.get('/accounts', async (request, reply) => page(reply, administrator(signedIn(request)), null))

  app.post('/accounts', async (request, reply) => {
    const visit = administrator(signedIn(request))
    const form = formOf(request)
    const name = (form.name ?? '').trim().toLowerCase()
    const role = roleOf(form.role)
    if (!/^[a-z0-9][a-z0-9._-]{0,39}$/.test(name)) return page(reply, visit, visit.t.accounts.badName)
    const problem = passwordProblem(form.password ?? '', visit.t)
    if (problem) return page(reply, visit, problem)
    const id = await addUser(database, {
      name,
      displayName: written(form.displayName, 100) ?? name,
      role,
      passwordHash: await hashPassword(form.password ?? ''),
    })
    if (id === null) return page(reply, visit, visit.t.accounts.taken(name))
    await note(visit, id, { action: 'added', after: { name, role } })
    return seeOther(reply, '/accounts?done=account-added')
  })

  app.post('/accounts/:id', async (request, reply) => {
    const visit = administrator(signedIn(request))
    const form = formOf(request)
    const id = idIn(request)
    const user = (await listUsers(database)).find((one) => one.id === id)
    if (!user) throw new Refused('notFound')
    if (form.action === 'password') {
      const problem = passwordProblem(form.password ?? '', visit.t)
      if (problem) return page(reply, visit, problem)
      await changeUser(database, id, { passwordHash: await hashPassword(form.password ?? '') })
      await note(visit, id, { action: 'password-changed' })
    } else {
      // Whoever could lock out or demote themselves might leave a desk that nobody administers.
      if (id === visit.user.id) return page(reply, visit, visit.t.accounts.notYourself)
      await changeAccount(visit, user, form)
    }
    return seeOther(reply, '/accounts?done=account-changed')
  })

  async function changeAccount(
    visit: SignedIn,
    user: User,
    form: Readonly<Record<string, string>>,
  ): Promise<void> {
    if (form.action === 'role') {
      const role = roleOf(form.role)
      await changeUser(database, user.id, { role })
      await note(visit, user.id, {
        action: 'role-changed',
        before: { role: user.role },
        after: { role },
      })
    } else if (form.action === 'disable') {
      await changeUser(database, user.id, { disabledAt: visit.now })
      await note(visit, user.id, { action: 'disabled' })
    } else if (form.action === 'enable') {
      await changeUser(database, user.id, { disabledAt: null })
      await note(visit, user.id, { action: 'enabled' })
    } else throw new Refused('invalid')
  }

  async function note(
    visit: SignedIn,
    recordId: number,
    change: Pick<Change, 'action' | 'before' | 'after'>,
  ) {
    await appendHistory(database, [{ actor: `user:${visit.user.name}`, record: 'user', recordId, ...change }])
  }

  async function page(reply: FastifyReply, visit: SignedIn, problem: string | null): Promise<FastifyReply> {
    const { t } = visit
    const users = await listUsers(database)
    const body = html`<div class="list-page"><h1>${t.accounts.title}</h1><p class="hint">${t.accounts.lead}</p>${notice(visit)}
${problem ? html`<p class="problem" role="alert">${problem}</p>` : null}
<div class="scroll"><table class="list accounts"><thead><tr><th scope="col">${t.accounts.name}</th><th scope="col">${t.accounts.displayName}</th><th scope="col">${t.accounts.role}</th><th scope="col">${t.accounts.lastSignIn}</th><th scope="col">${t.accounts.password}</th><th scope="col">${t.accounts.state}</th></tr></thead><tbody>${users.map(
      (user) => row(user, visit),
    )}</tbody></table></div>
<dl class="facts roles">${roles.map((role) => html`<dt>${t.roles[role]}</dt><dd>${t.accounts.roles[role]}</dd>`)}</dl>
<section class="card"><h2>${t.accounts.add}</h2><form method="post" action="/accounts" class="filters">${csrfField(visit)}
<label>${t.accounts.name}<input name="name" required maxlength="40" pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*" title="${t.accounts.badName}" autocomplete="off" autocapitalize="none" spellcheck="false"></label>
<label>${t.accounts.displayName}<input name="displayName" maxlength="100" autocomplete="off"></label>
${select('role', t.accounts.role, 'reviewer', roleChoices(t))}
<label>${t.accounts.password}<input name="password" type="password" required minlength="${passwordLength.least}" maxlength="${passwordLength.most}" autocomplete="new-password"></label>
<button class="primary">${t.accounts.add}</button></form><p class="hint">${t.accounts.passwordHint(String(passwordLength.least))}</p></section></div>`
    return show(reply, layout(visit, { title: t.accounts.title, at: 'accounts', body }), problem ? 422 : 200)
  }
}

function administrator(visit: SignedIn): SignedIn {
  if (!may(visit.user, 'administer')) throw new Refused('forbidden')
  return visit
}

function roleOf(text: string | undefined): Role {
  const role = roles.find((one) => one === text)
  if (!role) throw new Refused('invalid')
  return role
}

const roleChoices = (t: Visit['t']) => roles.map((role) => [role, t.roles[role]] as const)

function row(user: User, visit: SignedIn): Html {
  const { t } = visit
  const own = user.id === visit.user.id
  const act = (content: Html, look = '') =>
    html`<form method="post" action="/accounts/${user.id}" class="${look}">${csrfField(visit)}${content}</form>`
  return html`<tr${user.disabledAt ? html` class="off"` : null}><th scope="row">${user.name}</th><td>${foreign(user.displayName)}</td><td>${
    own
      ? t.roles[user.role]
      : act(
          html`<select name="role" aria-label="${t.accounts.role}: ${user.name}">${roleChoices(t).map(([role, text]) => html`<option value="${role}"${role === user.role ? html` selected` : null}>${text}</option>`)}</select> <button name="action" value="role">${t.accounts.change}</button>`,
          'inline',
        )
  }</td><td class="nowrap">${user.lastSignInAt ? moment(user.lastSignInAt) : t.accounts.never}</td><td>${
    own
      ? html`<a href="/account">${t.accounts.changePassword}</a>`
      : html`<details class="close"><summary>${t.accounts.reset}</summary>${act(html`<label>${t.accounts.newPassword}<input name="password" type="password" required minlength="${passwordLength.least}" maxlength="${passwordLength.most}" autocomplete="new-password"></label><button name="action" value="password">${t.accounts.reset}</button>`)}</details>`
  }</td><td><span class="state"><span>${user.disabledAt ? t.accounts.disabledSince(moment(user.disabledAt)) : t.accounts.active}</span>${
    own
      ? null
      : act(
          user.disabledAt
            ? html`<button name="action" value="enable" class="quiet">${t.accounts.enable}</button>`
            : // Asked first: whoever is locked out loses what they were writing.
              html`<details class="close"><summary>${t.accounts.disable}</summary><p class="hint">${t.accounts.disableAsks}</p><button name="action" value="disable" class="danger">${t.accounts.disableConfirm(user.name)}</button></details>`,
          user.disabledAt ? 'inline' : '',
        )
  }</span></td></tr>`
}
