import type { FastifyInstance } from 'fastify'
import { testDatabase } from '../helpers/database.ts'
import { password, seedPeople, testDesk } from '../web/desk.ts'
import { seedMany } from '../web/seed-many.ts'
import { type Bench, type Measure, median, ms, times } from './measure.ts'

const sizes = [1000, 10_000] as const

/** The pages an officer waits for most often, each in the form that costs most. */
const pages = [
  ['overview', '/'],
  ['overview, after a change', '/'],
  ['list, newest first', '/submissions'],
  ['list, last page by agency', '/submissions?sort=agency&page=200'],
  ['list, doubtful ones of one group', '/submissions?doubts=1&group=provinces&sort=doubts'],
  ['search by one body', '/submissions?q=van+phong+co+quan+so+777'],
  ['search by words that all have', '/submissions?q=phieu+khao+sat'],
  ['one submission', '/submissions/500'],
  ['mails', '/mails'],
  ['mails, search', '/mails?q=kinh+gui+trung+tam'],
  ['to do', '/to-do'],
  ['history', '/history'],
] as const

/** Milliseconds on the server from request to finished page, at 1,000 submissions and at ten times as many. */
export const bench: Bench = {
  name: 'Review desk: pages at 1,000 and 10,000 submissions (peer: the same page at 1,000)',
  missing: () => null,
  async run(progress) {
    const found: number[][] = []
    for (const size of sizes) {
      progress(`web: ${size} submissions`)
      found.push(await measure(size))
    }
    return pages.flatMap(([name], index): Measure[] => {
      const small = found[0]?.[index] ?? Number.NaN
      const large = found[1]?.[index] ?? Number.NaN
      return [
        {
          what: `${name}: 10,000 against 1,000`,
          ours: ms(large),
          peer: ms(small),
          ratio: large / small,
          bound: { atMost: 12 },
        },
        {
          what: `${name}: of 100 ms`,
          ours: ms(large),
          peer: '100 ms',
          ratio: large / 100,
          bound: { atMost: 1 },
        },
      ]
    })
  },
}

async function measure(size: number): Promise<number[]> {
  const test = await testDatabase()
  let app: FastifyInstance | null = null
  try {
    await seedMany(test.database, size)
    await seedPeople(test.database)
    app = await testDesk(test.database)
    const session = await signIn(app)
    const medians: number[] = []
    for (const [name, url] of pages)
      medians.push(
        median(
          await times(15, 3, async () => {
            if (name.endsWith('after a change'))
              await test.database.query(
                `insert into history (actor, record, record_id, action) values ('system:bench', 'system', 0, 'changed')`,
              )
            const response = await app?.inject({ url, cookies: { homphieu_session: session } })
            if (response?.statusCode !== 200) throw new Error(`${url} answered ${response?.statusCode}`)
          }),
        ),
      )
    return medians
  } finally {
    await app?.close()
    await test.close()
  }
}

async function signIn(app: FastifyInstance): Promise<string> {
  const page = await app.inject('/sign-in')
  const response = await app.inject({
    method: 'POST',
    url: '/sign-in',
    cookies: { homphieu_visitor: page.cookies[0]?.value ?? '' },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      csrf: /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '',
      name: 'quan',
      password,
      to: '/',
    }).toString(),
  })
  return response.cookies.find(({ name }) => name === 'homphieu_session')?.value ?? ''
}
