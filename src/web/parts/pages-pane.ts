import type { Transcript } from '../../reading/transcript.ts'
import type { AnswerDetail, DocumentDetail } from '../../records/submission-page.ts'
import { foreign, type Html, html, shorten } from '../html.ts'
import type { Visit } from '../visit.ts'
import { around, placesOf, questionsByLine, sizeOf } from './places.ts'
import { transcriptView } from './transcript-view.ts'

/** A document with what was read of it. */
export interface ShownDocument {
  readonly document: DocumentDetail
  readonly transcript: Transcript | null
}

/** Where the address of the page leads to: a document, and a page of one. */
export const documentId = (document: number): string => `document-${document}`
export const sheetId = (document: number, page: number): string => `document-${document}-page-${page}`

/** The left pane: every page that the version rests on, with the places of its answers lying over it. */
export function pagesPane(
  documents: readonly ShownDocument[],
  answers: readonly AnswerDetail[],
  visit: Visit,
): Html {
  const { t } = visit
  const used = documents.filter(({ document }) => document.role !== null || hasAnswers(document, answers))
  const others = documents.filter((one) => !used.includes(one))
  return html`<div class="pages-side">${used.some(({ document }) => document.pictures.length > 0) ? pagesBar(used, visit) : null}<section class="pages" aria-label="${t.submission.pages}" tabindex="0" data-zoom="fit">
${used.length === 0 ? html`<p class="empty">${t.submission.noDocuments}</p>` : used.map((one) => documentView(one, answers, visit))}
${
  others.length === 0
    ? null
    : html`<details class="others"${used.length === 0 ? html` open` : null}><summary>${t.submission.otherFiles} (${others.length})</summary>${others.map((one) => documentView(one, answers, visit))}</details>`
}<button type="button" class="back-to-answer" data-back hidden>${t.submission.backToAnswer}</button></section></div>`
}

/**
 * Above the pages, for it would hide ink over them: the way to each, and how large they are; a scan of small writing is
 * read at its own size or twice that, which needs the script.
 */
function pagesBar(shown: readonly ShownDocument[], { t }: Visit): Html {
  const { zoom } = t.submission
  const sizes = [
    ['fit', zoom.fit],
    ['1', '100%'],
    ['2', '200%'],
  ] as const
  return html`<div class="pages-bar"><nav aria-label="${t.submission.pages}">${shown.map(({ document }) => pageLinks(document, shown.length > 1, t.submission))}</nav><div class="zoom" role="group" aria-label="${zoom.title}">${sizes.map(([size, text]) => html`<button type="button" data-zoom-to="${size}" aria-pressed="${size === 'fit' ? 'true' : 'false'}">${text}</button>`)}</div></div>`
}

/** Of a single document its pages; of several the name of each, and its pages by number. */
function pageLinks(
  { id, name, pictures }: DocumentDetail,
  named: boolean,
  { page: called }: Visit['t']['submission'],
): Html {
  return html`<span>${named ? html`<a href="#${documentId(id)}" title="${name}">${foreign(shorten(name, 22))}</a>` : null}${
    pictures.length > 1
      ? pictures.map(
          ({ page }) =>
            html` <a href="#${sheetId(id, page)}" aria-label="${called(String(page))}">${named ? page : called(String(page))}</a>`,
        )
      : null
  }</span>`
}

const hasAnswers = (document: DocumentDetail, answers: readonly AnswerDetail[]) =>
  answers.some(({ documentId }) => documentId === document.id)

function documentView(shown: ShownDocument, answers: readonly AnswerDetail[], visit: Visit): Html {
  const { document } = shown
  const { t, lang } = visit
  return html`<article class="document" id="${documentId(document.id)}"><header><h2>${foreign(document.name)}</h2>
<span class="badge soft">${t.formats[document.format] ?? document.format}</span>${document.role ? html` <span class="badge soft">${t.docRoles[document.role]}</span>` : null}
${document.hasContent ? html`<a href="/documents/${document.id}/download">${t.mails.download}</a>` : null}</header>
${document.problem ? html`<p class="problem">${document.problem[lang]}</p>` : pagesOf(shown, answers, visit)}</article>`
}

function pagesOf(
  { document, transcript }: ShownDocument,
  answers: readonly AnswerDetail[],
  { t }: Visit,
): Html {
  if (document.pictures.length > 0) {
    const places = placesOf(answers).filter(({ documentId }) => documentId === document.id)
    return html`${document.pictures.map((picture) => {
      const size = sizeOf(transcript, picture.page) ?? picture
      return html`<figure class="sheet-picture" id="${sheetId(document.id, picture.page)}"><figcaption>${t.submission.page(String(picture.page))} <button type="button" class="quiet turn" data-turn>${t.submission.zoom.turn}<span class="sr">: ${t.submission.page(String(picture.page))}</span></button></figcaption><div class="frame"><div class="stack"><img src="/documents/${document.id}/pages/${picture.page}" width="${picture.width}" height="${picture.height}" alt="${t.submission.page(String(picture.page))}" loading="lazy" decoding="async"><svg viewBox="0 0 ${size.width} ${size.height}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${places
        .filter(({ page }) => page === picture.page)
        .map(({ question, places: own }) => {
          const { x, y, width, height } = around(own)
          const pad = size.height * 0.003
          return html`<rect class="place" data-places="${question}" x="${x - pad}" y="${y - pad}" width="${width + 2 * pad}" height="${height + 2 * pad}" rx="${pad}"></rect>`
        })}</svg></div></div></figure>`
    })}`
  }
  if (transcript)
    return html`<p class="hint">${t.submission.fromText}</p>${transcriptView(transcript, questionsByLine(transcript, document.id, answers))}`
  return html`<p class="empty">${t.submission.noPicture}</p>`
}
