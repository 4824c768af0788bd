import type { FastifyInstance } from 'fastify'
import { noteOnAgency } from '../../records/agency-notes.ts'
import { type DeskOptions, formOf, plainTexts, Refused, seeOther, signedIn, written } from '../visit.ts'
import { reviewer } from './decisions.ts'

/** What officers tell each other of a body: whom they called, and what was promised. */
export function agencyNoteRoute(app: FastifyInstance, { database }: DeskOptions): void {
  app.post('/agencies/:id/notes', async (request, reply) => {
    const visit = reviewer(signedIn(request))
    const { id = '' } = plainTexts(request.params)
    const text = written(formOf(request).note)
    if (!text) throw new Refused('invalid')
    if (!(await noteOnAgency(database, visit.user.name, id, text))) throw new Refused('notFound')
    return seeOther(reply, `/agencies/${id}?done=noted`)
  })
}
