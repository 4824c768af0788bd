import type { FastifyInstance, FastifyReply } from 'fastify'
import { readBlob } from '../../records/blobs.ts'
import { documentById } from '../../records/documents.ts'
import { appendHistory } from '../../records/history.ts'
import { mailById, rawMail } from '../../records/mails.ts'
import { pagePicture } from '../../records/readings.ts'
import { bytes } from '../format.ts'
import { foreign, type Html, html } from '../html.ts'
import { csrfField, layout } from '../layout.ts'
import { type DeskOptions, idIn, Refused, show, signedIn, type Visit } from '../visit.ts'

/** The only kinds of pictures the readers make; anything else is not sent to a browser. */
const pictureTypes = new Set(['image/webp', 'image/png', 'image/jpeg'])

/** Pages as pictures that our own reader drew, and originals as a deliberate download. */
export function documentPages(app: FastifyInstance, options: DeskOptions): void {
  const { database } = options

  app.get('/documents/:id/pages/:page', async (request, reply) => {
    signedIn(request)
    const page = idIn(request, 'page')
    const picture = page > 9999 ? null : await pagePicture(database, idIn(request), page)
    if (!picture || !pictureTypes.has(picture.mediaType)) throw new Refused('notFound')
    return reply
      .type(picture.mediaType)
      .header('cache-control', 'private, max-age=300')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(picture.bytes)
  })

  app.get('/documents/:id/download', async (request, reply) => {
    const visit = signedIn(request)
    const document = await documentById(database, idIn(request))
    if (!document?.sha256) throw new Refused('notFound')
    return show(reply, warning(visit, document.name, document.size, `/mails/${document.mailId}`))
  })

  app.post('/documents/:id/download', async (request, reply) => {
    const visit = signedIn(request)
    const document = await documentById(database, idIn(request))
    const content = document?.sha256 ? await readBlob(database, document.sha256) : null
    if (!document || !content) throw new Refused('notFound')
    await appendHistory(database, [
      { actor: `user:${visit.user.name}`, record: 'document', recordId: document.id, action: 'downloaded' },
    ])
    return attachment(reply, document.name, content)
  })

  app.get('/mails/:id/download', async (request, reply) => {
    const visit = signedIn(request)
    const mail = await mailById(database, idIn(request))
    if (!mail?.rawSha256) throw new Refused('notFound')
    return show(reply, warning(visit, `thu-${mail.id}.eml`, mail.size, `/mails/${mail.id}`))
  })

  app.post('/mails/:id/download', async (request, reply) => {
    const visit = signedIn(request)
    const id = idIn(request)
    const raw = await rawMail(database, id)
    if (!raw) throw new Refused('notFound')
    await appendHistory(database, [
      { actor: `user:${visit.user.name}`, record: 'mail', recordId: id, action: 'downloaded' },
    ])
    return attachment(reply, `thu-${id}.eml`, raw)
  })
}

function warning(visit: Visit, name: string, size: number, back: string): Html {
  const { t } = visit
  return layout(visit, {
    title: t.download.title,
    at: 'mails',
    body: html`<section class="error"><h1>${t.download.title}</h1><p class="problem">${t.download.warning}</p>
<dl class="facts"><dt>${t.download.name}</dt><dd>${foreign(name)}</dd><dt>${t.download.size}</dt><dd>${bytes(size, visit.lang)}</dd></dl>
<form method="post" action="${visit.path}">${csrfField(visit)}<button class="danger">${t.download.confirm}</button> <a class="button" href="${back}">${t.download.cancel}</a></form><p class="hint">${t.download.logged}</p></section>`,
  })
}

/** Never inline, never with the type the stranger gave it. */
function attachment(reply: FastifyReply, name: string, content: Buffer): FastifyReply {
  const safe = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, '_')
    .slice(-150)
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_')
  return reply
    .type('application/octet-stream')
    .header(
      'content-disposition',
      `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(safe).replace(/['()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(content)
}
