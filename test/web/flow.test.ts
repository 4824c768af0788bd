import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assess } from '../../src/steps/assess.ts'
import type { TestDatabase } from '../helpers/database.ts'
import { noBrowser, type OpenDesk, openDesk, signIn } from './browser.ts'
import { assessing } from './desk.ts'
import { seedDesk, seedMail } from './seed.ts'

const missing = noBrowser()
if (missing) console.warn(`browser tests skipped: ${missing}`)

let test: TestDatabase
let desk: OpenDesk
let browser: Browser
let address: string
let ids: Record<string, number>

beforeAll(async () => {
  if (missing) return
  desk = await openDesk(async (database) => {
    ids = await seedDesk(database)
    ids.unit = await seedMail(database, {
      agencyId: null,
      from: { name: 'Công ty Điện lực A', address: 'vanthu@dienluca.evn.com.vn' },
      subject: 'Phiếu khảo sát',
      file: 'phieu.docx',
      format: 'docx',
      receivedAt: '2017-04-21T10:00:00+07:00',
      answers: { 'agency.name': { value: 'Công ty Điện lực A', raw: 'Công ty Điện lực A' } },
    })
  })
  ;({ test, browser, address } = desk)
})
afterAll(async () => {
  await desk?.close()
})

async function officer(name = 'an', width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 } })
  return signIn(context, address, name)
}

describe.skipIf(missing)('A mail without a form', () => {
  it('is given to a body, found without accents, and its question is settled, all on its own page', async () => {
    const { rows } = await test.database.query(`select id from mails where kind_reason = 'question'`)
    const mailId = rows[0].id
    await assess({ mailId }, { database: test.database, config: assessing })
    const page = await officer()
    await page.goto(`${address}/mails/${mailId}`)
    await page.click('.assign summary')
    await page.fill('.assign [name="agency"]', 'quan')
    await page.click('.assign [value="assign"]')
    await page.waitForSelector('.assign [role="alert"]:has-text("Chưa rõ là cơ quan nào")')
    expect(await page.inputValue('.assign [name="agency"]')).toBe('quan')
    await page.fill('.assign [name="agency"]', 'bo cong an')
    await page.click('.assign [value="assign"]')
    await page.waitForSelector('.notice:has-text("Đã gán thư")')
    expect(await page.textContent('table.history')).toContain('gán, chuyển cho cơ quan')
    await page.goto(`${address}/to-do?agency=bo-cong-an`)
    expect(await page.locator('.todo tbody tr').count()).toBe(1)
    await page.goto(`${address}/agencies/bo-cong-an`)
    await page.click(`a[href="/mails/${mailId}"]`)
    await page.click('.flag .close summary')
    await page.fill('.flag [name="reason"]', 'đã trả lời qua điện thoại')
    await page.click('.flag .close button')
    await page.waitForSelector('.notice')
    expect(await page.textContent('.flags')).toContain('Lê Thị An')
    await page.click('.assign summary')
    await page.click('.assign [value="take-back"]')
    await page.waitForSelector('.notice:has-text("Đã bỏ gán")')
    await page.goto(`${address}/agencies/bo-cong-an`)
    expect(await page.locator(`a[href="/mails/${mailId}"]`).count()).toBe(0)
  })
})

