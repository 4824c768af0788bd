import { ruleName } from '../../survey/rules/names.ts'
import { foreign, type Html, html, vietnamese } from '../html.ts'
import type { Language } from '../texts/languages.ts'
import type { Texts } from '../texts/vi.ts'
import { personName, type Visit } from '../visit.ts'

/** How a submission stands. What waits does so for answers in doubt, or else for a question about the whole. */
export function stateBadge({ state, doubts }: { state: string; doubts: number }, t: Texts): Html {
  const shown = state !== 'waiting' ? state : doubts > 0 ? 'doubtful' : 'flagged'
  const name = (t.states as Record<string, string>)[shown] ?? shown
  return html`<span class="badge state-${state}">${name}</span>`
}

export function levelBadge(level: 'E' | 'W' | 'N', t: Texts): Html {
  return html`<span class="badge level-${level}">${t.levels[level]}</span>`
}

/** The id of a rule that stands in the office's lists; names of our own say nothing to an officer. */
export function ruleId(rule: string, lang: Language): Html | null {
  return /^[IC]\d+$/.test(rule) ? html` <small title="${ruleName(rule, lang)}">${rule}</small>` : null
}

/** How many open flags of each level, without those there are none of. */
export function flagCounts({ errors, warnings }: { errors: number; warnings: number }, t: Texts): Html {
  const badge = (level: 'E' | 'W', n: number) =>
    n === 0
      ? null
      : html` <span class="badge flag-count level-${level}">${n} ${t.levels[level].toLowerCase()}</span>`
  return html`${badge('E', errors)}${badge('W', warnings)}`
}

/** Whose form it is, or what is known instead. */
export function agencyTitle(
  row: {
    agency: string | null
    suggestedAgency: string | null
    memberUnit: string | null
    outside?: boolean
    nameOnForm?: string | null
  },
  t: Texts,
): Html {
  if (row.memberUnit) return foreign(row.memberUnit)
  if (row.agency) return vietnamese(row.agency)
  if (row.outside)
    return html`${row.nameOnForm ? foreign(row.nameOnForm) : html`<em>${t.list.unknown}</em>`} <small>${t.list.outside}</small>`
  return html`<em>${t.list.unknown}</em>${
    row.suggestedAgency
      ? html` <small>${t.list.suggested(row.suggestedAgency)}</small>`
      : row.nameOnForm
        ? html` <small>${t.list.onForm}: ${foreign(row.nameOnForm)}</small>`
        : null
  }`
}

/** Of a member unit: whose it is, beside its name. */
export function memberOf(
  row: {
    memberUnit: string | null
    suggestedAgencyId: string | null
    suggestedAgency: string | null
  },
  t: Texts,
): Html | null {
  if (!row.memberUnit) return null
  return row.suggestedAgencyId && row.suggestedAgency
    ? html`<small class="member">${t.submission.memberOf} <a href="/agencies/${row.suggestedAgencyId}">${row.suggestedAgency}</a></small>`
    : html`<small class="member">${t.submission.member}</small>`
}

/** Rows from…to of a list in pages. */
export function pager(
  t: Texts,
  at: { page: number; size: number; total: number; address: (page: number) => string },
): Html | null {
  const pages = Math.max(1, Math.ceil(at.total / at.size))
  if (pages === 1) return null
  const link = (page: number, text: string, rel: string) =>
    page >= 1 && page <= pages
      ? html`<a class="button" rel="${rel}" href="${at.address(page)}">${text}</a>`
      : html`<span class="button off">${text}</span>`
  return html`<nav class="pager" aria-label="${t.list.pages}">${link(at.page - 1, t.list.previous, 'prev')}<span>${t.list.page(String(at.page), String(pages))}</span>${link(at.page + 1, t.list.next, 'next')}</nav>`
}

/** One choice of a filter form. */
export function select(
  name: string,
  label: string,
  value: string,
  choices: readonly (readonly [value: string, text: string])[],
): Html {
  return html`<label>${label}<select name="${name}">${choices.map(
    ([one, text]) => html`<option value="${one}"${one === value ? html` selected` : null}>${text}</option>`,
  )}</select></label>`
}

/**
 * Who settled a flag: a person, a person's correction of the answer or choice of the version, a mail that brought what
 * was missing, or the machine.
 */
export function settledBy(by: string, visit: Visit): Html {
  const { t } = visit
  const [what, name = ''] = by.split(':')
  if (what === 'mail') return html`<a href="/mails/${name}">${t.mails.one(name)}</a>`
  if (what === 'system') return html`${t.history.machine}`
  const person = foreign(personName(name, visit))
  const how = { correction: t.history.byCorrection, choice: t.history.byChoice }[what ?? '']
  return how ? html`${person} (${how})` : person
}
