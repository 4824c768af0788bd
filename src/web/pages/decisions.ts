import type { FastifyInstance, FastifyReply } from 'fastify'
import {
  approve,
  assign,
  type CheckAgain,
  chooseVersion,
  type Decider,
  decideAnswer,
  moveTo,
  noteOnAnswer,
  type Outcome,
  setOutside,
  undoAnswer,
} from '../../records/decisions.ts'
import { historyOfSubmission } from '../../records/history-list.ts'
import { answersOfVersion, movedTo, versionsOfSubmission } from '../../records/submission-page.ts'
import { checkAgain } from '../../steps/assess.ts'
import { agenciesNamed } from '../../survey/agency-names/search.ts'
import { questionOf } from '../../survey/form.ts'
import { withQuery } from '../addresses.ts'
import { fileAnew } from '../file-anew.ts'
import { knownQuestion, typedValue } from '../format.ts'
import { listOf } from '../list-query.ts'
import { conflict, refusal, seenIn } from '../parts/refusals.ts'
import {
  type DeskOptions,
  formOf,
  idIn,
  may,
  Refused,
  type SignedIn,
  seeOther,
  signedIn,
  written,
} from '../visit.ts'

/** What officers decide. Each comes with the revision they saw; who is second is told, and nothing is overwritten. */
export function decisionRoutes(app: FastifyInstance, options: DeskOptions): void {
  const { database } = options
  const check: CheckAgain = (sql, key, word) => checkAgain(sql, key, word, options.assessing)

  app.post('/submissions/:id/answers/:question', async (request, reply) => {
    const visit = reviewer(signedIn(request))
    const form = formOf(request)
    const who = deciderOf(visit, idIn(request), form)
    const question = knownQuestion((request.params as { question: string }).question)
    const versionId = Number(form.version)
    const versions = await versionsOfSubmission(database, who.submissionId)
    if (!question || !versions.some((version) => version.id === versionId)) throw new Refused('notFound')
    const answer = (await answersOfVersion(database, versionId)).find((one) => one.question === question)
    if (!answer) throw new Refused('notFound')
    const { kind } = questionOf(question)
    const note = written(form.note)
    const finish = (outcome: Outcome, done: string, yours: string) =>
      after(reply, visit, { who, form, outcome, done, yours, anchor: `a-${question}` })
    if (form.action === 'undo')
      return finish(await undoAnswer(database, who, { versionId, question }, check), 'undone', '')
    if (form.action === 'note') {
      if (!note) throw new Refused('invalid')
      return finish(await noteOnAnswer(database, who, { versionId, question }, note), 'noted', note)
    }
    if (form.action === 'accept' || form.action === 'clear') {
      // Of a statement or a presence, "clear" is the value that says nothing.
      const value = form.action === 'accept' ? (answer.value as string) : kind === 'tick' ? false : null
      const action = form.action === 'accept' ? 'accepted' : 'cleared'
      return finish(
        await decideAnswer(database, who, { versionId, question, action, value, note }, check),
        action,
        String(value ?? ''),
      )
    }
    const typed = form.set ?? form.value ?? ''
    const value = typedValue(kind, typed)
    if (value === undefined) return invalidValue(reply, visit, who, kind, typed)
    const same = JSON.stringify(value) === JSON.stringify(answer.machineValue)
    const action = same ? 'accepted' : value === null ? 'cleared' : 'corrected'
    return finish(
      await decideAnswer(database, who, { versionId, question, action, value, note }, check),
      action,
      typed,
    )
  })

  app.post('/submissions/:id/decision', async (request, reply) => {
    const visit = reviewer(signedIn(request))
    const form = formOf(request)
    const who = deciderOf(visit, idIn(request), form)
    const reason = written(form.reason)
    const finish = (outcome: Outcome, done: string) =>
      after(reply, visit, {
        who,
        form,
        outcome,
        done,
        yours: visit.t.submission.done[done] ?? done,
        anchor: null,
      })
    switch (form.decision) {
      case 'approve':
        return finish(await approve(database, who, reason), 'approved')
      case 'send-back':
        return finish(await moveTo(database, who, 'sent-back', reason), 'sent-back')
      case 'not-a-form':
        return finish(await moveTo(database, who, 'not-a-form', reason), 'set-aside')
      case 'reopen':
        return finish(await moveTo(database, who, 'waiting', reason), 'opened-again')
      case 'outside':
      case 'not-outside':
        return finish(await setOutside(database, who, form.decision === 'outside', reason), 'agency-decided')
      case 'choose': {
        const versions = await versionsOfSubmission(database, who.submissionId)
        const chosen = versions.find((version) => String(version.id) === form.choice)
        if (!chosen) throw new Refused('invalid')
        return finish(await chooseVersion(database, who, chosen.id, check), 'chosen')
      }
      case 'assign': {
        const typed = written(form.agency, 200) ?? ''
        const [agency, ...others] = agenciesNamed(typed)
        if (!agency || others.length > 0) {
          const names = agency ? [agency, ...others].slice(0, 5).map(({ name }) => name) : []
          const back = addressOf(visit, who.submissionId, { again: 1 })
          return refusal(reply, visit, visit.t.refusals.agency(names), { back, yours: typed })
        }
        const { outcome, mailIds } = await assign(database, who, agency.id, reason)
        if (outcome.kind !== 'done') return finish(outcome, 'assigned')
        const done = (await fileAnew(mailIds, options)) ? 'assigned' : 'assigning'
        const there = (await movedTo(database, who.submissionId)) ?? who.submissionId
        return seeOther(reply, addressOf(visit, there, { done }))
      }
      default:
        throw new Refused('invalid')
    }
  })

  async function after(
    reply: FastifyReply,
    visit: SignedIn,
    result: {
      who: Decider
      form: Readonly<Record<string, string>>
      outcome: Outcome
      done: string
      yours: string
      anchor: string | null
    },
  ): Promise<FastifyReply> {
    const { who, outcome } = result
    const anchor = result.anchor ? `#${result.anchor}` : ''
    if (outcome.kind === 'done')
      return seeOther(reply, addressOf(visit, who.submissionId, { done: result.done }) + anchor)
    if (outcome.kind === 'gone') throw new Refused('notFound')
    const back = addressOf(visit, who.submissionId, { again: 1 }) + anchor
    if (outcome.kind === 'refused') return refusal(reply, visit, visit.t.refusals[outcome.why], { back })
    const changes = await historyOfSubmission(database, who.submissionId, seenIn(result.form))
    return conflict(reply, visit, { changes, yours: result.yours, back })
  }
}

/** The submission's page again, with the list that is being worked through. */
const addressOf = (visit: SignedIn, id: number, change: Readonly<Record<string, string | number>>) =>
  withQuery(`/submissions/${id}`, listOf(visit.query), change)

export function reviewer(visit: SignedIn): SignedIn {
  if (!may(visit.user, 'review')) throw new Refused('forbidden')
  return visit
}

function deciderOf(visit: SignedIn, submissionId: number, form: Readonly<Record<string, string>>): Decider {
  if (!/^\d{1,9}$/.test(form.revision ?? '')) throw new Refused('invalid')
  return { user: visit.user.name, submissionId, revision: Number(form.revision) }
}

function invalidValue(
  reply: FastifyReply,
  visit: SignedIn,
  who: Decider,
  kind: string,
  typed: string,
): FastifyReply {
  const { submission } = visit.t
  const words =
    kind === 'number'
      ? submission.invalidNumber
      : kind === 'date'
        ? submission.invalidDate
        : submission.invalid
  return refusal(reply, visit, words, {
    back: addressOf(visit, who.submissionId, { again: 1 }),
    yours: typed,
  })
}
