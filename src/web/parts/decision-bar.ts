import type { FlagDetail, SubmissionDetail } from '../../records/submission-page.ts'
import { moment, questionName } from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { type Sight, sightFields } from './answer-card.ts'
import { levelBadge, ruleId, settledBy } from './badges.ts'

/** Open flags with their reasons to close, and what was settled already. */
export function flagsPane(flags: readonly FlagDetail[], visit: Visit, sight: Sight): Html {
  const { t, lang } = visit
  const open = flags.filter(({ resolvedAt, level }) => resolvedAt === null && level !== 'N')
  const notes = flags.filter(({ resolvedAt, level }) => resolvedAt === null && level === 'N')
  const resolved = flags.filter(({ resolvedAt }) => resolvedAt !== null)
  const message = (flag: FlagDetail) => (lang === 'vi' ? flag.messageVi : flag.messageEn)
  const openFlag = (flag: FlagDetail) =>
    html`<li class="flag level-${flag.level}">${levelBadge(flag.level, t)} <span class="message">${foreign(message(flag))}${ruleId(flag.rule)}${flag.questions.slice(0, 6).map((question) => html` <a href="#a-${question}" data-goes="${question}">${questionName(question, lang)}</a>`)}</span>${sight.editable ? closeFlag(flag, visit, sight) : null}</li>`
  return html`<section class="flags" aria-label="${t.submission.flags}">
${open.length === 0 ? html`<p class="hint">${t.submission.noFlags}</p>` : null}
<ul>${open.map(openFlag)}</ul>
${notes.length === 0 ? null : html`<details><summary>${t.levels.N} (${notes.length})</summary><ul>${notes.map(openFlag)}</ul></details>`}
${
  resolved.length === 0
    ? null
    : html`<details><summary>${t.submission.resolved} (${resolved.length})</summary><ul>${resolved.map(
        (flag) =>
          html`<li class="flag settled">${levelBadge(flag.level, t)} <span class="message"><s>${foreign(message(flag))}</s> <small>${settledBy(flag.resolvedBy ?? '', visit)} ${moment(flag.resolvedAt)}${flag.resolvedBy?.startsWith('user:') ? html` · ${foreign(flag.resolution)}` : null}</small></span>${
            sight.editable && flag.resolvedBy?.startsWith('user:')
              ? html`<form method="post" action="/flags/${flag.id}/reopen">${sightFields(visit, sight)}<input type="hidden" name="to" value="/submissions/${sight.submissionId}"><button class="quiet">${t.submission.reopenFlag}</button></form>`
              : null
          }</li>`,
      )}</ul></details>`
}</section>`
}

function closeFlag(flag: FlagDetail, visit: Visit, sight: Sight): Html {
  const { t } = visit
  return html`<details class="close"><summary>${t.submission.resolve}</summary><form method="post" action="/flags/${flag.id}/resolve">${sightFields(visit, sight)}<input type="hidden" name="to" value="/submissions/${sight.submissionId}"><label>${t.submission.reason}<input name="reason" required maxlength="2000" placeholder="${t.submission.reasonPlaceholder}"></label><button>${t.submission.resolve}</button></form></details>`
}

export interface Standing {
  readonly submission: SubmissionDetail
  readonly doubts: number
  readonly openFlags: number
  readonly agencies: readonly { readonly id: string; readonly kind: string; readonly name: string }[]
  readonly nextId: number | null
}

/** What the officer decides about the whole submission. Always in sight, at the foot of the answers. */
export function decisionBar(standing: Standing, visit: Visit, sight: Sight, mayReview: boolean): Html {
  const { t } = visit
  const { submission } = standing
  const undecided = submission.state === 'waiting' || submission.state === 'ready'
  const next = standing.nextId
    ? html`<a class="button" href="/submissions/${standing.nextId}" data-key="N">${t.submission.next}</a>`
    : null
  if (!mayReview) return html`<footer class="decision">${next}</footer>`
  if (!undecided)
    return html`<footer class="decision"><span class="said">${submission.approvedBy ? t.submission.approvedBy(submission.approvedBy, moment(submission.approvedAt)) : t.states[submission.state]}</span>${act('reopen', t.submission.reopen, visit, sight, 'quiet')}${next}</footer>`
  return html`<footer class="decision" aria-label="${t.submission.decision}">${approval(standing, visit, sight)}${next}
<details class="more"><summary>${t.submission.decision}…</summary><div class="choices-more">
${withReason('send-back', t.submission.sendBack, visit, sight)}${withReason('not-a-form', t.submission.notAForm, visit, sight)}
<form method="post" action="/submissions/${sight.submissionId}/decision">${sightFields(visit, sight)}<label>${t.submission.assign}<select name="agency" required><option value="">${t.submission.assignTo}…</option>${standing.agencies.map((agency) => html`<option value="${agency.id}"${agency.id === submission.suggestedAgencyId ? html` selected` : null}>${agency.name}</option>`)}</select></label><label>${t.submission.reason}<input name="reason" maxlength="2000"></label><button name="decision" value="assign">${t.submission.assignButton}</button></form></div></details></footer>`
}

function approval(standing: Standing, visit: Visit, sight: Sight): Html {
  const { t } = visit
  const { submission, doubts, openFlags } = standing
  if (submission.agencyId === null && submission.memberUnit === null)
    return submission.suggestedAgencyId && submission.suggestedAgency
      ? html`<form method="post" action="/submissions/${sight.submissionId}/decision">${sightFields(visit, sight)}<input type="hidden" name="agency" value="${submission.suggestedAgencyId}"><button class="primary" name="decision" value="assign">${t.submission.assignSuggested(submission.suggestedAgency)}</button></form>`
      : html`<span class="said">${t.submission.approveBlockedAgency}</span>`
  if (submission.needsChoice) return html`<span class="said">${t.submission.approveBlockedChoice}</span>`
  if (doubts > 0)
    return html`<span class="said told-above">${t.submission.approveBlockedDoubts(String(doubts))}</span><button type="button" class="button" data-next-doubt data-key="n">${t.submission.nextDoubt}</button>`
  if (openFlags === 0) return act('approve', t.submission.approve, visit, sight, 'primary', 'A')
  return html`<form class="reasoned" method="post" action="/submissions/${sight.submissionId}/decision">${sightFields(visit, sight)}<input name="reason" required maxlength="2000" aria-label="${t.submission.reason}" list="reasons" placeholder="${t.submission.reason}: ${t.submission.reasonPlaceholder}" data-key="A"><datalist id="reasons">${t.submission.reasons.map((reason) => html`<option value="${reason}"></option>`)}</datalist><button class="primary" name="decision" value="approve">${t.submission.approveWithFlags(String(openFlags))}</button></form>`
}

function act(decision: string, text: string, visit: Visit, sight: Sight, look: string, key?: string): Html {
  return html`<form method="post" action="/submissions/${sight.submissionId}/decision">${sightFields(visit, sight)}<button class="${look}" name="decision" value="${decision}"${key ? html` data-key="${key}"` : null}>${text}</button></form>`
}

function withReason(decision: string, text: string, visit: Visit, sight: Sight): Html {
  const { t } = visit
  return html`<form method="post" action="/submissions/${sight.submissionId}/decision">${sightFields(visit, sight)}<label>${t.submission.reason}<input name="reason" required maxlength="2000"></label><button name="decision" value="${decision}">${text}</button></form>`
}
