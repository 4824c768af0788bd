import type { AnswerDetail, FlagDetail } from '../../records/submission-page.ts'
import type { Question } from '../../survey/form.ts'
import { withQuery } from '../addresses.ts'
import {
  answerText,
  isOwnWords,
  moment,
  quantityText,
  reasonText,
  type SaidAnswer,
  unvaluedText,
  valueText,
} from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import { csrfField } from '../layout.ts'
import { listOf } from '../list-query.ts'
import { personName, type Visit } from '../visit.ts'
import { levelBadge } from './badges.ts'
import { documentId, type ShownDocument, sheetId } from './pages-pane.ts'
import { around, cropAround, sizeOf } from './places.ts'

/** The submission as the officer has it before their eyes; every form of the page carries it. */
export interface Sight {
  readonly submissionId: number
  readonly versionId: number
  readonly revision: number
  readonly seen: number
  /** False for a version not in force, a decided submission, or a role that only reads. */
  readonly editable: boolean
}

export function sightFields(visit: Visit, sight: Sight): Html {
  return html`${csrfField(visit)}<input type="hidden" name="revision" value="${sight.revision}"><input type="hidden" name="seen" value="${sight.seen}"><input type="hidden" name="version" value="${sight.versionId}">`
}

export function answerCard(
  question: Question,
  answer: AnswerDetail,
  around: {
    visit: Visit
    sight: Sight
    flags: readonly FlagDetail[]
    /** The versions stand side by side above: which of them counts is asked there, once. */
    compared: boolean
    documents: readonly ShownDocument[]
    notes: readonly { readonly by: string; readonly at: Date; readonly text: string }[]
    /** The value in force, where another version is looked at and says something else. */
    other: AnswerDetail | null
  },
): Html {
  const { visit, sight, flags } = around
  const { t, lang } = visit
  const said = saidOf(answer)
  const quantity = said.value === null ? null : quantityText(said.quantity, t, lang)
  const unvalued = unvaluedText(said, t, lang)
  const empty = unvalued === null && (answer.value === null || answer.value === '')
  const shown = unvalued ?? valueText(question.kind, answer.value, t, lang)
  const isForeign = isOwnWords(question.kind) && !empty
  return html`<article class="answer${answer.review ? ' doubt' : ''}${answer.correction ? ' by-person' : ''}" id="a-${question.id}" data-question="${question.id}" data-kind="${question.kind}" tabindex="-1" aria-labelledby="q-${question.id}">
<header><h3 id="q-${question.id}">${question.short[lang]}</h3>${certainty(answer, visit)}${sight.editable && !answer.review ? toEdit(question, visit) : null}</header>
${isShortened(question, visit) ? html`<p class="printed" lang="vi">${question.label}</p>` : null}
<p${isForeign && shown.length > 300 ? html` tabindex="0"` : null} class="value${empty ? ' none' : ''}${question.kind === 'longtext' ? ' long' : ''}">${isForeign ? foreign(shown) : shown}${question.kind === 'number' && answer.value !== null ? html` <small>${t.values.perMonth}</small>` : null}${quantity ? html` <small>(${quantity})</small>` : null}</p>
${answer.raw !== null && answer.raw !== '' && (answer.review || answer.correction) && answer.raw !== shown ? html`<p${answer.raw.length > 300 ? html` tabindex="0"` : null} class="raw"><span>${t.submission.asWritten}:</span> ${foreign(answer.raw)}</p>` : null}
${answer.correction ? correction(question, answer, visit) : null}
${around.notes.map((note) => html`<p class="raw" title="${moment(note.at)}"><span>${t.submission.note} (${personName(note.by, visit)}):</span> ${foreign(note.text)}</p>`)}
${around.other ? html`<p class="raw differs"><span>${t.submission.differs}:</span> ${foreign(answerText(question.kind, saidOf(around.other), t, lang), isOwnWords(question.kind) ? 'vi' : lang)}</p>` : null}
${flags.map((flag) => html`<p class="flag-line">${levelBadge(flag.level, t)} ${flag.rule === 'C11' && around.compared ? html`<a href="#versions">${t.submission.versionsDiffer}</a>` : lang === 'vi' ? flag.messageVi : flag.messageEn}</p>`)}
${placeShown(answer, around.documents, visit)}
${sight.editable ? form(question, answer, visit, sight) : null}
</article>`
}

