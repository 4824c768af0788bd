import type { FastifyInstance } from 'fastify'
import {
  arrivalsByDay,
  type GroupCount,
  groupCounts,
  lastChange,
  markCounts,
  type Waiting,
  waiting,
} from '../../records/overview-page.ts'
import { nextOfList, nextWaiting } from '../../records/work-list.ts'
import { dayInVietnam } from '../../survey/deadline.ts'
import { questions } from '../../survey/form.ts'
import { withQuery } from '../addresses.ts'
import { moment, number, percent } from '../format.ts'
import { type Html, html } from '../html.ts'
import { layout } from '../layout.ts'
import { type Group, groups, listQuery } from '../list-query.ts'
import { arrivalColumns, arrivalsChart, shareBar } from '../parts/charts.ts'
import { seekerOf } from '../presence.ts'
import type { Texts } from '../texts/vi.ts'
import { type DeskOptions, may, show, signedIn, type Visit } from '../visit.ts'

/** Where work begins: with what only a person can read. */
const doubtfulFirst = { state: 'doubtful', sort: 'oldest' } as const

export function overviewPage(app: FastifyInstance, options: DeskOptions): void {
  const { database } = options
  const answerCounts = keptWhileUnchanged(() => markCounts(database))
  app.get('/', async (request, reply) => {
    const visit = signedIn(request)
    const seen = await lastChange(database)
    const [kinds, arrivals, waits, marks, doubtful, oldest] = await Promise.all([
      groupCounts(database),
      arrivalsByDay(database),
      waiting(database),
      answerCounts(seen, visit.now),
      nextOfList(database, 0, listQuery(doubtfulFirst), seekerOf(visit)),
      nextWaiting(database, 0, seekerOf(visit)),
    ])
    const all = sum(kinds)
    const { deadline } = options.assessing
    const { t } = visit
    const lastDay = dayInVietnam(deadline)
    const columns = arrivalColumns(arrivals, lastDay)
    const ofAnswered = (n: number) => `${percent(n, all.answered, visit.lang)} ${t.overview.ofAnswered}`
    const body = html`<div class="overview"><h1 class="sr">${t.overview.title}</h1>
<div class="tiles">${tile(t.overview.answered, all.answered, visit, '/agencies?state=answered', `${percent(all.answered, all.agencies, visit.lang)} ${t.overview.of(number(all.agencies, visit.lang))}`, 'good')}
${tile(t.overview.approved, all.approved, visit, '/submissions?group=asked&state=approved', ofAnswered(all.approved))}
${tile(t.overview.late, all.late, visit, '/submissions?group=asked&state=counted&arrival=late', ofAnswered(all.late), 'warn')}
${tile(t.overview.incomplete, all.incomplete, visit, '/submissions?group=asked&incomplete=1', ofAnswered(all.incomplete), 'warn')}
${tile(t.overview.silent, silent(all), visit, '/agencies?state=silent', `${percent(silent(all), all.agencies, visit.lang)} ${t.overview.of(number(all.agencies, visit.lang))}`)}</div>
<div class="columns"><section class="card waiting"><h2>${t.overview.waiting}</h2>${waitingList(waits, all.unreadable, visit, { doubtful, oldest })}</section>
<section class="card"><h2>${t.overview.groups}</h2>${groupTable(kinds, visit)}</section></div>
${
  all.answered === 0
    ? html`<p class="empty">${t.overview.empty}</p>`
    : html`<section class="card"><h2>${t.overview.arrivals}</h2><p class="hint">${t.overview.arrivalsNote(moment(deadline))}</p>
<p class="legend"><span><i class="line"></i>${t.overview.total}</span> <span><i class="bar"></i>${t.overview.thatDay}, ${t.submission.onTime}</span> <span><i class="unverified"></i>${t.overview.thatDay}, ${t.submission.late}</span></p>
${arrivalsChart(columns, all.agencies, lastDay, {
  title: t.overview.arrivals,
  deadline: t.overview.deadline,
  asked: t.overview.askedAll(number(all.agencies, visit.lang)),
  earlier: t.overview.earlier,
  later: t.overview.later,
})}
<details><summary>${t.overview.asTable}</summary><table><thead><tr><th scope="col">${t.overview.day}</th><th scope="col" class="n">${t.overview.thatDay}</th><th scope="col" class="n">${t.overview.total}</th></tr></thead><tbody>${columns.map(
        ({ day, span, n, total }) =>
          html`<tr><th scope="row">${span === 'day' ? null : `${t.overview[span]} `}${day.split('-').reverse().join('/')}</th><td class="n">${n}</td><td class="n">${total}</td></tr>`,
      )}</tbody></table></details></section>
<section class="card"><h2>${t.overview.answers}</h2><p class="hint">${t.overview.answersNote}</p>${answerTable(marks, all.answered, visit)}
<h3>${t.overview.figures}</h3>${figureTable(marks, visit)}</section>`
}</div>`
    return show(reply, layout(visit, { title: t.overview.title, at: 'overview', body, live: { seen } }))
  })
}

