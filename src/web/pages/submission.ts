import type { FastifyInstance } from 'fastify'
import { agencyNames } from '../../records/agency-page.ts'
import type { Database } from '../../records/database.ts'
import { historyOfSubmission, notesOfSubmission } from '../../records/history-list.ts'
import { lastChange } from '../../records/overview-page.ts'
import { transcriptOf } from '../../records/readings.ts'
import {
  answersOfVersion,
  documentsOfVersion,
  flagsOfSubmission,
  movedTo,
  present,
  submissionDetail,
  versionsOfSubmission,
} from '../../records/submission-page.ts'
import { nextOfList, nextWaiting } from '../../records/work-list.ts'
import { questions, type Section } from '../../survey/form.ts'
import { withQuery } from '../addresses.ts'
import { moment } from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import { layout, notice } from '../layout.ts'
import { listOf, listQuery } from '../list-query.ts'
import { answerCard, type Sight, sightFields } from '../parts/answer-card.ts'
import { agencyTitle, memberOf, stateBadge } from '../parts/badges.ts'
import { decisionBar } from '../parts/decision-bar.ts'
import { flagsPane } from '../parts/flags-pane.ts'
import { historyTable } from '../parts/history-table.ts'
import { pagesPane, type ShownDocument } from '../parts/pages-pane.ts'
import { comparison, versionsPane } from '../parts/versions-pane.ts'
import { hereSince, seekerOf } from '../presence.ts'
import { type DeskOptions, idIn, may, Refused, type SignedIn, show, signedIn } from '../visit.ts'

/** In the order of the printed form. */
const sections: readonly Section[] = [...new Set(questions.map(({ section }) => section))]

/** More versions than this are not laid side by side; the list has them all. */
const versionsCompared = 6

/** More documents than this of one version are named, not drawn. */
const documentsDrawn = 8

export function submissionPages(app: FastifyInstance, options: DeskOptions): void {
  app.get('/submissions/:id', async (request, reply) => {
    const visit = signedIn(request)
    const id = idIn(request)
    const page = await submissionPage(options.database, id, visit)
    if (page) return show(reply, page)
    const there = await movedTo(options.database, id)
    if (there === null) throw new Refused('notFound')
    return reply.redirect(withQuery(`/submissions/${there}`, listOf(visit.query)), 303)
  })
}

