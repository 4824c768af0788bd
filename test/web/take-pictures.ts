import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { openQueues } from '../../src/queue/queues.ts'
import { testDatabase } from '../helpers/database.ts'
import { noBrowser, openBrowser, signIn } from './browser.ts'
import { password, seedPeople, testDesk } from './desk.ts'
import { seedDesk } from './seed.ts'

/**
 * The pictures of the README, into docs/pictures: of the running demonstration when its address and account are given
 * (`node test/web/take-pictures.ts http://127.0.0.1:8017 demo PASSWORD`), else of a desk seeded for the tests.
 */
const folder = join(import.meta.dirname, '../../docs/pictures')
const looks = [
  { name: '', width: 1280, height: 800, colorScheme: 'light' },
  { name: '-dark', width: 1280, height: 800, colorScheme: 'dark' },
  { name: '-phone', width: 390, height: 844, colorScheme: 'light' },
] as const

/** A page is an address, or the first link of a list: which record it is depends on what arrived first. */
const pages = [
  { name: 'overview', path: '/', looks: ['', '-dark', '-phone'] },
  { name: 'submissions', path: '/submissions', looks: ['', '-phone'] },
  {
    name: 'submission',
    firstOf: '/submissions?format=pdf-scan&doubts=1&sort=doubts',
    // Where the seal is.
    at: '#a-signed.title',
    looks: ['', '-dark', '-phone'],
  },
  { name: 'word', firstOf: '/submissions?format=docx&doubts=1&sort=oldest', looks: [''] },
  { name: 'versions', firstOf: '/submissions?flag=C11&sort=oldest', looks: [''] },
  { name: 'to-do', path: '/to-do', looks: [''] },
  { name: 'agencies', path: '/agencies', looks: [''] },
  { name: 'agency', firstOf: '/agencies?state=answered&group=provinces', looks: [''] },
  { name: 'mails', path: '/mails', looks: [''] },
  { name: 'mail', firstOf: '/mails?kind=submission', looks: [''] },
  { name: 'queue', path: '/queue', looks: [''] },
  // Everybody's: of a demonstration just begun, the machine alone has done anything.
  { name: 'history', path: '/history?who=all', looks: [''] },
  { name: 'accounts', path: '/accounts', looks: [''] },
] as const

const missing = noBrowser()
if (missing) {
  console.error(missing)
  process.exit(1)
}
await mkdir(folder, { recursive: true })
const [address, name, secret] = process.argv.slice(2)
const browser = await openBrowser()
try {
  if (address && name && secret) await takeAll(browser, address, name, secret)
  else await takeOfSeeded(browser)
} finally {
  await browser.close()
}

async function takeOfSeeded(browser: Browser): Promise<void> {
  const test = await testDatabase()
  try {
    await seedDesk(test.database)
    await seedPeople(test.database)
    const queues = openQueues({ databaseUrl: test.url }, (error) => console.error(error.message))
    const app = await testDesk(test.database, { queues })
    await takeAll(browser, await app.listen({ port: 0, host: '127.0.0.1' }), 'quan', password)
    await app.close()
    await queues.close()
  } finally {
    await test.close()
  }
}

async function takeAll(browser: Browser, address: string, name: string, secret: string): Promise<void> {
  for (const look of looks) {
    const context = await browser.newContext({
      viewport: { width: look.width, height: look.height },
      colorScheme: look.colorScheme,
    })
    if (look.name === '') {
      const page = await context.newPage()
      await page.goto(`${address}/sign-in`)
      await take(page, 'sign-in')
      await page.close()
    }
    const page = await signIn(context, address, name, secret)
    for (const wanted of pages) {
      if (!(wanted.looks as readonly string[]).includes(look.name)) continue
      const path = 'path' in wanted ? wanted.path : await firstLink(page, address + wanted.firstOf)
      await page.goto(address + path + ('at' in wanted ? wanted.at : ''), { waitUntil: 'load' })
      // Bull Board draws itself after it has asked for its queues.
      await page.waitForTimeout(wanted.name === 'queue' ? 2500 : 600)
      await take(page, wanted.name + look.name)
    }
    await context.close()
  }
}

async function firstLink(page: Page, list: string): Promise<string> {
  await page.goto(list)
  return (await page.getAttribute('table.list tbody th a', 'href')) ?? '/'
}

async function take(page: Page, name: string): Promise<void> {
  // Few colours are in them: a palette makes the files a third as large, and nothing is seen of it.
  const picture = sharp(await page.screenshot()).png({ palette: true, quality: 95, effort: 8 })
  await picture.toFile(join(folder, `${name}.png`))
  console.log(`${name}.png`)
}