/** A person who confirmed the answer confirmed what the machine saw; one who corrected it put a value in its place. */
export function saidOf({
  value,
  reason,
  quantity,
  correction,
}: AnswerDetail): SaidAnswer & { quantity: AnswerDetail['quantity'] } {
  return correction && correction.action !== 'accepted'
    ? { value, reason: null, quantity: null }
    : { value, reason, quantity }
}

function certainty(answer: AnswerDetail, visit: Visit): Html | null {
  const { t, lang } = visit
  const { correction: person } = answer
  if (person) {
    const words = {
      accepted: t.submission.reviewed,
      corrected: t.submission.corrected,
      cleared: t.submission.cleared,
    }[person.action]
    return html`<span class="badge person" title="${moment(person.at)}">✓ ${words(personName(person.by, visit))}</span>`
  }
  if (!answer.review) return null
  const percent = String(Math.round(answer.confidence * 100))
  return html`<span class="badge why">${reasonText(answer.reason, lang)}</span><span class="sure">${t.submission.sure(percent)}</span>`
}

/**
 * In the tab order, unlike the fields behind it: twenty-six answers are twenty-six steps, not a hundred. Without the
 * script it goes to the card, whose fields show then.
 */
function toEdit(question: Question, { t, lang }: Visit): Html {
  return html`<a class="to-edit" href="#a-${question.id}" data-edits="${question.id}">${t.submission.edit}<span class="sr">: ${question.short[lang]}</span></a>`
}

/** The card's name is not the whole printed sentence: it stands in the card that is at hand. */
const isShortened = ({ label, short }: Question, { lang }: Visit): boolean =>
  label.length > 20 && label.replace(/[:.]$/, '') !== short[lang]

function correction(question: Question, answer: AnswerDetail, { t, lang }: Visit): Html | null {
  const person = answer.correction
  if (!person) return null
  const { machineValue: value, reason, quantity } = answer
  const machine = answerText(question.kind, { value, reason, quantity }, t, lang)
  return html`${person.action === 'accepted' ? null : html`<p class="raw"><span>${t.submission.machineSays}:</span> <s>${foreign(machine, isOwnWords(question.kind) ? 'vi' : lang)}</s></p>`}${person.note ? html`<p class="raw"><span>${t.submission.note}:</span> ${foreign(person.note)}</p>` : null}`
}

/** The place itself, cut out of the page: the eye need not leave the answer. It leads to the page, there enlarged. */
function placeShown(answer: AnswerDetail, documents: readonly ShownDocument[], { t }: Visit): Html | null {
  const shown = documents.find(({ document }) => document.id === answer.documentId)
  if (!shown || shown.document.problem || answer.evidence.length === 0) return null
  const page = answer.evidence.find(({ place }) => place)?.page
  return html`<a class="to-place" href="#${page ? sheetId(shown.document.id, page) : documentId(shown.document.id)}" data-shows="${answer.question}">${crop(answer, shown)}<span class="words">${t.submission.showPlace}</span></a>`
}

