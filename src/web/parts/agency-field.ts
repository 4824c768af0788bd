import type { AgencyName } from '../../records/agency-page.ts'
import { fold } from '../../vietnamese/fold.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'

/** A body of the roster, typed: 131 names are too many to scroll through. */
export function agencyField(agencies: readonly AgencyName[], value: string | null, { t }: Visit): Html {
  return html`<label>${t.submission.assignTo}<input name="agency" required maxlength="200" list="agencies" autocomplete="off" placeholder="${t.submission.assignHint}" value="${value}"></label><datalist id="agencies">${agencies.map(({ name }) => html`<option value="${name}"></option>`)}</datalist>`
}

/**
 * The bodies meant by what was typed, with or without accents: the one of just this name or short name, else all whose
 * names hold every word ("vp ubnd ha noi" finds nothing, "ha noi" one).
 */
export function agenciesNamed(typed: string, agencies: readonly AgencyName[]): readonly AgencyName[] {
  const wanted = fold(typed)
  if (wanted === '') return []
  const exact = agencies.filter(({ id, name, short, aliases }) =>
    [id, name, short, ...aliases].some((one) => one === typed || fold(one) === wanted),
  )
  if (exact.length > 0) return exact
  return agencies.filter(({ name, short, aliases }) => {
    const words = fold([name, short, ...aliases].join(' ')).split(' ')
    return wanted.split(' ').every((part) => words.some((word) => word.startsWith(part)))
  })
}
