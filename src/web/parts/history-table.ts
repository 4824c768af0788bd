import type { HistoryEntry } from '../../records/history.ts'
import { agencyOf } from '../../survey/agencies.ts'
import { questionOf } from '../../survey/form.ts'
import { ruleName } from '../../survey/rules/names.ts'
import { answerText, isOwnWords, knownQuestion, moment, questionName, type SaidAnswer } from '../format.ts'
import { foreign, type Html, html, shorten, vietnamese } from '../html.ts'
import { personName, type Visit } from '../visit.ts'
import { settledBy } from './badges.ts'
import { whyText } from './mail-reasons.ts'

/** Lines of the history: when, who, what, from what to what. */
export function historyTable(entries: readonly HistoryEntry[], visit: Visit, withRecord = false): Html {
  const { t } = visit
  return html`<div class="scroll" tabindex="0"><table class="history"><thead><tr><th scope="col">${t.history.when}</th><th scope="col">${t.history.who}</th>${withRecord ? html`<th scope="col">${t.history.record}</th>` : null}<th scope="col">${t.history.action}</th><th scope="col">${t.history.change}</th></tr></thead><tbody>${entries.map(
    (entry) =>
      html`<tr><td class="nowrap">${moment(entry.at)}</td><td class="nowrap">${who(entry.actor, visit)}</td>${withRecord ? html`<td>${record(entry, visit)}${entry.about?.agency ? html`<small class="why">${foreign(entry.about.agency)}</small>` : null}</td>` : null}<td>${t.history.actions[entry.action] ?? entry.action}</td><td>${change(entry, visit)}${entry.note ? html`<small class="why">${noteText(entry.note, visit)}</small>` : null}</td></tr>`,
  )}</tbody></table></div>`
}

/** A note is a person's reason, or the mail that caused the change. */
function noteText(note: string, { t }: Visit): Html {
  const mail = /^mail:(\d+)$/.exec(note)?.[1]
  return mail ? html`<a href="/mails/${mail}">${t.mails.one(mail)}</a>` : foreign(note)
}

function who(actor: string, visit: Visit): Html {
  const { t } = visit
  return actor.startsWith('user:')
    ? html`<b>${foreign(personName(actor.slice('user:'.length), visit))}</b>`
    : html`<span class="muted">${t.history.machine} · ${stepName(actor.replace('system:', ''), t)}</span>`
}

const stepName = (step: string, t: Visit['t']) => t.history.steps[step] ?? step

function record(entry: HistoryEntry, { t }: Visit): Html {
  const { agencyId } = asRecord(entry.after)
  if (entry.record === 'agency')
    return html`<a href="/agencies/${String(agencyId)}">${t.history.records.agency}</a>`
  const name = `${t.history.records[entry.record] ?? entry.record} #${entry.recordId}`
  if (entry.record === 'submission') return html`<a href="/submissions/${entry.recordId}">${name}</a>`
  if (entry.record === 'mail') return html`<a href="/mails/${entry.recordId}">${name}</a>`
  if (entry.about?.submissionId) return html`<a href="/submissions/${entry.about.submissionId}">${name}</a>`
  if (entry.about?.mailId) return html`<a href="/mails/${entry.about.mailId}">${name}</a>`
  return html`${name}`
}

/** Only what differs, each with its old and its new value. */
function change(entry: HistoryEntry, visit: Visit): Html {
  const [before, after] = [asRecord(entry.before), asRecord(entry.after)]
  // What a flag says was written down in Vietnamese; the flag itself has the English.
  if (visit.lang === 'en' && entry.about?.messageEn)
    for (const told of [before, after]) if ('message' in told) told.message = entry.about.messageEn
  // The key is the machine's own name of a finding; its words stand beside it.
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => name !== 'key')
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const shown = changed.length > 0 ? changed : names.filter((name) => knownQuestion(name))
  // Of what is new, only what is there: no files are not worth a word.
  const told = shown.filter((name) => entry.before !== null || !isNothing(after[name]))
  return html`<ul class="changes">${told
    .slice(0, 12)
    .map(
      (name) =>
        html`<li><span>${fieldName(name, visit)}:</span> ${changed.includes(name) && Object.hasOwn(before, name) && Object.hasOwn(after, name) ? html`<del>${value(name, before[name], visit)}</del> → ` : null}<ins>${value(name, Object.hasOwn(after, name) ? after[name] : before[name], visit)}</ins></li>`,
    )}</ul>`
}

const isNothing = (given: unknown): boolean =>
  given === null || given === false || (Array.isArray(given) && given.length === 0)

function asRecord(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {}
}

const fieldName = (name: string, { t, lang }: Visit) =>
  knownQuestion(name) ? questionName(name, lang) : (t.history.fields[name] ?? name)

/** An answer as the history has it: its value, or what was said where there is none. */
const said = (given: unknown): SaidAnswer =>
  given !== null && typeof given === 'object' && 'value' in given ? (given as SaidAnswer) : { value: given }

function value(name: string, given: unknown, visit: Visit): Html {
  const { t, lang } = visit
  const question = knownQuestion(name)
  if (question) {
    const { kind } = questionOf(question)
    return foreign(shorten(answerText(kind, said(given), t, lang), 300), isOwnWords(kind) ? 'vi' : lang)
  }
  if (given === null || given === undefined) return html`–`
  if (typeof given === 'boolean') return html`${given ? t.values.yes : t.values.no}`
  if (name === 'relation' || name === 'kind')
    return html`${t.relations[String(given)] ?? t.mailKinds[String(given)] ?? String(given)}`
  if (/gencyId$/.test(name)) return vietnamese(agencyOf(String(given))?.short ?? String(given))
  if (name === 'rule') return html`${ruleName(String(given), lang)}`
  if (name === 'role') return html`${(t.roles as Record<string, string>)[String(given)] ?? String(given)}`
  if (name === 'by') return settledBy(String(given), visit)
  if (name === 'mail' && /^\d+$/.test(String(given)))
    return html`<a href="/mails/${String(given)}">#${String(given)}</a>`
  if (Array.isArray(given)) return foreign(shorten(given.join(', '), 300))
  if (name === 'reason') return html`${whyText(String(given), lang)}`
  if (name === 'state') return html`${(t.states as Record<string, string>)[String(given)] ?? String(given)}`
  if (/At$/.test(name) && typeof given === 'string' && !Number.isNaN(Date.parse(given)))
    return html`${moment(new Date(given))}`
  return foreign(shorten(typeof given === 'object' ? JSON.stringify(given) : String(given), 300))
}
