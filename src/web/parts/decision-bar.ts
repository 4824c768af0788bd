import type { AgencyName } from '../../records/agency-page.ts'
import type { SubmissionDetail } from '../../records/submission-page.ts'
import { withQuery } from '../addresses.ts'
import { moment } from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import { listOf } from '../list-query.ts'
import { may, personName, type Visit } from '../visit.ts'
import { agencyField } from './agency-field.ts'
import { type Sight, sightFields } from './answer-card.ts'
import { ownReasonField, reasonField } from './reasons.ts'

export interface Standing {
  readonly submission: SubmissionDetail
  readonly doubts: number
  readonly openFlags: number
  readonly agencies: readonly AgencyName[]
  /** The next of the list that is being worked through; null at its end. */
  readonly nextId: number | null
}

/** What the officer decides about the whole submission. Always in sight, at the foot of the answers. */
export function decisionBar(standing: Standing, visit: Visit, sight: Sight, mayReview: boolean): Html {
  const { t } = visit
  const { submission } = standing
  const undecided = submission.state === 'waiting' || submission.state === 'ready'
  const list = listOf(visit.query)
  const next = standing.nextId
    ? html`<a class="button" href="${withQuery(`/submissions/${standing.nextId}`, list)}" data-key="N">${t.submission.next}</a>`
    : html`<a class="button" href="${withQuery('/submissions', list)}" data-key="N">${t.submission.backToList}</a>`
  if (!mayReview)
    return html`<footer class="decision" tabindex="-1">${visit.user && !may(visit.user, 'review') ? html`<span class="said">${t.submission.readsOnly(t.roles[visit.user.role])}</span>` : null}${next}</footer>`
  if (!undecided)
    return html`<footer class="decision" tabindex="-1"><span class="said">${decided(submission, visit)}</span>${act('reopen', t.submission.reopen, visit, sight, 'quiet')}${next}</footer>`
  return html`<footer class="decision" tabindex="-1" aria-label="${t.submission.decision}">${approval(standing, visit, sight)}${next}
<details class="more"><summary data-key="d">${t.submission.otherDecision}…</summary><div class="choices-more">
${other(t.submission.sendBack, sight, visit, html`<p class="hint">${t.submission.sendBackHint}</p>${ownReasonField(t.submission.sendBackReason, t.submission.sendBackExample)}<button name="decision" value="send-back">${t.submission.sendBackButton}</button>`)}
${other(t.submission.notAForm, sight, visit, html`${ownReasonField(t.submission.notAFormReason, t.submission.notAFormExample)}<button name="decision" value="not-a-form">${t.submission.notAFormButton}</button>`)}
${other(t.submission.assign, sight, visit, html`${agencyField(standing.agencies, submission.suggestedAgencyName, visit)}${reasonField(visit, t.submission.reasonIfAny, false)}<button name="decision" value="assign">${t.submission.assignButton}</button>`)}
${submission.agencyId === null && submission.memberUnit === null ? outsideChoice(submission, sight, visit) : null}</div></details></footer>`
}

/** A body that was not asked answered all the same: its form can be settled, and is not counted. */
function outsideChoice({ outside }: SubmissionDetail, sight: Sight, visit: Visit): Html {
  const { t } = visit
  return other(
    outside ? t.submission.notOutside : t.submission.outside,
    sight,
    visit,
    html`${outside ? null : html`<p class="hint">${t.submission.outsideHint}</p>`}${reasonField(visit, t.submission.reasonIfAny, false)}<button name="decision" value="${outside ? 'not-outside' : 'outside'}">${outside ? t.submission.notOutsideButton : t.submission.outsideButton}</button>`,
  )
}

/** Where the forms of the page go: with the list that one works through, which the answer leads back to. */
const decisionAddress = (visit: Visit, { submissionId }: Sight) =>
  withQuery(`/submissions/${submissionId}/decision`, listOf(visit.query))

/** One decision among others, of which one at a time is open: what it is called, then what it asks. */
function other(name: string, sight: Sight, visit: Visit, asks: Html): Html {
  return html`<details name="decision"><summary>${name}</summary><form method="post" action="${decisionAddress(visit, sight)}" data-asks>${sightFields(visit, sight)}${asks}</form></details>`
}

/** Who decided what and when, and why. */
function decided({ state, decision }: SubmissionDetail, visit: Visit): Html {
  const { t } = visit
  if (!decision) return html`${t.states[state]}`
  const who = foreign(personName(decision.by, visit))
  return html`<b>${t.states[state]}</b> · ${who} · ${moment(decision.at)}${decision.reason ? html` · ${foreign(decision.reason)}` : null}`
}

function approval(standing: Standing, visit: Visit, sight: Sight): Html {
  const { t } = visit
  const { submission, doubts, openFlags } = standing
  if (submission.agencyId === null && submission.memberUnit === null && !submission.outside)
    return submission.suggestedAgencyId && submission.suggestedAgency
      ? html`<form method="post" action="${decisionAddress(visit, sight)}">${sightFields(visit, sight)}<input type="hidden" name="agency" value="${submission.suggestedAgencyId}"><button class="primary" name="decision" value="assign">${t.submission.assignSuggested(submission.suggestedAgency)}</button></form>`
      : html`<span class="said">${t.submission.approveBlockedAgency}</span>`
  if (submission.needsChoice) return html`<span class="said">${t.submission.approveBlockedChoice}</span>`
  if (doubts > 0)
    return html`<span class="said told-above">${t.submission.approveBlockedDoubts(String(doubts))}</span><button type="button" class="button" data-next-doubt data-key="n">${t.submission.nextDoubt}</button>`
  if (openFlags === 0) return act('approve', t.submission.approve, visit, sight, 'primary', 'A')
  return html`<form class="reasoned" method="post" action="${decisionAddress(visit, sight)}">${sightFields(visit, sight)}<input name="reason" required maxlength="2000" aria-label="${t.submission.reason}" list="reasons" autocomplete="off" placeholder="${t.submission.reason}: ${t.submission.reasonPlaceholder}" data-key="A"><button class="primary" name="decision" value="approve">${t.submission.approveWithFlags(String(openFlags))}</button></form>`
}

function act(decision: string, text: string, visit: Visit, sight: Sight, look: string, key?: string): Html {
  return html`<form method="post" action="${decisionAddress(visit, sight)}">${sightFields(visit, sight)}<button class="${look}" name="decision" value="${decision}"${key ? html` data-key="${key}"` : null}>${text}</button></form>`
}
