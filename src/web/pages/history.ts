import type { FastifyInstance } from 'fastify'
import { listUsers } from '../../records/accounts.ts'
import { type HistoryQuery, historyList } from '../../records/history-list.ts'
import { lastChange } from '../../records/overview-page.ts'
import { withQuery } from '../addresses.ts'
import { html } from '../html.ts'
import { layout } from '../layout.ts'
import { select } from '../parts/badges.ts'
import { historyTable } from '../parts/history-table.ts'
import { type DeskOptions, show, signedIn } from '../visit.ts'

const pageSize = 100

function whoIs(chosen: string): HistoryQuery['who'] {
  if (chosen.startsWith('user:')) return { user: chosen.slice('user:'.length) }
  return chosen === 'system' || chosen === 'people' ? chosen : null
}

/** Who changed what, over all records, newest first; what people did, unless the machine's steps are asked for. */
export function historyPages(app: FastifyInstance, options: DeskOptions): void {
  app.get('/history', async (request, reply) => {
    const visit = signedIn(request)
    const { t, query } = visit
    const before = /^\d{1,15}$/.test(query.before ?? '') ? Number(query.before) : null
    const chosen = query.user ? `user:${query.user}` : (query.who ?? 'people')
    const signIns = query['sign-ins'] === '1'
    const [entries, users, seen] = await Promise.all([
      historyList(options.database, {
        who: whoIs(chosen),
        record: query.record && Object.hasOwn(t.history.records, query.record) ? query.record : null,
        signIns,
        before,
        limit: pageSize,
      }),
      listUsers(options.database),
      lastChange(options.database),
    ])
    const last = entries.at(-1)
    const body = html`<div class="list-page"><h1>${t.history.title}</h1><p class="hint">${t.history.lead}</p>
<form class="filters" method="get" action="/history" data-auto>${select('who', t.history.who, chosen, [
      ['people', t.history.people],
      ...users.map(({ name, displayName }) => [`user:${name}`, displayName] as const),
      ['system', t.history.machine],
      ['all', t.history.everybody],
    ])}${select('record', t.history.record, query.record ?? '', [['', t.history.allRecords], ...Object.entries(t.history.records)])}<span class="checks"><label class="check"><input type="checkbox" name="sign-ins" value="1"${signIns ? html` checked` : null}>${t.history.signIns}</label></span><button>${t.list.apply}</button></form>
<div data-swap="list">${entries.length === 0 ? html`<p class="empty">${chosen === 'all' ? t.history.empty : t.history.nothingFound}</p>` : historyTable(entries, visit, true)}
<nav class="pager" aria-label="${t.list.pages}">${before === null ? null : html`<a class="button" href="${withQuery(visit.path, query, { before: null })}">${t.history.newest}</a>`}${last && entries.length === pageSize ? html`<a class="button" rel="next" href="${withQuery(visit.path, query, { before: last.id })}">${t.history.older}</a>` : null}</nav></div></div>`
    return show(
      reply,
      layout(visit, {
        title: t.history.title,
        at: 'history',
        body,
        ...(before === null ? { live: { seen } } : {}),
      }),
    )
  })
}
