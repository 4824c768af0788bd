import type { AnswerDetail, VersionDetail } from '../../records/submission-page.ts'
import { questionOf } from '../../survey/form.ts'
import { withQuery } from '../addresses.ts'
import { answerText, knownQuestion, moment, questionName } from '../format.ts'
import { foreign, type Html, html, shorten } from '../html.ts'
import { listOf } from '../list-query.ts'
import { personName, type Visit } from '../visit.ts'
import { type Sight, saidOf, sightFields } from './answer-card.ts'

/** A version beside others, with what it says. */
export interface ComparedVersion {
  readonly version: VersionDetail
  readonly answers: readonly AnswerDetail[]
}

/** All versions received, which is in force, and the choice of another. */
export function versionsPane(
  versions: readonly VersionDetail[],
  visit: Visit,
  sight: Sight,
  mayChoose: boolean,
): Html | null {
  if (versions.length < 2) return null
  const { t } = visit
  return html`<section class="versions" aria-label="${t.submission.versions}"><ol>${versions.map(
    (version) =>
      html`<li${version.id === sight.versionId ? html` class="at"` : null}><a href="${withQuery(`/submissions/${sight.submissionId}`, listOf(visit.query), { version: version.id })}">${t.submission.viewVersion} ${version.ordinal}</a> <span>${t.relations[version.relation] ?? version.relation}${version.unit ? html` · ${foreign(version.unit)}` : null} · ${moment(version.receivedAt)} · <a href="/mails/${version.mailId}">${t.mails.one(String(version.mailId))}</a></span>${
        version.inForce
          ? html` <span class="badge soft">${t.submission.inForce}${version.chosenBy ? html` (${t.submission.chosenBy(personName(version.chosenBy, visit))})` : null}</span>`
          : mayChoose
            ? html` ${choice(version, visit, sight)}`
            : null
      }</li>`,
  )}</ol></section>`
}

/** Where versions contradict each other: what each says, who sent it and when, and the choice of any of them. */
export function comparison(
  compared: readonly ComparedVersion[],
  questions: readonly string[],
  visit: Visit,
  sight: Sight,
): Html {
  const { t, lang } = visit
  const said = ({ answers }: ComparedVersion, id: string) => {
    const [known, answer] = [knownQuestion(id), answers.find(({ question }) => question === id)]
    return known && answer
      ? foreign(shorten(answerText(questionOf(known).kind, saidOf(answer), t, lang), 300))
      : html`–`
  }
  const each = (cell: (one: ComparedVersion) => Html) => compared.map((one) => html`<td>${cell(one)}</td>`)
  return html`<section class="compare" id="versions" aria-labelledby="compare-title"><h2 id="compare-title">${t.submission.compare}</h2><p>${t.submission.compareLead}</p>
<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${t.submission.question}</th>${compared.map(
    ({ version }) =>
      html`<th scope="col"><a href="${withQuery(`/submissions/${sight.submissionId}`, listOf(visit.query), { version: version.id })}">${t.submission.viewVersion} ${version.ordinal}</a>${version.inForce ? html` <span class="badge soft">${t.submission.inForce}</span>` : null}</th>`,
  )}</tr></thead><tbody>${questions.map(
    (id) =>
      html`<tr><th scope="row"><a href="#a-${id}" data-goes="${id}">${questionName(id, lang)}</a></th>${each((one) => html`<b>${said(one, id)}</b>`)}</tr>`,
  )}
<tr><th scope="row">${t.submission.sender}</th>${each(({ version }) => html`${foreign(version.fromName || version.fromAddress)}${version.unit ? html`<small class="why">${foreign(version.unit)}</small>` : null}`)}</tr>
<tr><th scope="row">${t.submission.received}</th>${each(({ version }) => html`${moment(version.receivedAt)} <a href="/mails/${version.mailId}">${t.mails.one(String(version.mailId))}</a>`)}</tr>
<tr><th scope="row"><span class="sr">${t.submission.choose}</span></th>${each(({ version }) => choice(version, visit, sight))}</tr></tbody></table></div></section>`
}

function choice(version: VersionDetail, visit: Visit, sight: Sight): Html {
  const { t } = visit
  return html`<form method="post" action="${withQuery(`/submissions/${sight.submissionId}/decision`, listOf(visit.query))}">${sightFields(visit, sight)}<input type="hidden" name="choice" value="${version.id}"><button name="decision" value="choose">${version.inForce ? t.submission.keep : t.submission.choose}<span class="sr"> (${t.submission.viewVersion} ${version.ordinal})</span></button></form>`
}
