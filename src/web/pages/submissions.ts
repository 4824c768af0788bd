import type { FastifyInstance } from 'fastify'
import { silentAgencies } from '../../records/agency-page.ts'
import { lastChange } from '../../records/overview-page.ts'
import { type WorkListRow, workList, workListChoices } from '../../records/work-list.ts'
import { ruleName } from '../../survey/rules/names.ts'
import { pageNumber, withQuery } from '../addresses.ts'
import { moment, number } from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import { layout } from '../layout.ts'
import { type Group, groups, listOf, listPageSize, listQuery } from '../list-query.ts'
import { agencyTitle, flagCounts, memberOf, pager, select, stateBadge } from '../parts/badges.ts'
import { type DeskOptions, show, signedIn, type Visit } from '../visit.ts'

const namedAtMost = 8

export function submissionListPage(app: FastifyInstance, options: DeskOptions): void {
  app.get('/submissions', async (request, reply) => {
    const visit = signedIn(request)
    const query = listQuery(visit.query)
    const [list, silent, choices, seen] = await Promise.all([
      workList(options.database, query),
      // "văn phòng" stands in the names of all: that asks for nobody.
      query.named.length > namedAtMost ? [] : silentAgencies(options.database, query.named),
      workListChoices(options.database),
      lastChange(options.database),
    ])
    const { t } = visit
    const filtered = Object.keys(visit.query).some((name) => name !== 'page' && name !== 'sort')
    const body = html`<div class="list-page"><h1>${t.list.title} <small>${t.list.found(number(list.total, visit.lang))}</small></h1>
${filters(visit, choices)}
<div data-swap="list">${silent.length === 0 ? null : html`<p class="notice warn">${silent.map(({ id, short }, index) => html`${index > 0 ? ' · ' : null}<a href="/agencies/${id}" lang="vi">${short}</a>`)}: ${t.agencies.notYet}${list.total > 0 ? html`. ${t.list.othersFound}` : null}</p>`}${
      list.rows.length === 0
        ? html`<p class="empty">${filtered ? t.list.nothingFound : t.list.empty}</p>`
        : html`<div class="scroll"><table class="list"><thead><tr><th scope="col" class="n">#</th><th scope="col">${t.list.agency}</th><th scope="col">${t.list.state}</th><th scope="col" class="n">${t.list.doubts}</th><th scope="col">${t.list.flags}</th><th scope="col">${t.list.received}</th><th scope="col">${t.list.files}</th></tr></thead><tbody>${list.rows.map((row) => line(row, visit))}</tbody></table></div>`
    }
${pager(t, {
  page: pageNumber(visit.query.page),
  size: listPageSize,
  total: list.total,
  address: (page) => withQuery(visit.path, visit.query, { page }),
})}</div></div>`
    return show(reply, layout(visit, { title: t.list.title, at: 'submissions', body, live: { seen } }))
  })
}

function line(row: WorkListRow, { t, lang, query }: Visit): Html {
  const list = listOf(query)
  return html`<tr><td class="n muted">${row.id}</td><th scope="row"><a href="${withQuery(`/submissions/${row.id}`, list)}">${agencyTitle(row, t)}</a> ${memberOf(row, t)}${row.from ? html`<small class="from">${foreign(row.from)}</small>` : null}</th><td class="marks">${stateBadge(row, t)}${row.needsChoice ? html` <span class="badge soft">${t.list.chooseVersion}</span>` : null}${row.complete ? null : html` <span class="badge soft">${t.list.incomplete}</span>`}</td><td class="n${row.doubts > 0 ? '' : ' none'}">${row.doubts > 0 ? html`<b class="doubts">${number(row.doubts, lang)}<span class="phone"> ${t.list.doubts.toLowerCase()}</span></b>` : html`<span class="muted" aria-hidden="true">–</span><span class="sr">0</span>`}</td><td class="marks">${flagCounts(row, t)}</td><td class="nowrap">${moment(row.receivedAt)}${row.late ? html` <span class="badge soft late">${t.list.late}</span>` : null}</td><td>${row.formats.map((format) => t.formats[format] ?? format).join(', ')}${row.versions > 1 ? html` <span class="badge soft">${t.list.versions(String(row.versions))}</span>` : null}</td></tr>`
}

function filters(
  visit: Visit,
  choices: {
    rules: { rule: string; category: string; n: number }[]
    formats: { format: string; n: number }[]
  },
): Html {
  const { t, query } = visit
  const value = (name: string) => query[name] ?? ''
  const known = choices.rules.some(({ rule }) => rule === query.flag)
  return html`<form class="filters many" method="get" action="/submissions" role="search" data-auto>
<label class="search">${t.list.search}<input type="search" name="q" value="${value('q')}" placeholder="${t.list.searchHint}" data-search maxlength="200"></label>
<span class="acts"><button>${t.list.apply}</button> <a class="button quiet" href="/submissions">${t.list.clear}</a></span>
${select('state', t.list.state, value('state'), [
  ['', t.list.allStates],
  ['open', t.list.open],
  ['counted', t.list.counted],
  ...(['doubtful', 'flagged', 'ready', 'approved', 'sent-back', 'not-a-form'] as const).map(
    (state) => [state, t.states[state]] as const,
  ),
])}
${select('flag', t.list.flag, value('flag'), [
  ['', t.list.anyFlag],
  ...(['E', 'W', 'N'] as const).map((level) => [level, t.levels[level]] as const),
  ...(query.flag && !known && !['E', 'W', 'N'].includes(query.flag)
    ? [[query.flag, ruleName(query.flag, visit.lang)] as const]
    : []),
  ...choices.rules.map(({ rule, n }) => [rule, `${ruleName(rule, visit.lang)} (${n})`] as const),
])}
${select('group', t.list.group, value('group'), [
  ['', t.list.allGroups],
  ['asked', t.list.asked],
  ...(Object.keys(groups) as Group[]).map((group) => [group, t.groups[group]] as const),
  ['unknown', t.list.unknownAgency],
])}
${select('arrival', t.list.arrival, value('arrival'), [
  ['', t.list.anyArrival],
  ['on-time', t.list.onTime],
  ['late', t.list.late],
])}
${select('format', t.list.format, value('format'), [
  ['', t.list.allFormats],
  ...choices.formats.map(({ format, n }) => [format, `${t.formats[format] ?? format} (${n})`] as const),
])}
${select('sort', t.list.sort, value('sort') || (value('q').trim() ? '' : 'arrival'), [
  ...(value('q').trim() ? [['', t.list.bestMatch] as const] : []),
  ...Object.entries(t.list.sorts),
])}
<span class="checks"><label class="check"><input type="checkbox" name="doubts" value="1"${query.doubts === '1' ? html` checked` : null}>${t.list.doubtsOnly}</label>
<label class="check"><input type="checkbox" name="choice" value="1"${query.choice === '1' ? html` checked` : null}>${t.list.choiceOnly}</label>
<label class="check"><input type="checkbox" name="incomplete" value="1"${query.incomplete === '1' ? html` checked` : null}>${t.list.incompleteOnly}</label></span></form>`
}
