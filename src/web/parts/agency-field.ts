import type { AgencyName } from '../../records/agency-page.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** A body of the roster, typed: 131 names are too many to scroll through. */
export function agencyField(agencies: readonly AgencyName[], value: string | null, { t }: Visit): Html {
  return html`<label>${t.submission.assignTo}<input name="agency" required maxlength="200" list="agencies" autocomplete="off" placeholder="${t.submission.assignHint}" value="${value}"></label><datalist id="agencies">${agencies.map(({ name }) => html`<option value="${name}"></option>`)}</datalist>`
}