describe.skipIf(missing)('An answer without a value', () => {
  it('is not called empty where both boxes are marked or a range stands, not in the history either', async () => {
    const id = await seedMail(test.database, {
      agencyId: 'ninh-binh',
      from: { name: 'Văn thư', address: 'vanthu@ninhbinh.gov.vn' },
      subject: 'Phiếu khảo sát',
      file: 'phieu.docx',
      format: 'docx',
      receivedAt: '2017-04-21T11:00:00+07:00',
      answers: {
        'frequency.receivedPerMonth': {
          ...{ value: null, reason: 'not-exact', review: true, confidence: 0.9, raw: '200 - 300' },
          quantity: { min: 200, max: 300, approximate: false, period: 'month' },
        },
        'needs.mobile': { value: null, reason: 'both-marked', review: true, confidence: 0.9, raw: '☒ ☒' },
      },
    })
    const page = await officer()
    await page.goto(`${address}/submissions/${id}`)
    const [range, both] = ['#a-frequency\\.receivedPerMonth', '#a-needs\\.mobile']
    const exactly = 'Không có số chính xác (từ 200 đến 300)'
    expect(await page.textContent(`${range} .value`)).toBe(exactly)
    expect(await page.textContent(`${both} .value`)).toBe('Cả hai ô đều đánh dấu')
    for (const card of [range, both]) {
      await page.click(`${card} [value="accept"]`)
      await page.waitForSelector(`${card}.by-person`)
    }
    expect(await page.textContent(`${range} .value`)).toBe(exactly)
    expect(await page.textContent(`${both} .value`)).toBe('Cả hai ô đều đánh dấu')
    await page.click('.past summary')
    expect(await page.textContent('table.history')).toContain(`Nhận mỗi tháng: ${exactly}`)
    expect(await page.textContent('table.history')).not.toContain('Để trống')
    await page.focus(both)
    await page.keyboard.press('1')
    await page.waitForSelector(`${both} .value:has-text("Có")`)
    expect(await page.textContent('table.history')).toContain('Cả hai ô đều đánh dấu → Có')
  })
})

describe.skipIf(missing)('Another decision', () => {
  it('is chosen first and then explained, all by keyboard, and Esc leaves it', async () => {
    const page = await officer()
    await page.goto(`${address}/submissions/${ids.hostile}`)
    await page.keyboard.press('d')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[name="reason"]:focus')
    await page.keyboard.press('Escape')
    expect(await focused(page)).toContain('Ghi: cần cơ quan bổ sung')
    await page.keyboard.press('Escape')
    expect(await page.locator('.more[open]').count()).toBe(0)
    await page.keyboard.press('d')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[name="reason"]:focus')
    await page.keyboard.type('thư quảng cáo')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.state-not-a-form')
    const said = await page.textContent('.decision .said')
    expect(said).toContain('Lê Thị An')
    expect(said).toContain('thư quảng cáo')
  })

  it('lets a form of a body outside the roster be approved, and does not count it', async () => {
    const id = await seedMail(test.database, {
      agencyId: null,
      from: { name: 'Hội Tin học', address: 'vp@hoi.example' },
      subject: 'gui phieu',
      file: 'phieu.docx',
      format: 'docx',
      receivedAt: '2017-04-22T12:00:00+07:00',
      answers: { 'agency.name': { value: 'Hội Tin học Việt Nam', raw: 'Hội Tin học Việt Nam' } },
    })
    const page = await officer()
    await page.goto(`${address}/submissions/${id}`)
    await page.keyboard.press('d')
    await page.click('.choices-more details:has([value="outside"]) summary')
    await page.click('[value="outside"]')
    await page.waitForSelector('.notice')
    expect(await page.textContent('h1')).toContain('Hội Tin học Việt Nam ngoài danh sách')
    await page.keyboard.press('Shift+A')
    await page.keyboard.type('cơ quan không được hỏi')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.state-approved')
    await page.goto(`${address}/submissions?group=unknown`)
    expect(await page.locator(`a[href^="/submissions/${id}?"]`).count()).toBe(0)
  })

  it('assigns a form to a body typed without accents, and again where it was misspelt, goes on where the form is now, and keeps old links', async () => {
    const id = await seedMail(test.database, {
      agencyId: null,
      from: { name: 'chuyen vien b', address: 'b@hopthu-mienphi.example' },
      subject: 'gui phieu',
      file: 'phieu.docx',
      format: 'docx',
      receivedAt: '2017-04-22T11:00:00+07:00',
      // Nothing tells the body: from the contact's address it would be offered.
      answers: { 'agency.name': { value: null, raw: null }, 'contact.email': { value: null, raw: null } },
    })
    const page = await officer()
    await page.goto(`${address}/submissions/${id}?state=open&sort=oldest`)
    await page.keyboard.press('d')
    await page.click('.choices-more details:has([value="assign"]) summary')
    await page.fill('[name="agency"]', 'hai fong')
    await page.fill('form:has([name="agency"]) [name="reason"]', 'theo công văn')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.choices-more [role="alert"]:has-text("Không có cơ quan nào tên như vậy")')
    expect(await page.evaluate('document.activeElement.value')).toBe('hai fong')
    await page.fill('[name="agency"]', 'hai phong')
    await page.click('[value="assign"]')
    await page.waitForSelector('.notice:has-text("Đã chuyển cơ quan")')
    expect(await page.textContent('h1')).toContain('Hải Phòng')
    const there = new URL(page.url())
    expect(there.pathname).not.toBe(`/submissions/${id}`)
    expect(there.search).toBe('?state=open&sort=oldest')
    expect(await page.locator('.decision [data-key="N"]').count()).toBe(1)
    await page.goto(`${address}/submissions/${id}`)
    expect(new URL(page.url()).pathname).toBe(there.pathname)
  })
})

