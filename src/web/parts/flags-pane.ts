import type { FlagDetail } from '../../records/submission-page.ts'
import { moment, questionName } from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { levelBadge, ruleId, settledBy } from './badges.ts'
import { reasonField } from './reasons.ts'

/** The page on which flags stand: where one comes back to, what its forms carry, whether flags may be settled there. */
export interface FlagsPlace {
  readonly back: string
  readonly fields: Html
  readonly editable: boolean
}

/** Open flags with their reasons to close, and what was settled already. */
export function flagsPane(flags: readonly FlagDetail[], visit: Visit, place: FlagsPlace): Html {
  const { t, lang } = visit
  const open = flags.filter(({ resolvedAt, level }) => resolvedAt === null && level !== 'N')
  const notes = flags.filter(({ resolvedAt, level }) => resolvedAt === null && level === 'N')
  const resolved = flags.filter(({ resolvedAt }) => resolvedAt !== null)
  const message = (flag: FlagDetail) => (lang === 'vi' ? flag.messageVi : flag.messageEn)
  const openFlag = (flag: FlagDetail, index: number, all: readonly FlagDetail[]) =>
    html`<li class="flag level-${flag.level}" id="flag-${flag.id}" tabindex="-1">${levelBadge(flag.level, t)} <span class="message">${foreign(message(flag), lang)}${ruleId(flag.rule, lang)}${flag.questions.length === 0 ? null : html`<span class="about">${flag.questions.slice(0, 6).map((question, at) => html`${at > 0 ? ', ' : null}<a href="#a-${question}" data-goes="${question}">${questionName(question, lang)}</a>`)}</span>`}</span>${place.editable ? closeFlag(flag.id, all[index + 1]?.id, visit, place) : null}</li>`
  return html`<section class="flags" aria-label="${t.submission.flags}">
${open.length === 0 ? html`<p class="hint">${t.submission.noFlags}</p>` : null}
<ul>${open.map(openFlag)}</ul>
${notes.length === 0 ? null : html`<details><summary>${t.levels.N} (${notes.length})</summary><ul>${notes.map(openFlag)}</ul></details>`}
${
  resolved.length === 0
    ? null
    : html`<details><summary>${t.submission.resolved} (${resolved.length})</summary><ul>${resolved.map(
        (flag) =>
          html`<li class="flag settled">${levelBadge(flag.level, t)} <span class="message"><s>${foreign(message(flag), lang)}</s> <small>${settledBy(flag.resolvedBy ?? '', visit)} ${moment(flag.resolvedAt)}${flag.resolvedBy?.startsWith('user:') ? html` · ${foreign(flag.resolution)}` : null}</small></span>${
            place.editable && flag.resolvedBy?.startsWith('user:')
              ? html`<form method="post" action="/flags/${flag.id}/reopen">${place.fields}<input type="hidden" name="to" value="${place.back}"><button class="quiet">${t.submission.reopenFlag}</button></form>`
              : null
          }</li>`,
      )}</ul></details>`
}</section>`
}

/** Closes one flag; the officer goes on with the one after it. */
export function closeFlag(id: number, next: number | undefined, visit: Visit, place: FlagsPlace): Html {
  const { t } = visit
  return html`<details class="close"><summary>${t.submission.resolve}</summary><form method="post" action="/flags/${id}/resolve">${place.fields}<input type="hidden" name="to" value="${place.back}">${next === undefined ? null : html`<input type="hidden" name="next" value="${next}">`}${reasonField(visit, t.submission.reason)}<button>${t.submission.resolve}</button></form></details>`
}
