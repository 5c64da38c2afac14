// What is around every screen: all places on a phone, the way past them, menus that give the focus back, failures with a
// title, and addresses that are not understood.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'

for (const wasm of [true, false]) {
  journey(`a phone reaches every place and can sign out (${wasm ? 'with' : 'without'} WebAssembly)`, 'phone', { wasm }, async ({ page }) => {
    await signIn(page, 'ops')
    await open(page, '/register/account', { hydrated: wasm })
    await page.locator('.bottombar button').click()
    await page.locator('.rail').waitFor()
    assert.ok((await page.locator('.rail-link').count()) > 15, 'all places are there')
    await fits(page)
    await axe(page)
    await page.locator('.rail-link', { hasText: '合同' }).click()
    await page.waitForURL((url) => url.pathname === '/register/contract')
    await page.locator('.rail').waitFor({ state: 'hidden' })
    await page.locator('.bottombar button').click()
    await page.locator('.rail form[action="/session/end"] button').click()
    await page.waitForURL((url) => url.pathname === '/sign-in')
  })
}

journey('the skip link moves the focus, and Escape in a menu gives it back', 'desk', async ({ page }) => {
  await signIn(page, 'ops')
  await open(page, '/register/account')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'main')
  await page.locator('.register-tools summary').first().click()
  await page.locator('.menu[open] .menu-item').first().focus()
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.activeElement?.tagName === 'SUMMARY' && !document.querySelector('.menu[open]'))
})

journey('what an address asks and cannot be understood is said, and not exported', ['phone', 'desk'], { locale: 'en' }, async ({ page }) => {
  await signIn(page, 'ops')
  page.allow(/status of 4\d\d/)
  for (const part of ['f=renewal_on:ge:2026-99-99', 'f=mrr_cents:gt:abc', 'f=tier:weird:1', 'sort=nosuch', 'f=nosuch:eq:1']) {
    await open(page, `/register/account?${part}`)
    assert.match(await page.locator('.notice').first().innerText(), /was not understood.*left out/, part)
    assert.ok((await page.locator('.register tbody tr').count()) > 0, `${part} hides nothing`)
    const file = await page.request.get(`/transfer/export/account?${part}&format=csv`, { failOnStatusCode: false })
    assert.equal(file.status(), 422, part)
  }
  for (const [where, status] of [['/import?table=nope', 404], ['/import?table=audit', 403], ['/register/nothing', 404], ['/account/nobody', 404]]) {
    const answer = await page.goto(where)
    assert.equal(answer.status(), status, where)
    assert.equal(await page.locator('h1').count(), 1, `${where} has one heading above all`)
    assert.ok((await page.title()).length > 3, `${where} has a title`)
  }
})

journey('a new demand begins with the day, a priority and a state', ['phone', 'desk'], async ({ page }) => {
  await signIn(page, 'ops')
  await open(page, '/register/demand/new?account_id=nope')
  assert.match(await page.locator('.notice').first().innerText(), /account_id=nope/)
  assert.match(await page.inputValue('#field-raised_on'), /^\d{4}-\d\d-\d\d$/)
  assert.deepEqual([await page.inputValue('#field-priority'), await page.inputValue('#field-state')], ['medium', 'open'])
  const [foot, bar] = await page.evaluate(() => ['.form-foot', '.bottombar'].map((at) => document.querySelector(at).getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })))
  assert.ok(bar.top === 0 || foot.bottom <= bar.top + 1, `the foot ends at ${foot.bottom}, the bar begins at ${bar.top}`)
})
