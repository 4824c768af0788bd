import type { FastifyInstance, FastifyReply } from 'fastify'
import { type FlagOutcome, reopenFlag, resolveFlag, resolveFlags } from '../../records/flag-decisions.ts'
import { historyOfMail, historyOfSubmission } from '../../records/history-list.ts'
import { ownPath } from '../addresses.ts'
import { conflict, refusal, seenIn } from '../parts/refusals.ts'
import {
  type DeskOptions,
  formOf,
  idIn,
  Refused,
  type SignedIn,
  seeOther,
  signedIn,
  written,
} from '../visit.ts'
import { reviewer } from './decisions.ts'

/** Closing a flag with a reason, and opening it again; from the list of flags or from its submission. */
export function flagRoutes(app: FastifyInstance, options: DeskOptions): void {
  const { database } = options

  app.post('/flags/:id/resolve', async (request, reply) => {
    const visit = reviewer(signedIn(request))
    const form = formOf(request)
    const reason = written(form.reason)
    if (!reason) throw new Refused('invalid')
    const result = await resolveFlag(database, decider(visit, idIn(request), form), reason)
    return after(reply, visit, { form, result, done: 'resolved', yours: reason })
  })

  app.post('/flags/resolve', async (request, reply) => {
    const visit = reviewer(signedIn(request))
    const form = formOf(request)
    const reason = written(form.reason)
    const back = ownPath(form.to)
    const chosen = chosenIn(request.body)
    if (chosen.length === 0)
      return refusal(reply, visit, visit.t.toDo.nothingChosen, { back, yours: reason ?? '' })
    if (!reason) throw new Refused('invalid')
    const { closed, left } = await resolveFlags(database, visit.user.name, chosen, reason)
    return seeOther(reply, `${back}${back.includes('?') ? '&' : '?'}done=settled-${closed}-${left}`)
  })

  app.post('/flags/:id/reopen', async (request, reply) => {
    const visit = reviewer(signedIn(request))
    const form = formOf(request)
    const result = await reopenFlag(database, decider(visit, idIn(request), form))
    return after(reply, visit, { form, result, done: 'reopened', yours: visit.t.submission.reopenFlag })
  })

  async function after(
    reply: FastifyReply,
    visit: SignedIn,
    {
      form,
      result,
      done,
      yours,
    }: { form: Readonly<Record<string, string>>; result: FlagOutcome; done: string; yours: string },
  ): Promise<FastifyReply> {
    const { outcome, submissionId, mailId } = result
    const back = ownPath(form.to)
    if (outcome.kind === 'gone') throw new Refused('notFound')
    if (outcome.kind === 'done')
      return seeOther(
        reply,
        `${back}${back.includes('?') ? '&' : '?'}done=${done}${/^\d{1,15}$/.test(form.next ?? '') ? `#flag-${form.next}` : ''}`,
      )
    const since = seenIn(form)
    const changes = submissionId
      ? await historyOfSubmission(database, submissionId, since)
      : (await historyOfMail(database, mailId ?? 0)).filter(({ id }) => id > since)
    return conflict(reply, visit, { changes, yours, back })
  }
}

/** The rows that were ticked, each a flag with the revision of its submission: "17.4", "18." for a flag of a mail. */
function chosenIn(body: unknown): { id: number; revision: number | null }[] {
  const given = (body as Record<string, unknown> | null)?.chosen
  return [given ?? []].flat().flatMap((one) => {
    const match = /^(\d{1,15})\.(\d{0,9})$/.exec(String(one))
    return match ? [{ id: Number(match[1]), revision: match[2] ? Number(match[2]) : null }] : []
  })
}

function decider(visit: SignedIn, id: number, { revision }: Readonly<Record<string, string>>) {
  if (revision && !/^\d{1,9}$/.test(revision)) throw new Refused('invalid')
  return { id, user: visit.user.name, revision: revision ? Number(revision) : null }
}
