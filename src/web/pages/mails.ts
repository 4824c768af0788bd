import type { FastifyInstance } from 'fastify'
import { type AgencyName, agencyNames } from '../../records/agency-page.ts'
import { documentsOf } from '../../records/documents.ts'
import { historyOfMail } from '../../records/history-list.ts'
import { agencyOfMail } from '../../records/mail-decisions.ts'
import { type MailLine, mailDetail, mailList } from '../../records/mail-list.ts'
import { lastChange } from '../../records/overview-page.ts'
import { flagsOfMail } from '../../records/submission-page.ts'
import { pageNumber, withQuery } from '../addresses.ts'
import { bytes, moment, number } from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import { csrfField, layout, notice } from '../layout.ts'
import { agencyField } from '../parts/agency-field.ts'
import { agencyTitle, memberOf, pager, select } from '../parts/badges.ts'
import { flagsPane } from '../parts/flags-pane.ts'
import { historyTable } from '../parts/history-table.ts'
import { whyOf, whyText } from '../parts/mail-reasons.ts'
import { reasonField } from '../parts/reasons.ts'
import { type DeskOptions, idIn, may, personName, Refused, show, signedIn, type Visit } from '../visit.ts'

const pageSize = 50
const states = ['recorded', 'opened', 'assessed', 'failed', 'duplicate'] as const

export function mailPages(app: FastifyInstance, options: DeskOptions): void {
  const { database } = options

  app.get('/mails', async (request, reply) => {
    const visit = signedIn(request)
    const { t, query } = visit
    const page = pageNumber(query.page)
    const [list, seen] = await Promise.all([
      mailList(database, {
        text: query.q ?? '',
        kind: query.kind && Object.hasOwn(t.mailKinds, query.kind) ? query.kind : null,
        state: states.find((state) => state === query.state) ?? null,
        limit: pageSize,
        offset: (page - 1) * pageSize,
      }),
      lastChange(database),
    ])
    const filtered = Boolean(query.q || query.kind || query.state)
    const body = html`<div class="list-page"><h1>${t.mails.title} <small>${t.mails.found(number(list.total, visit.lang))}</small></h1><p class="hint">${t.mails.lead}</p>
<form class="filters" method="get" action="/mails" role="search" data-auto><label class="search">${t.mails.search}<input type="search" name="q" value="${query.q ?? ''}" placeholder="${t.mails.searchHint}" data-search maxlength="200"></label>
${select('kind', t.mails.kind, query.kind ?? '', [['', t.mails.allKinds], ...Object.entries(t.mailKinds)])}${select('state', t.mails.state, query.state ?? '', [['', t.mails.allStates], ...Object.entries(t.mailStates)])}<button>${t.list.apply}</button> <a class="button quiet" href="/mails">${t.list.clear}</a></form>
<div data-swap="list">${
      list.rows.length === 0
        ? html`<p class="empty">${filtered ? t.mails.nothingFound : t.mails.empty}</p>`
        : html`<div class="scroll"><table class="list"><thead><tr><th scope="col" class="n">#</th><th scope="col">${t.mails.received}</th><th scope="col">${t.mails.from}</th><th scope="col">${t.mails.subject}</th><th scope="col">${t.mails.kind}</th><th scope="col">${t.mails.became}</th></tr></thead><tbody>${list.rows.map(
            (mail) =>
              html`<tr><td class="n muted">${mail.id}</td><td class="nowrap">${moment(mail.receivedAt)}</td><td class="from-cell">${foreign(mail.fromName || mail.fromAddress)}</td><th scope="row"><a href="/mails/${mail.id}">${mail.subject ? foreign(mail.subject) : t.mails.noSubject}</a></th><td>${kindOf(mail, t)}</td><td>${became(mail, visit)}</td></tr>`,
          )}</tbody></table></div>`
    }
${pager(t, { page, size: pageSize, total: list.total, address: (to) => withQuery(visit.path, query, { page: to }) })}</div></div>`
    return show(reply, layout(visit, { title: t.mails.title, at: 'mails', body, live: { seen } }))
  })

  app.get('/mails/:id', async (request, reply) => {
    const visit = signedIn(request)
    const { t, lang } = visit
    const mail = await mailDetail(database, idIn(request))
    if (!mail) throw new Refused('notFound')
    const [documents, history, seen, flags, given, agencies] = await Promise.all([
      documentsOf(database, mail.id),
      historyOfMail(database, mail.id),
      lastChange(database),
      flagsOfMail(database, mail.id),
      agencyOfMail(database, mail.id),
      agencyNames(database),
    ])
    const editable = may(visit.user, 'review')
    // What made a submission is assigned there, and a second copy with the first.
    const assignable = editable && mail.submissions.length === 0 && mail.duplicateOf === null
    const fields = html`${csrfField(visit)}<input type="hidden" name="seen" value="${seen}">`
    const fact = (name: string, value: Html | string | null) =>
      value ? html`<dt>${name}</dt><dd>${value}</dd>` : null
    const body = html`<div class="list-page">${notice(visit)}<div data-swap="list"><h1>${mail.subject ? foreign(mail.subject) : t.mails.noSubject} <small>${t.mails.one(String(mail.id))}</small></h1>
<section class="card became"><h2>${t.mails.became}</h2><p>${kindOf(mail, t)} ${became({ ...mail, flags: flagsStandBelow }, visit)}</p>
${mail.kindReason ? html`<p><b>${t.mails.why}:</b> ${whyText(whyOf({ kind: mail.kind, kindReason: mail.kindReason }, flags), lang)}</p>` : null}${mail.problem ? html`<p class="problem">${foreign(mail.problem)}</p>` : null}${given ? html`<p><b>${t.mails.assigned}:</b> <a href="/agencies/${given.id}">${given.name}</a> <small>${foreign(personName(given.by, visit))} ${moment(given.at)}</small></p>` : null}</section>
${flags.length > 0 ? html`<h2>${t.mails.flags}</h2>${flagsPane(flags, visit, { back: `/mails/${mail.id}`, fields, editable })}` : null}
${assignable ? assignForm(mail.id, given, agencies, visit, fields) : null}
<dl class="facts">${fact(t.mails.from, html`${foreign(mail.fromName)} <span class="muted">${foreign(mail.fromAddress)}</span>`)}${fact(t.mails.originalSender, mail.originalSender ? html`${foreign(mail.originalSender.name)} <span class="muted">${foreign(mail.originalSender.address)}</span>` : null)}${fact(t.mails.received, moment(mail.receivedAt))}${fact(t.mails.countedFrom, mail.countedFrom ? moment(mail.countedFrom) : null)}${fact(t.mails.sentAt, mail.sentAt ? moment(mail.sentAt) : null)}${fact(t.mails.signers, mail.signers.length > 0 ? foreign(mail.signers.join(', ')) : null)}${fact(t.mails.mailbox, html`${foreign(mail.mailbox)} / ${foreign(mail.folder)}, UID ${mail.uid}`)}${fact(t.mails.size, bytes(mail.size, lang))}</dl>
${mail.hasContent ? html`<p><a href="/mails/${mail.id}/download">${t.mails.download}</a></p>` : null}
<h2>${t.mails.documents}</h2>${
      documents.length === 0
        ? html`<p class="empty">${t.mails.noDocuments}</p>`
        : html`<div class="scroll"><table class="list"><tbody>${documents.map(
            (document) =>
              html`<tr><th scope="row">${foreign(document.path)}</th><td>${t.formats[document.format] ?? document.format}</td><td class="nowrap">${bytes(document.size, lang)}</td><td>${document.problem ? html`<span class="problem-text">${document.problem[lang]}</span>` : document.state === 'recorded' ? t.mails.toRead : t.mails.read}</td><td>${document.sha256 ? html`<a href="/documents/${document.id}/download">${t.mails.download}</a>` : null}</td></tr>`,
          )}</tbody></table></div>`
    }
<h2>${t.mails.body}</h2>${mail.bodyText.trim() ? html`<div class="mail-body" lang="vi" tabindex="0" role="region" aria-label="${t.mails.body}">${foreign(mail.bodyText.slice(0, 50_000))}</div>` : html`<p class="empty">${t.mails.noBody}</p>`}
<details class="past" open><summary>${t.mails.history} (${history.length})</summary>${historyTable(history, visit)}</details></div></div>`
    return show(
      reply,
      layout(visit, { title: t.mails.one(String(mail.id)), at: 'mails', body, live: { seen } }),
    )
  })
}

