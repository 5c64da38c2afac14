// From a number to the rows behind it, to one record, and back to where one was.

import assert from 'node:assert/strict'
import { axe, fits, journey, open, signIn } from './harness.mjs'
import { make, makeAccount } from './desk.mjs'

const path = (page) => { const url = new URL(page.url()); return url.pathname + url.search }

journey('a number opens its rows, a row its record, and back leads back', ['phone', 'desk', 'wall', 'wall4k'], async ({ page }) => {
  await signIn(page)
  const board = '/?from=2025-09-30&to=2026-10-31'
  await open(page, board)
  const number = page.locator('.board .tile-headline a[href^="/register/"], .board .figure a[href^="/register/"]').first()
  const href = await number.getAttribute('href')
  assert.match(href, /\?.*f=/, 'a number leads to a filtered register')
  await number.click()
  await page.waitForURL((url) => url.pathname === new URL(href, url).pathname)
  await page.locator('.register .register-bar').waitFor()
  const register = path(page)
  assert.equal(register, href)
  assert.ok((await page.locator('.register-bar .chip').count()) > 0, 'the conditions of the number are shown')
  const row = page.locator('.register tbody tr [data-lead] a').last()
  if ((await row.count()) > 0) {
    await row.click()
    await page.locator('.facts').first().waitFor()
    assert.match(new URL(page.url()).pathname, /^\/register\/[a-z_]+\/[^/]+$/)
    await page.goBack()
    await page.locator('.register .register-bar').waitFor()
    assert.equal(path(page), register)
  }
  await page.goBack()
  await page.locator('.board .tile').first().waitFor()
  assert.equal(path(page), board)
})

journey('a record keeps the register it was opened from', ['phone', 'desk'], async ({ page }) => {
  await signIn(page)
  const { id, name } = await makeAccount(page, 'Way back')
  for (const title of ['one', 'two', 'three']) await make(page, 'task', { account_id: id, title: `${name} ${title}`, state: 'open' })
  const from = `/register/task?f=${encodeURIComponent(`account_id:eq:${id}`)}`
  await open(page, from)
  assert.equal(await page.locator('.register tbody tr').count(), 3)
  await page.locator('.register tbody tr [data-lead] a').nth(1).click()
  await page.locator('.facts').first().waitFor()
  assert.match(await page.locator('h1').innerText(), /two/)
  const next = page.locator('a[rel=next]').first()
  await next.click()
  await page.waitForFunction(() => !document.querySelector('h1').innerText.includes('two'))
  await page.locator('.breadcrumb a[href^="/register/task?"]').first().click()
  await page.locator('.register .register-bar').waitFor()
  assert.equal(path(page), from)
})

for (const theme of ['day', 'night']) {
  journey(`register, record and account board fit and are accessible by ${theme}`, ['phone', 'desk'], { theme }, async ({ page, screen }) => {
    await signIn(page)
    const { id } = await makeAccount(page, 'Accessible')
    for (const where of ['/', `/account/${id}`, '/register/account', '/register/ticket', `/register/account/${id}`, `/register/account/${id}?edit=1`, '/import']) {
      await open(page, where)
      await fits(page)
      await axe(page)
      if (screen === 'phone') {
        await page.setViewportSize({ width: 360, height: 780 })
        await fits(page)
        await page.setViewportSize({ width: 390, height: 844 })
      }
    }
  })
}
