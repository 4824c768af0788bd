import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestDatabase } from '../helpers/database.ts'
import { noBrowser, type OpenDesk, openDesk, signIn } from './browser.ts'
import { password } from './desk.ts'

const missing = noBrowser()

let test: TestDatabase
let desk: OpenDesk
let browser: Browser
let address: string

beforeAll(async () => {
  if (missing) return
  desk = await openDesk(async () => {})
  ;({ test, browser, address } = desk)
})
afterAll(async () => {
  await desk?.close()
})

const enter = async (name: string, secret = password) =>
  signIn(await browser.newContext(), address, name, secret)

const rowOf = (page: Page, name: string) => page.locator('table.accounts tr', { hasText: name })

describe.skipIf(missing)('Accounts', () => {
  it('are made, given another role, locked and opened again by the administrator', async () => {
    const admin = await enter('quan')
    await admin.click('nav a[href="/accounts"]')
    await admin.fill('input[name="name"]', 'Hoa')
    await admin.fill('input[name="displayName"]', 'Trần Thị Hoa')
    await admin.fill('.card input[name="password"]', 'mật khẩu đầu tiên')
    await admin.click('.card button')
    await admin.waitForSelector('.notice')
    const hoa = await enter('hoa', 'mật khẩu đầu tiên')
    expect(await hoa.textContent('.who .name')).toContain('Trần Thị Hoa')
    expect(await hoa.locator('nav a[href="/accounts"]').count()).toBe(0)
    await rowOf(admin, 'Trần Thị Hoa').locator('select').selectOption('operator')
    await rowOf(admin, 'Trần Thị Hoa').locator('button[value="role"]').click()
    await admin.waitForSelector('.notice:has-text("Đã thay đổi tài khoản")')
    await hoa.goto(`${address}/queue`)
    expect(hoa.url()).toContain('/sign-in')
    const operator = await enter('hoa', 'mật khẩu đầu tiên')
    await operator.goto(`${address}/queue`)
    expect(await operator.textContent('h1')).toBe('Hàng đợi')
    await rowOf(admin, 'Trần Thị Hoa').locator('summary:has-text("Khóa")').click()
    await rowOf(admin, 'Trần Thị Hoa').locator('button[value="disable"]').click()
    await admin.waitForSelector('button[value="enable"]')
    await operator.goto(`${address}/`)
    expect(operator.url()).toContain('/sign-in')
    await rowOf(admin, 'Trần Thị Hoa').locator('button[value="enable"]').click()
    await admin.waitForSelector('button[value="enable"]', { state: 'detached' })
    await enter('hoa', 'mật khẩu đầu tiên')
    await admin.goto(`${address}/history?record=user`)
    const history = await admin.textContent('table.history')
    for (const words of ['tạo tài khoản', 'đổi vai trò', 'khóa tài khoản', 'mở khóa tài khoản'])
      expect(history).toContain(words)
  })

  it('change their own password, which ends their other sessions and not this one', async () => {
    const elsewhere = await enter('an')
    const page = await enter('an')
    await page.click('.who .name')
    const change = async (current: string, next: string, again = next) => {
      await page.fill('#current', current)
      await page.fill('#password', next)
      await page.fill('#again', again)
      await page.click('.sign-in button.primary')
    }
    await change('không phải', 'một câu thật dài')
    expect(await page.textContent('[role="alert"]')).toContain('hiện nay không đúng')
    await change(password, 'ngắn')
    expect(await page.textContent('[role="alert"]')).toContain('10')
    await change(password, 'một câu thật dài', 'một câu khác hẳn')
    expect(await page.textContent('[role="alert"]')).toContain('không giống nhau')
    await change(password, 'một câu thật dài')
    await page.waitForSelector('.notice')
    await page.goto(`${address}/submissions`)
    expect(await page.textContent('h1')).toContain('Phiếu')
    await elsewhere.goto(`${address}/submissions`)
    expect(elsewhere.url()).toContain('/sign-in')
    await enter('an', 'một câu thật dài')
  })

  it('cannot lock themselves out', async () => {
    const admin = await enter('quan')
    await admin.goto(`${address}/accounts`)
    const own = rowOf(admin, 'Vũ Quân')
    expect(await own.locator('button, select').count()).toBe(0)
    const { rows } = await test.database.query(`select id from users where name = 'quan'`)
    const csrf = (await admin.getAttribute('input[name="csrf"]', 'value')) ?? ''
    const forced = await admin.request.post(`${address}/accounts/${rows[0].id}`, {
      form: { csrf, action: 'disable' },
    })
    expect(forced.status()).toBe(422)
    await admin.goto(`${address}/accounts`)
    expect(await admin.textContent('h1')).toBe('Tài khoản')
  })
})
