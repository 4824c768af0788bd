import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Database } from '../../src/records/database.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { password, seedPeople, testDesk } from './desk.ts'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)

/** Why there are no browser tests here, or null. Where every peer is required, a missing one is a failure. */
export function noBrowser(): string | null {
  if (executablePath) return null
  if (process.env.HOMPHIEU_PEERS === 'required')
    throw new Error('Chromium is required here and not installed')
  return 'Chromium is not installed (Debian: apt-get install chromium)'
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath ?? '',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export async function signIn(
  context: BrowserContext,
  address: string,
  name: string,
  secret = password,
): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${address}/sign-in`)
  await page.fill('#name', name)
  await page.fill('#password', secret)
  await page.click('.sign-in button')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

/** A desk on a database of its own, seeded for the test, and a browser to look at it. */
export interface OpenDesk {
  readonly test: TestDatabase
  readonly browser: Browser
  readonly address: string
  close(): Promise<void>
}

export async function openDesk(seed: (database: Database) => Promise<void>): Promise<OpenDesk> {
  const test = await testDatabase()
  await seed(test.database)
  await seedPeople(test.database)
  const app = await testDesk(test.database)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const browser = await openBrowser()
  return {
    test,
    browser,
    address,
    async close() {
      await browser.close()
      await app.close()
      await test.close()
    },
  }
}