/** The page of one submission, of the version in force or the one the address names; null where it is not there. */
async function submissionPage(database: Database, id: number, visit: SignedIn): Promise<Html | null> {
  const submission = await submissionDetail(database, id)
  if (!submission) return null
  const list = listOf(visit.query)
  const [versions, flags, seen, agencies, nextId] = await Promise.all([
    versionsOfSubmission(database, id),
    flagsOfSubmission(database, id),
    lastChange(database),
    agencyNames(database),
    Object.keys(list).length > 0
      ? nextOfList(database, id, listQuery(list), seekerOf(visit))
      : nextWaiting(database, id, seekerOf(visit)),
  ])
  const inForce = versions.find((version) => version.inForce) ?? versions.at(-1)
  const version = versions.find((one) => String(one.id) === visit.query.version) ?? inForce
  const [answers, documents, history, notes, others] = await Promise.all([
    version ? answersOfVersion(database, version.id) : [],
    version ? documentsOfVersion(database, version.id) : [],
    historyOfSubmission(database, id),
    notesOfSubmission(database, id),
    present(database, {
      submissionId: id,
      userId: visit.user.id,
      now: visit.now,
      since: hereSince(visit.now),
    }),
  ])
  const old = version && inForce && version.id !== inForce.id
  const counted = old ? await answersOfVersion(database, inForce.id) : []
  const shown: ShownDocument[] = await Promise.all(
    documents.map(async (document, index) => ({
      document,
      transcript:
        index < documentsDrawn && !document.problem ? await transcriptOf(database, document.id) : null,
    })),
  )
  // What contradicts is what a person chooses from; a version that only repeats or completes says the same.
  const rivals = versions
    .filter(({ inForce: counts, relation }) => counts || relation === 'first' || relation === 'alternative')
    .slice(0, versionsCompared)
  const compared = submission.needsChoice
    ? await Promise.all(
        rivals.map(async (one) => ({ version: one, answers: await answersOfVersion(database, one.id) })),
      )
    : []
  const differing = flags.find(({ rule, resolvedAt }) => rule === 'C11' && resolvedAt === null)
  const { t } = visit
  const undecided = submission.state === 'waiting' || submission.state === 'ready'
  const mayDecide = undecided && may(visit.user, 'review')
  const comparing = mayDecide && compared.length > 1 && differing ? differing.questions : null
  const sight: Sight = {
    submissionId: id,
    versionId: version?.id ?? 0,
    revision: submission.revision,
    seen,
    editable: mayDecide && !old,
  }
  const doubts = answers.filter(({ review }) => review).length
  const openFlags = flags.filter(({ resolvedAt }) => resolvedAt === null)
  const nameOnForm = answers.find(({ question }) => question === 'agency.name')?.value
  const cards = (section: Section) =>
    questions
      .filter((question) => question.section === section)
      .map((question) => {
        // As on the form, above the three answers that are of a person, not of the body.
        const part = question.id === 'contact.name' ? html`<p class="part">${t.submission.contact}</p>` : null
        const answer = answers.find((one) => one.question === question.id)
        const inForceAnswer = counted.find((one) => one.question === question.id)
        return answer
          ? html`${part}${answerCard(question, answer, {
              visit,
              sight,
              flags: openFlags.filter((flag) => flag.level !== 'N' && flag.questions.includes(question.id)),
              compared: comparing !== null,
              documents: shown,
              notes: notes.filter((note) => note.question === question.id),
              other:
                inForceAnswer && JSON.stringify(inForceAnswer.value) !== JSON.stringify(answer.value)
                  ? inForceAnswer
                  : null,
            })}`
          : null
      })
  const body = html`<div class="desk" data-swap="desk" data-doubts="${doubts}">
<header class="desk-head"><div><h1>${agencyTitle({ ...submission, agency: submission.agencyName, nameOnForm: typeof nameOnForm === 'string' ? nameOnForm : null }, t)} ${memberOf(submission, t)}</h1>
<p class="facts"><span class="muted">#${id}</span> ${stateBadge({ state: submission.state, doubts }, t)} <span>${t.submission.received} ${moment(submission.receivedAt)}, ${submission.late ? html`<b class="late">${t.submission.late}</b>` : t.submission.onTime}</span>${version ? html` · <a href="/mails/${version.mailId}">${t.mails.one(String(version.mailId))}</a> ${foreign(version.fromName || version.fromAddress)}` : null}${submission.agencyId ? html` · <a href="/agencies/${submission.agencyId}">${t.agencies.name}</a>` : null}</p></div>
${undecided ? html`<p class="count ${doubts > 0 ? 'some' : 'none'}">${doubts > 0 ? t.submission.doubtsLeft(String(doubts)) : t.submission.noDoubts}</p>` : null}</header>
<p class="presence" role="status" data-presence ${others.length === 0 ? html`hidden` : null}>${t.submission.presence(others.join(', '))}</p>
${notice(visit)}
${old ? html`<p class="notice warn">${t.submission.viewingOld} <a href="${withQuery(`/submissions/${id}`, list)}">${t.submission.backToInForce}</a></p>` : null}
<div class="panes">${pagesPane(shown, answers, visit)}
<section class="answers" aria-label="${t.submission.answers}"><div class="answers-scroll" tabindex="-1">
${comparing ? comparison(compared, comparing, visit, sight) : null}${comparing && compared.length === versions.length ? null : versionsPane(versions, visit, sight, mayDecide && !comparing)}
${flagsPane(flags, visit, { back: withQuery(`/submissions/${id}`, list), fields: sightFields(visit, sight), editable: sight.editable })}
${sections.map((section) => html`<section class="form-section"><h2>${t.sections[section]}</h2>${cards(section)}</section>`)}
<details class="past"><summary>${t.submission.history} (${history.length})</summary>${historyTable(history, visit)}</details></div>
${decisionBar({ submission, doubts, openFlags: openFlags.filter(({ level }) => level !== 'N').length, agencies, nextId }, visit, sight, may(visit.user, 'review') && !old)}</section></div></div>`
  return layout(visit, {
    title: `${submission.memberUnit ?? submission.agency ?? t.list.unknown} · ${t.submission.title(String(id))}`,
    at: 'submissions',
    tool: true,
    body,
    live: { seen, submission: id, revision: submission.revision },
  })
}
