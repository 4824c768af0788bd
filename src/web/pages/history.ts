import type { FastifyInstance } from 'fastify'
import { historyList } from '../../records/history-list.ts'
import { withQuery } from '../addresses.ts'
import { html } from '../html.ts'
import { layout } from '../layout.ts'
import { select } from '../parts/badges.ts'
import { historyTable } from '../parts/history-table.ts'
import { type DeskOptions, show, signedIn } from '../visit.ts'

const pageSize = 100

/** Who changed what, over all records, newest first. */
export function historyPages(app: FastifyInstance, options: DeskOptions): void {
  app.get('/history', async (request, reply) => {
    const visit = signedIn(request)
    const { t, query } = visit
    const before = /^\d{1,15}$/.test(query.before ?? '') ? Number(query.before) : null
    const who =
      query.who === 'people' || query.who === 'system' ? query.who : query.user ? { user: query.user } : null
    const entries = await historyList(options.database, {
      who,
      record: query.record && Object.hasOwn(t.history.records, query.record) ? query.record : null,
      before,
      limit: pageSize,
    })
    const last = entries.at(-1)
    const body = html`<div class="list-page"><h1>${t.history.title}</h1><p class="hint">${t.history.lead}</p>
<form class="filters" method="get" action="/history" data-auto>${select(
      'who',
      t.history.who,
      query.who ?? '',
      [
        ['', t.history.everybody],
        ['people', t.history.people],
        ['system', t.history.machine],
      ],
    )}${select('record', t.history.record, query.record ?? '', [['', t.history.allRecords], ...Object.entries(t.history.records)])}<button>${t.list.apply}</button></form>
<div data-swap="list">${entries.length === 0 ? html`<p class="empty">${t.history.empty}</p>` : historyTable(entries, visit, true)}
<nav class="pager" aria-label="${t.list.pages}">${before === null ? null : html`<a class="button" href="${withQuery(visit.path, query, { before: null })}">${t.history.newest}</a>`}${last && entries.length === pageSize ? html`<a class="button" rel="next" href="${withQuery(visit.path, query, { before: last.id })}">${t.history.older}</a>` : null}</nav></div></div>`
    return show(
      reply,
      layout(visit, {
        title: t.history.title,
        at: 'history',
        body,
        ...(before === null && entries[0] ? { live: { seen: entries[0].id } } : {}),
      }),
    )
  })
}