/**
 * The counts by question take most of the page's time (60 ms at 10,000 submissions): counted again only when the history
 * has grown since, or after half a minute.
 */
function keptWhileUnchanged<T>(count: () => Promise<T>): (seen: number, now: Date) => Promise<T> {
  let kept: { seen: number; at: number; value: T } | null = null
  return async (seen, now) => {
    if (kept && kept.seen === seen && now.getTime() - kept.at < 30_000) return kept.value
    kept = { seen, at: now.getTime(), value: await count() }
    return kept.value
  }
}

type Sums = Omit<GroupCount, 'kind'>

function sum(counts: readonly GroupCount[]): Sums {
  const total = (name: keyof Sums) => counts.reduce((all, one) => all + one[name], 0)
  return {
    agencies: total('agencies'),
    answered: total('answered'),
    late: total('late'),
    incomplete: total('incomplete'),
    approved: total('approved'),
    unreadable: total('unreadable'),
  }
}

/** Sent nothing at all: who sent what cannot be read waits for us, not we for them. */
const silent = ({ agencies, answered, unreadable }: Sums): number => agencies - answered - unreadable

function tile(label: string, n: number, visit: Visit, href: string, note: string, tone = ''): Html {
  return html`<a class="tile ${tone}" href="${href}"><span class="label">${label}</span><strong>${number(n, visit.lang)}</strong><span class="note">${note}</span></a>`
}

function waitingList(
  waits: Waiting,
  unreadable: number,
  visit: Visit,
  first: { doubtful: number | null; oldest: number | null },
): Html {
  const { t, lang } = visit
  const lines: readonly [number, string, string][] = [
    [waits.doubtful, t.overview.doubtful, withQuery('/submissions', doubtfulFirst)],
    [waits.flagged, t.overview.flagged, '/submissions?state=flagged&sort=oldest'],
    [waits.ready, t.overview.ready, '/submissions?state=ready&sort=oldest'],
    [waits.unknownAgency, t.overview.unknownAgency, '/submissions?group=unknown&state=open'],
    [unreadable, t.overview.unreadable, '/agencies?state=unreadable'],
    [waits.needsChoice, t.overview.needsChoice, '/submissions?choice=1&state=open&sort=oldest'],
    [waits.openFlags, t.overview.openFlags, '/to-do?level=EW'],
    [waits.failed, t.overview.failed, may(visit.user, 'operate') ? '/queue' : '/mails?state=failed'],
  ]
  const some = lines.filter(([n]) => n > 0)
  if (some.length === 0) return html`<p class="empty">${t.overview.nothingWaits}</p>`
  return html`<ul class="lines">${some.map(
    ([n, label, href]) => html`<li><a href="${href}"><strong>${number(n, lang)}</strong> ${label}</a></li>`,
  )}</ul>${
    first.doubtful !== null
      ? html`<p><a class="button primary" href="${withQuery(`/submissions/${first.doubtful}`, doubtfulFirst)}">${t.overview.startDoubtful}</a></p>`
      : first.oldest !== null
        ? html`<p><a class="button primary" href="/submissions/${first.oldest}">${t.overview.start}</a></p>`
        : null
  }`
}

