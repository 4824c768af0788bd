import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** Where a person says why. What is said most often is offered, from the one list of the page. */
export function reasonField({ t }: Visit, label: string, required = true): Html {
  return html`<label>${label}<input name="reason"${required ? html` required` : null} maxlength="2000" list="reasons" autocomplete="off" placeholder="${t.submission.reasonPlaceholder}"></label>`
}

/** What only this form can be told: what settles flags elsewhere would be no answer, so nothing is offered. */
export function ownReasonField(label: string, example: string): Html {
  return html`<label>${label}<input name="reason" required maxlength="2000" autocomplete="off" placeholder="${example}"></label>`
}

/** Once on every page that asks for reasons. */
export function reasonList({ t }: Visit): Html {
  return html`<datalist id="reasons">${t.submission.reasons.map((reason) => html`<option value="${reason}"></option>`)}</datalist>`
}