describe.skipIf(missing)('Working through a list', () => {
  it('goes on in its order and within its filter, through every decision', async () => {
    const page = await officer()
    const list = 'group=provinces&state=ready&sort=agency'
    await page.goto(`${address}/submissions?${list}`)
    const rows = await page.$$eval('table.list tbody th > a', (links) =>
      links.map((link) => link.getAttribute('href') ?? ''),
    )
    expect(rows.length).toBeGreaterThan(2)
    await page.goto(address + rows[0])
    for (const row of rows.slice(1, 3)) {
      await page.keyboard.press('Shift+A')
      await page.waitForSelector('.state-approved')
      await page.keyboard.press('Shift+N')
      await page.waitForSelector('.desk .state-ready')
      const at = new URL(page.url())
      expect(at.pathname + at.search).toBe(row.replaceAll('&amp;', '&'))
    }
  })

  it('leads past what a colleague has open, until they leave it', async () => {
    const [first, second] = [await officer('quan'), await officer('an')]
    await first.goto(`${address}/submissions?group=ministries&state=open&sort=agency`)
    const rows = await first.$$eval('table.list tbody th > a', (links) =>
      links.map((link) => link.getAttribute('href') ?? ''),
    )
    const next = async () => {
      await second.goto(address + rows[0])
      return second.getAttribute('.decision [data-key="N"]', 'href')
    }
    expect(await next()).toBe(rows[1])
    await first.goto(address + rows[1])
    expect(await next()).toBe(rows[2])
    await first.goto(`${address}/history`)
    await test.database.query(`update presence set seen_at = seen_at - interval '21 seconds'`)
    expect(await next()).toBe(rows[1])
  })

  it('says of each row whether an answer is in doubt or only a question open', async () => {
    const page = await officer()
    for (const [state, words] of [
      ['doubtful', 'Có chỗ chưa chắc'],
      ['flagged', 'Còn vấn đề mở'],
    ]) {
      await page.goto(`${address}/submissions?state=${state}`)
      const states = await page.locator('td .badge[class*="state-"]').allTextContents()
      expect([...new Set(states)]).toEqual([words])
    }
    await page.goto(address)
    await page.click('.waiting .primary')
    await page.waitForSelector('.desk .answer.doubt')
    expect(page.url()).toContain('state=doubtful')
  })
})

const focused = (page: Page) =>
  page.evaluate<string>(
    `document.activeElement.closest('.answer')?.dataset.question ?? document.activeElement.textContent.slice(0, 80)`,
  )

