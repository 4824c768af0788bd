import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openQueues } from '../../src/queue/queues.ts'
import { testDatabase } from '../helpers/database.ts'
import { noBrowser, openBrowser, signIn } from './browser.ts'
import { seedPeople, testDesk } from './desk.ts'
import { seedDesk } from './seed.ts'

/** `node test/web/take-pictures.ts`: the pictures of the README, of a seeded desk, into docs/pictures. */
const folder = join(import.meta.dirname, '../../docs/pictures')
const looks = [
  { name: '', width: 1280, height: 800, colorScheme: 'light' },
  { name: '-dark', width: 1280, height: 800, colorScheme: 'dark' },
  { name: '-phone', width: 390, height: 844, colorScheme: 'light' },
] as const

const missing = noBrowser()
if (missing) {
  console.error(missing)
  process.exit(1)
}
await mkdir(folder, { recursive: true })
const test = await testDatabase()
const browser = await openBrowser()
try {
  const ids = await seedDesk(test.database)
  await seedPeople(test.database)
  const queues = openQueues({ databaseUrl: test.url }, (error) => console.error(error.message))
  const app = await testDesk(test.database, { queues })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const pages = [
    ['overview', '/', ['', '-dark', '-phone']],
    ['submissions', '/submissions', ['', '-phone']],
    ['submission', `/submissions/${ids.doubtful}`, ['', '-dark', '-phone']],
    ['versions', `/submissions/${ids.choice}`, ['']],
    ['to-do', '/to-do', ['']],
    ['agencies', '/agencies', ['']],
    ['agency', '/agencies/bac-giang', ['']],
    ['mails', '/mails', ['']],
    ['mail', '/mails/2', ['']],
    ['queue', '/queue', ['']],
    ['history', '/history?who=system', ['']],
  ] as const
  for (const look of looks) {
    const context = await browser.newContext({
      viewport: { width: look.width, height: look.height },
      colorScheme: look.colorScheme,
    })
    const page = await signIn(context, address, 'quan')
    for (const [name, path, wanted] of pages) {
      if (!(wanted as readonly string[]).includes(look.name)) continue
      await page.goto(address + path, { waitUntil: 'load' })
      // Bull Board draws itself after it has asked for its queues.
      await page.waitForTimeout(name === 'queue' ? 2000 : 300)
      await page.screenshot({ path: join(folder, `${name}${look.name}.png`) })
      console.log(`${name}${look.name}.png`)
    }
    await context.close()
  }
  const signOut = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await signOut.goto(`${address}/sign-in`)
  await signOut.screenshot({ path: join(folder, 'sign-in.png') })
  await app.close()
  await queues.close()
} finally {
  await browser.close()
  await test.close()
}
