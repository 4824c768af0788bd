import type { FastifyReply } from 'fastify'
import type { HistoryEntry } from '../../records/history.ts'
import { foreign, html } from '../html.ts'
import { layout } from '../layout.ts'
import { show, type Visit } from '../visit.ts'
import { historyTable } from './history-table.ts'

/** What was asked cannot be: why, what the officer had written, and the way back. */
export function refusal(
  reply: FastifyReply,
  visit: Visit,
  why: string,
  { back, yours = '' }: { back: string; yours?: string },
): FastifyReply {
  const { conflict } = visit.t
  return show(
    reply,
    layout(visit, {
      title: why,
      at: 'submissions',
      here: back,
      body: html`<section class="error" data-refused><h1>${why}</h1>${yours ? html`<p>${conflict.yours}: <b>${foreign(yours)}</b></p>` : null}<p><a class="button" href="${back}">${conflict.back}</a></p></section>`,
    }),
    422,
  )
}

/** Somebody else was first, or oneself on another page, or a mail: what changed since, and what was not written for that. */
export function conflict(
  reply: FastifyReply,
  visit: Visit,
  { changes, yours, back }: { changes: readonly HistoryEntry[]; yours: string; back: string },
): FastifyReply {
  const { conflict: words } = visit.t
  const people = new Set(changes.flatMap(({ actor }) => (actor.startsWith('user:') ? [actor] : [])))
  const oneself = people.size === 1 && people.has(`user:${visit.user?.name}`)
  const byMachine = changes.length > 0 ? words.machine : words.unknown
  const title = oneself ? words.oneself : people.size === 0 ? byMachine : words.title
  return show(
    reply,
    layout(visit, {
      title,
      at: 'submissions',
      here: back,
      body: html`<section class="error" data-refused><h1>${title}</h1><p>${words.lead}</p>${historyTable(changes, visit)}
${yours ? html`<p>${words.yours}: <b>${foreign(yours)}</b></p>` : null}<p><a class="button primary" href="${back}">${words.back}</a></p></section>`,
    }),
    409,
  )
}

/** The newest line of the history that the officer's page knew of. */
export function seenIn(form: Readonly<Record<string, string>>): number {
  return /^\d{1,15}$/.test(form.seen ?? '') ? Number(form.seen) : 0
}
