import type { FastifyInstance } from 'fastify'
import { type AgencyNote, lastNotes, notesOfAgency } from '../../records/agency-notes.ts'
import { type AgencyLine, agencyLines, mailsOfAgency, relatedSubmissions } from '../../records/agency-page.ts'
import { lastChange } from '../../records/overview-page.ts'
import { agencyOf } from '../../survey/agencies.ts'
import { fold } from '../../vietnamese/fold.ts'
import { moment, number } from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import { layout, notice } from '../layout.ts'
import { type Group, groups, isGroup } from '../list-query.ts'
import { lastNote, notesPane } from '../parts/agency-notes.ts'
import { select, stateBadge } from '../parts/badges.ts'
import { type DeskOptions, plainTexts, Refused, show, signedIn, type Visit } from '../visit.ts'

export function agencyPages(app: FastifyInstance, options: DeskOptions): void {
  const { database } = options

  app.get('/agencies', async (request, reply) => {
    const visit = signedIn(request)
    const { t, query } = visit
    const [all, notes, seen] = await Promise.all([
      agencyLines(database),
      lastNotes(database),
      lastChange(database),
    ])
    const kinds: readonly string[] | null = isGroup(query.group) ? groups[query.group] : null
    const shown = all.filter(
      (line) =>
        (!kinds || kinds.includes(line.kind)) &&
        (!isStanding(query.state) || standings[query.state](line)) &&
        isCalled(line, query.q ?? ''),
    )
    const { lang } = visit
    const body = html`<div class="list-page"><h1>${t.agencies.title} <small>${shown.length === all.length ? t.agencies.lead(number(all.length, lang)) : t.agencies.shown(number(shown.length, lang), number(all.length, lang))}</small></h1>
<form class="filters" method="get" action="/agencies" role="search" data-auto><label class="search">${t.list.search}<input type="search" name="q" value="${query.q ?? ''}" placeholder="${t.agencies.searchHint}" data-search maxlength="200"></label>${select(
      'group',
      t.list.group,
      query.group ?? '',
      [
        ['', t.list.allGroups],
        ...(Object.keys(groups) as Group[]).map((group) => [group, t.groups[group]] as const),
      ],
    )}${select('state', t.agencies.filter, query.state ?? '', [
      ['', t.agencies.all],
      ['answered', t.agencies.answered],
      ['silent', t.agencies.silent],
      ['unreadable', t.agencies.unreadable],
      ['late', t.overview.late],
      ['incomplete', t.overview.incomplete],
    ])}<button>${t.list.apply}</button> <a class="button quiet" href="/agencies">${t.list.clear}</a></form>
<div data-swap="list">${
      shown.length === 0
        ? html`<p class="empty">${all.length === 0 ? t.agencies.empty : t.agencies.nothingFound}</p>`
        : html`<div class="scroll"><table class="list"><thead><tr><th scope="col">${t.agencies.name}</th><th scope="col">${t.agencies.state}</th><th scope="col" class="n">${t.list.doubts}</th><th scope="col">${t.agencies.received}</th><th scope="col">${t.agencies.contact}</th></tr></thead><tbody>${shown.map((line) => row(line, notes.get(line.id), visit))}</tbody></table></div>`
    }</div></div>`
    return show(reply, layout(visit, { title: t.agencies.title, at: 'agencies', body, live: { seen } }))
  })

  app.get('/agencies/:id', async (request, reply) => {
    const visit = signedIn(request)
    const { t } = visit
    const { id } = plainTexts(request.params)
    const [agency] = id ? await agencyLines(database, id) : []
    if (!id || !agency) throw new Refused('notFound')
    const [mails, related, notes, seen] = await Promise.all([
      mailsOfAgency(database, id),
      relatedSubmissions(database, id),
      notesOfAgency(database, id),
      lastChange(database),
    ])
    const body = html`<div class="list-page" data-swap="list"><h1 lang="vi">${agency.name}</h1>${notice(visit)}
<p class="facts"><span class="muted">${t.kinds[agency.kind] ?? agency.kind}</span> ${agency.submissionId ? html`${stateBadge({ state: agency.state ?? '', doubts: agency.doubts ?? 0 }, t)} ${t.submission.received} ${moment(agency.receivedAt)}${agency.late ? html` <b class="late">${t.submission.late}</b>` : null} <a class="button" href="/submissions/${agency.submissionId}">${t.agencies.openSubmission}</a> <a class="button" href="/to-do?agency=${agency.id}">${t.agencies.flags}</a>` : notAnswered(agency, visit)}</p>
<dl class="facts"><dt>${t.agencies.contact}</dt><dd>${contactOf(agency)}</dd><dt>${t.agencies.domains}</dt><dd>${agency.domains.join(', ') || '–'}</dd></dl>
${notesPane(id, notes, visit)}
<h2>${t.agencies.mails}</h2>
${
  mails.length === 0
    ? html`<p class="empty">${t.agencies.noMails}</p>`
    : html`<div class="scroll"><table class="list"><thead><tr><th scope="col" class="n">#</th><th scope="col">${t.mails.received}</th><th scope="col">${t.mails.from}</th><th scope="col">${t.mails.subject}</th><th scope="col">${t.mails.became}</th></tr></thead><tbody>${mails.map(
        (mail) =>
          html`<tr><td class="n muted">${mail.id}</td><td class="nowrap">${moment(mail.receivedAt)}</td><td>${foreign(mail.fromName || mail.fromAddress)}</td><th scope="row"><a href="/mails/${mail.id}">${mail.subject ? foreign(mail.subject) : t.mails.noSubject}</a></th><td>${mail.relation ? html`${t.relations[mail.relation] ?? mail.relation}${mail.inForce ? html` <span class="badge soft">${t.submission.inForce}</span>` : null}` : (t.mailKinds[mail.kind ?? ''] ?? '–')}</td></tr>`,
      )}</tbody></table></div>`
}
${
  related.length === 0
    ? null
    : html`<h2>${t.agencies.related}</h2><ul class="lines">${related.map(
        (one) =>
          html`<li><a href="/submissions/${one.id}">${t.submission.title(String(one.id))}</a> ${one.memberUnit ? foreign(one.memberUnit) : null} ${stateBadge(one, t)} ${one.memberUnit ? t.submission.member : one.suggested ? t.agencies.suggested : null} ${moment(one.receivedAt)}</li>`,
      )}</ul>`
}</div>`
    return show(reply, layout(visit, { title: agency.name, at: 'agencies', body, live: { seen } }))
  })
}

