import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openQueues } from '../../src/queue/queues.ts'
import { changeUser, userByName } from '../../src/records/accounts.ts'
import { ownPath } from '../../src/web/addresses.ts'
import { sessionLimits } from '../../src/web/session.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { filled, password, type people, type Route, routesOf, seedPeople, testDesk } from './desk.ts'
import { hostile, seedDesk } from './seed.ts'

let test: TestDatabase
let app: FastifyInstance
let ids: Record<string, number>
let now = new Date('2017-04-26T02:00:00Z')
const routes: Route[] = []

beforeAll(async () => {
  test = await testDatabase()
  ids = await seedDesk(test.database)
  await seedPeople(test.database)
  app = await testDesk(test.database, { clock: () => now })
  await app.ready()
  routes.push(...routesOf(app))
})

afterAll(async () => {
  await app?.close()
  await test?.close()
})

const cookieOf = (response: { cookies: { name: string; value: string }[] }, name: string) =>
  response.cookies.find((cookie) => cookie.name === name && cookie.value !== '')?.value
const csrfIn = (page: string) => /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''

async function attempt(name: string, secret: string, to = '/', remoteAddress = '10.0.0.1') {
  const page = await app.inject({ url: `/sign-in?to=${encodeURIComponent(to)}`, remoteAddress })
  return app.inject({
    method: 'POST',
    url: '/sign-in',
    remoteAddress,
    cookies: { homphieu_visitor: cookieOf(page, 'homphieu_visitor') ?? '' },
    payload: new URLSearchParams({ csrf: csrfIn(page.body), name, password: secret, to }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
}

async function sessionOf(name: keyof typeof people): Promise<string> {
  const session = cookieOf(await attempt(name, password), 'homphieu_session')
  if (!session) throw new Error(`${name} could not sign in`)
  return session
}

async function get(session: string, url: string) {
  return app.inject({ url, cookies: { homphieu_session: session } })
}

/** Sends a form as the page at `from` holds it. */
async function post(session: string, url: string, fields: Record<string, string>, from = '/submissions') {
  const page = await get(session, from)
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? ''
  return app.inject({
    method: 'POST',
    url,
    cookies: { homphieu_session: session },
    payload: new URLSearchParams({
      csrf: csrfIn(page.body),
      revision: field('revision'),
      seen: field('seen'),
      version: field('version'),
      ...fields,
    }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
}

describe('The gate of the desk', () => {
  it('knows all routes of the desk', () => {
    expect(routes.length).toBeGreaterThan(20)
    expect(routes.map(({ url }) => url)).toContain('/submissions/:id/answers/:question')
  })

  it('lets nobody in without signing in, on any route, but to the sign-in page, its assets and liveness', async () => {
    const open = ['/sign-in', '/live', '/assets/*']
    const urls = routes.filter(({ url }) => !open.includes(url) && url !== '*')
    for (const { method, url } of urls) {
      const response = await app.inject({
        method: method as 'GET',
        url: filled(url),
      })
      const turnedAway =
        response.statusCode === 401 ||
        (response.statusCode === 303 && String(response.headers.location).startsWith('/sign-in'))
      expect(turnedAway, `${method} ${url} answered ${response.statusCode}`).toBe(true)
      expect(response.body.includes('Bắc Giang')).toBe(false)
    }
    expect((await app.inject('/live')).statusCode).toBe(200)
    expect((await app.inject('/assets/base.css')).statusCode).toBe(200)
    expect((await app.inject('/no-such-page')).headers.location).toContain('/sign-in')
    expect((await app.inject('/assets/../app.ts')).statusCode).not.toBe(200)
  })

  it('shows every page to somebody signed in, in both languages', async () => {
    const session = await sessionOf('quan')
    const urls = [
      '/',
      '/submissions',
      '/agencies',
      '/agencies/bac-giang',
      '/mails',
      '/mails/1',
      '/to-do',
      '/queue',
      '/history',
      '/account',
      '/accounts',
    ]
    for (const url of [...urls, ...Object.values(ids).map((id) => `/submissions/${id}`)])
      for (const lang of ['vi', 'en']) {
        const response = await get(session, `${url}?lang=${lang}`)
        expect(response.statusCode, url).toBe(200)
        expect(response.body).toContain(`<html lang="${lang}">`)
      }
  })

  it('sends a strict content policy with every page, and keeps pages out of every cache', async () => {
    const response = await get(await sessionOf('an'), '/')
    const policy = String(response.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(response.headers['x-content-type-options']).toBe('nosniff')
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.body).not.toMatch(/<script(?![^>]*src=)|\son\w+=|<style|\sstyle=/)
  })

  it('refuses a form without its token, with another session’s token, or from another site', async () => {
    const session = await sessionOf('an')
    const other = csrfIn((await get(await sessionOf('binh'), '/')).body)
    const own = csrfIn((await get(session, '/')).body)
    const send = (csrf: string, headers: Record<string, string> = {}) =>
      app.inject({
        method: 'POST',
        url: `/submissions/${ids.doubtful}/decision`,
        cookies: { homphieu_session: session },
        payload: new URLSearchParams({ csrf, revision: '1', decision: 'not-a-form', reason: 'x' }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      })
    expect((await send('')).statusCode).toBe(403)
    expect((await send(other)).statusCode).toBe(403)
    expect((await send(own, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await send(own, { origin: 'https://evil.example' })).statusCode).toBe(403)
    const { rows } = await test.database.query('select state from submissions where id = $1', [ids.doubtful])
    expect(rows[0].state).toBe('waiting')
  })

  it('refuses every form of every page without its token, even from an administrator', async () => {
    const session = await sessionOf('quan')
    const posts = routes.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
    expect(posts.map(({ url }) => url)).toEqual(
      expect.arrayContaining([
        '/sign-in',
        '/sign-out',
        '/account',
        '/accounts',
        '/accounts/:id',
        '/flags/:id/resolve',
      ]),
    )
    for (const { method, url } of posts) {
      const response = await app.inject({
        method: method as 'POST',
        url: filled(url),
        cookies: { homphieu_session: session },
        payload: 'csrf=&reason=x&revision=1',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      expect(response.statusCode, `${method} ${url}`).toBe(403)
    }
  })

  it('gives cookies that scripts and other sites cannot use, and keeps only a hash of the session', async () => {
    const secure = await testDesk(test.database, { config: { secureCookies: true } })
    const visitor = (await secure.inject('/sign-in')).cookies[0]
    expect(visitor).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax' })
    await secure.close()
    const session = await sessionOf('an')
    const { rows } = await test.database.query('select token_hash from sessions')
    expect(rows.some((row) => row.token_hash.toString('base64url') === session)).toBe(false)
  })

  it('ends sessions that are idle, old, signed out, or of a disabled account', async () => {
    const start = now
    const at = (ms: number) => {
      now = new Date(start.getTime() + ms)
    }
    const idle = await sessionOf('an')
    at(sessionLimits.idle + 1000)
    expect((await get(idle, '/')).statusCode).toBe(303)
    at(0)
    const busy = await sessionOf('an')
    for (let ms = 0; ms < sessionLimits.absolute; ms += sessionLimits.idle / 2) {
      at(ms)
      expect((await get(busy, '/agencies')).statusCode).toBe(200)
    }
    at(sessionLimits.absolute + 1000)
    expect((await get(busy, '/')).statusCode).toBe(303)
    at(0)
    const leaving = await sessionOf('an')
    await post(leaving, '/sign-out', {})
    expect((await get(leaving, '/')).statusCode).toBe(303)
    const disabled = await sessionOf('binh')
    const binh = await userByName(test.database, 'binh')
    await changeUser(test.database, binh?.id ?? 0, { disabledAt: new Date() })
    expect((await get(disabled, '/')).statusCode).toBe(303)
    expect((await attempt('binh', password)).statusCode).toBe(401)
    await changeUser(test.database, binh?.id ?? 0, { disabledAt: null })
  })

  it('says the same of a wrong password and of an account that is not there, and stops both after a few attempts', async () => {
    for (let count = 0; count < 8; count++) {
      const wrong = await attempt('van', 'wrong', '/', `10.1.0.${count}`)
      const missing = await attempt('nobody', 'wrong', '/', `10.1.0.${count}`)
      expect([wrong.statusCode, missing.statusCode]).toEqual([401, 401])
      expect(wrong.body.match(/role="alert"[^>]*>([^<]+)/)?.[1]).toBe(
        missing.body.match(/role="alert"[^>]*>([^<]+)/)?.[1],
      )
    }
    expect((await attempt('van', password, '/', '10.1.0.99')).statusCode).toBe(429)
    expect((await attempt('nobody', 'x', '/', '10.1.0.99')).statusCode).toBe(429)
    now = new Date(now.getTime() + 16 * 60_000)
    expect((await attempt('van', password)).statusCode).toBe(303)
    for (let count = 0; count < 40; count++) await attempt(`guess${count}`, 'wrong', '/', '10.2.0.1')
    expect((await attempt('an', password, '/', '10.2.0.1')).statusCode).toBe(429)
    expect((await attempt('an', password, '/', '10.2.0.2')).statusCode).toBe(303)
  })

  it('goes after signing in only to pages of its own', async () => {
    for (const evil of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/%0d%0aX: y',
    ])
      expect(
        ['/', '/%0d%0aX:'].some((own) => ownPath(evil) === own),
        evil,
      ).toBe(true)
    expect(ownPath('/submissions?q=x&page=2')).toBe('/submissions?q=x&page=2')
    expect((await attempt('an', password, '//evil.example')).headers.location).toBe('/')
    expect((await attempt('an', password, '/submissions/2')).headers.location).toBe('/submissions/2')
  })

  it('closes the session that was there when somebody signs in anew, and takes no token from outside', async () => {
    const planted = await app.inject({
      url: '/',
      cookies: { homphieu_session: 'a token that somebody else made up' },
    })
    expect(planted.statusCode).toBe(303)
    const first = await sessionOf('an')
    const page = await app.inject({ url: '/', cookies: { homphieu_session: first } })
    const again = await app.inject({
      method: 'POST',
      url: '/sign-in',
      cookies: { homphieu_session: first },
      payload: new URLSearchParams({ csrf: csrfIn(page.body), name: 'binh', password }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(cookieOf(again, 'homphieu_session')).not.toBe(first)
    expect((await get(first, '/')).statusCode).toBe(303)
  })

  it('behind a proxy of our own believes the proxy where somebody comes from, not themselves', async () => {
    const behind = await testDesk(test.database, { config: { secureCookies: false, trustProxy: true } })
    const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7', 'x-forwarded-host': 'phieu.example' }
    const page = await behind.inject({ url: '/sign-in', headers })
    const entered = await behind.inject({
      method: 'POST',
      url: '/sign-in',
      headers: {
        ...headers,
        origin: 'https://phieu.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      cookies: { homphieu_visitor: cookieOf(page, 'homphieu_visitor') ?? '' },
      payload: new URLSearchParams({ csrf: csrfIn(page.body), name: 'an', password }).toString(),
    })
    await behind.close()
    expect(entered.statusCode).toBe(303)
    const { rows } = await test.database.query(
      `select note from history where action = 'signed-in' order by id desc limit 1`,
    )
    expect(rows).toEqual([{ note: '198.51.100.7' }])
  })

  it('keeps each role to its own work', async () => {
    const reviewer = await sessionOf('an')
    const operator = await sessionOf('van')
    expect((await get(reviewer, '/queue')).statusCode).toBe(403)
    expect((await post(reviewer, '/queue/retry', {})).statusCode).toBe(403)
    expect((await get(operator, '/queue')).statusCode).toBe(200)
    for (const session of [reviewer, operator]) {
      expect((await get(session, '/accounts')).statusCode).toBe(403)
      expect((await post(session, '/accounts', { name: 'x', role: 'admin' })).statusCode).toBe(403)
      expect((await post(session, '/accounts/1', { action: 'role', role: 'admin' })).statusCode).toBe(403)
    }
    expect((await get(operator, `/submissions/${ids.doubtful}`)).statusCode).toBe(200)
    for (const [url, fields] of [
      [`/submissions/${ids.doubtful}/decision`, { decision: 'not-a-form', revision: '1' }],
      [
        `/submissions/${ids.doubtful}/answers/contact.name`,
        { action: 'accept', revision: '1', version: '1' },
      ],
      ['/flags/1/resolve', { reason: 'x' }],
    ] as const)
      expect((await post(operator, url, fields)).statusCode, url).toBe(403)
  })

  it('escapes whatever a stranger wrote, and shows turned and hidden letters by their number', async () => {
    const session = await sessionOf('an')
    const mail = (
      await test.database.query('select mail_id from versions where submission_id = $1', [ids.hostile])
    ).rows[0].mail_id
    for (const url of [
      `/submissions/${ids.hostile}`,
      `/mails/${mail}`,
      '/mails',
      '/submissions',
      '/history',
      '/to-do',
    ]) {
      const { body } = await get(session, url)
      expect(body.includes('<script>alert'), url).toBe(false)
      expect(body.includes('<img src=x'), url).toBe(false)
      // In a field it must stand as it is, or correcting it would change it; a field keeps it from the rest.
      const shown = body.replace(/ value="[^"]*"|<textarea[\s\S]*?<\/textarea>/g, '')
      expect(shown.includes('\u202E'), url).toBe(false)
    }
    expect((await get(session, `/submissions/${ids.hostile}`)).body).toContain('U+202E')
    expect((await get(session, `/submissions?q=${encodeURIComponent(hostile.name)}`)).statusCode).toBe(200)
    expect(
      (
        await get(
          session,
          `/submissions?q=${encodeURIComponent("'; drop table users; -- \\ : & ! ( \0")}&page=-1&sort=name;--&group=x`,
        )
      ).statusCode,
    ).toBe(200)
  })

  it('leads from every figure of the overview to a list of just as many', async () => {
    for (const name of ['an', 'quan'] as const) {
      const session = await sessionOf(name)
      const { body } = await get(session, '/')
      const links = [...body.matchAll(/<a [^>]*href="(\/[^"]+)"[^>]*>([\s\S]*?)<\/a>/g)].flatMap((match) => {
        const figure = /<strong>([\d.]+)<\/strong>|^([\d.]+)$/.exec(match[2] ?? '')
        const n = figure?.[1] ?? figure?.[2]
        return n ? [{ url: (match[1] ?? '').replaceAll('&amp;', '&'), n: Number(n.replace('.', '')) }] : []
      })
      expect(links.length).toBeGreaterThan(12)
      for (const { url, n } of links) {
        const page = (await get(session, url)).body
        const found = /<h1>[^<]*<small>([\d.]+) /.exec(page)?.[1]
        const shown = /^\/(agencies|queue)/.test(url)
          ? page.split('<th scope="row"><a ').length - 1
          : Number(found)
        expect(shown, `${name}: ${url}`).toBe(n)
      }
    }
  })

  it('finds a body among all that were asked, and counts what it shows', async () => {
    const session = await sessionOf('an')
    for (const [query, heading] of [
      ['q=hung+yen', '1 trong 131 cơ quan'],
      ['q=moha.gov', '1 trong 131 cơ quan'],
      ['state=late', '3 trong 131 cơ quan'],
      ['state=nothing', '131 cơ quan được gửi phiếu.'],
    ])
      expect((await get(session, `/agencies?${query}`)).body, query).toContain(`<small>${heading}</small>`)
  })

  it('shows in the history what people did, and the machine’s steps and sign-ins only when asked', async () => {
    const session = await sessionOf('an')
    const people = (await get(session, '/history')).body
    expect(people).not.toContain('xếp vào hồ sơ')
    expect(people).not.toContain('<td>đăng nhập</td>')
    expect((await get(session, '/history?who=all')).body).toContain('xếp vào hồ sơ')
    expect((await get(session, '/history?who=all')).body).toContain('<bdi lang="vi">Bắc Giang</bdi>')
    const own = (await get(session, '/history?who=user:an&sign-ins=1')).body
    expect(own).toContain('<td>đăng nhập</td>')
    expect(own).not.toMatch(/<b><bdi lang="vi">(?!(an|Lê Thị An)<)/)
  })

  it('sends a form back, sets it aside and opens it again, each with its reason in the history', async () => {
    const session = await sessionOf('an')
    const page = `/submissions/${ids.unknown}`
    const decide = async (decision: string, reason: string) =>
      (await post(session, `${page}/decision`, { decision, reason }, page)).headers.location
    expect(await decide('send-back', 'thiếu tên cơ quan')).toContain('done=sent-back')
    expect((await get(session, page)).body).toContain('state-sent-back')
    expect((await post(session, `${page}/answers/contact.name`, { action: 'clear' }, page)).statusCode).toBe(
      422,
    )
    expect(await decide('reopen', '')).toContain('done=opened-again')
    expect(await decide('not-a-form', 'thư giới thiệu')).toContain('done=set-aside')
    expect(await decide('reopen', '')).toContain('done=opened-again')
    const { body } = await get(session, page)
    expect(body).toContain('state-waiting')
    expect(body).toContain('thiếu tên cơ quan')
    expect(body).toContain('thư giới thiệu')
  })

  it('tells the second of two officers who closed the flag, and keeps the first one’s reason', async () => {
    const { rows } = await test.database.query(
      `select id from flags where submission_id = $1 and resolved_at is null and level = 'E'`,
      [ids.doubtful],
    )
    const page = `/submissions/${ids.doubtful}`
    const [an, quan] = [await sessionOf('an'), await sessionOf('quan')]
    const { body } = await get(an, page)
    const [revision, seen] = ['revision', 'seen'].map(
      (name) => new RegExp(`name="${name}" value="(\\d+)"`).exec(body)?.[1] ?? '',
    ) as [string, string]
    const close = (session: string, reason: string, revision: string) =>
      post(session, `/flags/${rows[0].id}/resolve`, { reason, revision, seen, to: '/to-do?level=E' }, page)
    expect((await close(an, 'đã gọi điện', revision)).headers.location).toBe('/to-do?level=E&done=resolved')
    const second = await close(quan, 'bỏ qua', revision)
    expect(second.statusCode).toBe(409)
    expect(second.body).toContain('Người khác đã thay đổi')
    expect(second.body).toContain('bỏ qua')
  })

  it('hands out an original only after a warning, as an attachment that no browser opens', async () => {
    const session = await sessionOf('an')
    const { rows } = await test.database.query(
      'select d.id from documents d join versions v on v.mail_id = d.mail_id where v.submission_id = $1',
      [ids.hostile],
    )
    const url = `/documents/${rows[0].id}/download`
    const asked = await get(session, url)
    expect(asked.headers['content-type']).toContain('text/html')
    expect(asked.body).toContain('mã độc')
    const file = await post(session, url, {}, url)
    expect(file.statusCode).toBe(200)
    expect(file.headers['content-type']).toBe('application/octet-stream')
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="[\x20-\x7e]+"/)
    expect(decodeURIComponent(String(file.headers['content-disposition']))).not.toMatch(/[\u202E<>]|\n/)
    expect(file.headers['x-content-type-options']).toBe('nosniff')
    expect(file.headers['content-security-policy']).toContain('sandbox')
    const history = await test.database.query(`select actor from history where action = 'downloaded'`)
    expect(history.rows).toEqual([{ actor: 'user:an' }])
  })

  it('answers what goes wrong with a page that says what to do', async () => {
    const session = await sessionOf('an')
    for (const url of [
      '/nothing',
      '/submissions/999999',
      '/submissions/abc',
      '/mails/99999999999999999999',
      '/agencies/no',
      '/documents/1/pages/77',
    ]) {
      const response = await get(session, url)
      expect(response.statusCode, url).toBe(404)
      expect(response.body).toContain('Không có trang này')
    }
  })
})

describe('A mail whose files turned out to hold no filled-in form', () => {
  it('says so, and no longer that its files may be the form', async () => {
    const session = await sessionOf('an')
    const { rows } = await test.database.query(
      `update mails set kind = 'no-form', kind_reason = 'documents' where kind = 'bounce' returning id`,
    )
    const page = async () => (await get(session, `/mails/${rows[0].id}`)).body
    expect(await page()).toContain('Không tệp nào là phiếu khảo sát.')
    await test.database.query(
      `insert into flags (mail_id, key, rule, category, level, questions, message_vi, message_en)
       values ($1, 'mail:I6', 'I6', 'blank', 'E', '{}', 'chưa điền', 'blank')`,
      [rows[0].id],
    )
    expect(await page()).toContain('Chỉ có mẫu phiếu chưa điền.')
  })
})

describe('The queue monitor inside the desk', () => {
  it('is for operators only, and takes orders only from its own page', async () => {
    const queues = openQueues({ databaseUrl: test.url }, () => {})
    const desk = await testDesk(test.database, { queues, clock: () => now })
    try {
      const operator = await sessionOf('van')
      const reviewer = await sessionOf('an')
      const board = (session: string | null, method: 'GET' | 'PUT', url: string, headers = {}) =>
        desk.inject({ method, url, headers, ...(session ? { cookies: { homphieu_session: session } } : {}) })
      const asked = '/queue/board/api/queues'
      const pause = '/queue/board/api/queues/open/pause'
      const own = { 'sec-fetch-site': 'same-origin' }
      expect((await board(null, 'GET', asked)).statusCode).toBe(401)
      expect((await board(null, 'PUT', pause, own)).statusCode).toBe(401)
      expect((await board(reviewer, 'GET', asked)).statusCode).toBe(403)
      expect((await board(reviewer, 'PUT', pause, own)).statusCode).toBe(403)
      expect((await board(operator, 'PUT', pause, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
      expect((await board(operator, 'PUT', pause)).statusCode).toBe(403)
      expect(await queues.get('open').isPaused()).toBe(false)
      expect(
        (await board(operator, 'GET', asked))
          .json()
          .queues.map((queue: { name: string }) => queue.name)
          .sort(),
      ).toEqual(['assess', 'open', 'read'])
      expect((await board(operator, 'PUT', pause, own)).statusCode).toBe(200)
      expect(await queues.get('open').isPaused()).toBe(true)
      const page = await board(operator, 'GET', '/queue/board/')
      expect(page.headers['content-security-policy']).toContain("script-src 'self'; ")
      expect(page.headers['content-security-policy']).toContain("frame-ancestors 'self'")
      // Its title and what strangers' bytes put into a job are in Vietnamese.
      for (const served of [page, await board(operator, 'GET', asked)])
        expect(served.headers['content-type']).toMatch(/; charset=utf-8$/i)
      expect(page.body).toContain('Hòm Phiếu')
    } finally {
      await desk.close()
      await queues.close()
    }
  })

  it('says in plain words above it why a mailbox is away, beside what the server said', async () => {
    const operator = await sessionOf('van')
    for (const [problem, words] of [
      ['sign-in refused: [AUTHENTICATIONFAILED] Authentication failed.', 'từ chối đăng nhập'],
      ['connect ECONNREFUSED 10.0.0.5:993', 'không nhận kết nối'],
      ['Socket timeout (ETIMEOUT)', 'không trả lời kịp'],
      ['self-signed certificate in certificate chain', 'chứng thư'],
      ['something <b>new</b>', 'something &lt;b&gt;new'],
    ]) {
      await test.database.query(`update folders set state = 'failed', problem = $1`, [problem])
      const { body } = await get(operator, '/queue')
      expect(body).toContain(words)
      expect(body).toContain('đang tự thử lại')
    }
    await test.database.query(`update folders set state = 'connected', problem = null`)
  })

  it('puts what failed back to be tried again, and says who did', async () => {
    const operator = await sessionOf('van')
    const page = await get(operator, '/queue')
    expect(page.body).toContain('MIME: boundary missing')
    const retried = await post(operator, '/queue/retry', {}, '/queue')
    expect(retried.headers.location).toBe('/queue?retried=1')
    const { rows } = await test.database.query(
      `select state from mails where problem is not null or state = 'failed'`,
    )
    expect(rows).toEqual([])
    const history = await test.database.query(`select actor from history where action = 'retried'`)
    expect(history.rows).toEqual([{ actor: 'user:van' }])
  })
})