function groupTable(kinds: readonly GroupCount[], visit: Visit): Html {
  const { t, lang } = visit
  const rows = (Object.keys(groups) as Group[]).map((name) => ({
    name,
    ...sum(kinds.filter((kind) => (groups[name] as readonly string[]).includes(kind.kind))),
  }))
  const cell = (label: string, n: number, href: string) =>
    html`<td class="n" data-label="${label}">${n > 0 ? html`<a href="${href}">${number(n, lang)}</a>` : html`<span class="muted">0</span>`}</td>`
  return html`<div class="scroll" tabindex="0"><table class="groups stacked"><thead><tr><th scope="col">${t.overview.group}</th><th scope="col" class="n">${t.overview.asked}</th><th scope="col" class="n">${t.overview.answered}</th><th scope="col" class="n">${t.overview.late}</th><th scope="col" class="n">${t.overview.incomplete}</th><th scope="col" class="n">${t.overview.silent}</th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${t.groups[row.name]}${shareBar(
        [
          { n: row.approved, className: 'approved', label: t.overview.approved },
          { n: row.answered - row.approved, className: 'answered', label: t.overview.answered },
        ],
        row.agencies,
      )}</th><td class="n" data-label="${t.overview.asked}">${number(row.agencies, lang)}</td>${cell(t.overview.answered, row.answered, `/submissions?group=${row.name}&state=counted`)}${cell(t.overview.late, row.late, `/submissions?group=${row.name}&state=counted&arrival=late`)}${cell(t.overview.incomplete, row.incomplete, `/submissions?group=${row.name}&incomplete=1`)}${cell(t.overview.silent, silent(row), `/agencies?group=${row.name}&state=silent`)}</tr>`,
  )}</tbody></table></div><p class="legend"><span><i class="approved"></i>${t.overview.approved}</span> <span><i class="answered"></i>${t.overview.answered}, ${t.overview.notApproved}</span> <span><i class="rest"></i>${t.overview.silent}</span></p>`
}

interface Mark {
  readonly question: string
  readonly value: string
  readonly n: number
}

function answerTable(marks: readonly Mark[], answered: number, visit: Visit): Html {
  const { t, lang } = visit
  const of = (question: string, value: string) =>
    marks.find((mark) => mark.question === question && mark.value === value)?.n ?? 0
  const rows = questions
    .filter(({ kind }) => kind === 'tick' || kind === 'yesno')
    .map(({ id, kind, short }) => {
      const yes = of(id, kind === 'tick' ? 'true' : 'yes')
      const no = of(id, kind === 'tick' ? 'false' : 'no')
      const unverified = of(id, '?')
      return { name: short[lang], yes, no, unverified, none: Math.max(0, answered - yes - no - unverified) }
    })
  return html`<div class="scroll" tabindex="0"><table class="answers stacked"><thead><tr><th scope="col">${t.overview.question}</th><th scope="col" class="wide"><span class="sr">${t.overview.answers}</span>${legend(t)}</th><th scope="col" class="n">${t.values.yes}</th><th scope="col" class="n">${t.values.no}</th><th scope="col" class="n">${t.overview.unverified}</th><th scope="col" class="n">${t.overview.noAnswer}</th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${row.name}</th><td class="wide">${shareBar(
        [
          { n: row.yes, className: 'yes', label: t.values.yes },
          { n: row.no, className: 'no', label: t.values.no },
          { n: row.unverified, className: 'unverified', label: t.overview.unverified },
        ],
        answered,
      )}</td><td class="n" data-label="${t.values.yes}">${row.yes} <small>(${percent(row.yes, answered, lang)})</small></td>${rest(t.values.no, row.no)}${rest(t.overview.unverified, row.unverified)}${rest(t.overview.noAnswer, row.none)}</tr>`,
  )}</tbody></table></div>`
}

/** Nothing is quieter than something. */
function rest(label: string, n: number): Html {
  return html`<td class="n${n === 0 ? ' muted' : ''}" data-label="${label}">${n}</td>`
}

function legend(t: Texts): Html {
  return html`<span class="legend"><span><i class="yes"></i>${t.values.yes}</span> <span><i class="no"></i>${t.values.no}</span> <span><i class="unverified"></i>${t.overview.unverified}</span></span>`
}

function figureTable(marks: readonly Mark[], visit: Visit): Html {
  const { t, lang } = visit
  const rows = questions
    .filter(({ kind }) => kind === 'number')
    .map(({ id, short }) => {
      const own = marks.filter((mark) => mark.question === id)
      const figures = own
        .filter(({ value }) => /^\d+$/.test(value))
        .flatMap(({ value, n }) => Array<number>(n).fill(Number(value)))
        .sort((a, b) => a - b)
      return {
        name: short[lang],
        figures,
        unverified: own.find(({ value }) => value === '?')?.n ?? 0,
        total: figures.reduce((all, one) => all + one, 0),
      }
    })
  return html`<div class="scroll" tabindex="0"><table class="stacked"><thead><tr><th scope="col">${t.overview.question}</th><th scope="col" class="n">${t.overview.count}</th><th scope="col" class="n">${t.overview.median}</th><th scope="col" class="n">${t.overview.sum}</th><th scope="col" class="n">${t.overview.unverified}</th></tr></thead><tbody>${rows.map(
    ({ name, figures, total, unverified }) =>
      html`<tr><th scope="row">${name}</th><td class="n" data-label="${t.overview.count}">${number(figures.length, lang)}</td><td class="n" data-label="${t.overview.median}">${figures.length === 0 ? '–' : number(median(figures), lang)}</td><td class="n" data-label="${t.overview.sum}">${number(total, lang)}</td><td class="n" data-label="${t.overview.unverified}">${unverified}</td></tr>`,
  )}</tbody></table></div>`
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