describe.skipIf(missing)('The keyboard', () => {
  it('takes back what one just did, though one is at the next doubt already, and after the last one', async () => {
    const page = await officer()
    await page.goto(`${address}/submissions/${ids.doubtful}`)
    expect(await focused(page)).toBe('contact.name')
    await page.keyboard.press('a')
    await page.waitForSelector('.desk[data-doubts="2"]')
    expect(await focused(page)).toBe('frequency.sentPerMonth')
    await page.waitForSelector('#live:has-text("Hoàn tác (u)")')
    await page.keyboard.press('a')
    await page.waitForSelector('.desk[data-doubts="1"]')
    await page.keyboard.press('1')
    await page.waitForSelector('.desk[data-doubts="0"]')
    for (const [left, question] of [
      [1, 'needs.crossAuthentication'],
      [2, 'frequency.sentPerMonth'],
    ] as const) {
      await page.keyboard.press('u')
      await page.waitForSelector(`.desk[data-doubts="${left}"]`)
      expect(await focused(page)).toBe(question)
    }
    await page.click('#live button')
    await page.waitForSelector('.desk[data-doubts="3"]')
  })

  it('stays at an answer that it emptied', async () => {
    const page = await officer()
    await page.goto(`${address}/submissions/${ids.doubtful}`)
    await page.keyboard.press('x')
    await page.waitForSelector('#a-contact\\.name.by-person')
    expect(await focused(page)).toBe('contact.name')
    await page.keyboard.press('u')
    await page.waitForSelector('#a-contact\\.name.doubt')
  })

  it('searches from any page: what is typed after the stroke is what is looked for', async () => {
    const page = await officer()
    await page.goto(`${address}/history`)
    await page.keyboard.press('/')
    await page.waitForURL(/submissions#search/)
    await page.waitForSelector('[data-search]:focus')
    await page.keyboard.type('jan')
    expect(await page.inputValue('[data-search]')).toBe('jan')
  })
})

describe.skipIf(missing)('Open flags', () => {
  it('are settled together where they are ticked, with one reason, but for what changed meanwhile', async () => {
    const page = await officer()
    await page.goto(`${address}/to-do?level=E`)
    const rows = await page.locator('.todo tbody tr').count()
    expect(rows).toBeGreaterThan(3)
    const { rows: flags } = await test.database.query(
      `select min(id) as id from flags where level = 'E' and resolved_at is null and submission_id is not null
       group by submission_id having count(*) = 1 order by 1 limit 3`,
    )
    for (const { id } of flags) await page.check(`[name="chosen"][value^="${id}."]`)
    expect(await page.textContent('[data-ticked]')).toBe('(3)')
    await test.database.query(
      `update submissions set revision = revision + 1 where id = (select submission_id from flags where id = $1)`,
      [flags[2].id],
    )
    await page.fill('.settle [name="reason"]', 'đã nhận bản giấy')
    await page.click('.settle button')
    await page.waitForSelector('.notice:has-text("Đã đánh dấu 2 vấn đề")')
    expect(await page.textContent('.notice')).toContain('1 vấn đề chưa được ghi')
    expect(await page.locator('.todo tbody tr').count()).toBe(rows - 2)
    await page.check('[data-tick-all]')
    expect(await page.textContent('[data-ticked]')).toBe(`(${rows - 2})`)
  })

  it('leave one at the next of them when one is settled by itself', async () => {
    const page = await officer()
    await page.goto(`${address}/to-do?level=E`)
    const next = await page.locator('.todo tbody tr').nth(1).getAttribute('id')
    const row = page.locator('.todo tbody tr').first()
    await row.locator('.close summary').click()
    await row.locator('[name="reason"]').fill('đã gọi điện')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.notice')
    await page.locator(`#${next} .close summary:focus`).waitFor()
    // Under what stands above it, not at the very edge of the window.
    expect((await page.locator(`#${next}`).boundingBox())?.y).toBeGreaterThan(100)
  })
})

describe.skipIf(missing)('A change that came too late', () => {
  it('is said to be one’s own where it is, and the page speaks the other language where one is', async () => {
    const [first, second] = [await officer('binh'), await officer('binh')]
    for (const page of [first, second]) await page.goto(`${address}/submissions/${ids.clean}?sort=oldest`)
    for (const page of [first, second]) {
      await page.focus('#a-needs\\.mobile')
      await page.keyboard.press('0')
      await page.waitForSelector('#a-needs\\.mobile.by-person, [data-refused]')
    }
    expect(await second.textContent('h1')).toBe('Chính bạn đã thay đổi hồ sơ này ở một cửa sổ khác')
  })

  it('stays on a page that there is, in the other language', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await signIn(context, address, 'an')
    await page.goto(`${address}/submissions/${ids.doubtful}`)
    await test.database.query('update submissions set revision = revision + 1 where id = $1', [ids.doubtful])
    await page.click('.more > summary')
    await page.click('.choices-more details:has([value="not-a-form"]) summary')
    await page.fill('.choices-more details:has([value="not-a-form"]) [name="reason"]', 'thử')
    await page.click('[value="not-a-form"]')
    expect(await page.textContent('h1')).toContain('Hồ sơ này vừa thay đổi')
    await page.click('.who a[hreflang="en"]')
    expect(new URL(page.url()).pathname).toBe(`/submissions/${ids.doubtful}`)
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    await context.close()
  })
})

