import type { SubmissionDetail } from '../../records/submission-page.ts'
import { moment } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { type Sight, sightFields } from './answer-card.ts'

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
  return html`<footer class="decision" tabindex="-1" aria-label="${t.submission.decision}">${approval(standing, visit, sight)}${next}
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
  return html`<form class="reasoned" method="post" action="/submissions/${sight.submissionId}/decision">${sightFields(visit, sight)}<input name="reason" required maxlength="2000" aria-label="${t.submission.reason}" list="reasons" placeholder="${t.submission.reason}: ${t.submission.reasonPlaceholder}" data-key="A"><button class="primary" name="decision" value="approve">${t.submission.approveWithFlags(String(openFlags))}</button></form>`
}

function act(decision: string, text: string, visit: Visit, sight: Sight, look: string, key?: string): Html {
  return html`<form method="post" action="/submissions/${sight.submissionId}/decision">${sightFields(visit, sight)}<button class="${look}" name="decision" value="${decision}"${key ? html` data-key="${key}"` : null}>${text}</button></form>`
}

function withReason(decision: string, text: string, visit: Visit, sight: Sight): Html {
  const { t } = visit
  return html`<form method="post" action="/submissions/${sight.submissionId}/decision">${sightFields(visit, sight)}<label>${t.submission.reason}<input name="reason" required maxlength="2000"></label><button name="decision" value="${decision}">${text}</button></form>`
}
