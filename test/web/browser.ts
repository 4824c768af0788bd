import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { password } from './desk.ts'

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
