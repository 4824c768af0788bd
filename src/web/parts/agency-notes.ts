import type { AgencyNote } from '../../records/agency-notes.ts'
import { moment } from '../format.ts'
import { foreign, type Html, html, shorten } from '../html.ts'
import { csrfField } from '../layout.ts'
import { may, personName, type Visit } from '../visit.ts'

/** What colleagues noted of a body, and where one notes more. */
export function notesPane(agencyId: string, notes: readonly AgencyNote[], visit: Visit): Html | null {
  const { agencies: t } = visit.t
  const mayNote = may(visit.user, 'review')
  if (notes.length === 0 && !mayNote) return null
  return html`<section class="notes" aria-labelledby="notes-title"><h2 id="notes-title">${t.notes}</h2>
${notes.length === 0 ? null : html`<ul class="lines">${notes.map((note) => html`<li><span class="muted">${moment(note.at)} ${foreign(personName(note.by, visit))}:</span> ${foreign(note.text)}</li>`)}</ul>`}
${mayNote ? html`<form method="post" action="/agencies/${agencyId}/notes">${csrfField(visit)}<textarea name="note" rows="2" required maxlength="2000" aria-label="${t.newNote}" placeholder="${t.notePlaceholder}"></textarea><button>${t.addNote}</button></form>` : null}</section>`
}

/** In the roster: the newest, so that nobody calls twice. */
export function lastNote(note: AgencyNote | undefined, visit: Visit): Html | null {
  if (!note) return null
  return html`<small class="why">${moment(note.at)} ${foreign(personName(note.by, visit))}: ${foreign(shorten(note.text, 160))}</small>`
}
