import type { FastifyInstance } from 'fastify'
import { historyOfMail } from '../../records/history-list.ts'
import { assignMail } from '../../records/mail-decisions.ts'
import { agenciesNamed } from '../../survey/agency-names/search.ts'
import { fileAnew } from '../file-anew.ts'
import { conflict, refusal, seenIn } from '../parts/refusals.ts'
import { type DeskOptions, formOf, idIn, Refused, seeOther, signedIn, written } from '../visit.ts'
import { reviewer } from './decisions.ts'

/** Giving a mail that made no submission to a body, and taking it back. */
export function mailDecisionRoutes(app: FastifyInstance, options: DeskOptions): void {
  const { database } = options

  app.post('/mails/:id/assign', async (request, reply) => {
    const visit = reviewer(signedIn(request))
    const form = formOf(request)
    const mailId = idIn(request)
    const back = `/mails/${mailId}`
    const typed = written(form.agency, 200) ?? ''
    let agencyId: string | null = null
    if (form.do !== 'take-back') {
      const named = agenciesNamed(typed)
      if (named.length !== 1 || !named[0])
        return refusal(reply, visit, visit.t.refusals.agency(named.slice(0, 5).map(({ name }) => name)), {
          back,
          yours: typed,
        })
      agencyId = named[0].id
    }
    const who = { user: visit.user.name, mailId, seen: form.given || null }
    const outcome = await assignMail(database, who, agencyId, written(form.reason))
    if (outcome === 'gone') throw new Refused('notFound')
    if (outcome === 'conflict') {
      const since = seenIn(form)
      const changes = (await historyOfMail(database, mailId)).filter(({ id }) => id > since)
      return conflict(reply, visit, { changes, yours: typed, back })
    }
    if (outcome === 'moved') await fileAnew([mailId], options)
    return seeOther(reply, `${back}?done=${agencyId === null ? 'mail-unassigned' : 'mail-assigned'}`)
  })
}
