import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestDatabase } from '../helpers/database.ts'
import { noBrowser, type OpenDesk, openDesk, signIn } from './browser.ts'
import { seedDesk, seedMail } from './seed.ts'

const missing = noBrowser()
if (missing) console.warn(`browser tests skipped: ${missing}`)

let test: TestDatabase
let desk: OpenDesk
let browser: Browser
let address: string
let ids: Record<string, number>
const contexts: BrowserContext[] = []

beforeAll(async () => {
  if (missing) return
  desk = await openDesk(async (database) => {
    ids = await seedDesk(database)
  })
  ;({ test, browser, address } = desk)
})
afterAll(async () => {
  await desk?.close()
})

async function officer(
  name: string,
  look: { width?: number; height?: number; colorScheme?: 'light' | 'dark' } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
    colorScheme: look.colorScheme ?? 'light',
  })
  contexts.push(context)
  const page = await signIn(context, address, name)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return { page, complaints }
}

const current = (page: Page) => page.getAttribute('.answer.current', 'data-question')
const stateOf = async (id: number | undefined) =>
  (await test.database.query('select state, revision from submissions where id = $1', [id])).rows[0]

describe.skipIf(missing)('The desk in a browser', () => {
  it('says beside the answer what cannot be written there, and leaves the officer at work', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions/${ids.doubtful}`)
    const card = page.locator('#a-frequency\\.sentPerMonth')
    await card.locator('[data-field]').fill('nhiều lắm')
    await page.keyboard.press('Enter')
    await card.locator('[role="alert"]:has-text("Cần một số nguyên")').waitFor()
    expect(await card.locator('[data-field]').inputValue()).toBe('nhiều lắm')
    expect(await page.evaluate('document.activeElement.value')).toBe('nhiều lắm')
  })

  it('tells an officer whose session ended so, and keeps what they had written before their eyes', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions/${ids.doubtful}`)
    const field = page.locator('#a-contact\\.name [data-field]')
    await field.fill('Nguyễn Thị Hạnh')
    await page.context().clearCookies()
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-signed-out] a[href^="/sign-in?to="]')
    expect(await field.inputValue()).toBe('Nguyễn Thị Hạnh')
    await page.keyboard.press('Escape')
    await page.keyboard.press('d')
    await page.click('.choices-more details:has([value="send-back"]) summary')
    await page.fill('form:has([value="send-back"]) [name="reason"]', 'thiếu mục 3')
    await page.click('[value="send-back"]')
    await page.waitForSelector('#live:empty', { state: 'attached' })
    expect(await page.inputValue('form:has([value="send-back"]) [name="reason"]')).toBe('thiếu mục 3')
  })

  it('takes an officer through a doubtful submission by keyboard alone, from sign-in to approval', async () => {
    const { page, complaints } = await officer('an')
    await page.goto(`${address}/submissions/${ids.doubtful}`)
    expect(await current(page)).toBe('contact.name')
    expect(await page.getAttribute('rect.place.current', 'data-places')).toBe('contact.name')
    const started = Date.now()
    await page.keyboard.press('e')
    await page.keyboard.type('Nguyễn Thị Hồng Hạnh')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.desk[data-doubts="2"]')
    expect(await current(page)).toBe('frequency.sentPerMonth')
    await page.keyboard.press('a')
    await page.waitForSelector('.desk[data-doubts="1"]')
    expect(await current(page)).toBe('needs.crossAuthentication')
    await page.keyboard.press('1')
    await page.waitForSelector('.desk[data-doubts="0"]')
    const settled = await page.textContent('.flags .settled')
    expect(settled).toContain('dòng 2 (mục 3)')
    expect(await page.textContent('.flags > ul')).not.toContain('dòng 2 (mục 3)')
    await page.keyboard.press('Shift+A')
    await page.keyboard.type('đã xác nhận qua điện thoại')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.state-approved')
    expect(Date.now() - started).toBeLessThan(60_000)
    expect(complaints).toEqual([])
    expect(await stateOf(ids.doubtful)).toMatchObject({ state: 'approved' })
    const { rows } = await test.database.query(
      `select question, value, source, machine_value from current_answers where submission_id = $1 and source = 'person' order by question`,
      [ids.doubtful],
    )
    expect(rows).toEqual([
      {
        question: 'contact.name',
        value: 'Nguyễn Thị Hồng Hạnh',
        source: 'person',
        machine_value: 'Nguyễn Thị Hổng Hạnh',
      },
      { question: 'frequency.sentPerMonth', value: 300, source: 'person', machine_value: 300 },
      { question: 'needs.crossAuthentication', value: 'yes', source: 'person', machine_value: null },
    ])
    await page.click('.past summary')
    const history = await page.textContent('table.history')
    expect(history).toContain('sửa câu trả lời')
    expect(history).toContain('Nguyễn Thị Hổng Hạnh')
    expect(history).toContain('đã xác nhận qua điện thoại')
  })

  it('lets somebody without pointer or single-letter keys correct any answer: by Tab, Enter and typing', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions/${ids['bo-ngoai-giao']}`)
    await page.click('.who .keys')
    await page.uncheck('#keys-on')
    await page.keyboard.press('Escape')
    await page.focus('.answers-scroll')
    const onEdit = `document.activeElement.dataset.edits === 'agency.address'`
    for (let step = 0; step < 40 && !(await page.evaluate(onEdit)); step++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.name')).toBe('value')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('1 Trần Hưng Đạo')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#a-agency\\.address.by-person')
    expect(await page.textContent('#a-agency\\.address .value')).toBe('1 Trần Hưng Đạo')
    await page.evaluate(`localStorage.removeItem('keys')`)
  })

  it('enlarges and turns a page, and its highlights stay on their place', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions/${ids['bo-quoc-phong']}`)
    const place = page.locator('rect.place.current')
    const share = () =>
      page.evaluate<number[]>(`(() => {
        const place = document.querySelector('rect.place.current').getBoundingClientRect()
        const sheet = document.querySelector('.stack').getBoundingClientRect()
        return [(place.left - sheet.left) / sheet.width, (place.top - sheet.top) / sheet.height]
      })()`)
    const before = { width: (await place.boundingBox())?.width ?? 0, share: await share() }
    await page.click('.answer.current .to-place')
    expect((await place.boundingBox())?.width).toBeGreaterThan(before.width * 1.5)
    const after = await share()
    expect(after[0]).toBeCloseTo(before.share[0] ?? 0, 2)
    expect(after[1]).toBeCloseTo(before.share[1] ?? 0, 2)
    await page.keyboard.press('-')
    expect((await place.boundingBox())?.width).toBeCloseTo(before.width, 0)
    await page.keyboard.press('r')
    const turned = await share()
    // A quarter to the right: what was left is on top, what was on top is right.
    expect(turned[1]).toBeCloseTo(before.share[0] ?? 0, 2)
    expect(turned[0]).toBeGreaterThan(0.5)
  })

  it('keeps its own buttons off the page that is looked at, and the decisions in one line', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions/${ids['bo-quoc-phong']}`)
    await page.keyboard.press('+')
    const box = async (selector: string) => {
      const found = await page.locator(selector).first().boundingBox()
      return { top: found?.y ?? 0, bottom: (found?.y ?? 0) + (found?.height ?? 0) }
    }
    expect((await box('.zoom')).bottom).toBeLessThanOrEqual((await box('.pages')).top)
    const tops = await page.$$eval('.decision > *', (parts) =>
      parts
        .filter((part) => part.checkVisibility())
        .map((part) => {
          const { top, bottom } = part.getBoundingClientRect()
          return (top + bottom) / 2
        }),
    )
    expect(tops.length).toBeGreaterThan(2)
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(12)
  })

  it('leads on a telephone from an answer to its place on the page, and back', async () => {
    const { page } = await officer('an', { width: 390, height: 844 })
    await page.goto(`${address}/submissions/${ids['bo-quoc-phong']}`)
    await page.click('#a-contact\\.phone .value')
    await page.click('#a-contact\\.phone .to-place')
    const isSeen = (selector: string) =>
      page.$eval(selector, (element: { getBoundingClientRect(): { top: number; bottom: number } }) => {
        const { top, bottom } = element.getBoundingClientRect()
        return top >= 0 && bottom <= 844
      })
    expect(await isSeen('rect.place.current')).toBe(true)
    await page.click('[data-back]')
    expect(await isSeen('#a-contact\\.phone .value')).toBe(true)
    expect(await page.isHidden('[data-back]')).toBe(true)
  })

  it('takes a decision pressed twice for one', async () => {
    const { page } = await officer('an')
    const { rows } = await test.database.query(
      `select id from submissions where state = 'ready' order by id desc limit 1`,
    )
    await page.goto(`${address}/submissions/${rows[0].id}`)
    await page.focus('.decision [data-key="A"]')
    await page.$eval('.decision [data-key="A"]', (button: { click(): void }) => {
      button.click()
      button.click()
    })
    await page.waitForSelector('.state-approved')
    expect(await page.textContent('.notice')).toBe('Đã duyệt phiếu.')
    await page.click('.decision button[value="reopen"]')
    await page.waitForSelector('.desk-head .state-ready, .desk-head .state-waiting')
  })

  it('opens an approved submission again, undoes a correction, and gives the machine’s answer back', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions/${ids.doubtful}`)
    await page.click('.decision button[value="reopen"]')
    await page.waitForSelector('.state-waiting')
    await page.focus('#a-contact\\.name')
    await page.keyboard.press('u')
    await page.waitForSelector('#a-contact\\.name.doubt')
    expect(await page.textContent('#a-contact\\.name .value')).toBe('Nguyễn Thị Hổng Hạnh')
    expect(await stateOf(ids.doubtful)).toMatchObject({ state: 'waiting' })
  })

  it('saves a note by Enter and nothing but the note: the answer stays as it is, and as doubtful', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions/${ids.hostile}`)
    for (const question of ['signing.adobePdf', 'contact.name']) {
      const card = `#a-${question.replace('.', '\\.')}`
      const before = await page.textContent(`${card} .value`)
      const doubtful = await page.locator(`${card}.doubt`).count()
      await page.focus(card)
      await page.keyboard.press('m')
      await page.keyboard.type('hỏi lại bà Hạnh')
      await page.keyboard.press('Enter')
      await page.waitForSelector(`${card} .raw:has-text("hỏi lại bà Hạnh")`)
      expect(await page.textContent(`${card} .value`)).toBe(before)
      expect(await page.locator(`${card}.doubt`).count()).toBe(doubtful)
    }
    await page.click('.past summary')
    expect(await page.textContent('table.history')).toContain('hỏi lại bà Hạnh')
  })

  it('goes through a list from row to row by keyboard', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions?sort=oldest`)
    const second = await page.getAttribute('table.list tbody tr:nth-child(2) th a', 'href')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.desk')
    const at = new URL(page.url())
    expect(at.pathname + at.search).toBe(second)
  })

  it('tells the second of two officers what the first did, and overwrites nothing', async () => {
    const first = (await officer('an')).page
    const second = (await officer('binh')).page
    const url = `${address}/submissions/${ids.clean}`
    await first.goto(url)
    await second.goto(url)
    await first.waitForSelector('[data-presence]:has-text("Phạm Bình")', { timeout: 15_000 })
    await first.click('#a-needs\\.securityTraining')
    await first.click('#a-needs\\.securityTraining button[value="yes"]')
    await first.waitForSelector('#a-needs\\.securityTraining.by-person')
    await second.click('#a-needs\\.mobile')
    await second.click('#a-needs\\.mobile button[value="no"]')
    await second.waitForSelector('[data-refused]')
    const told = await second.textContent('main')
    expect(told).toContain('Người khác đã thay đổi hồ sơ này')
    expect(told).toContain('Đào tạo an toàn thông tin')
    const { rows } = await test.database.query(
      `select question, value from current_answers where submission_id = $1 and source = 'person'`,
      [ids.clean],
    )
    expect(rows).toEqual([{ question: 'needs.securityTraining', value: 'yes' }])
    await second.click('main a.button')
    await second.click('#a-needs\\.mobile')
    await second.click('#a-needs\\.mobile button[value="no"]')
    await second.waitForSelector('#a-needs\\.mobile.by-person')
  })

  it('lets a person choose between two versions, and shows where they differ', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions/${ids.choice}`)
    await page.click('.compare thead a:has-text("2")')
    expect(await page.textContent('.differs')).toContain('320')
    expect(await page.locator('.compare tbody tr:first-child td').allTextContents()).toEqual(['320', '45'])
    expect(await page.locator('.compare button').allInnerTexts()).toEqual([
      expect.stringContaining('Giữ bản này'),
      expect.stringContaining('Chọn bản này'),
    ])
    await page.click('.compare td:nth-child(3) button[value="choose"]')
    await page.waitForSelector('.notice')
    expect(await page.locator('.compare').count()).toBe(0)
    expect(await page.textContent('.versions')).toContain('Lê Thị An chọn')
    expect(await page.textContent('.flags')).toContain('Lê Thị An (chọn bản có hiệu lực)')
    const { rows } = await test.database.query(
      'select ordinal, in_force, chosen_by from versions where submission_id = $1 order by ordinal',
      [ids.choice],
    )
    expect(rows).toEqual([
      { ordinal: 1, in_force: false, chosen_by: null },
      { ordinal: 2, in_force: true, chosen_by: 'an' },
    ])
  })

  it('shows a new arrival in the list by itself', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions`)
    const before = await page.textContent('h1')
    await seedMail(test.database, {
      agencyId: 'vnpt',
      from: { name: 'Văn phòng Tập đoàn VNPT', address: 'vp@vnpt.vn' },
      subject: 'Phiếu khảo sát',
      file: 'phieu.docx',
      format: 'docx',
      receivedAt: '2017-04-30T10:00:00+07:00',
    })
    await page.waitForSelector('table.list tbody tr:first-child:has-text("Văn phòng Tập đoàn VNPT")', {
      timeout: 15_000,
    })
    expect(await page.textContent('h1')).not.toBe(before)
    expect(await page.textContent('#live')).toContain('thay đổi mới')
  })

  it('finds by words without accents, and keeps every filter in the address', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions`)
    await page.keyboard.press('/')
    await page.keyboard.type('van phong bo y te')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=van\+phong\+bo\+y\+te/)
    expect(await page.locator('table.list tbody tr').count()).toBe(1)
    await page.goto(`${address}/submissions?doubts=1&group=ministries&sort=oldest`)
    await page.selectOption('select[name="arrival"]', 'on-time')
    await page.waitForURL(/arrival=on-time/)
    expect(page.url()).toContain('doubts=1')
    expect(page.url()).toContain('group=ministries')
  })

  it('lets somebody at the keyboard reach the third choice of a filter, and stay at the filter', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions`)
    await page.focus('select[name="arrival"]')
    for (let step = 0; step < 2; step++) await page.keyboard.press('ArrowDown')
    expect(page.url()).toBe(`${address}/submissions`)
    await page.keyboard.press('Enter')
    await page.waitForURL(/arrival=late/)
    await page.waitForFunction(`document.activeElement.name === 'arrival'`)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Tab')
    await page.waitForURL(/arrival=on-time/)
    await page.waitForFunction(`document.activeElement.name === 'format'`)
  })

  it('has nothing to press on a telephone that is lower than 24 points', async () => {
    const { page } = await officer('quan', { width: 390, height: 844 })
    for (const path of [
      '/',
      '/submissions',
      `/submissions/${ids.choice}`,
      '/agencies',
      '/to-do',
      '/accounts',
    ]) {
      await page.goto(address + path)
      const low = await page.evaluate<
        string[]
      >(`[...document.querySelectorAll('a, button, select, summary, .check')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('p, .message, .skip, .document > header'))
        .map((one) => [one.getBoundingClientRect().height, one.outerHTML.slice(0, 90)])
        .filter(([height]) => height < 24).map(([height, markup]) => height + ' ' + markup)`)
      expect(low, path).toEqual([])
    }
  })

  it('says of a body that is searched for and has sent nothing that it has not, with the way to its page', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions?q=hung+yen`)
    expect(await page.textContent('main .notice')).toContain('Hưng Yên: chưa gửi')
    expect(await page.getAttribute('main .notice a', 'href')).toBe('/agencies/hung-yen')
    await page.goto(`${address}/submissions?q=van+phong`)
    expect(await page.locator('main .notice').count()).toBe(0)
  })

  it('runs nothing that a stranger sent, and keeps monstrous answers inside their pane', async () => {
    const { page, complaints } = await officer('quan')
    for (const path of [
      '/',
      '/submissions',
      `/submissions/${ids.hostile}`,
      `/submissions/${ids.choice}`,
      '/to-do',
      '/agencies',
      '/agencies/bac-giang',
      '/mails',
      '/mails/4',
      '/queue',
      '/history',
      '/accounts',
      '/account',
    ])
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(address + path)
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        expect(overflow, `${path} at ${width}`).toBeLessThanOrEqual(0)
      }
    expect(complaints).toEqual([])
  })

  it('works without its script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await signIn(context, address, 'an')
    await page.goto(`${address}/submissions/${ids.unknown}`)
    await page.click('#a-agency\\.name .to-edit')
    await page.locator('#a-agency\\.name summary').first().click()
    await page.fill('#a-agency\\.name input[name="value"]', 'Văn phòng UBND thành phố Hà Nội')
    await page.click('#a-agency\\.name button[value="save"]')
    expect(page.url()).toContain('done=corrected')
    expect(await page.textContent('#a-agency\\.name .value')).toBe('Văn phòng UBND thành phố Hà Nội')
    await context.close()
  })

  it('speaks the other language one click away, on the same page', async () => {
    const { page } = await officer('an')
    await page.goto(`${address}/submissions?state=waiting`)
    await page.click('.who a[hreflang="en"]')
    expect(await page.textContent('h1')).toContain('Submissions')
    expect(page.url()).toContain('state=waiting')
    await page.goto(`${address}/`)
    expect(await page.getAttribute('html', 'lang')).toBe('en')
  })

  it('has nothing that axe objects to, on any page, in light and dark, wide and narrow', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    const found: string[] = []
    for (const look of [
      { colorScheme: 'light' },
      { colorScheme: 'dark' },
      { colorScheme: 'light', width: 390 },
    ] as const) {
      const { page } = await officer('quan', look)
      const paths = [
        '/',
        '/submissions',
        `/submissions/${ids.hostile}`,
        `/submissions/${ids.choice}`,
        `/submissions/${ids.unknown}`,
        `/submissions/${ids.doubtful}`,
        '/agencies',
        '/agencies/bac-giang',
        '/mails',
        '/mails/4',
        '/to-do',
        '/queue',
        '/history',
        '/account',
        '/accounts',
        '/nothing',
        '/documents/1/download',
      ]
      for (const path of paths) {
        await page.goto(address + path)
        // The page's own policy lets no other script in; the tester's comes by the debugger instead.
        await page.evaluate(axe)
        const violations = await page.evaluate(async () => {
          const result = await (
            globalThis as unknown as {
              axe: {
                run(): Promise<{
                  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
                }>
              }
            }
          ).axe.run()
          return result.violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary.slice(0, 200)}`,
          )
        })
        found.push(...violations.map((violation) => `${look.colorScheme} ${path} ${violation}`))
      }
      await page.goto(`${address}/sign-in`)
    }
    expect([...new Set(found)]).toEqual([])
  })
})