function crop(answer: AnswerDetail, shown: ShownDocument): Html | null {
  const first = answer.evidence.find(({ place }) => place)
  if (!first?.place) return null
  const picture = shown.document.pictures.find(({ page }) => page === first.page)
  if (!picture) return null
  const size = sizeOf(shown.transcript, first.page) ?? picture
  const place = around(
    answer.evidence.flatMap(({ page, place: one }) => (page === first.page && one ? [one] : [])),
  )
  const view = cropAround(place, size)
  return html`<svg class="crop" viewBox="${view.x} ${view.y} ${view.width} ${view.height}" aria-hidden="true" focusable="false"><image href="/documents/${shown.document.id}/pages/${first.page}" x="0" y="0" width="${size.width}" height="${size.height}" preserveAspectRatio="none"></image><rect x="${place.x}" y="${place.y}" width="${place.width}" height="${place.height}"></rect></svg>`
}

function form(question: Question, answer: AnswerDetail, visit: Visit, sight: Sight): Html {
  const { t } = visit
  const choices = choicesOf(question, visit)
  const label = `${t.submission.newValue}: ${question.short[visit.lang]}`
  const undo = answer.correction
    ? html`<button name="action" value="undo" class="quiet" data-key="u">${t.submission.undo}</button>`
    : null
  const accept = answer.review
    ? html`<button name="action" value="accept" class="accept" data-key="a">${t.submission.accept}</button>`
    : null
  // A text area: Enter in it must not press the form's first button, which would answer the question.
  const note = html`<span class="noting"><textarea name="note" class="note" rows="1" aria-label="${t.submission.note}: ${question.short[visit.lang]}" placeholder="${t.submission.notePlaceholder}" maxlength="2000" data-key="m"></textarea><button name="action" value="note" class="quiet">${t.submission.saveNote}</button></span>`
  const action = withQuery(`/submissions/${sight.submissionId}/answers/${question.id}`, listOf(visit.query))
  if (choices)
    return html`<form method="post" action="${action}" class="act" data-save>${sightFields(visit, sight)}
<span class="choices" role="group" aria-label="${label}">${choices.map(
      ([value, text, key]) =>
        html`<button name="set" value="${value}"${key ? html` data-key="${key}"` : null} aria-pressed="${String(answer.value ?? '') === value ? 'true' : 'false'}">${text}</button>`,
    )}</span>${accept}${undo}<details class="more-note"><summary>${t.submission.note}</summary>${note}</details></form>`
  return html`<form method="post" action="${action}" class="act" data-save>${sightFields(visit, sight)}
<details class="edit"${answer.review ? html` open` : null}><summary data-key="e">${t.submission.edit}</summary>
${field(question, answer, label)}<button name="action" value="save">${t.submission.save}</button>${answer.value === null ? null : html`<button name="action" value="clear" class="quiet" data-key="x">${t.submission.clear}</button>`}
${note}</details>${accept}${undo}</form>`
}

function field(question: Question, answer: AnswerDetail, label: string): Html {
  const value = answer.value === null ? '' : String(answer.value)
  if (question.kind === 'longtext')
    return html`<textarea name="value" rows="4" aria-label="${label}" maxlength="20000" data-field>
${value}</textarea>`
  const kind = { email: 'email', phone: 'tel' }[question.kind as string] ?? 'text'
  const numeric = question.kind === 'number' ? html` inputmode="numeric"` : null
  return html`<input name="value" type="text" ${kind === 'text' ? null : html`inputmode="${kind}" `}aria-label="${label}" value="${value}" maxlength="20000" autocomplete="off" spellcheck="false"${numeric} data-field>`
}

/** Values that one key or click gives; the key where there is one. */
function choicesOf(question: Question, { t }: Visit): readonly (readonly [string, string, string?])[] | null {
  if (question.kind === 'tick')
    return [
      ['true', t.values.ticked, '1'],
      ['false', t.values.unticked, '0'],
    ]
  if (question.kind === 'yesno')
    return [
      ['yes', t.values.yes, '1'],
      ['no', t.values.no, '0'],
      ['', t.values.empty, 'x'],
    ]
  if (question.kind === 'presence')
    return [
      ['present', t.values.present, '1'],
      ['absent', t.values.absent, '0'],
      ['unknown', t.values.unknown, 'x'],
    ]
  return null
}
