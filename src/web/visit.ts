import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { AssessingConfig } from '../assessing/facts.ts'
import type { Queues } from '../queue/queues.ts'
import type { Role, User } from '../records/accounts.ts'
import type { Database } from '../records/database.ts'
import type { Html } from './html.ts'
import type { Language } from './texts/languages.ts'
import type { Texts } from './texts/vi.ts'

/** What the desk is built with; nothing of it is read from the environment here. */
export interface DeskOptions {
  readonly database: Database
  readonly clock: () => Date
  /** What the rules go by: they are held against a submission again when a person corrects an answer. */
  readonly assessing: AssessingConfig
  readonly config: {
    /** False only for plain http on the loopback: the session cookie is then not marked Secure. */
    readonly secureCookies: boolean
    /** True behind a reverse proxy of our own: the client's address is the one the proxy names. */
    readonly trustProxy?: boolean
  }
  /** Null where the desk runs without queues (tests, a copy of the records): the queue page says so. */
  readonly queues: Pick<Queues, 'add' | 'revive' | 'get'> | null
  readonly log: Logger
}

/** Who asks for what, in which language: all that a page needs to know of the request. */
export interface Visit {
  readonly t: Texts
  readonly lang: Language
  readonly user: User | null
  /** Display names of all accounts by their sign-in names. */
  readonly people: ReadonlyMap<string, string>
  /** Goes into every form that changes something. */
  readonly csrf: string
  /** False for a form that was sent: its address shows no page. */
  readonly reading: boolean
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly now: Date
  /** What was done by the form sent just before, as a key of the texts. */
  readonly done: string | null
}

export type SignedIn = Visit & { readonly user: User }

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit
  }
}

/** A person as colleagues call them; the sign-in name where the account is not ours (the command line). */
export function personName(name: string, { people }: Visit): string {
  return people.get(name) ?? name
}

const abilities = {
  read: ['reviewer', 'operator', 'admin'],
  review: ['reviewer', 'admin'],
  operate: ['operator', 'admin'],
  administer: ['admin'],
} as const satisfies Record<string, readonly Role[]>
export type Ability = keyof typeof abilities

export function may(user: User | null, ability: Ability): boolean {
  return user !== null && (abilities[ability] as readonly Role[]).includes(user.role)
}

/** The request was refused or is wrong, in words of the texts' `errors`. */
export class Refused extends Error {
  readonly status: number
  readonly kind: 'notFound' | 'signedOut' | 'forbidden' | 'stale' | 'invalid' | 'tooMany'
  constructor(kind: Refused['kind']) {
    super(kind)
    this.kind = kind
    this.status = { notFound: 404, signedOut: 401, forbidden: 403, stale: 403, invalid: 400, tooMany: 429 }[
      kind
    ]
  }
}

/** The visit of somebody signed in; routes are behind the gate, so anybody else is a fault of ours. */
export function signedIn(request: FastifyRequest): SignedIn {
  if (!request.visit.user) throw new Refused('forbidden')
  return request.visit as SignedIn
}

/** A number of a record in the address; anything else is a page that does not exist. */
export function idIn(request: FastifyRequest, name = 'id'): number {
  const text = (request.params as Record<string, string>)[name] ?? ''
  if (!/^\d{1,15}$/.test(text)) throw new Refused('notFound')
  return Number(text)
}

/** Names and values of an address or a form as text that the database takes; of repeated ones the first. */
export function plainTexts(given: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((given ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      String(Array.isArray(value) ? value[0] : value)
        .replaceAll('\0', '')
        .toWellFormed(),
    ]),
  )
}

/** The fields of a form. */
export function formOf(request: FastifyRequest): Readonly<Record<string, string>> {
  return plainTexts(request.body)
}

/** A text a person wrote in a form: trimmed, null when empty. */
export function written(text: string | undefined, limit = 2000): string | null {
  return text?.trim().slice(0, limit).toWellFormed() || null
}

/** After a form: to a page of ours, by GET. */
export function seeOther(reply: FastifyReply, path: string): FastifyReply {
  return reply.redirect(path, 303)
}

/** Answers with a page. */
export function show(reply: FastifyReply, page: Html, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page.markup)
}