describe.skipIf(missing)('After a form', () => {
  it('reads out what was done, and leads to the next submission after an approval', async () => {
    const page = await officer()
    const { rows } = await test.database.query(
      `select id from submissions where state = 'ready' order by id limit 1`,
    )
    await page.goto(`${address}/submissions/${rows[0].id}`)
    await page.keyboard.press('Shift+A')
    await page.waitForSelector('.state-approved')
    expect(await focused(page)).toBe('Phiếu tiếp theo')
    expect(page.url()).not.toContain('done=')
    await page.click('.decision [value="reopen"]')
    await page.waitForSelector('.state-ready')
    expect(await focused(page)).toBe('Đã mở lại phiếu.')
  })

  it('waits for the password again where it was wrong', async () => {
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${address}/sign-in`)
    await page.fill('#name', 'an')
    await page.fill('#password', 'sai')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role="alert"]')
    expect(await page.evaluate('document.activeElement.id')).toBe('password')
  })
})

describe.skipIf(missing)('A note on a body', () => {
  it('tells the colleague at the roster who called it and what was promised, and stays in the history', async () => {
    const page = await officer()
    await page.goto(`${address}/agencies/hung-yen`)
    await page.fill('.notes textarea', 'đã gọi ông <b>Minh</b>, hẹn thứ Sáu')
    await page.click('.notes button')
    await page.waitForSelector('.notice:has-text("Đã lưu ghi chú")')
    expect(await page.textContent('.notes li')).toContain('Lê Thị An: đã gọi ông <b>Minh</b>, hẹn thứ Sáu')
    const colleague = await officer('binh')
    await colleague.goto(`${address}/agencies?state=silent&q=hung+yen`)
    expect(await colleague.textContent('table.list tbody')).toContain('Lê Thị An: đã gọi ông <b>Minh</b>')
    await colleague.goto(`${address}/history?record=agency`)
    await colleague.click('table.history a:has-text("Cơ quan")')
    expect(new URL(colleague.url()).pathname).toBe('/agencies/hung-yen')
  })

  it('is not wiped while it is written, whatever arrives meanwhile, and is for reviewers to write', async () => {
    const page = await officer()
    await page.goto(`${address}/agencies/thai-binh`)
    await page.fill('.notes textarea', 'hẹn gửi')
    await page.evaluate('document.activeElement.blur()')
    const colleague = await officer('binh')
    await colleague.goto(`${address}/agencies/thai-binh`)
    await colleague.fill('.notes textarea', 'bận')
    await colleague.click('.notes button')
    await page.waitForTimeout(5000)
    expect(await page.inputValue('.notes textarea')).toBe('hẹn gửi')
    const operator = await officer('van')
    await operator.goto(`${address}/agencies/thai-binh`)
    expect(await operator.textContent('.notes')).toContain('bận')
    expect(await operator.locator('.notes form').count()).toBe(0)
  })
})

describe.skipIf(missing)('The form of a member unit', () => {
  it('says whose unit it is, wherever it stands', async () => {
    const page = await officer()
    for (const path of [
      `/submissions/${ids.unit}`,
      '/submissions?q=dien+luc',
      '/to-do?level=N',
      '/mails?q=dien+luc',
    ]) {
      await page.goto(address + path)
      const member = page.locator('.member', { hasText: 'Đơn vị thành viên của' }).first()
      expect(await member.locator('a').getAttribute('href'), path).toBe('/agencies/evn')
    }
    await page.goto(`${address}/agencies/evn`)
    expect(await page.textContent('.lines')).toContain('Đơn vị thành viên')
  })
})