const hasAnswered = (line: AgencyLine) => line.submissionId !== null && line.state !== 'not-a-form'

const standings = {
  answered: hasAnswered,
  silent: (line: AgencyLine) => !hasAnswered(line) && line.unreadableMailId === null,
  unreadable: (line: AgencyLine) => line.unreadableMailId !== null,
  late: (line: AgencyLine) => hasAnswered(line) && line.late === true,
  incomplete: (line: AgencyLine) => hasAnswered(line) && line.complete === false,
} as const
const isStanding = (text: string | undefined): text is keyof typeof standings =>
  text !== undefined && Object.hasOwn(standings, text)

/** Every word of the search begins a word of the body's names, its mail domains, or the person who answers for it. */
function isCalled(line: AgencyLine, text: string): boolean {
  const { id, name, short, domains, contactName } = line
  const words = ` ${fold([name, short, ...(agencyOf(id)?.aliases ?? []), ...domains, contactName].join(' '))}`
  return fold(text)
    .split(' ')
    .every((word) => words.includes(` ${word}`))
}

function contactOf(agency: AgencyLine): Html {
  const parts = [agency.contactName, agency.contactPhone, agency.contactEmail].filter(Boolean)
  return parts.length === 0
    ? html`–`
    : html`<span class="contact">${parts.map((part) => html`<span>${foreign(part)}</span> `)}</span>`
}

/** Silent, or heard of in a way that gave no record. */
function notAnswered({ unreadableMailId }: AgencyLine, { t }: Visit): Html {
  return unreadableMailId === null
    ? html`<span class="badge soft">${t.agencies.notYet}</span>`
    : html`<a href="/mails/${unreadableMailId}"><span class="badge level-E">${t.agencies.sentUnreadable}</span></a>`
}

function row(line: AgencyLine, note: AgencyNote | undefined, visit: Visit): Html {
  const { t } = visit
  if (!line.submissionId)
    return html`<tr><th scope="row"><a href="/agencies/${line.id}" lang="vi">${line.name}</a></th><td colspan="4" class="muted">${notAnswered(line, visit)}${line.domains.length > 0 ? html` · ${line.domains.join(', ')}` : null}${lastNote(note, visit)}</td></tr>`
  return html`<tr><th scope="row"><a href="/agencies/${line.id}" lang="vi">${line.name}</a></th><td class="marks"><a href="/submissions/${line.submissionId}">${stateBadge({ state: line.state ?? '', doubts: line.doubts ?? 0 }, t)}</a>${line.complete ? null : html` <span class="badge soft">${t.list.incomplete}</span>`}</td><td class="n">${line.doubts ? html`<b class="doubts">${line.doubts}</b>` : null}</td><td class="nowrap">${line.receivedAt ? moment(line.receivedAt) : null}${line.late ? html` <span class="badge soft late">${t.list.late}</span>` : null}</td><td>${contactOf(line)}${lastNote(note, visit)}</td></tr>`
}
