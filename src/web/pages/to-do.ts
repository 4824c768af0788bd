import type { FastifyInstance } from 'fastify'
import { lastChange } from '../../records/overview-page.ts'
import { type OpenFlag, openFlags } from '../../records/to-do.ts'
import { ruleName } from '../../survey/rules/names.ts'
import { pageNumber, withQuery } from '../addresses.ts'
import { moment, number } from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import { csrfField, layout, notice } from '../layout.ts'
import { agencyTitle, levelBadge, memberOf, pager, ruleId, select } from '../parts/badges.ts'
import { closeFlag } from '../parts/flags-pane.ts'
import { reasonField } from '../parts/reasons.ts'
import { type DeskOptions, may, show, signedIn, type Visit } from '../visit.ts'

const pageSize = 50

/** Every open flag, by rule and agency, to be closed with a reason. */
export function toDoPages(app: FastifyInstance, options: DeskOptions): void {
  app.get('/to-do', async (request, reply) => {
    const visit = signedIn(request)
    const { t, query, lang } = visit
    const page = pageNumber(query.page)
    const level = (['E', 'W', 'N', 'EW'] as const).find((one) => one === query.level) ?? null
    const [list, seen] = await Promise.all([
      openFlags(options.database, {
        rule: query.rule && /^[\w-]{1,60}$/.test(query.rule) ? query.rule : null,
        level,
        category: query.category || null,
        agencyId: query.agency || null,
        limit: pageSize,
        offset: (page - 1) * pageSize,
      }),
      lastChange(options.database),
    ])
    const editable = may(visit.user, 'review')
    const filtered = Boolean(query.rule || query.level || query.category || query.agency)
    const body = html`<div class="list-page"><h1>${t.toDo.title} <small>${t.toDo.found(number(list.total, lang))}</small></h1><p class="hint">${t.toDo.lead}</p>${notice(visit)}
<form class="filters" method="get" action="/to-do" data-auto>${select(
      'level',
      t.toDo.level,
      query.level ?? '',
      [
        ['', t.toDo.allLevels],
        ['EW', t.toDo.pressing],
        ...(['E', 'W', 'N'] as const).map((one) => [one, t.levels[one]] as const),
      ],
    )}${select('category', t.toDo.category, query.category ?? '', [
      ['', t.toDo.allCategories],
      ...list.choices.categories.map(
        ({ category, n }) => [category, `${t.categories[category] ?? category} (${n})`] as const,
      ),
    ])}${select('rule', t.toDo.rule, query.rule ?? '', [
      ['', t.toDo.all],
      ...list.choices.rules.map(({ rule, n }) => [rule, `${ruleName(rule, lang)} (${n})`] as const),
    ])}${select('agency', t.toDo.agency, query.agency ?? '', [
      ['', t.toDo.allAgencies],
      ...list.choices.agencies.map(({ id, short, n }) => [id, `${short} (${n})`] as const),
    ])}<button>${t.list.apply}</button> <a class="button quiet" href="/to-do">${t.list.clear}</a></form>
<div data-swap="list">${
      list.rows.length === 0
        ? html`<p class="empty">${filtered ? t.toDo.nothingFound : t.toDo.empty}</p>`
        : html`${editable ? settleForm(visit, seen) : null}<div class="scroll"><table class="list todo"><thead><tr>${editable ? html`<th scope="col"><input type="checkbox" data-tick-all hidden aria-label="${t.toDo.chooseAll}"></th>` : null}<th scope="col">${t.toDo.level}</th><th scope="col">${t.toDo.message}</th><th scope="col">${t.toDo.agency}</th><th scope="col">${t.toDo.since}</th><th scope="col"><span class="sr">${t.submission.resolve}</span></th></tr></thead><tbody>${list.rows.map((flag, index) => row(flag, list.rows[index + 1], visit, seen))}</tbody></table></div>`
    }
${pager(t, { page, size: pageSize, total: list.total, address: (to) => withQuery(visit.path, query, { page: to }) })}</div></div>`
    return show(reply, layout(visit, { title: t.toDo.title, at: 'toDo', body, live: { seen } }))
  })
}

/** One reason for all rows that are ticked: thirty-four unsigned copies are not thirty-four decisions. */
function settleForm(visit: Visit, seen: number): Html {
  const { t } = visit
  return html`<form id="settle" class="settle" method="post" action="/flags/resolve">${csrfField(visit)}<input type="hidden" name="seen" value="${seen}"><input type="hidden" name="to" value="${withQuery(visit.path, visit.query)}">${reasonField(visit, t.submission.reason)}<button>${t.toDo.chosen} <span data-ticked></span></button></form>`
}

function row(flag: OpenFlag, next: OpenFlag | undefined, visit: Visit, seen: number): Html {
  const { t, lang } = visit
  const message = foreign(lang === 'vi' ? flag.messageVi : flag.messageEn, lang)
  const where = flag.submissionId
    ? html`<a href="/submissions/${flag.submissionId}">${message}</a>`
    : flag.mailId
      ? html`<a href="/mails/${flag.mailId}">${message}</a>`
      : message
  return html`<tr id="flag-${flag.id}" tabindex="-1">${may(visit.user, 'review') ? html`<td><input type="checkbox" form="settle" name="chosen" value="${flag.id}.${flag.revision}" aria-label="${t.toDo.choose}: ${lang === 'vi' ? flag.messageVi : flag.messageEn}"></td>` : null}<td>${levelBadge(flag.level, t)}</td><th scope="row">${where}${ruleId(flag.rule, lang)}</th><td>${whose(flag, t)}</td><td class="nowrap">${moment(flag.openedAt)}</td><td>${
    may(visit.user, 'review')
      ? closeFlag(flag.id, next?.id, visit, {
          back: withQuery(visit.path, visit.query),
          fields: html`${csrfField(visit)}<input type="hidden" name="revision" value="${flag.revision}"><input type="hidden" name="seen" value="${seen}">`,
          editable: true,
        })
      : null
  }</td></tr>`
}

function whose(flag: OpenFlag, t: Visit['t']): Html {
  if (flag.agency) return html`<a href="/agencies/${flag.agencyId}">${flag.agency}</a>`
  if (flag.submissionId) return html`${agencyTitle(flag, t)} ${memberOf(flag, t)}`
  return html`<span class="muted">${foreign(flag.from)}</span>`
}