/** On the mail's own page, where each can be closed. */
const flagsStandBelow: MailLine['flags'] = []

/** A mail without a form may still be somebody's: then it stands on that body's page. */
function assignForm(
  mailId: number,
  given: { id: string; name: string } | null,
  agencies: readonly AgencyName[],
  visit: Visit,
  fields: Html,
): Html {
  const { t } = visit
  return html`<details class="assign"><summary>${t.mails.assign}</summary><form method="post" action="/mails/${mailId}/assign" data-asks>${fields}<input type="hidden" name="given" value="${given?.id ?? ''}">${agencyField(agencies, given?.name ?? null, visit)}${reasonField(visit, t.submission.reasonIfAny, false)}<button name="do" value="assign">${t.mails.assign}</button>${given ? html`<button name="do" value="take-back" class="quiet" formnovalidate>${t.mails.unassign}</button>` : null}</form></details>`
}

function kindOf(mail: MailLine, t: Visit['t']): Html | null {
  // It holds files that may be a form and could not be read: nobody knows yet whether there is one.
  if (mail.kind === 'submission' && mail.submissions.length === 0 && mail.unread > 0)
    return html`<span class="badge kind-unread">${t.mails.filesUnread}</span>`
  return mail.kind
    ? html`<span class="badge kind-${mail.kind}">${t.mailKinds[mail.kind] ?? mail.kind}</span>`
    : null
}

/** What became of a mail, and why; no mail is without a word. */
function became(mail: MailLine, { t, lang }: Visit): Html {
  if (mail.duplicateOf !== null)
    return html`<a href="/mails/${mail.duplicateOf}">${t.mails.duplicateOf(String(mail.duplicateOf))}</a>`
  if (mail.state !== 'assessed' && mail.submissions.length === 0)
    return html`<span class="${mail.state === 'failed' ? 'problem-text' : 'muted'}">${t.mailStates[mail.state] ?? mail.state}</span>`
  return html`${mail.submissions.length === 0 ? html`<span class="muted">${t.mails.noSubmission}</span>` : mail.submissions.map((one, index) => html`${index > 0 ? ', ' : null}<a href="/submissions/${one.id}">${agencyTitle(one, t)}</a> ${memberOf(one, t)} <small>${t.relations[one.relation] ?? one.relation}</small>`)}${mail.unread > 0 ? html` <span class="problem-text">${t.mails.unread(String(mail.unread))}</span>` : null}${mail.flags.map((flag) => html`<small class="why">${foreign(lang === 'vi' ? flag.messageVi : flag.messageEn, lang)}</small>`)}`
}
