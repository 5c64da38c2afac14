// The company's calendar: days made free or worked, the month its year begins with, and boards by the names of periods.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'
import { serve } from './server.mjs'

journey('a day is made free, the fiscal year begins in April, and boards follow (desk, en)', 'desk', { locale: 'en' }, async ({ another }) => {
  const own = await serve({ name: 'calendar' }) // another fiscal year would move what other journeys read
  try {
    const page = await another({ url: own.url })
    await signIn(page, 'admin')
    await open(page, '/board/company?period=this-year')
    assert.match(await page.locator('.page-lead').first().innerText(), /\d{4}-12-31 to /)
    await page.locator('nav a[href="/calendar"]').first().click()
    await page.locator('.calendar-month').first().waitFor()
    assert.equal(await page.locator('.calendar-month').count(), 12)
    await axe(page)
    await fits(page)
    const free = page.locator('.calendar-days a[data-kind=workday]').nth(200)
    const day = (await free.getAttribute('href')).match(/day=([\d-]+)/)[1]
    await free.click()
    await page.locator('#day').waitFor()
    await page.fill('#day input[name=name]', 'Founders’ day')
    await page.locator('#day [data-kind=primary]').click()
    const same = page.locator(`.calendar-days a[href*="day=${day}"]`)
    await page.locator(`.calendar-days a[href*="day=${day}"][data-kind=off]`).waitFor()
    assert.match(await same.textContent(), /Founders’ day/)
    await axe(page)
    await page.getByRole('button', { name: 'What its weekday says' }).click()
    await page.locator(`.calendar-days a[href*="day=${day}"][data-kind=workday]`).waitFor()
    await page.selectOption('.calendar-start select', '4')
    await page.locator('.calendar-start [type=submit]').click()
    await page.locator('.page-lead', { hasText: '-04-01 to ' }).waitFor()
    await open(page, '/board/company')
    await page.locator('.board-ask summary').click()
    await page.getByRole('link', { name: 'This fiscal year' }).click()
    await page.locator('.page-lead', { hasText: '-03-31 to ' }).first().waitFor()
    assert.match(page.url(), /period=this-year/)
  } finally {
    await own.stop()
  }
})

journey('the calendar is read on a phone, and the company board says how far its targets are (phone, zh)', 'phone', { locale: 'zh' }, async ({ page }) => {
  await signIn(page, 'csm')
  await page.goto('/calendar')
  assert.equal(await page.locator('.calendar-month').count(), 12)
  assert.equal(await page.locator('.calendar-start').count(), 0, 'only an administrator sets the start')
  await page.locator('.calendar-days a[data-kind=off]').first().click()
  await page.locator('#day').waitFor()
  assert.equal(await page.locator('#day form').count(), 0, 'only operations and administrators change days')
  await axe(page)
  await fits(page)
  await open(page, '/board/company')
  const target = page.locator('#target_signed')
  assert.match(await target.innerText(), /时间已?过去 \d+%，进度(领先|落后)|正好跟上/)
  await target.locator('a[href^="/register/arr_event"]').first().click()
  await page.locator('table').first().waitFor()
})
