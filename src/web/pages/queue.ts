import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import type { FastifyInstance } from 'fastify'
import { queueNames } from '../../queue/jobs.ts'
import { sendBackToReader } from '../../records/documents.ts'
import { type FolderRow, folders } from '../../records/folders.ts'
import { appendHistory } from '../../records/history.ts'
import { failures, lastMailAt } from '../../records/mail-list.ts'
import { reopenMail } from '../../records/mails.ts'
import { type Counts, counts } from '../../records/overview.ts'
import { lastChange } from '../../records/overview-page.ts'
import { moment, number } from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import { csrfField, layout } from '../layout.ts'
import { mailboxTrouble } from '../parts/mailbox-trouble.ts'
import { type DeskOptions, formOf, may, Refused, seeOther, show, signedIn, type Visit } from '../visit.ts'

const board = '/queue/board'

/** Its own types differ under exactOptionalPropertyTypes; it is the adapter made for this. */
type BoardServer = Parameters<typeof createBullBoard>[0]['serverAdapter']

/** What the operator must know, in plain words, and the queue monitor below it. */
export async function queuePages(app: FastifyInstance, options: DeskOptions): Promise<void> {
  const { database, queues } = options

  // Also before Bull Board's own routes.
  app.addHook('preHandler', async (request, reply) => {
    const { path, user, t } = request.visit
    if (!(path === '/queue' || path.startsWith('/queue/')) || may(user, 'operate')) return
    // Bull Board answers errors by itself, as faults of the server.
    if (path.startsWith(board))
      return reply.code(403).type('text/plain; charset=utf-8').send(`${t.errors.forbidden.what}\n`)
    throw new Refused('forbidden')
  })

  app.get('/queue', async (request, reply) => {
    const visit = signedIn(request)
    const { t } = visit
    const [watched, now, failed, last, seen] = await Promise.all([
      folders(database),
      counts(database),
      failures(database),
      lastMailAt(database),
      lastChange(database),
    ])
    const body = html`<div class="list-page"><h1>${t.queue.title}</h1>
${visit.query.retried ? html`<p class="notice" role="status" tabindex="-1">${t.queue.retried(visit.query.retried.replace(/\D/g, ''))}</p>` : null}
<div data-swap="list"><div class="columns"><section class="card"><h2>${t.queue.mailbox}</h2>${watched.length === 0 ? html`<p class="empty">${t.queue.noMailbox}</p>` : watched.map((folder) => folderView(folder, visit))}<p>${t.queue.lastMail}: <b>${last ? moment(last) : t.queue.never}</b></p></section>
<section class="card"><h2>${t.queue.waiting}</h2>${waitingView(now, visit)}</section></div>
<section class="card"><h2>${t.queue.failed} <small>${failed.length}</small></h2>${
      failed.length === 0
        ? html`<p class="empty">${t.queue.noFailures}</p>`
        : html`<div class="scroll"><table class="list"><thead><tr><th scope="col">${t.queue.what}</th><th scope="col">${t.queue.why}</th><th scope="col">${t.queue.when}</th><th scope="col"><span class="sr">${t.queue.retry}</span></th></tr></thead><tbody>${failed.map(
            (one) =>
              html`<tr><th scope="row"><a href="/mails/${one.mailId}">${t.mails.one(String(one.mailId))}</a> ${foreign(one.name)}</th><td class="problem-text">${foreign(visit.lang === 'vi' ? one.problem : one.problemEn, visit.lang)}</td><td class="nowrap">${moment(one.at)}</td><td><form method="post" action="/queue/retry">${csrfField(visit)}<input type="hidden" name="mail" value="${one.mailId}"><button>${t.queue.retry}</button></form></td></tr>`,
          )}</tbody></table></div><form method="post" action="/queue/retry">${csrfField(visit)}<button class="primary">${t.queue.retryAll}</button></form>`
    }</section></div>
<section class="card"><h2>${t.queue.monitor}</h2>${queues ? html`<iframe class="board" src="${board}/" title="${t.queue.monitor}"></iframe>` : html`<p class="empty">${t.queue.noQueues}</p>`}</section></div>`
    return show(reply, layout(visit, { title: t.queue.title, at: 'queue', body, live: { seen } }))
  })

  app.post('/queue/retry', async (request, reply) => {
    const visit = signedIn(request)
    const { mail } = formOf(request)
    if (mail !== undefined && !/^\d{1,15}$/.test(mail)) throw new Refused('invalid')
    const failed = await failures(database)
    const wanted = failed.filter(({ mailId }) => mail === undefined || mailId === Number(mail))
    const mails = [
      ...new Set(wanted.filter(({ documentId }) => documentId === null).map(({ mailId }) => mailId)),
    ]
    for (const id of mails) await reopenMail(database, id)
    const others = [...new Set(wanted.map(({ mailId }) => mailId))]
    const documents = await sendBackToReader(database, { failedOnly: true, mails: others })
    await appendHistory(
      database,
      others.map((recordId) => ({
        actor: `user:${visit.user.name}`,
        record: 'mail',
        recordId,
        action: 'retried',
      })),
    )
    await queues?.revive('open', ...mails.map((mailId) => ({ mailId })))
    await queues?.revive('read', ...documents.map((documentId) => ({ documentId })))
    return seeOther(reply, `/queue?retried=${mails.length + documents.length}`)
  })

  if (!queues) return
  const adapter = new FastifyAdapter()
  createBullBoard({
    queues: queueNames.map((name) => new BullMQAdapter(queues.get(name))),
    serverAdapter: adapter as unknown as BoardServer,
    options: { uiConfig: { boardTitle: 'Hòm Phiếu', hideRedisDetails: true } },
  })
  adapter.setBasePath(board)
  await app.register(async (scope) => {
    // Bull Board puts styles into its page and stands in a frame of ours; it still runs no script but its own.
    scope.addHook('onSend', async (_request, reply, payload) => {
      reply.header(
        'content-security-policy',
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
      )
      reply.header('x-frame-options', 'SAMEORIGIN')
      return payload
    })
    await scope.register(adapter.registerPlugin(), { prefix: board })
  })
}

function folderView(folder: FolderRow, { t }: Visit): Html {
  const connected = folder.state === 'connected'
  return html`<div class="folder"><p><b>${foreign(folder.mailbox)}</b> / ${foreign(folder.folder)}</p><p class="${connected ? 'good' : 'problem-text'}">${connected && folder.connectedAt ? t.queue.connected(moment(folder.connectedAt)) : (t.queue.states[folder.state] ?? t.queue.notConnected)}</p>${folder.problem ? troubleView(folder.problem, t) : null}<p class="muted">${t.queue.lastPoll}: ${folder.lastPollAt ? moment(folder.lastPollAt) : t.queue.never} · ${t.queue.lastReconcile}: ${folder.reconciledAt ? moment(folder.reconciledAt) : t.queue.never}</p></div>`
}

/** In plain words first; the server's own for whoever must look deeper. */
function troubleView(problem: string, t: Visit['t']): Html {
  const words = mailboxTrouble(problem, t)
  return html`<p class="problem">${words ?? foreign(problem)}${words ? html` <small>${foreign(problem)}</small>` : null}</p>`
}

function waitingView(now: Counts, { t, lang }: Visit): Html {
  return html`<ul class="lines">${(
    [
      [now.toOpen, t.queue.toOpen],
      [now.toRead, t.queue.toRead],
      [now.toAssess, t.queue.toAssess],
    ] as const
  ).map(([n, text]) => html`<li><strong>${number(n, lang)}</strong> ${text}</li>`)}</ul>`
}
