import type { FastifyInstance } from 'fastify'
import { lastChange } from '../../records/overview-page.ts'
import { present, submissionDetail } from '../../records/submission-page.ts'
import { hereSince } from '../presence.ts'
import { type DeskOptions, signedIn } from '../visit.ts'

/**
 * What an open page asks every few seconds: has anything changed since, and who else looks at this submission? One
 * look at the newest id of an index, so a roomful of open pages costs nothing; it needs no connection held open.
 */
export function pulseRoute(app: FastifyInstance, options: DeskOptions): void {
  const { database } = options
  app.get('/pulse', async (request, reply) => {
    const visit = signedIn(request)
    const id = /^\d{1,15}$/.test(visit.query.submission ?? '') ? Number(visit.query.submission) : null
    const seen = await lastChange(database)
    if (id === null) return reply.send({ seen })
    const submission = await submissionDetail(database, id)
    const others = submission
      ? await present(database, {
          submissionId: id,
          userId: visit.user.id,
          now: visit.now,
          since: hereSince(visit.now),
        })
      : []
    return reply.send({
      seen,
      revision: submission?.revision ?? null,
      presence: others.length > 0 ? visit.t.submission.presence(others.join(', ')) : null,
    })
  })
}
